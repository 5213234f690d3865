"""Lines of what is drawn without paragraphs: each fits, nothing is lost, however long a word is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase.pdfmetrics import stringWidth

from triage.fonts import REGULAR, printable, printable_characters
from triage.paper import lines as measured
from triage.paper.lines import lines

SIZE, WIDTH = 9.0, 90.0


@given(st.text(st.sampled_from("aåWi \u0301王-"), max_size=200))
def test_each_line_fits_and_none_is_cut(text: str) -> None:
    printable_characters()
    found = list(lines(printable(text), REGULAR, SIZE, WIDTH))

    assert "".join("".join(found).split()) == "".join(printable(text).split())
    for line in found:
        assert stringWidth(line, REGULAR, SIZE) <= WIDTH + 1e-6


def test_a_long_word_is_measured_in_proportion_to_its_length(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    printable_characters()
    signs = 0

    def counted(text: str, font: str, size: float) -> float:
        nonlocal signs
        signs += len(text)
        return stringWidth(text, font, size)

    monkeypatch.setattr(measured, "stringWidth", counted)
    found = list(lines("x" * 4000, REGULAR, SIZE, WIDTH))

    assert len(found) > 100
    assert {len(line) for line in found[:-1]} == {len(found[0])}
    assert signs < 3 * 4000
