"""The document on paper: the same bytes each time, everything told, no page left wrong."""

import re
from dataclasses import replace
from functools import cache

import pytest
from pypdfium2 import PdfDocument  # type: ignore[import-untyped] # ships no type hints

from tests.paper.spoken import spoken
from tests.reading.documents import CATALOGUE, DAY, EVERY, hostile, written
from triage.core.wording import Text
from triage.reading.content import PackDocument, Table
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
    assert said["Subject"] == written("skane", "en").foot
    assert b"/FontFile2" in data
    assert b"/Lang (en)" in data


@pytest.mark.parametrize("language", ["sv", "en"])
def test_it_is_read_in_order_with_its_headings_tables_and_links(language: str) -> None:
    told = written("norrbotten", language)
    read = spoken(pdf(told))
    titles = [section.title for _depth, section in told.all_sections()]
    headings = [
        words(one.text)
        for page in read
        for part in page.parts
        for one in part.all()
        if re.fullmatch("H[2-6]", one.kind)
    ]
    table = next(
        block
        for _depth, section in told.all_sections()
        for block in section.blocks
        if isinstance(block, Table)
    )
    heads = [words(head) for page in read for head in page.texts("TH")]

    assert [text.strip() for text in read[0].texts("H1")] == [told.title]
    assert all(page.untold == [] for page in read)
    assert headings[0] == words(told.contents)
    assert [one for one in headings if one in set(map(words, titles))] == list(map(words, titles))
    assert next(words(link) for link in read[0].texts("Link")) == words(titles[0])
    assert all(int(number) <= len(read) for number in read[0].texts("Span") if number.isdigit())
    assert heads[: len(table.head)] == list(map(words, table.head))
    for title, rows in table.groups:
        assert words(title) in heads
        assert all(words(row[0].text) in heads for row in rows)
    assert any(told.foot in text for text in read[-1].decoration)


def test_a_sign_that_warns_is_read_in_words_and_a_head_that_comes_again_is_not() -> None:
    told = written("vastra")
    read = spoken(pdf(told))
    rows = [words(one) for page in read for one in page.texts("TH")]

    skane = spoken(pdf(written("skane")))[0]
    notice = next(
        one for part in skane.parts for one in part.all() if one.text.startswith("Kriteriernas")
    )

    assert [(sign.text.strip(), sign.said) for sign in notice.parts] == [("!", "obs:")]
    assert rows.count("Kommun") == 1
    assert sum("Kommun" in map(str.strip, page.decoration) for page in read) >= 1


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
