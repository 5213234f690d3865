"""The letter as plain text, for pasting into a record system."""

from collections.abc import Iterable, Iterator

from triage.referral.letter import Line, Referral, Section


def text(referral: Referral, *, short: bool = False) -> str:
    """Return the letter as plain text; `short` leaves out the criteria trace."""
    parts = [_first(referral), *map(_section, referral.front)]
    if not short:
        parts.append(f"{referral.trace_title.upper()}\n{referral.trace_lead}")
        parts.extend(map(_section, referral.trace))
    last = (referral.pack, referral.log, referral.intended_purpose)
    parts.append("\n".join(filter(None, last)))
    return "\n\n".join(parts) + "\n"


def _first(referral: Referral) -> str:
    head = filter(None, (referral.title.upper(), referral.draft, referral.patient))
    level_and_receiver, rest = referral.request[:2], referral.request[2:]
    return "\n".join(
        [
            *head,
            "",
            referral.headline,
            *_lines(referral.asked),
            *(f"! {line}" for line in referral.alarm),
            *_lines((*level_and_receiver, referral.worry, *rest)),
        ]
    )


def _section(section: Section) -> str:
    missing = [section.missing] if section.missing else []
    return "\n".join([section.title.upper(), *_lines(section.lines), *missing])


def _lines(lines: Iterable[Line]) -> Iterator[str]:
    for line in lines:
        label = f"{line.label}: " if line.label else ""
        mark = f"{line.mark} " if line.mark else ""
        note = f" ({line.note})" if line.note else ""
        yield f"{mark}{label}{line.text}{note}".rstrip()
