"""An extract of the access log on paper, as it is read and as a screen reader reads it."""

from tests.paper.kinds import TYPED, access_report
from tests.paper.spoken import spoken
from tests.referral.paper import words
from triage.referral.access_report_pdf import pdf


def test_it_is_read_in_order_and_its_columns_are_named_once() -> None:
    report = access_report(60)
    pages = spoken(pdf(report) or b"")
    first = pages[0]

    assert len(pages) > 1
    assert all(page.untold == [] for page in pages)
    assert first.texts("H1") == [report.title]
    assert [words(label) for label in first.texts("Lbl")] == [label for label, _ in report.facts]
    heads = [words(head) for page in pages for head in page.texts("TH")]
    assert heads == [*report.columns, *(row[0] for row in report.rows)]
    assert report.columns[1] in map(words, pages[1].decoration)
    assert any(report.anchor in text for text in pages[-1].decoration)
    read = words(" ".join(page.read() for page in pages))
    assert " ".join(words(cell) for cell in report.rows[2]) in read
    assert words(f"<b>{TYPED}") in read, "what reads from the right is read as it was typed"


def test_an_empty_extract_says_so() -> None:
    report = access_report(0, "en")
    page = spoken(pdf(report) or b"")[0]

    assert report.empty in page.read()


def test_the_same_extract_gives_the_same_bytes_and_it_can_be_stopped() -> None:
    report = access_report(60)

    assert pdf(report) == pdf(report)
    assert pdf(report, lambda _done: False) is None
