"""Objects of a PDF as they are written: what ReportLab writes otherwise, or not at all."""

from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject, PDFStream, PDFZCompress


class Written(PDFObject):
    """An object whose bytes are made here."""

    def __init__(self, data: bytes = b"") -> None:
        self.data = data

    def format(self, document: PDFDocument) -> bytes:
        """Return the object as it stands in the file."""
        del document
        return self.data


class Ended(PDFStream):
    """A stream with a line's end before its last word, as archives ask for."""

    def format(self, document: PDFDocument) -> bytes:
        """Return the stream as it stands in the file."""
        written: bytes = super().format(document)
        return written.removesuffix(b"endstream\n") + b"\nendstream\n"


def packed(content: str | bytes) -> Ended:
    """Return a stream with its content compressed."""
    return Ended(content=content, filters=[PDFZCompress])


def registered(document: PDFDocument, thing: PDFObject, name: str) -> bytes:
    """Give an object its number in the file and return the reference to it."""
    document.Reference(thing, name)  # type: ignore[no-untyped-call] # published without types
    number, version = document.idToObjectNumberAndVersion[name]
    return b"%d %d R" % (number, version)


def string(text: str) -> bytes:
    """Return a text as a PDF string; any script can stand in it."""
    return b"<%s>" % ("\ufeff" + text).encode("utf-16-be", "replace").hex().upper().encode()
