"""What the parts of a printed document are, and their reading order.

A document is built together with its tree: a heading, a list, a table. What is drawn names its
element; a program that reads aloud walks the tree and not the page. Rules and page numbers
belong to no element and are left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Union

from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFDocument

from triage.paper.streams import Written, registered, string

TREE = "StructTreeRoot"
COLUMN = b"/A<</O/Table/Scope/Column>>"
"""Says of a cell that it heads its column."""
ROW = b"/A<</O/Table/Scope/Row>>"
"""Says of a cell that it heads its row."""


@dataclass(frozen=True, eq=False, slots=True)
class Link:
    """A place on a page that leads to another when it is pressed."""

    page: int
    reference: bytes
    told: PDFDictionary
    """What the file says of it."""


Kid = Union["Element", Link, tuple[int, int]]


@dataclass(eq=False, slots=True)
class Element:
    """A part of the document; `kind` is a standard one of PDF, such as H1, P, L, LI or TH."""

    kind: str
    said: str = ""
    """What is read instead of the signs on paper."""
    more: bytes = b""
    """Attributes, as they stand in the file."""
    kids: list[Kid] = field(default_factory=list)
    """Elements, links, and pieces of pages: the page, from 0, and the piece's number on it."""

    def add(self, kind: str, said: str = "", more: bytes = b"") -> "Element":
        """Return a new part at the end of this one."""
        kid = Element(kind, said, more)
        self.kids.append(kid)
        return kid

    def beneath(self) -> "Iterator[Element]":
        """Yield this element and all that it holds, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.beneath()

    def prune(self) -> bool:
        """Leave out what nothing was drawn of; return whether anything is left."""
        self.kids = [kid for kid in self.kids if not isinstance(kid, Element) or kid.prune()]
        return bool(self.kids)


def write_tree(document: PDFDocument, root: Element, drawn: Sequence[Sequence[Element]]) -> None:
    """Write the tree into a file whose pages have their numbers, under the name `TREE`.

    `drawn` are, page by page, the elements of the pieces in the order of their numbers.
    """
    root.prune()
    top = Written()
    trunk = registered(document, top, TREE)
    written = {element: Written() for element in root.beneath()}
    references = {
        element: registered(document, thing, f"Element{number}")
        for number, (element, thing) in enumerate(written.items())
    }
    pages = [
        b"%d %d R" % document.idToObjectNumberAndVersion[f"Page{number}"]
        for number in range(1, len(drawn) + 1)
    ]
    parents = {root: trunk}
    for element, thing in written.items():
        reference = references[element]
        parents.update((kid, reference) for kid in element.kids if isinstance(kid, Element))
        thing.data = _element(element, parents[element], references, pages)
    found = [b"[%s]" % b" ".join(references[one] for one in elements) for elements in drawn]
    for element, reference in references.items():
        for kid in element.kids:
            if isinstance(kid, Link):
                kid.told.dict["StructParent"] = len(found)
                found.append(reference)
    top.data = b"<</Type/StructTreeRoot/K %s/ParentTree<</Nums[%s]>>/ParentTreeNextKey %d>>" % (
        references[root],
        b" ".join(b"%d %s" % each for each in enumerate(found)),
        len(found),
    )


def _element(
    element: Element, parent: bytes, references: dict[Element, bytes], pages: Sequence[bytes]
) -> bytes:
    first = next((kid[0] for kid in element.kids if isinstance(kid, tuple)), None)
    kids: list[bytes] = []
    for kid in element.kids:
        if isinstance(kid, Element):
            kids.append(references[kid])
        elif isinstance(kid, Link):
            kids.append(b"<</Type/OBJR/Pg %s/Obj %s>>" % (pages[kid.page], kid.reference))
        elif kid[0] == first:
            kids.append(b"%d" % kid[1])
        else:
            kids.append(b"<</Type/MCR/Pg %s/MCID %d>>" % (pages[kid[0]], kid[1]))
    page = b"" if first is None else b"/Pg " + pages[first]
    said = b"/ActualText" + string(element.said) if element.said else b""
    kind = element.kind.encode()
    return b"<</Type/StructElem/S/%s/P %s%s%s%s/K[%s]>>" % (
        *(kind, parent, page, said, element.more),
        b" ".join(kids),
    )
