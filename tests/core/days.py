"""A fixed day for tests: the clock is always handed in."""

from datetime import date

TODAY = date(2026, 11, 21)
