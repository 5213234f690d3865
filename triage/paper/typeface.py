"""A typeface in a file: only the letters that are used, and which character each of them is."""

from collections.abc import Sequence
from threading import Lock

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFStream
from reportlab.pdfbase.ttfonts import TTFont

from triage.paper.streams import packed

_MOST = 100
"""So many characters may one block of a table hold."""


class Typeface(TTFont):
    """A TrueType face that is written as archives ask for.

    Several threads may write documents with it at once.
    """

    def __init__(self, name: str, file: str) -> None:
        super().__init__(name, file, asciiReadable=False)
        self._reading = Lock()  # the library keeps one place for all who read the face

    def addObjects(self, document: PDFDocument) -> None:  # noqa: N802 - ReportLab's name
        """Write the letters that the document uses."""
        subsets = self.state[document].subsets
        before = set(document.idToObject)
        with self._reading:
            super().addObjects(document)
        streams = {
            name: thing
            for name, thing in document.idToObject.items()
            if name not in before and isinstance(thing, PDFStream)
        }
        tables = iter(subsets)
        for name, thing in streams.items():
            if name.startswith("toUnicodeCMap:"):
                content: str | bytes = _characters(next(tables))
            else:
                content = thing.content
            written = packed(content)
            written.dictionary.dict.update(thing.dictionary.dict)
            vars(written)["__InternalName__"] = name  # by which the library knows what it numbered
            document.idToObject[name] = written


def _characters(codes: Sequence[int]) -> str:
    """Return the table from a letter's place in the file to its character; place 0 has none."""
    signs = [chr(code).encode("utf-16-be", "replace").hex().upper() for code in codes]
    pairs = [f"<{place:02X}> <{sign}>" for place, sign in enumerate(signs) if place]
    blocks = [pairs[start : start + _MOST] for start in range(0, len(pairs), _MOST)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin",
            "12 dict begin",
            "begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def",
            "/CMapType 2 def",
            "1 begincodespacerange",
            "<00> <FF>",
            "endcodespacerange",
            *(
                line
                for block in blocks
                for line in (f"{len(block)} beginbfchar", *block, "endbfchar")
            ),
            "endcmap",
            "CMapName currentdict /CMap defineresource pop",
            "end",
            "end",
        ]
    )
