"""Walks the tree of a PDF's parts and says where it cannot be read aloud (PDF/UA-1).

What a program can check: whether the words on the pages say what is meant, no rule of it tells.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_PART = re.compile(rb"<<(?:/Type/StructElem)?/S/(\w+) */P (\d+) 0 R(.*)/K\[(.*)\]>>", re.DOTALL)
_KID = re.compile(
    rb"<</Type/MCR/Pg (\d+) 0 R/MCID (\d+)>>"
    rb"|<</Type/OBJR/Pg (\d+) 0 R/Obj (\d+) 0 R>>|(\d+) 0 R|(\d+)"
)
_MARK = re.compile(rb"/(\w+) (<<.*?>> BDC)|\b(EMC)\b", re.DOTALL)
_WITHIN = {
    "TR": ("Table",),
    "TH": ("TR",),
    "TD": ("TR",),
    "LI": ("L",),
    "Lbl": ("LI",),
    "LBody": ("LI",),
    "TOCI": ("TOC",),
    "Reference": ("TOCI",),
}
"""What some parts have to stand in."""
_HOLDS = {
    "Table": {"TR"},
    "TR": {"TH", "TD"},
    "L": {"LI"},
    "LI": {"Lbl", "LBody"},
    "TOC": {"TOCI"},
}
"""What some parts hold, and nothing else."""

Piece = tuple[int, int]
"""Of a page, by its object's number and the piece's own."""


@dataclass(frozen=True)
class Part:
    """A part: its kind, the number of what it stands in, its attributes and what it holds."""

    kind: str
    within: int
    more: bytes
    kids: Sequence[int]
    pieces: frozenset[Piece]
    links: frozenset[int]


def tree_faults(
    objects: Mapping[int, bytes], pages: Mapping[int, tuple[bytes, bytes]]
) -> Iterator[str]:
    """Yield what is wrong; the pages by their objects' numbers, in order: head and content."""
    parts = dict(_parts(objects))
    root = next((body for body in objects.values() if body.startswith(b"<</Type/StructTree")), b"")
    found = _found(root)
    yield from _pieces(parts, pages, found)
    yield from _links(parts, pages, found, objects)
    yield from _kinds(parts)
    top = re.search(rb"/K (\d+) 0 R", root)
    order = list(_in_order(parts, int(top[1]))) if top else []
    if len(order) != len(parts):
        yield "the tree does not hold all its parts once"
    yield from _headings(order)
    for part in parts.values():
        if part.kind == "Table":
            yield from _table(part, parts)


def _parts(objects: Mapping[int, bytes]) -> Iterator[tuple[int, Part]]:
    for number, body in objects.items():
        told = _PART.fullmatch(body)
        if told is None:
            continue
        own = re.match(rb"/Pg (\d+) 0 R", told[3])
        kids: list[int] = []
        pieces: set[Piece] = set()
        links: set[int] = set()
        for page, piece, _on, link, kid, here in _KID.findall(told[4]):
            if kid:
                kids.append(int(kid))
            elif link:
                links.add(int(link))
            elif piece:
                pieces.add((int(page), int(piece)))
            else:
                pieces.add((int(own[1]) if own else 0, int(here)))
        kind, within = told[1].decode(), int(told[2])
        yield number, Part(kind, within, told[3], kids, frozenset(pieces), frozenset(links))


def _found(root: bytes) -> dict[int, list[int]]:
    """Return the parts by the number under which a page or a link finds its own."""
    told = re.findall(rb"(?<=[\[\] ])(\d+) (?:\[([^\]]*)\]|(\d+) 0 R)", root.partition(b"/Nums")[2])
    return {
        int(key): [int(one) for one in re.findall(rb"(\d+) 0 R", many)] or [int(single or 0)]
        for key, many, single in told
    }


