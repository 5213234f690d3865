"""The document on paper: the same bytes each time, everything told, no page left wrong."""

import re
from dataclasses import replace
from functools import cache

import pytest
from pypdfium2 import PdfDocument  # type: ignore[import-untyped] # ships no type hints

from tests.reading.documents import CATALOGUE, DAY, EVERY, hostile, written
from triage.core.wording import Text
from triage.reading.content import PackDocument
from triage.reading.document import document
from triage.reading.pdf import pdf


@cache
def pages(of: PackDocument) -> list[str]:
    """Return the text of each page."""
    with PdfDocument(pdf(of)) as opened:
        told = []
        for page in opened:
            text = page.get_textpage()
            told.append(str(text.get_text_bounded()))
            text.close()
            page.close()
        return told


def words(told: str) -> str:
    return re.sub(r"[\s\ufffe\u00ad-]+", "", told)


@pytest.mark.parametrize(("pack_id", "language"), EVERY)
def test_every_section_is_printed_with_its_page(pack_id: str, language: str) -> None:
    told = written(pack_id, language)
    found = pages(told)
    everything = words("".join(found))

    for _depth, section in told.all_sections():
        assert words(section.title) in everything
    for number, page in enumerate(found, start=1):
        assert told.page.format(page=number, pages=len(found)) in page
        assert f"{told.name}, " in page
    for number, page in enumerate(found[1:], start=2):
        assert told.running in page, number


def test_the_same_document_gives_the_same_bytes() -> None:
    assert pdf(written("skane")) == pdf(written("skane"))


def test_headings_are_in_the_outline_at_their_depth() -> None:
    told = written("vastra")

    with PdfDocument(pdf(told)) as opened:
        outline = [(mark.level + 1, mark.get_title()) for mark in opened.get_toc()]

    assert outline == [(depth, one.title) for depth, one in told.all_sections()]


def test_contents_name_the_page_where_a_section_stands() -> None:
    told = written("vastra")
    found = pages(told)
    first = found[0]
    for section in told.sections:
        line = next(
            line
            for line in first.splitlines()
            if line.startswith(section.title) and line[-1].isdigit()
        )
        number = int(line.split()[-1])
        assert section.title in [line.strip() for line in found[number - 1].splitlines()]


@pytest.mark.parametrize(("pack_id", "language"), EVERY)
def test_no_heading_stands_alone_at_the_foot_of_a_page(pack_id: str, language: str) -> None:
    told = written(pack_id, language)
    headings = {one.title for _depth, one in told.all_sections()}
    for page in pages(told)[:-1]:
        lines = [line.strip() for line in page.splitlines() if line.strip()]
        body = [line for line in lines if told.digest[:15] not in line and "CE" not in line]
        last = [line for line in body if line not in (told.running,)][-1]
        assert last not in headings, last


def test_properties_name_the_document_and_fonts_are_embedded() -> None:
    data = pdf(written("skane", "en"))
    with PdfDocument(data) as opened:
        said = dict(opened.get_metadata_dict())

    assert said["Title"] == f"Vägval: {written('skane', 'en').title}"
    assert b"/FontFile2" in data
    assert b"/Lang (en)" in data


def test_sami_letters_print() -> None:
    compiled = CATALOGUE.compiled("norrbotten")
    name = "Julevsámi áŋđčšŧž"
    changed = compiled.pack.model_copy(update={"about": Text(sv=name, en=name)})
    told = document(
        type(compiled)(changed, compiled.vocabulary, compiled.digest), (), None, "sv", DAY
    )

    assert name in pages(told)[0]


def test_markup_prints_as_typed_and_no_length_is_too_much() -> None:
    told = document(hostile(), (), None, "sv", DAY)
    found = pages(told)

    assert "<script>alert('&amp;')</script>" in "".join(found)
    assert "".join(found).count("ord") > 3000  # each of its texts in whole


@pytest.mark.parametrize("lines", [0, 20, 32])
def test_no_page_is_left_empty_before_a_long_table(lines: int) -> None:
    compiled = CATALOGUE.compiled("vastra")
    longer = Text(sv="ord " * 24 * lines + "ord", en="word")
    teams = tuple(
        team.model_copy(update={"organisation": longer}) if team.id == "sas_team" else team
        for team in compiled.pack.teams
    )
    changed = replace(compiled, pack=compiled.pack.model_copy(update={"teams": teams}))

    for page in pages(document(changed, (), None, "sv", DAY)):
        assert len(page.splitlines()) > 5, page  # more than head and foot
