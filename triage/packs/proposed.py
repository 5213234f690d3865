"""Proposed cases as text for `cases.yaml`, each under a comment that says what it decides.

A comment is all that tells a proposed case from one that a person answers for: whoever keeps
the case takes it away.
"""

import textwrap
from collections.abc import Iterator, Sequence

from triage.core.compiled import CompiledPack
from triage.coverage_words import duty_words
from triage.packs.propose import Proposal
from triage.packs.write import written_file
from triage.texts import translator

_WIDTH = 100


def proposed_text(compiled: CompiledPack, proposals: Sequence[Proposal], language: str) -> str:
    """Return the cases as YAML to put at the end of `cases.yaml`; comments in `language`."""
    _ = translator(language)
    if not proposals:
        return ""
    head = _(
        "Föreslagna fall för {pack}. Vad som väntas är uträknat ur kriterierna som de är nu. Läs "
        "varje fall, pröva det mot källan, ge det ett eget namn, och behåll det först sedan."
    )
    pieces = ["\n".join(_comment(head.format(pack=compiled.pack.name[language])))]
    for proposal in proposals:
        shows = "; ".join(duty_words(compiled, duty, language) for duty in proposal.shows)
        note = _("Förslag som ingen har godkänt (proposed). Visar: {shows}").format(shows=shows)
        pieces.append("\n".join((*_comment(note), _yaml(proposal))))
    return "\n\n".join(pieces) + "\n"


def _yaml(proposal: Proposal) -> str:
    case = proposal.case.model_dump()
    text = written_file("cases.yaml", (case,)).decode()
    return "\n".join(line for line in text.splitlines() if not line.startswith("#"))


def _comment(text: str) -> Iterator[str]:
    yield from textwrap.wrap(
        text,
        _WIDTH,
        initial_indent="# ",
        subsequent_indent="# ",
        break_long_words=False,
        break_on_hyphens=False,
    )
