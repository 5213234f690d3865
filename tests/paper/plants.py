"""PDFs with a defect each, which whoever checks them has to notice."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple
from unittest.mock import patch

from tests.reading.documents import written as criteria
from tests.referral.letters import ASIH, letter
from tests.referral.round_lists import LIST
from triage.paper.streams import Ended, packed
from triage.reading.pdf import pdf as criteria_pdf
from triage.referral import round_list_pdf
from triage.referral.pdf import pdf


class Plant(NamedTuple):
    """A file with a defect, and the rule of a profile that it has to break."""

    name: str
    data: bytes
    profile: str
    rule: str


def plants() -> Iterator[Plant]:
    """Yield files with a defect each."""
    of = letter(decision=ASIH)
    right = pdf(of, trace=False)
    several = round_list_pdf.pdf(LIST) or b""
    linked = criteria_pdf(criteria("vasternorrland"))
    drawn = drawn_otherwise(lambda: pdf(of, trace=False))
    untagged = drawn(r"/H1 <</MCID \d+>> BDC", "/Other BMC")
    yield Plant("missing-tag", untagged, "ua1", "7.1-3")
    hidden = drawn(r"(/LBody <</MCID \d+>> BDC.*?EMC)", r"/Artifact BMC \1 EMC")
    yield Plant("tagged-within-artifact", hidden, "ua1", "7.1-2")
    inside = drawn(r"(/LBody <</MCID \d+>> BDC)", r"\1 /Artifact BMC EMC")
    yield Plant("artifact-within-tagged", inside, "ua1", "7.1-1")
    yield Plant("no-title", changed(right, b"<dc:title>", b"<dc:tixle>"), "ua1", "7.1-9")
    yield Plant("no-tags", changed(right, b"/Marked true", b"/Marked null"), "2a", "6.7.2.2-1")
    unembedded = changed(right, b"/FontFile2", b"/FontFileX")
    yield Plant("unembedded-font", unembedded, "2a", "6.2.11.4.1-1")
    picture = changed(right, b"/Type/StructElem/S/LBody", b"/S/Figure")
    yield Plant("picture-without-alt", picture, "ua1", "7.3-1")
    yield Plant("no-language", changed(right, b"/Lang (sv-SE)", b"/Long (sv-SE)"), "ua1", "7.2-34")
    skipped = changed(right, b"/Type/StructElem/S/H2", b"/Type/StructElem/S/H4")
    yield Plant("heading-skipped", skipped, "ua1", "7.4.2-1")
    heads = changed(several, b"/Scope/Column", b"/Skope/Column")
    yield Plant("head-of-no-column", heads, "ua1", "7.5-1")
    silent = changed(linked, b"/Contents (", b"/Cantents (")
    yield Plant("silent-link", silent, "ua1", "7.18.5-2")
    loose = changed(linked, b"/StructParent ", b"/StructPerson ")
    yield Plant("loose-link", loose, "ua1", "7.18.5-1")
    unnamed = changed(right, b"<pdfuaid:part>1", b"<pdfuaid:part>2")
    yield Plant("another-standard", unnamed, "ua1", "5-2")


def drawn_otherwise(make: Callable[[], bytes]) -> Callable[[str, str], bytes]:
    """Return what writes a file with a pattern on its pages drawn as something else."""

    def drawn(pattern: str, put: str) -> bytes:
        def redrawn(content: str | bytes) -> Ended:
            assert isinstance(content, str)
            return packed(re.sub(pattern, put, content, flags=re.DOTALL))

        with patch("triage.paper.canvas.packed", redrawn):
            return make()

    return drawn


def changed(data: bytes, right: bytes, wrong: bytes) -> bytes:
    """Return a file with something else in one place of another; all stays where it was."""
    assert right in data, right
    return data.replace(right, wrong.ljust(len(right)))
