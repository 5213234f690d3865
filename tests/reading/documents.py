"""Documents of the program's own packs, and of a pack with texts nobody should write."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from triage.core.compiled import CompiledPack
from triage.core.pack import Approval, VersionNote
from triage.core.proofs import verify
from triage.core.wording import Text
from triage.packs.cases import load_cases
from triage.packs.catalogue import CRITERIA, Catalogue
from triage.reading.content import (
    Block,
    Notice,
    PackDocument,
    Paragraph,
    Section,
    Statement,
    Statements,
    Table,
    Terms,
)
from triage.reading.document import document

CATALOGUE = Catalogue()
LANGUAGES = ("sv", "en")
DAY = date(2026, 11, 22)
EVERY = [(pack_id, language) for pack_id in CATALOGUE.ids for language in LANGUAGES]

HOSTILE = "<script>alert('&amp;')</script> {page} %s ]]> \u202e áđčŧž \U0001f600 " + "ord" * 400


@cache
def written(pack_id: str, language: str = "sv") -> PackDocument:
    """Return a pack's document with cases and proofs."""
    compiled = CATALOGUE.compiled(pack_id)
    cases = load_cases(CRITERIA / pack_id, compiled)
    return document(compiled, cases, verify(compiled, DAY), language, DAY)


def hostile() -> CompiledPack:
    """Return Skåne's pack with markup, odd signs and overlong words in every kind of text."""
    pack = CATALOGUE.compiled("skane").pack
    text = Text(sv=HOSTILE, en=HOSTILE)
    first, *others = pack.criteria
    team, *teams = pack.teams
    changed = pack.model_copy(
        update={
            "name": text,
            "about": text,
            "version": HOSTILE[:90],
            "criteria": (first.model_copy(update={"text": text}), *others),
            "teams": (
                team.model_copy(
                    update={"name": text, "role": text, "organisation": text, "telephone": HOSTILE}
                ),
                *teams,
            ),
            "areas": tuple(one.model_copy(update={"name": text}) for one in pack.areas),
            "municipalities": tuple(
                one.model_copy(update={"name": HOSTILE[:100]}) for one in pack.municipalities
            ),
            "approved": Approval(by=HOSTILE, on="2026-01-01"),
            "changes": (VersionNote(version="2", on="2026-01-02", author="<b>x", text=HOSTILE),),
        }
    )
    return replace(CATALOGUE.compiled("skane"), pack=changed)


def section(told: PackDocument, name: str) -> Section:
    """Return one section by its id."""
    return next(one for _depth, one in told.all_sections() if one.id == name)


def texts(told: PackDocument) -> Iterator[str]:
    """Yield every text that a reader sees."""
    yield from (told.title, told.lead, told.contents, told.running, told.foot)
    blocks = [*told.opening]
    for _depth, one in told.all_sections():
        yield one.title
        blocks += one.blocks
    for block in blocks:
        yield from block_texts(block)


def block_texts(block: Block) -> Iterator[str]:
    """Yield every text of a block."""
    match block:
        case Paragraph(text=text) | Notice(text=text):
            yield text
        case Terms(rows=rows):
            for row in rows:
                yield from row
        case Statement():
            yield from _statement(block)
        case Statements(lead=lead, items=items):
            yield from [lead] * bool(lead)
            for item in items:
                yield from _statement(item)
        case Table(caption=caption, head=head, groups=groups):
            yield from (caption, *head)
            for title, lines in groups:
                yield from [title] * bool(title)
                for cells in lines:
                    yield from (cell.text for cell in cells)


def _statement(one: Statement) -> Iterator[str]:
    yield one.text
    for line in one.lines:
        yield from line
    yield from one.choices
    yield from [one.source] * bool(one.source)
