"""The question of red flags, where it stands in the way of signing."""

from triage.core.vocabulary import SetFact, Vocabulary
from triage.texts import Translate
from ui.widgets.question import Question, RowWords
from ui.widgets.question_row import QuestionRow
from ui.widgets.segmented import Option


def flags_row(vocabulary: Vocabulary, language: str, _: Translate) -> QuestionRow:
    """Return the question as the checklist asks it, with "not known" as an answer."""
    fact = vocabulary.fact[vocabulary.emergency.flags]
    choices = fact.choices if isinstance(fact, SetFact) else ()
    options = [
        Option(one.id, one.name[language], one.help[language] if one.help else "")
        for one in choices
    ]
    words = RowWords(
        yes=_("Ja"),
        no=_("Nej"),
        unknown=_("Ej känt"),
        none_of_these=_("Kontrollerat: inga"),
        unanswered=_("obesvarad"),
        not_needed="",
        no_match="",
    )
    asked = Question(fact.id, "set", fact.question[language], fact.help[language], options)
    return QuestionRow(asked, words)
