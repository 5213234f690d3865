"""In ten seconds: who, what is asked for, how urgent, why, and what is missing."""

import re

import pytest

from tests.referral.paper import pages, words
from tests.referral.ten_letters import ten, ten_letter
from triage.referral.text import text

HIDDEN = ("Kålmark", "Siv", "610973", "2393", "Kungälv", "Berit", "070-123", "Skyddat boende")


@pytest.mark.parametrize("name", ten())
def test_the_top_of_the_first_page_tells_all_that_decides(name: str) -> None:
    of = ten_letter(name)
    front, *rest = (words(page) for page in pages(of))
    top = re.split(r"\b(?:Avsändare|Sender)\b(?!['’])", front)[0]  # above who sends it
    labelled = {line.label: line.text for line in of.request}
    asked = [words(of.patient), words(of.headline), words(of.worry.text)]
    assert [told for told in (*asked, *map(words, labelled.values())) if told not in top] == []
    english = ten()[name].get("language") == "en"
    needed = ("Urgency", "Reason") if english else ("Angelägenhet", "Skäl", "I korthet")
    assert set(needed) <= labelled.keys()
    assert ("Saknas" in labelled or english) is bool(of.lacks)
    # What one person wrote at length follows the front; then the criteria begin a page.
    assert sum(words(of.trace_title) in page for page in rest) == 1
    assert words(of.trace_title) not in front
    assert words(of.front[-1].title) in front
    assert of.doubt == ""


def test_the_ten_differ_in_all_that_a_receiver_meets() -> None:
    patients = ten().values()
    assert len(patients) == 10
    assert len({one["pack"] for one in patients}) == 6
    assert len({one["notes"]["purpose"] for one in patients}) == 5
    classes = {of.headline.split(" – ")[1].split(",")[0] for of in map(ten_letter, ten())}
    assert len(classes) >= 5
    assert any(ten_letter(name).alarm for name in ten())
    assert any(ten_letter(name).draft for name in ten())
    assert any(ten_letter(name).whole for name in ten())


@pytest.mark.parametrize("private", HIDDEN)
def test_the_protected_one_gives_nothing_away(private: str) -> None:
    of = ten_letter("5-protected-identity")
    for told in (text(of), text(of, short=True), words(" ".join(pages(of)))):
        assert not re.search(rf"\b{re.escape(private)}", told)


def test_a_long_text_begins_on_the_front_and_stands_whole_after_it() -> None:
    of = ten_letter("9-point-intervention-long-text")
    front, behind, *_rest = (words(page) for page in pages(of))
    course = ten()["9-point-intervention-long-text"]["notes"]["diagnosis_course"]
    assert words(course)[:200] in front
    assert "Hela texten står efter framsidan." in front
    assert words(course)[-60:] not in front
    assert "Hela texter" in front + behind
    assert words(course)[-60:] in words(" ".join(pages(of)))
    assert words(course) in words(text(of, trace=False))


def test_no_letter_uses_the_words_that_close_a_door() -> None:
    doors = ("avslag", "avslås", "avvisas", "rekommenderas inte", "rejected", "not recommended")
    for name in ten():
        told = text(ten_letter(name)).lower()
        assert [word for word in doors if word in told] == []
