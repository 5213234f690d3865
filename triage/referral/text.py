"""The letter as plain text, for pasting into a record system."""

from collections.abc import Iterable, Iterator

from triage.referral.letter import Line, Referral, Section


def text(referral: Referral, *, short: bool = False) -> str:
    """Return the letter as plain text; `short` leaves out the criteria trace."""
    parts = [_first(referral), *map(_section, referral.front)]
    if not short:
        parts.append(f"{referral.trace_title.upper()}\n{referral.trace_lead}")
        parts.extend(map(_section, referral.trace))
    parts.append(f"{referral.pack}\n{referral.intended_purpose}")
    return "\n\n".join(parts) + "\n"


def _first(referral: Referral) -> str:
    lines = [referral.title.upper(), referral.draft, referral.patient, "", referral.headline]
    lines.extend(f"! {line}" for line in referral.alarm)
    lines.extend(_lines(referral.request))
    lines.extend(_lines([referral.worry]))
    return "\n".join(line for index, line in enumerate(lines) if line or index == 3)


def _section(section: Section) -> str:
    missing = [section.missing] if section.missing else []
    return "\n".join([section.title.upper(), *_lines(section.lines), *missing])


def _lines(lines: Iterable[Line]) -> Iterator[str]:
    for line in lines:
        label = f"{line.label}: " if line.label else ""
        mark = f"{line.mark} " if line.mark else ""
        note = f" ({line.note})" if line.note else ""
        yield f"{mark}{label}{line.text}{note}".rstrip()
