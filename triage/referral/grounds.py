"""What the letter rests on: criteria, version, program, and what the program says of itself."""

from triage.pack_words import approval_words, warning_words
from triage.referral.letter import Line, Section
from triage.referral.material import Material
from triage.texts import Translate


def intended_purpose(material: Material) -> str:
    """Return what the program says of itself, in the letter's language."""
    return said_of_itself(material.say)


def said_of_itself(_: Translate) -> str:
    """Return what the program says of itself."""
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
    validity = _("tidsgräns ej angiven")
    if name.valid_from or name.valid_to:
        validity = _("{first} till {last}").format(
            first=name.valid_from or _("ej angivet"), last=name.valid_to or _("tills vidare")
        )
    lines = [
        Line(_("Kriterier"), f"{pack.name[material.language]}, {name.version}", brief=True),
        Line(_("Kontrollsumma"), _short(name.digest), brief=True),
        Line(_("Gäller"), validity, brief=True),
        Line(_("Godkännande"), approval_words(pack.approved, _), brief=True),
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
    now = material.weighing
    return warning_words(
        now.warnings, material.say, valid_from=now.pack.valid_from, valid_to=now.pack.valid_to
    )


def _short(digest: str) -> str:
    algorithm, _colon, digits = digest.rpartition(":")
    return f"{algorithm}:{digits[:12]}" if algorithm else digits[:12]
