"""What is printed is a file that archives keep; whoever checks that finds what is wrong."""

from io import BytesIO

import pytest
from PIL import Image, ImageCms

from tests.paper.archive import faults
from tests.referral.letters import ASIH, NOTES, letter
from tests.referral.round_lists import LIST
from triage.paper.srgb import profile
from triage.referral import round_list_pdf
from triage.referral.pdf import annex, pdf

ODD = {
    "worry": "x\u0301 \U0001f600 \u738b \ufeff\u202e \ue000 \u0645\u062d\u0645\u062f (<b>&\\)",
    "family": "".join(map(chr, range(0x100, 0x250))),
}


@pytest.mark.parametrize("notes", [NOTES, NOTES | ODD], ids=["usual", "odd"])
def test_letters_and_their_annex_are_kept_by_archives(notes: dict[str, str]) -> None:
    of = letter(notes=notes, decision=ASIH)
    for written in (pdf(of), pdf(of, trace=False), annex(of)):
        assert faults(written) == []


def test_a_round_list_is_kept_by_archives() -> None:
    assert faults(round_list_pdf.pdf(LIST) or b"") == []


@pytest.mark.parametrize(
    ("right", "wrong", "told"),
    [
        (b"%PDF-1.7", b"%PDF-1.3", "first lines"),
        (b"/Marked true", b"/Marked nope", "tagged"),
        (b"/GTS_PDFA1", b"/GTS_PDFX1", "colours mean"),
        (b"<pdfaid:part>2", b"<pdfaid:part>9", "pdfaid:part"),
        (b"/StructParents 0", b"/StructParents 7", "where its parts are"),
        (b"/FontFile2", b"/FontFileX", "not in the file"),
        (b"/ToUnicode", b"/ToUniform", "without a character"),
        (b"\nendstream", b" endstream", "does not end"),
        (b"7 0 obj\n", b"9 0 obj\n", "not in its place"),
        (b"/Lang (sv-SE)", b"/Long (sv-SE)", "language"),
        (b"/DisplayDocTitle true", b"/DisplayDocTitle nope", "title is not shown"),
        (b"/StructTreeRoot ", b"/StructTreeRest ", "tree of parts"),
        (b"/Tabs /S", b"/AA  /S ", "AA is used"),
        (b'x-default">V', b'x-default">W', "titles differ"),
    ],
)
def test_what_is_wrong_is_found(right: bytes, wrong: bytes, told: str) -> None:
    written = pdf(letter(decision=ASIH), trace=False)
    assert right in written
    assert len(right) == len(wrong)

    assert any(told in fault for fault in faults(written.replace(right, wrong)))


def test_colours_mean_what_the_standard_says() -> None:
    ours = ImageCms.getOpenProfile(BytesIO(profile()))
    every = Image.new("RGB", (16, 256))
    every.putdata([(r, g, r ^ g) for g in range(256) for r in range(0, 256, 16)])

    shown = ImageCms.profileToProfile(every, ours, ImageCms.createProfile("sRGB"))

    assert shown is not None
    differences = zip(every.tobytes(), shown.tobytes(), strict=True)
    assert max(abs(before - after) for before, after in differences) <= 1
