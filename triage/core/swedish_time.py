"""The time of day that Swedish health care reckons in, whatever clock a computer is set to."""

from typing import Final
from zoneinfo import ZoneInfo

__all__ = ["SWEDEN"]

SWEDEN: Final = ZoneInfo("Europe/Stockholm")