def _pieces(
    parts: Mapping[int, Part],
    pages: Mapping[int, tuple[bytes, bytes]],
    found: Mapping[int, Sequence[int]],
) -> Iterator[str]:
    """Check that what is drawn is in the tree, and what is in the tree drawn."""
    for at, (page, (head, content)) in enumerate(pages.items(), start=1):
        key = re.search(rb"/StructParents (\d+)", head)
        known = found.get(int(key[1]), []) if key else []
        drawn: list[int] = []
        open_now: list[bytes] = []
        for kind, told, end in _MARK.findall(content):
            if end:
                open_now = open_now[:-1]
                continue
            if open_now:
                yield f"page {at} has a part within another"
            open_now.append(kind)
            number = re.search(rb"/MCID (\d+)", told)
            if (number is None) != (kind == b"Artifact"):
                yield f"page {at} has a piece that is neither of a part nor decoration"
            if number:
                drawn.append(int(number[1]))
        if sorted(drawn) != list(range(len(drawn))) or len(set(known)) == 0 < len(drawn):
            yield f"page {at} does not number its pieces"
        for number_on in drawn:
            part = parts.get(known[number_on]) if number_on < len(known) else None
            if part is None or (page, number_on) not in part.pieces:
                yield f"page {at} has a piece that its part does not know"
                break
    drawn_at_all = sum(content.count(b"/MCID") for _head, content in pages.values())
    if drawn_at_all != sum(len(part.pieces) for part in parts.values()):
        yield "the tree has pieces that are not drawn"


def _links(
    parts: Mapping[int, Part],
    pages: Mapping[int, tuple[bytes, bytes]],
    found: Mapping[int, Sequence[int]],
    objects: Mapping[int, bytes],
) -> Iterator[str]:
    told = {number: body for number, body in objects.items() if b"/Subtype /Link" in body}
    on_pages = [
        int(one)
        for head, _content in pages.values()
        for many in re.findall(rb"/Annots \[([^\]]*)\]", head)
        for one in re.findall(rb"(\d+) 0 R", many)
    ]
    if sorted(on_pages) != sorted(told):
        yield "links and pages do not agree"
    for number, body in told.items():
        key = re.search(rb"/StructParent (\d+)", body)
        owners = [parts[one] for one in found.get(int(key[1]), []) if one in parts] if key else []
        if not owners or owners[0].kind != "Link" or number not in owners[0].links:
            yield f"link {number} belongs to no part"
        if not re.search(rb"/Contents \([^)]", body):
            yield f"link {number} does not say where it leads"
        if not re.search(rb"/F 4\b", body):
            yield f"link {number} is not printed"


def _kinds(parts: Mapping[int, Part]) -> Iterator[str]:
    for part in parts.values():
        above = parts.get(part.within)
        if part.kind in _WITHIN and (above is None or above.kind not in _WITHIN[part.kind]):
            yield f"a {part.kind} stands in the wrong part"
        inside = {parts[kid].kind for kid in part.kids if kid in parts}
        if part.kind in _HOLDS and (not inside <= _HOLDS[part.kind] or part.pieces):
            yield f"a {part.kind} holds what it may not"
        if part.kind == "TH" and not re.search(rb"/Scope/(Row|Column)\b", part.more):
            yield "a TH heads nothing"
        if part.kind == "Figure" and b"/Alt" not in part.more:
            yield "a picture is not told in words"


def _in_order(parts: Mapping[int, Part], number: int) -> Iterator[Part]:
    if number in parts:
        yield parts[number]
        for kid in parts[number].kids:
            yield from _in_order(parts, kid)


def _headings(order: Sequence[Part]) -> Iterator[str]:
    level = 0
    for part in order:
        if re.fullmatch(r"H[1-6]", part.kind):
            if int(part.kind[1]) > level + 1:
                yield f"{part.kind} comes after a heading of level {level}"
            level = int(part.kind[1])


def _table(table: Part, parts: Mapping[int, Part]) -> Iterator[str]:
    spans = re.compile(rb"/ColSpan (\d+)")
    widths = set()
    for row in table.kids:
        told = [spans.search(parts[cell].more) for cell in parts[row].kids]
        widths.add(sum(int(span[1]) if span else 1 for span in told))
    if len(widths) > 1:
        yield "the rows of a table have not all as many columns"
