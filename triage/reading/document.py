"""A pack written out for people: what it asks, of whom, on what grounds, and what was proved.

Pure: no files, no clock. What can be read here is what is weighed, for both come from the
same compiled pack.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from triage.core.compiled import CompiledPack
from triage.core.recommend import validity_warnings
from triage.core.verification import Verification
from triage.pack_words import approval_words, warning_words
from triage.packs.cases import ExampleCase
from triage.reading import evidence
from triage.reading.content import (
    Block,
    Notice,
    PackDocument,
    Paragraph,
    Section,
    Statement,
    Statements,
    Terms,
)
from triage.reading.coverage import coverage
from triage.reading.ladder import ladder, parallel, terms, urgency
from triage.reading.material import Material
from triage.reading.questions import questions
from triage.reading.teams import teams


def document(
    compiled: CompiledPack,
    cases: Sequence[ExampleCase],
    verification: Verification | None,
    language: str,
    today: date,
) -> PackDocument:
    """Return a pack as a document; without a verification it says nothing of proofs."""
    material = Material(compiled, language, today)
    _ = material.say
    pack = compiled.pack
    name = pack.name[language]
    named = _("{name}, version {version}").format(name=name, version=pack.version)
    return PackDocument(
        language=language,
        pack=pack.id,
        name=name,
        version=pack.version,
        digest=compiled.digest,
        day=today.isoformat(),
        title=_("Kriterier för palliativ vård: {name}").format(name=name),
        lead=pack.about[language],
        opening=tuple(_opening(material)),
        contents=_("Innehåll"),
        sections=tuple(_sections(material, cases, verification)),
        running=_("Kriterier: {named}").format(named=named),
        foot=_("{named}, {digest}. Läst ur publicerade källor av Vägval; inte CE-märkt.").format(
            named=named, digest=_short(compiled.digest)
        ),
        page=_("Sida {page} av {pages}"),
    )


def _opening(material: Material) -> Iterator[Block]:
    _ = material.say
    pack = material.pack
    codes = validity_warnings(pack, material.today)
    for text in warning_words(codes, _, valid_from=pack.valid_from, valid_to=pack.valid_to):
        yield Notice(text)
    yield Terms(
        (
            (_("Version"), pack.version),
            (_("Gäller"), _validity(material)),
            (_("Lokalt"), approval_words(pack.approved, _)),
            (_("Kontrollsumma"), _short(material.compiled.digest)),
            (
                _("Frågor och ord"),
                _("version {version}").format(version=material.vocabulary.version),
            ),
            (_("Utskrivet"), material.today.isoformat()),
        )
    )
    yield Paragraph(
        _(
            "Vägval jämför svaren med publicerade inskrivningskriterier. Det ställer ingen "
            "diagnos och fattar inget beslut. Det är inte CE-märkt och har ingen tillverkare "
            "enligt EU:s förordning om medicintekniska produkter; i verklig vård krävs en "
            "vårdgivare som tar det ansvaret och godkänner kriterierna. Vid akut läge: ring."
        ),
        "small",
    )
    yield Paragraph(
        _(
            "Så läses det: varje kriterium står med sin regel och sin källa. Regeln använder "
            "frågornas namn; hela frågan står under Frågorna. [n] är numret i listan Källor. "
            "Enligt källan: dokumentet säger det. Härlett: det följer av dokumentet och allmän "
            "kunskap. Lokalt: enheten har skrivit in det. En obesvarad fråga räknas aldrig som nej."
        ),
        "small",
    )


def _validity(material: Material) -> str:
    _ = material.say
    pack = material.pack
    if pack.valid_from is None and pack.valid_to is None:
        return _("giltighetstid anges inte i källan")
    return _("{first} till {last}").format(
        first=pack.valid_from or _("ej angivet"), last=pack.valid_to or _("tills vidare")
    )


def _sections(
    material: Material, cases: Sequence[ExampleCase], verification: Verification | None
) -> Iterator[Section]:
    pack = material.pack
    yield ladder(material)
    if pack.parallel:
        yield parallel(material)
    if material.derived:
        yield terms(material)
    yield questions(material)
    yield urgency(material)
    if pack.readings:
        yield _readings(material)
    yield teams(material)
    yield coverage(material)
    if verification is not None:
        yield evidence.proofs(material, verification)
    if pack.accepted:
        yield evidence.accepted(material)
    if cases:
        yield evidence.cases(material, cases)
    yield _sources(material)
    if pack.changes:
        yield _history(material)


def _readings(material: Material) -> Section:
    """Return what the sources leave open or say in two ways, by kind."""
    _ = material.say
    kinds = {
        "reading": _("Läsningar: vad källan lämnar öppet, och hur det läses här"),
        "conflict": _("Motsägelser i källan"),
        "note": _("Anmärkningar"),
    }
    blocks = []
    for kind, title in kinds.items():
        items = tuple(
            Statement(one.text[material.language], source=material.source(one.source), running=True)
            for one in material.pack.readings
            if one.kind == kind
        )
        if items:
            blocks.append(Statements(title, items))
    return Section("readings", _("Hur källorna är lästa"), tuple(blocks))


def _sources(material: Material) -> Section:
    _ = material.say
    language = material.language
    rows = []
    for number, name in enumerate(material.documents, start=1):
        document = material.vocabulary.document[name]
        title = document.title[language]
        year = "" if str(document.year) in title else f" {document.year}"
        rows.append((f"[{number}]", f"{title}. {document.publisher}{year}."))
    return Section("sources", _("Källor"), (Terms(tuple(rows)),))


def _history(material: Material) -> Section:
    _ = material.say
    rows = tuple(
        (one.version, f"{one.text} ({one.author}, {one.on})") for one in material.pack.changes
    )
    return Section("history", _("Versioner"), (Terms(rows),))


def _short(digest: str) -> str:
    algorithm, _colon, digits = digest.rpartition(":")
    return f"{algorithm}:{digits[:12]}" if algorithm else digits[:12]
