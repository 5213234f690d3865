"""What is missing for signing. Unanswered questions never are; unchecked red flags are."""

from collections.abc import Mapping

from ui.viewmodels.desk import Desk
from ui.viewmodels.review_form import SigningForm
from ui.viewmodels.review_opened import Choice, Opened
from ui.viewmodels.review_reasons import problem_with


def missing(
    desk: Desk, shown: Opened, chosen: Choice | None, form: SigningForm
) -> Mapping[str, str]:
    """Return what is missing in words, by field: choice, reason, name, role, unit, red_flags."""
    _, found = desk.translate, dict[str, str]()
    if chosen is None:
        found["choice"] = _("Välj en vårdform.")
    elif chosen.needs_reason:
        problem = problem_with(form.reason, form.text, desk.language)
        if problem:
            found["reason"] = problem
    words = {
        "name": _("Skriv ditt namn."),
        "role": _("Skriv din roll, till exempel läkare."),
        "unit": _("Skriv din enhet."),
    }
    found |= {f: text for f, text in words.items() if not getattr(form.author, f).strip()}
    if shown.compiled.vocabulary.emergency.flags not in shown.facts:
        found["red_flags"] = _("Larmtecknen är inte kontrollerade. Svara innan du signerar.")
    return found
