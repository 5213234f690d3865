"""Calls for advice as CSV, for counting: no patient, no question, no answer."""

from __future__ import annotations

import csv as tables
from collections.abc import Iterable
from io import StringIO
from typing import NamedTuple

from triage.advice_words import caller_words, next_words
from triage.referral.access_report_csv import guarded
from triage.texts import translator


class CountedCall(NamedTuple):
    """What is told of a call: day, codes of who asked and of what follows, unit, minutes."""

    day: str
    caller: str
    unit: str
    minutes: str
    next: str


def csv(calls: Iterable[CountedCall], language: str) -> bytes:
    """Return a table with a row a call, parted by semicolons as Excel in Swedish expects."""
    _ = translator(language)
    callers, nexts = caller_words(_), next_words(_)
    into = StringIO(newline="")
    writer = tables.writer(into, delimiter=";", lineterminator="\r\n")
    writer.writerow([_("Dag"), _("Vem frågade"), _("Enhet"), _("Minuter"), _("Sedan")])
    for one in calls:
        caller, after = callers.get(one.caller, ""), nexts.get(one.next, one.next)
        writer.writerow(map(guarded, (one.day, caller, one.unit, one.minutes, after)))
    return b"\xef\xbb\xbf" + into.getvalue().encode("utf-8", "replace")
