"""Why a clinician chooses another form than the one suggested, and what is no reason alone.

Living alone, dementia, another language, addiction or mental illness never keep a patient
from specialised care by themselves: they call for support and adaptation, and the decision
asks which. The words are a list, not a judgement of language; a text that says anything
more passes.
"""

import re

from triage.referral.notes import OVERRIDE_REASONS
from triage.texts import translator

OTHER = "other"
LEAST = 10
"""So many characters at least where the reason is a free text."""

# One stem a line; a word that begins with it counts.
_BARRED = (
    *("ensam", "alone", "lonel", "single"),
    *("demens", "dement", "dementia", "kognitiv", "cognitive"),
    *("språk", "tolk", "svensk", "language", "interpret", "swedish"),
    *("missbruk", "beroende", "alkohol", "narkotika", "drog", "addict", "substance", "alcohol"),
    *("psykisk", "psykiatri", "psykos", "schizofren", "mental", "psychiatr"),
    *("depression", "bipolär", "bipolar"),
)
_FILLING_WORDS = (
    "patienten patient pat har är bor lever med och samt en ett inte ej utan i på av för som "
    "hon han hen svår svårt sjukdom sjuk diagnos känd ohälsa hushåll problem problematik talar "
    "pratar hemma själv behöver brister svikt "
    "the has is lives living with and a an not no of in on for she he they severe illness ill "
    "diagnosis known household problems speaks speak at home self needs abuse disease does"
)
_FILLING = frozenset(_FILLING_WORDS.split())


def override_reasons(language: str) -> tuple[tuple[str, str], ...]:
    """Return (code, words) of the reasons that can be chosen, in their order."""
    _ = translator(language)
    worded = ((code, _(words)) for code, words in OVERRIDE_REASONS.items())
    return tuple((code, words[:1].upper() + words[1:]) for code, words in worded)


def barred_alone(text: str) -> bool:
    """Tell whether a text gives nothing but reasons that may not stand alone."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    barred = [word for word in words if word.startswith(_BARRED)]
    rest = [word for word in words if word not in barred and word not in _FILLING]
    return bool(barred) and not rest


def problem_with(code: str, text: str, language: str) -> str:
    """Return what is missing in a reason, in the reader's language; empty when nothing is."""
    _ = translator(language)
    if not code:
        return _("Välj varför du väljer en annan vårdform.")
    if code == OTHER and len(text.strip()) < LEAST:
        return _("Skriv skälet med minst tio tecken.")
    if barred_alone(text):
        return _(
            "Ensamboende, demens, språk, beroende och psykisk sjukdom räcker inte som skäl. "
            "Skriv vilket stöd eller vilken anpassning som behövs, eller ett annat skäl."
        )
    return ""
