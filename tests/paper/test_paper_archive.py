"""What is printed is a file that archives keep; whoever checks that finds what is wrong."""

from dataclasses import replace
from functools import cache
from io import BytesIO

import pytest
from PIL import Image, ImageCms

from tests.paper.archive import faults
from tests.paper.kinds import ODD, access_report
from tests.paper.plants import plants
from tests.reading.documents import written as criteria
from tests.referral.letters import ASIH, NOTES, letter
from tests.referral.round_lists import LIST
from tests.referral.test_patient_history_pdf import PAPER
from triage.paper.srgb import profile
from triage.reading.pdf import pdf as criteria_pdf
from triage.referral import access_report_pdf, patient_history_pdf, round_list_pdf
from triage.referral.pdf import annex, first_page, pdf


@pytest.mark.parametrize("notes", [NOTES, NOTES | ODD], ids=["usual", "odd"])
def test_letters_and_their_annex_are_kept_by_archives(notes: dict[str, str]) -> None:
    of = letter(notes=notes, decision=ASIH)
    for written in (pdf(of), pdf(of, trace=False), annex(of), first_page(of)):
        assert faults(written) == []


@pytest.mark.parametrize("language", ["sv", "en"])
def test_lists_and_other_documents_are_kept_by_archives(language: str) -> None:
    for written in (
        round_list_pdf.pdf(replace(LIST, language=language)),
        patient_history_pdf.pdf(replace(PAPER, language=language)),
        access_report_pdf.pdf(access_report(90, language)),
        criteria_pdf(criteria("norrbotten", language)),
    ):
        assert faults(written or b"") == []


@cache
def right_one(kind: str) -> bytes:
    """Return a document with nothing wrong."""
    if kind == "letter":
        return pdf(letter(decision=ASIH), trace=False)
    return criteria_pdf(criteria("norrbotten"))


@pytest.mark.parametrize(
    ("kind", "right", "wrong", "told"),
    [
        ("letter", b"%PDF-1.7", b"%PDF-1.3", "first lines"),
        ("letter", b"/Marked true", b"/Marked nope", "tagged"),
        ("letter", b"/GTS_PDFA1", b"/GTS_PDFX1", "colours mean"),
        ("letter", b"<pdfaid:part>2", b"<pdfaid:part>9", "pdfaid:part"),
        ("letter", b"/pdfua/ns/id/<", b"/pdfua/ns/xx/<", "pdfua/ns/id"),
        ("letter", b"/StructParents 0", b"/StructParents 7", "where its parts are"),
        ("letter", b"/FontFile2", b"/FontFileX", "not in the file"),
        ("letter", b"/ToUnicode", b"/ToUniform", "without a character"),
        ("letter", b"\nendstream", b" endstream", "does not end"),
        ("letter", b"7 0 obj\n", b"9 0 obj\n", "not in its place"),
        ("letter", b"/Lang (sv-SE)", b"/Long (sv-SE)", "language"),
        ("letter", b"/DisplayDocTitle true", b"/DisplayDocTitle nope", "title is not shown"),
        ("letter", b"/StructTreeRoot ", b"/StructTreeRest ", "tree of parts"),
        ("letter", b"/Tabs /S", b"/AA  /S ", "AA is used"),
        ("letter", b'x-default">V', b'x-default">W', "titles differ"),
        ("letter", b"/S/LI/P", b"/S/LX/P", "stands in the wrong part"),
        ("letter", b"/S/LBody/", b"/S/Lbody/", "holds what it may not"),
        ("letter", b"/K[0]>>", b"/K[9]>>", "its part does not know"),
        ("letter", b"/K[0]>>", b"/K[]>> ", "has a piece that its part does not know"),
        ("criteria", b"/S/TOCI/P", b"/S/TOCX/P", "a Reference stands in the wrong part"),
        ("criteria", b"/Scope/Row", b"/Skope/Row", "heads nothing"),
        ("criteria", b"/ColSpan 3", b"/ColSpan 2", "as many columns"),
        ("criteria", b"/Annots [", b"/Annotz [", "links and pages"),
        ("criteria", b"/F 4 ", b"/F 0 ", "is not printed"),
    ],
)
def test_what_is_wrong_is_found(kind: str, right: bytes, wrong: bytes, told: str) -> None:
    written = right_one(kind)
    assert right in written
    assert len(right) == len(wrong)

    assert any(told in fault for fault in faults(written.replace(right, wrong)))


def test_what_verapdf_has_to_notice_is_noticed_here_too() -> None:
    assert [plant.name for plant in plants() if not faults(plant.data)] == []


def test_colours_mean_what_the_standard_says() -> None:
    ours = ImageCms.getOpenProfile(BytesIO(profile()))
    every = Image.new("RGB", (16, 256))
    every.putdata([(r, g, r ^ g) for g in range(256) for r in range(0, 256, 16)])

    shown = ImageCms.profileToProfile(every, ours, ImageCms.createProfile("sRGB"))

    assert shown is not None
    differences = zip(every.tobytes(), shown.tobytes(), strict=True)
    assert max(abs(before - after) for before, after in differences) <= 1
