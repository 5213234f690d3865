"""What makes a PDF one that archives keep and everybody can read: PDF/A-2a and PDF/UA-1.

The file says of itself the same in the two places where programs look. It says nothing of when
it was written, so that the same content gives the same bytes. `make validate-pdf` holds every
kind of document against what a program can check of the two standards; whether the order makes
sense to who listens, no program says.
"""

from typing import Any, Final, cast
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import (
    PDFDictionary,
    PDFDocument,
    PDFInfo,
    PDFName,
    PDFObjectReference,
    PDFString,
)

from triage.paper.srgb import profile
from triage.paper.streams import Ended, Written, packed, registered, string
from triage.paper.tree import TREE

VERSION: Final = (1, 7)
"""Of the file format."""
PRODUCER: Final = "ReportLab"

# What a standard of archives does not know, such as PDF/UA's name, it wants described.
_XMP: Final = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
{about}<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{producer}</pdf:Producer>
<xmp:CreatorTool>{author}</xmp:CreatorTool>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of PDF/UA that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


_ABOUT: Final = """<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li>\
</rdf:Alt></dc:description>
"""


class Info(PDFInfo):
    """What a file says of itself, without the time."""

    subject = ""

    def format(self, document: PDFDocument) -> bytes:
        """Return the entries as they stand in the file."""
        told = {
            "Title": PDFString(self.title),
            "Author": PDFString(self.author),
            "Creator": PDFString(self.author),
            "Producer": PDFString(PRODUCER),
            **({"Subject": PDFString(self.subject)} if self.subject else {}),
        }
        written: bytes = PDFDictionary(told).format(document)
        return written


def archived(document: PDFDocument, language: str) -> None:
    """Add what an archive asks for to a document whose tree is written."""
    info = document.info
    told = _XMP.format(
        title=escape(info.title),
        author=escape(info.author),
        about=_ABOUT.format(subject=escape(info.subject)) if info.subject else "",
        language=escape(language),
        producer=PRODUCER,
    )
    about = Ended(
        dictionary=PDFDictionary({"Type": PDFName("Metadata"), "Subtype": PDFName("XML")}),
        content=told.encode("utf-8", "replace"),
    )
    colours = packed(profile())
    colours.dictionary["N"] = 3
    intent = b"[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier%s/Info%s" % (
        string("sRGB"),
        string("sRGB IEC61966-2.1"),
    )
    intent += b"/DestOutputProfile %s>>]" % registered(document, colours, "sRGB")

    catalog: Any = cast("Any", document).Catalog  # not in the published type hints
    catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents"]
    catalog.Metadata = about
    catalog.MarkInfo = Written(b"<</Marked true>>")
    catalog.StructTreeRoot = PDFObjectReference(TREE)
    catalog.OutputIntents = Written(intent)
