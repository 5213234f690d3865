"""Walks a PDF's bytes and says where it is not one that archives keep and all can read.

That is PDF/A-2a and PDF/UA-1, as far as they concern what the program writes. `make validate-pdf`
has veraPDF go through all that a program can check; this runs wherever the tests do.

Knows the plain form that the program writes: numbered objects and one table of places. It does
not share a line with what writes them.
"""

import re
import zlib
from collections.abc import Iterator
from html import unescape

from tests.paper.parts import tree_faults

_FORBIDDEN = re.compile(
    rb"/(JavaScript|JS|Launch|OpenAction|AA|SMask|ca|CA|Group|EmbeddedFiles|LZWDecode|Encrypt|Crypt)"
    rb"(?![A-Za-z+])"
)
_OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj\n", re.DOTALL)
_STREAM = re.compile(rb"(<<.*?>>)\nstream\n", re.DOTALL)
_STRING = re.compile(rb"\((?:\\.|[^\\()])*\)|<[0-9A-Fa-f]*>", re.DOTALL)
_SHOWS = frozenset({b"Tj", b"TJ", b"'", b'"', b"S", b"s", b"f", b"F", b"B", b"b", b"Do", b"sh"})


def faults(data: bytes) -> list[str]:
    """Return what an archive would not take, in words; empty where it takes the file."""
    if not re.match(rb"%PDF-1\.7\n%[\x80-\xff]{4}", data):
        return ["the first lines are not those of PDF 1.7 with bytes in it"]
    found = list(_places(data))
    if found:
        return found
    objects = {int(number): body for number, body in _OBJECT.findall(data)}
    heads = {number: _head(body) for number, body in objects.items()}
    return [
        *_streams(objects),
        *_catalog(objects, heads, data),
        *_fonts(objects, heads),
        *_pages(objects, heads),
        *tree_faults(objects, dict(_contents(objects, heads))),
        *(f"{word} is used" for head in heads.values() for word in _forbidden(head)),
    ]


def _forbidden(head: bytes) -> list[str]:
    return [word.decode() for word in _FORBIDDEN.findall(_STRING.sub(b"()", head))]


def _head(body: bytes) -> bytes:
    """Return an object without its stream."""
    found = _STREAM.match(body)
    return found[1] if found else body


def _places(data: bytes) -> Iterator[str]:
    """Check the table of places, and that each object stands in its own."""
    start = re.search(rb"startxref\n(\d+)\n%%EOF\s*$", data)
    if not start or not data[int(start[1]) :].startswith(b"xref\n0 "):
        yield "the table of places is not where the end says"
        return
    for number, entry in enumerate(re.findall(rb"(\d{10}) \d{5} ([fn])", data[int(start[1]) :])):
        if entry[1] == b"n" and not data[int(entry[0]) :].startswith(b"%d 0 obj\n" % number):
            yield f"object {number} is not in its place"
    trailer = data[data.rindex(b"trailer") :]
    if not re.search(rb"/ID \n\[<([0-9a-f]{32})><\1>\]", trailer):
        yield "the file has no name of its own (ID)"


def _streams(objects: dict[int, bytes]) -> Iterator[str]:
    for number, body in objects.items():
        head = _STREAM.match(body)
        if not head:
            continue
        length = re.search(rb"/Length (\d+)", head[1])
        if not length or body[head.end() + int(length[1]) :] != b"\nendstream":
            yield f"the stream of object {number} does not end where it says"


def _content(body: bytes) -> bytes:
    head = _STREAM.match(body)
    if not head:
        return b""
    content = body[head.end() :].removesuffix(b"\nendstream")
    return zlib.decompress(content) if b"/FlateDecode" in head[1] else content


def _reference(head: bytes, key: bytes) -> int:
    found = re.search(b"/" + key + rb" (\d+) 0 R", head)
    return int(found[1]) if found else 0


