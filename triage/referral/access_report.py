"""An extract of the access log as values: what was asked for, and the entries in finished words.

For spot checks: whoever is responsible for the unit reads who has opened what, and a patient may
be told who has opened theirs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from triage.access_words import act_words, detail_words, patient_words, who_words
from triage.texts import Translate, translator


class Line(NamedTuple):
    """One entry; `at` is in the reader's zone, `hidden` for a protected identity not asked for."""

    seq: int
    at: datetime
    who: str
    unit: str
    act: str
    patient: str
    hidden: bool
    detail: Mapping[str, str]
    set_back: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for, by whom and when; "" where it was not narrowed."""

    language: str
    made_by: str
    made_at: datetime
    first: str = ""
    last: str = ""
    """ISO days, both included."""
    person: str = ""
    patient: str = ""


Row = tuple[str, str, str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Report:
    """An extract, in print order."""

    language: str
    title: str
    facts: tuple[tuple[str, str], ...]
    columns: Row
    """Number, time, who, unit, what, patient, more."""
    rows: tuple[Row, ...]
    empty: str
    """Said where there are no rows."""
    note: str
    anchor: str
    page: str
    """Page number, with `{page}` and `{pages}`."""


def report(asked: Asked, lines: Sequence[Line], anchor: str) -> Report:
    """Return the extract of entries in the log's order; `anchor` is that of the log's end."""
    _ = translator(asked.language)
    every = _("alla")
    first, last = asked.first or _("loggens början"), asked.last or _("nu")
    period = _("{first} till {last}").format(first=first, last=last)
    facts = (
        (_("Period"), period),
        (_("Person"), asked.person or every),
        (_("Patient"), patient_words(asked.patient, _, hidden=False) or every),
        (_("Poster"), str(len(lines))),
        (_("Uttaget"), f"{asked.made_at:%Y-%m-%d %H:%M}, {who_words(asked.made_by, _)}"),
    )
    acts = act_words(_)
    told = _("Åtkomstloggens ankare: {anchor}").format(anchor=anchor) if anchor else ""
    return Report(
        language=asked.language,
        title=_("Utdrag ur åtkomstloggen"),
        facts=facts,
        columns=(
            *(_("Nr"), _("Tid"), _("Person"), _("Enhet")),
            *(_("Händelse"), _("Patient"), _("Uppgifter")),
        ),
        rows=tuple(_row(line, acts, _) for line in lines),
        empty=_("Inga poster i loggen svarar mot urvalet."),
        note=_("Posterna står i den ordning de skrevs. Tiderna är datorns, i svensk tid."),
        anchor=told,
        page=_("Sida {page} av {pages}"),
    )


def _row(line: Line, acts: Mapping[str, str], _: Translate) -> Row:
    back = _("datorns klocka var ställd tillbaka") if line.set_back else ""
    more = filter(None, (detail_words(line.detail, _), back))
    return (
        str(line.seq),
        f"{line.at:%Y-%m-%d %H:%M:%S}",
        who_words(line.who, _),
        line.unit,
        acts.get(line.act, line.act),
        patient_words(line.patient, _, hidden=line.hidden),
        "; ".join(more),
    )
