"""What is wrong with a draft, in the reader's language where the fault is one that editing makes.

The loader speaks English to those who write files. A fault that is not known here stands in
its words rather than be left unsaid.
"""

import re

from triage.packs.problems import Problem
from triage.texts import Translate


def problem_words(problem: Problem, _: Translate) -> str:
    """Return one fault in words."""
    in_two = problem.path.endswith((".sv", ".en"))
    known = (
        (r"the text is empty.*",
         _("Texten saknas. Båda språken behövs.") if in_two else _("Texten saknas.")),
        (r"unknown care form of this .*",
         _("En vårdform som nämns här finns inte i trappan. Ta bort den här, eller lägg till den "
           "i trappan.")),
        (r"the key 'author' is missing", _("Ange vem som godtar.")),
        (r"the key 'expires' is missing", _("Ange till vilken dag det gäller.")),
        (r"the list is empty.*", _("Listan är tom. Ange minst en.")),
        (r"no care form uses .*", _("Ingen vårdform använder kriteriet. Lägg in det i en.")),
        (r"'?(?P<one>[^']*)'? offers (?P<two>\S+) in (?P<three>\d+) too.*",
         _("Ett annat team ({one}) erbjuder samma vårdform i samma kommun.")),
        (r"serves nobody.*", _("Teamet har inget upptagningsområde. Ange områden eller kommuner.")),
        (r"is before valid_from (?P<one>\S+).*",
         _("Dagen ligger före den första giltighetsdagen, {one}.")),
        (r"there is no day .*", _("Det finns ingen sådan dag. Skriv ÅÅÅÅ-MM-DD.")),
        (r".*is no date; write it as.*", _("Skriv dagen som ÅÅÅÅ-MM-DD.")),
        (r"closes at .*", _("Stängningstiden ligger inte efter öppningstiden.")),
        (r"give both opens and closes.*", _("Ange både när det öppnar och när det stänger.")),
        (r"not a clock time.*", _("Skriv klockslag som 08:00.")),
        (r"one_weekend_day stands alone.*",
         _("”En av helgens dagar” gäller bara läkare eller telefon, inte när teamet är öppet.")),
        (r"a team that is always open.*",
         _("Ett team som är öppet dygnet runt behöver inga tider för teamet.")),
        (r"no hours.*", _("Öppettider saknas. Ange tider eller ”inte angivet”.")),
        (r"a form cannot stand in for itself.*", _("En vårdform kan inte ersätta sig själv.")),
        (r"the last form of a ladder.*",
         _("Den sista vårdformen måste erbjudas överallt.")),
        (r".*stands twice.*", _("Namnet finns redan.")),
        (r"the key '(?P<one>\w+)' is missing", _("Något saknas här: {one}.")),
        (r".*exists; raise it.*",
         _("Versionen finns redan eller är äldre. Välj ett högre nummer.")),
        (r"has a number in it.*", _("Versionen behöver en siffra, till exempel 2026.2.")),
        (r"has at least \d+ characters.*",
         _("Skriv vad som ändrats och varför, minst tio tecken.")),
        (r".*was changed",
         _("Filen är ändrad efter att den gjordes. Den används inte; be om den igen.")),
        (r"no region .* in this program.*", _("Filen gäller en region som inte finns här.")),
        (r"has exactly one of the keys all and any.*",
         _("Delen har inga kriterier. Lägg till minst ett, eller ta bort delen.")),
    )  # fmt: skip
    for pattern, words in known:
        found = re.fullmatch(pattern, problem.message, re.DOTALL)
        if found:
            return words.format(**{key: value or "" for key, value in found.groupdict().items()})
    return problem.message
