"""The letter as plain text, for pasting into a record system."""

from collections.abc import Iterable, Iterator

from triage.referral.letter import Line, Referral, Section


def text(referral: Referral, *, short: bool = False, trace: bool = True) -> str:
    """Return the letter as plain text.

    `short` is a dozen lines of it; without `trace` it is whole but for the criteria.
    """
    last = (referral.pack, referral.log, referral.intended_purpose)
    if short:
        rows = [*_head(referral), *_lines(referral.short)]
        return "\n".join([*rows, "", *filter(None, last)]) + "\n"
    parts = [_first(referral), *map(_section, (*referral.front, *referral.whole))]
    if trace:
        parts.append(f"{referral.trace_title.upper()}\n{referral.trace_lead}")
        parts.extend(map(_section, referral.trace))
    parts.append("\n".join(filter(None, last)))
    return "\n\n".join(parts) + "\n"


def _head(referral: Referral) -> Iterator[str]:
    """Yield who it is about and what is asked for; what no length leaves out."""
    yield from filter(None, (referral.title.upper(), referral.draft, referral.patient))
    yield ""
    yield referral.headline
    yield from (f"! {line}" for line in referral.alarm)
    yield from _lines(referral.asked)


def _first(referral: Referral) -> str:
    level, receiver, sender, *rest = referral.request
    lines = _lines((level, receiver, sender, referral.worry, *rest))
    return "\n".join([*_head(referral), *lines])


def _section(section: Section) -> str:
    missing = [section.missing] if section.missing else []
    return "\n".join([section.title.upper(), *_lines(section.lines), *missing])


def _lines(lines: Iterable[Line]) -> Iterator[str]:
    for line in lines:
        label = f"{line.label}: " if line.label else ""
        mark = f"{line.mark} " if line.mark else ""
        note = f" ({line.note})" if line.note else ""
        yield f"{mark}{label}{line.text}{note}".rstrip()
