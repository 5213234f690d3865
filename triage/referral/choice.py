"""Where the letter's care form is not the one that the criteria point to: whose choice, and why."""

from triage.answer_words import lowered
from triage.referral.letter import Line
from triage.referral.material import Material
from triage.referral.notes import OVERRIDE_REASONS


def override(material: Material) -> tuple[Line, ...]:
    """Return that the sender chose, against what, and why."""
    _ = material.say
    signed = material.signed
    if signed is None or signed.override is None:
        return ()
    code, words = signed.override[0], signed.override[1].strip()
    reason = _(OVERRIDE_REASONS[code]) if code in OVERRIDE_REASONS else code
    reason = f"{reason}."
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
    """Return that the patient declines, and what the need is all the same."""
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
    """Say what is indicated but not offered, and who covers.

    What is not offered where tells of a place: under protected identity the need alone is told.
    """
    _ = material.say
    now = material.weighing
    if not now.gap or now.indicated is None or (material.open_outcomes and not material.signed):
        return ()
    need = material.form_name(now.indicated)
    if material.patient.protected:
        text = _("Kriterierna pekar på {form}. Avsändaren vet hur behovet täcks.")
        return (Line(_("Behov"), text.format(form=lowered(need))),)
    text = _("{form} är indicerat enligt kriterierna men erbjuds inte där patienten ska vårdas.")
    text = text.format(form=need)
    covers = material.compiled.pack.care_form[now.indicated].when_missing
    if covers is None:
        note = _("Källan anger inte vem som svarar under tiden.")
    else:
        note = covers[material.language]
    return (Line(_("Erbjuds inte"), text, note=note),)
