"""Warnings and approval of a pack, in words."""

from triage.core.pack import Approval
from triage.pack_words import approval_words, warning_words
from triage.texts import translator


def test_warnings_name_the_day() -> None:
    said = warning_words(
        ["pack_validity_passed", "pack_not_yet_valid"],
        translator("en"),
        valid_from="2026-01-01",
        valid_to="2025-12-31",
    )

    assert said == (
        "The validity of the criteria passed on 2025-12-31. Check whether there are newer ones.",
        "The criteria are not valid until 2026-01-01.",
    )


def test_a_code_of_a_later_version_is_not_hidden() -> None:
    assert warning_words(["brand_new"], str, valid_from=None, valid_to=None) == ("brand_new",)


def test_approval_names_who_and_when_or_that_there_is_none() -> None:
    given = Approval(by="Enhetschefen", on="2026-02-03")

    assert approval_words(given, str) == "godkända av Enhetschefen 2026-02-03"
    assert approval_words(None, str) == "inte godkända lokalt"
