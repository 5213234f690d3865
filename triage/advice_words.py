"""Advice to others in words: who asks, and what follows."""

from collections.abc import Mapping

from triage.texts import Translate


def caller_words(_: Translate) -> Mapping[str, str]:
    """Return who can ask, in the order of a list."""
    return {
        "physician": _("Läkare"),
        "nurse": _("Sjuksköterska"),
        "municipal_nurse": _("Sjuksköterska i kommunen"),
        "other_profession": _("Annan profession"),
        "relative": _("Närstående"),
        "patient": _("Patienten"),
    }


def next_words(_: Translate) -> Mapping[str, str]:
    """Return what can follow on advice."""
    return {
        "none": _("Klart"),
        "call_back": _("Ring upp igen"),
        "assessment": _("Blir en bedömning"),
    }
