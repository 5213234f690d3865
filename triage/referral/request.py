"""The first block of the letter: what is asked for, by when, of whom and why.

While more than one care form is possible it names what is possible and never one form
alone, unless a clinician has chosen and signed.
"""

from datetime import datetime

from triage.core.logic import State
from triage.core.recommendation import Status
from triage.referral.asked import urgency_name
from triage.referral.grounds import pack_warnings
from triage.referral.letter import Line
from triage.referral.material import Material, lowered
from triage.referral.notes import OVERRIDE_REASONS
from triage.referral.receiver import physician_line, receiver

_MARK_WARNING = "!"
_FEW = 4  # open questions named on the front page; all of them stand in the trace


def alarm(material: Material) -> tuple[str, ...]:
    """Return a red flag's title, the signs and what they call for; empty without one."""
    notice = material.compiled.vocabulary.emergency
    if not material.weighing.red_flags:
        return ()
    decided = material.facts.get(notice.limits)
    call = notice.undecided
    if decided is True:
        call = notice.limited
    elif decided is False:
        call = notice.active
    language = material.language
    return notice.title[language], material.answer(notice.flags), call[language]


def request(material: Material) -> tuple[Line, ...]:
    """Return level, receiver, urgency and reasons, in order of weight; warnings last."""
    return (
        level(material),
        *receiver(material),
        *declined(material),
        urgency(material),
        *red_flags(material),
        *contact(material),
        *_reassessed(material),
        *reason(material),
        *_open_question(material),
        *override(material),
        *gap(material),
        *_beside(material),
        *physician_line(material),
        *(Line("", text, mark=_MARK_WARNING) for text in pack_warnings(material)),
    )


def level(material: Material) -> Line:
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


def override(material: Material) -> tuple[Line, ...]:
    _ = material.say
    signed = material.signed
    if signed is None or signed.override is None:
        return ()
    code, words = signed.override[0], signed.override[1].strip()
    reason = f"{_(OVERRIDE_REASONS[code]) if code in OVERRIDE_REASONS else code}."
    why = words if code == "other" and words else f"{reason} {words}".strip()
    suggestion = material.weighing.recommended
    chosen = lowered(material.form_name(signed.form))
    if material.open_outcomes or suggestion is None:
        text = _("Svaren avgör inte vårdformen. Avsändaren har valt {chosen}. Skäl: {why}")
        return (Line(_("Avsändarens val"), text.format(chosen=chosen, why=why)),)
    if suggestion == signed.form:
        text = _("Avsändaren har valt {chosen}. Skäl: {why}")
        return (Line(_("Avsändarens val"), text.format(chosen=chosen, why=why)),)
    text = _("Kriterierna pekar på {suggestion}. Avsändaren har valt {chosen}. Skäl: {why}")
    suggested = lowered(material.form_name(suggestion))
    words = text.format(suggestion=suggested, chosen=chosen, why=why)
    return (Line(_("Avsändarens val"), words),)


def declined(material: Material) -> tuple[Line, ...]:
    _ = material.say
    now = material.weighing
    if now.blocked_by is None:
        return ()
    text = _("Patienten tackar nej till remiss. Vården fortsätter där den ges; fråga igen.")
    if now.indicated is not None and not material.open_outcomes:
        need = _("Behovet enligt kriterierna: {form}.")
        text = f"{text} {need.format(form=lowered(material.form_name(now.indicated)))}"
    return (Line(_("Samtycke"), text),)


def gap(material: Material) -> tuple[Line, ...]:
    """Say what is indicated but not offered, and who covers."""
    _ = material.say
    now = material.weighing
    if not now.gap or now.indicated is None or (material.open_outcomes and not material.signed):
        return ()
    text = _("{form} är indicerat enligt kriterierna men erbjuds inte där patienten ska vårdas.")
    text = text.format(form=material.form_name(now.indicated))
    covers = material.compiled.pack.care_form[now.indicated].when_missing
    if material.patient.protected:
        note = _("Avsändaren vet vem som svarar under tiden.")
    elif covers is None:
        note = _("Källan anger inte vem som svarar under tiden.")
    else:
        note = covers[material.language]
    return (Line(_("Saknas här"), text, note=note),)


def _beside(material: Material) -> tuple[Line, ...]:
    _ = material.say
    names = [material.form_name(form) for form in material.weighing.parallel]
    named = material.form
    names = [name for name in names if named is None or name != material.form_name(named)]
    return (Line(_("Dessutom"), ", ".join(names)),) if names else ()


def red_flags(material: Material) -> tuple[Line, ...]:
    """Return whether red flags were checked; those found stand in the alarm."""
    _ = material.say
    flags = material.compiled.vocabulary.emergency.flags
    label = material.label(flags)
    if material.weighing.red_flags:
        return ()
    if material.weighing.red_flags_checked:
        day = material.rated.get(flags)
        if day is None:
            return (Line(label, _("Kontrollerade: inga.")),)
        checked = _("Kontrollerade {day}: inga.").format(day=material.day(day).isoformat())
        return (Line(label, checked),)
    if flags in material.facts:
        return (Line(label, _("Ej känt. Frågat, men inte kontrollerat."), mark=_MARK_WARNING),)
    return (Line(label, _("Ej kontrollerat."), mark=_MARK_WARNING),)


def contact(material: Material) -> tuple[Line, ...]:
    """Return the contact that a red flag called for; that none is noted where one does."""
    _ = material.say
    label = _("Larmkontakt")
    time, who = _noted_time(material), material.note("red_flag_contact_with")
    if time and who:
        return (Line(label, _("{time} med {who}").format(time=time, who=who)),)
    if time:
        return (Line(label, _("{time}, med vem är inte angivet").format(time=time)),)
    if who:
        return (Line(label, _("med {who}, tiden är inte angiven").format(who=who)),)
    if material.weighing.red_flags:
        return (Line(label, _("Ingen kontakt noterad."), mark=_MARK_WARNING),)
    return ()


def _noted_time(material: Material) -> str:
    """Return when the contact was; what is no time stands as it was noted."""
    kept = material.note("red_flag_contact")
    try:
        at = datetime.fromisoformat(kept)
        return kept.replace("T", " ") if at.tzinfo is None else material.moment(at)
    except (ValueError, OverflowError):  # the latter: the first and the last day there is
        return kept


def _reassessed(material: Material) -> tuple[Line, ...]:
    _ = material.say
    if material.reassessed is None:
        return ()
    text = _("Ombedömning efter beslut {day}.").format(day=material.reassessed.isoformat())
    return (Line("", text),)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
