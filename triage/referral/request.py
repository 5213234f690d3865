"""The first block of the letter: what is asked for, by when, of whom and why.

While more than one care form is possible it names what is possible and never one form
alone, unless a clinician has chosen and signed.
"""

from collections.abc import Sequence

from triage.answer_words import lowered
from triage.core.logic import State
from triage.core.recommendation import Status
from triage.referral.asked import urgency_name
from triage.referral.choice import declined, gap, override
from triage.referral.grounds import pack_warnings
from triage.referral.lacking import lacks
from triage.referral.letter import Line
from triage.referral.material import Material
from triage.referral.persons import sender_line
from triage.referral.receiver import physician_line, receiver
from triage.referral.red_flags import contact, red_flags

_MARK_WARNING = "!"
_MOST = 7  # names of what is missing; the sections of the letter have all
_FEW = 4  # open questions named on the front page; all of them stand in the trace


def request(material: Material) -> tuple[Line, ...]:
    """Return level, receiver, sender, urgency and reasons, in order of weight; warnings last."""
    to, *more = receiver(material)
    still_open = _open_question(material)
    return (
        level(material),
        to,
        sender_line(material),
        *in_brief(material),
        *more,
        *declined(material),
        urgency(material),
        *red_flags(material),
        *contact(material),
        *_reassessed(material),
        *reason(material),
        *still_open,
        *override(material),
        *gap(material),
        *_beside(material),
        *missing(material, told=material.next_questions if still_open else ()),
        *physician_line(material),
        *_of_the_criteria(material),
    )


def _of_the_criteria(material: Material) -> tuple[Line, ...]:
    _ = material.say
    return tuple(Line(_("Kriterier"), text, mark=_MARK_WARNING) for text in pack_warnings(material))


def level(material: Material) -> Line:
    """Return the care form, or those still possible."""
    _ = material.say
    if material.form is not None:
        return Line(_("Vårdform"), material.form_name(material.form))
    if material.weighing.status is Status.NOT_PALLIATIVE:
        return Line(
            _("Vårdform"),
            _("Svaren visar inte en obotlig, fortskridande sjukdom. Ingen vårdform föreslås."),
        )
    names = [material.form_name(form) for form in material.weighing.possible]
    return Line(
        _("Möjligt"), _("{forms}. Inte avgjort.").format(forms=_capital(material.either(names)))
    )


def urgency(material: Material) -> Line:
    """Return the class of urgency with its reasons, and what it may rise to."""
    _ = material.say
    urgency = material.weighing.urgency
    words = {
        reason.id: reason.text[material.language]
        for one in material.compiled.vocabulary.urgency.classes
        for reason in one.reasons
    }
    reasons = [words[reason] for group, reason in urgency.reasons if group == urgency.current]
    text = urgency_name(material, urgency.current)
    text = f"{text}: {'; '.join(reasons)}." if reasons else f"{text}."
    if urgency.may_rise_to == urgency.current:
        return Line(_("Angelägenhet"), text)
    rise = _("Kan stiga till: {urgency}. Obesvarat: {questions}.").format(
        urgency=lowered(urgency_name(material, urgency.may_rise_to)),
        questions=material.labels(urgency.questions, _FEW),
    )
    return Line(_("Angelägenhet"), text, note=rise)


def reason(material: Material) -> tuple[Line, ...]:
    """Return the criteria that hold for what is asked for; the need behind it in a gap."""
    _ = material.say
    now = material.weighing
    if now.status is Status.NOT_PALLIATIVE:
        return ()
    form = material.form
    if form is not None and form == now.recommended and now.indicated is not None:
        form = now.indicated
    forms = now.possible if form is None else (form,)
    met = [line for line in now.trace if line.care_form in forms and line.state is State.YES]
    telling = [line for line in met if line.part in ("need", "place")]
    if not telling:
        telling = [line for line in met if line.part == "eligibility"]
    criteria = dict.fromkeys(line.criterion for line in telling)
    texts = [material.compiled.pack.criterion[one].text[material.language] for one in criteria]
    if not texts:
        return (Line(_("Skäl"), _("Svaren visar ännu inget av kriterierna.")),)
    return (Line(_("Skäl"), "; ".join([texts[0], *map(lowered, texts[1:])]) + "."),)


def _open_question(material: Material) -> tuple[Line, ...]:
    _ = material.say
    now = material.weighing
    if not material.open_outcomes or now.status is Status.NOT_PALLIATIVE:
        return ()
    if material.patient.protected and not material.next_questions:
        return ()  # what is left to answer is where the patient is
    parts = []
    if material.form is not None:
        names = [material.form_name(form) for form in now.possible]
        parts.append(
            _("Enligt svaren är detta möjligt: {forms}.").format(forms=material.either(names))
        )
    if material.next_questions:
        parts.append(
            _("Avgörs av: {questions}.").format(
                questions=material.labels(material.next_questions, _FEW)
            )
        )
    return (Line(_("Ännu öppet"), " ".join(parts)),) if parts else ()


def in_brief(material: Material) -> tuple[Line, ...]:
    """Return who the patient is in a few words: age, diagnosis, function, where cared for."""
    _ = material.say
    told = [
        f"ECOG {material.facts[name]}" if name == "ecog" else material.answer(name)
        for name in ("age_years", "diagnosis_group", "ecog", "current_care_setting")
        if material.answered(name)
    ]
    return (Line(_("I korthet"), " · ".join(told)),) if told else ()


def missing(material: Material, told: Sequence[str] = ()) -> tuple[Line, ...]:
    """Return what a receiver would have to ask for, but for questions told of already."""
    _ = material.say
    flags = material.compiled.vocabulary.emergency.flags  # have a line of their own
    names = [lowered(lack.label) for lack in lacks(material) if lack.id not in (flags, *told)]
    more = len(names) - _MOST
    shown = _capital(", ".join(names[:_MOST]))
    text = _("{names} och {count} till").format(names=shown, count=more) if more > 0 else shown
    return (Line(_("Saknas"), f"{text}."),) if names else ()


def _beside(material: Material) -> tuple[Line, ...]:
    _ = material.say
    names = [material.form_name(form) for form in material.weighing.parallel]
    named = material.form
    names = [name for name in names if named is None or name != material.form_name(named)]
    return (Line(_("Dessutom"), ", ".join(names)),) if names else ()


def _reassessed(material: Material) -> tuple[Line, ...]:
    _ = material.say
    if material.reassessed is None:
        return ()
    text = _("Ombedömning efter beslut {day}.").format(day=material.reassessed.isoformat())
    return (Line(_("Tidigare"), text),)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
