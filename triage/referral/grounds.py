"""What the letter rests on: criteria, version, program, and what the program says of itself."""

from triage.referral.letter import Line, Section
from triage.referral.material import Material


def intended_purpose(material: Material) -> str:
    """Return what the program says of itself."""
    _ = material.say
    return _(
        "Vägval jämför svaren med publicerade inskrivningskriterier. Det ställer ingen diagnos och "
        "fattar inget beslut. Det är inte CE-märkt och har ingen tillverkare enligt EU:s "
        "förordning om medicintekniska produkter; i verklig vård krävs en vårdgivare som tar det "
        "ansvaret och godkänner kriterierna. Vid akut läge: ring."
    )


def pack_line(material: Material) -> str:
    """Return the criteria used, as they stand on every page."""
    _ = material.say
    name, pack = material.weighing.pack, material.compiled.pack
    return _("Kriterier: {name}, version {version} ({digest}).").format(
        name=pack.name[material.language], version=name.version, digest=_short(name.digest)
    )


def grounds(material: Material) -> Section:
    """Return the criteria's version, validity and approval, the program, and the decision."""
    _ = material.say
    name, pack, signed = material.weighing.pack, material.compiled.pack, material.signed
    validity = _("{first} till {last}").format(
        first=name.valid_from or _("ej angivet"), last=name.valid_to or _("tills vidare")
    )
    approved = (
        _("inte godkända lokalt")
        if pack.approved is None
        else _("godkända av {who} {day}").format(who=pack.approved.by, day=pack.approved.on)
    )
    lines = [
        Line(_("Kriterier"), f"{pack.name[material.language]}, {name.version}", brief=True),
        Line(_("Kontrollsumma"), _short(name.digest), brief=True),
        Line(_("Gäller"), validity, brief=True),
        Line(_("Lokalt"), approved, brief=True),
        Line(_("Program"), f"Vägval {material.app_version}", brief=True),
        Line(_("Skrivet"), material.moment(material.at), brief=True),
    ]
    if signed is not None:
        lines.append(Line(_("Besluts-id"), signed.revision[:12], brief=True))
    lines.append(
        Line(_("Angelägenhet"), material.compiled.vocabulary.urgency.note[material.language])
    )
    lines.extend(Line("", text, mark="!") for text in pack_warnings(material))
    return Section(_("Underlag"), tuple(lines))


def pack_warnings(material: Material) -> tuple[str, ...]:
    """Return what is to be known of the criteria before the letter is relied on."""
    _ = material.say
    name = material.weighing.pack
    words = {
        "pack_validity_passed": _(
            "Kriteriernas giltighet gick ut {day}. Kontrollera om nyare kriterier finns."
        ).format(day=name.valid_to),
        "pack_not_yet_valid": _("Kriterierna börjar gälla först {day}.").format(
            day=name.valid_from
        ),
        "municipality_of_another_pack": _(
            "Patientens kommun hör till en annan region än kriterierna. "
            "Den räknas därför som obesvarad."
        ),
    }
    return tuple(words.get(code, code) for code in material.weighing.warnings)


def _short(digest: str) -> str:
    algorithm, _colon, digits = digest.rpartition(":")
    return f"{algorithm}:{digits[:12]}" if algorithm else digits[:12]