def _catalog(objects: dict[int, bytes], heads: dict[int, bytes], data: bytes) -> Iterator[str]:
    catalog = next(head for head in heads.values() if b"/Type /Catalog" in head)
    if b"/Marked true" not in heads.get(_reference(catalog, b"MarkInfo"), b""):
        yield "the file does not say that it is tagged"
    if b"/StructTreeRoot" not in heads.get(_reference(catalog, b"StructTreeRoot"), b""):
        yield "there is no tree of parts"
    if not re.search(rb"/Lang \((sv-SE|en)\)", catalog):
        yield "the language is not told"
    if b"/DisplayDocTitle true" not in heads.get(_reference(catalog, b"ViewerPreferences"), b""):
        yield "the title is not shown"
    if b"/GTS_PDFA1" not in catalog:
        yield "what colours mean is not told"
    colours = _content(objects.get(_reference(catalog, b"DestOutputProfile"), b""))
    if colours[36:40] != b"acsp" or int.from_bytes(colours[:4], "big") != len(colours):
        yield "the colours' profile is broken"
    told = _content(objects.get(_reference(catalog, b"Metadata"), b"")).decode()
    for part in (
        *("<pdfaid:part>2<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<"),
        "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/<",
    ):
        if part not in told:
            yield f"what the file says of itself lacks {part}"
    info = heads[_reference(data[data.rindex(b"trailer") :], b"Info")]
    if re.search(rb"/(CreationDate|ModDate)", info):
        yield "the file tells when it was written"
    title = re.search(r'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">(.*?)</rdf:li>', told)
    said = re.search(rb"/Title \(((?:\\.|[^\\)])*)\)", info)
    if not title or not said or unescape(title[1]) != _text(said[1]):
        yield "the two titles differ"


def _text(raw: bytes) -> str:
    octal = re.sub(rb"\\(\d{3})", lambda found: bytes([int(found[1], 8)]), raw)
    unescaped = re.sub(rb"\\(.)", rb"\1", octal, flags=re.DOTALL)
    wide = unescaped.startswith(b"\xfe\xff")
    return unescaped[2:].decode("utf-16-be") if wide else unescaped.decode("latin-1")


def _fonts(objects: dict[int, bytes], heads: dict[int, bytes]) -> Iterator[str]:
    for number, head in heads.items():
        if b"/Type /Font" not in head or b"/Type /FontDescriptor" in head:
            continue
        if b"/Encoding" in head:
            yield f"font {number} has an encoding beside its own"
        described = heads.get(_reference(head, b"FontDescriptor"), b"")
        if not _content(objects.get(_reference(described, b"FontFile2"), b"")):
            yield f"font {number} is not in the file"
        table = _content(objects.get(_reference(head, b"ToUnicode"), b""))
        pairs = dict(re.findall(rb"<([0-9A-F]{2})> <([0-9A-F]{4,8})>", table))
        last = re.search(rb"/LastChar (\d+)", head)
        if not last or any(b"%02X" % code not in pairs for code in range(1, int(last[1]) + 1)):
            yield f"font {number} has letters without a character"
        if {b"0000", b"FEFF", b"FFFE"} & set(pairs.values()):
            yield f"font {number} has letters that mean nothing"
        if any(int(count) > 100 for count in re.findall(rb"(\d+) beginbfchar", table)):
            yield f"font {number} has too long a block of characters"


def _contents(
    objects: dict[int, bytes], heads: dict[int, bytes]
) -> Iterator[tuple[int, tuple[bytes, bytes]]]:
    """Yield each page's number with its head and what is drawn, the texts left out."""
    for number, head in heads.items():
        if re.search(rb"/Type /Page\b", head):
            content = _content(objects[_reference(head, b"Contents")])
            yield number, (head, _STRING.sub(b"()", content))


def _pages(objects: dict[int, bytes], heads: dict[int, bytes]) -> Iterator[str]:
    for at, (head, content) in enumerate(dict(_contents(objects, heads)).values()):
        if b"/StructParents %d" % at not in head or b"/Tabs /S" not in head:
            yield f"page {at + 1} does not say where its parts are"
        open_now = 0
        for word in content.split():
            open_now += (word == b"BDC") - (word == b"EMC")
            if word in _SHOWS and not open_now:
                yield f"page {at + 1} draws what belongs to no part"
                break
        if open_now:
            yield f"page {at + 1} leaves a part open"
