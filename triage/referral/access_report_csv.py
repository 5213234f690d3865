"""An extract of the access log as CSV, for a program for tables.

Such programs run what a cell begins with: `=`, `+`, `-`, `@` and, in some, `|`. A cell that a
program could take so, also after blanks, a byte order mark, signs without width or in full-width
forms, gets an apostrophe before it. The file begins with a byte order mark and parts by semicolons,
as Excel in Swedish expects.
"""

import csv as tables
import unicodedata
from collections.abc import Callable
from io import StringIO
from typing import Final

from triage.referral.access_report import Report

_DANGEROUS: Final = frozenset("=+-@|%")
_EVERY: Final = 1000
"""Rows between two looks around."""


def csv(report: Report, step: Callable[[int], bool] = lambda _done: True) -> bytes | None:
    """Return the extract; None where `step`, told how many rows are done, said no."""
    into = StringIO(newline="")
    writer = tables.writer(into, delimiter=";", lineterminator="\r\n")
    writer.writerow(map(guarded, (report.title,)))
    writer.writerows(map(guarded, fact) for fact in report.facts)
    writer.writerows([[guarded(report.note)], [guarded(report.anchor)], []])
    writer.writerow(map(guarded, report.columns))
    for done, row in enumerate(report.rows):
        if done % _EVERY == 0 and not step(done):
            return None
        writer.writerow(map(guarded, row))
    return b"\xef\xbb\xbf" + into.getvalue().encode("utf-8", "replace")


def guarded(cell: str) -> str:
    """Return a cell that no program takes for anything but text."""
    folded = unicodedata.normalize("NFKC", cell)
    first = next((sign for sign in folded if not _unseen(sign)), "")
    starts_unseen = cell[:1] in {"\t", "\r", "\n"}
    return f"'{cell}" if first in _DANGEROUS or starts_unseen else cell


def _unseen(sign: str) -> bool:
    """Say whether a program may skip a sign: blanks, controls, marks without width or form."""
    return sign.isspace() or unicodedata.category(sign) in {"Cc", "Cf", "Zs", "Zl", "Zp", "Mn"}
