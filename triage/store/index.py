"""The full-text index: what of a case can be found, kept in the transaction of every change.

It holds words, never texts: a table of FTS5 without content, whose words are folded here. Each
case has one entry; its number is `cases.doc`. Signing gives a case a new, highest number, so that
the latest decisions are found first by reading backwards, without sorting all that match.

Of a protected identity nothing is indexed that tells who or what it is about, only what the
worklist shows of every row: its state, criteria, urgency and period.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Final, NamedTuple

from triage.store import drafts, held
from triage.store.errors import StoreError
from triage.store.folding import number_key, words_of
from triage.store.records import Answer, Case, Decision

MAKE: Final = (
    # ASCII signs part words but for those of codes; everything else was parted before.
    (
        "CREATE VIRTUAL TABLE found_by USING fts5(who, numbers, text, codes, content='',"
        " contentless_delete=1, tokenize=\"ascii tokenchars '=_.:-'\")"
    ),
    # Every word of names and texts, to find those that a beginning stands for.
    "CREATE TABLE found_words (word TEXT PRIMARY KEY NOT NULL) STRICT, WITHOUT ROWID",
)
SHORTEST: Final = 3
"""Letters of a word from which its beginning finds it anywhere; fewer find beginnings of names."""
_CODE: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789=_.:-")
NATIONAL: Final = frozenset({"personnummer", "samordningsnummer"})


class Entry(NamedTuple):
    """What a case is found by, in the columns of the index."""

    who: tuple[str, ...]
    numbers: tuple[str, ...]
    text: tuple[str, ...]
    codes: tuple[str, ...]


def code(kind: str, value: str) -> str:
    """Return the word of a code; no text typed by anybody folds to one."""
    kept = "".join(c if c in _CODE else "-" for c in value.lower())
    return f"{kind}={kept}"


def beginning(letters: str) -> str:
    """Return the word that stands for all names with this beginning, of one letter or two."""
    return f".{letters}"


class Summary(NamedTuple):
    """What the worklist shows of a case."""

    care_form: str | None = None
    status: str | None = None
    urgency: str | None = None
    red_flag: bool = False


def entry(case: Case, summary: Summary, decision: Decision | None = None) -> Entry:
    """Return what a case is found by; `decision` is what closed it."""
    patient = case.patient
    shown = tuple(_shown(case, summary, decision))
    if patient.protected:
        return Entry((), (), (), shown)
    names = words_of(f"{patient.name} {patient.alias}")
    texts = [*case.notes.values(), *(task.owner for task in case.tasks.values())]
    if decision is not None:
        texts += [*filter(None, [decision.choice.get("team")]), *(decision.override or {}).values()]
    answers = (code(fact, value) for fact, kept in case.facts.items() for value in coded(kept))
    return Entry(
        who=(*names, *dict.fromkeys(_beginnings(names))),
        numbers=tuple(_numbers(patient.kind, number_key(patient.number))),
        text=tuple(word for text in texts for word in words_of(text)),
        codes=(*shown, *answers),
    )


def coded(value: Answer | None) -> list[str]:
    """Return what of an answer is found: what was chosen, not whether or how much."""
    if isinstance(value, list):
        return value
    return [value] if isinstance(value, str) and value != "unknown" else []


def _shown(case: Case, summary: Summary, decision: Decision | None) -> Iterator[str]:
    told = {
        "state": case.state,
        "pack": case.pack,
        "owner": case.owner,
        "form": summary.care_form,
        "status": summary.status,
        "urgency": summary.urgency,
        "flag": "red" if summary.red_flag else None,
        "team": None if decision is None else decision.choice.get("team"),
    }
    yield from (code(kind, value) for kind, value in told.items() if value)
    # The year, the month and the day that it was begun, or decided.
    at = case.changed_at if case.state == "decided" else case.created_at
    yield from (code("in", at[:length]) for length in (4, 7, 10))


def _beginnings(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        for length in range(1, SHORTEST):
            if len(name) > length:
                yield beginning(name[:length])
        if len(name) < SHORTEST:
            yield beginning(name)


def _numbers(kind: str, key: str) -> Iterator[str]:
    folded = key.lower()
    if folded:
        yield folded
    if kind in NATIONAL and len(folded) == 12:
        yield folded[2:]
    if len(folded) > 4:
        yield folded[-4:]


# Keeping it


def renew(
    connection: sqlite3.Connection,
    case_id: str,
    *,
    newest: bool = False,
    before: Collection[str] = (),
) -> None:
    """Let the index hold what a case holds now; the caller holds the transaction.

    `newest` lets it be found before all others; `before` are its `words` from before the change,
    where some may have gone.
    """
    case = drafts.read(connection, case_id)
    doc = connection.execute("SELECT doc FROM cases WHERE id = ?", (case_id,)).fetchone()[0]
    if doc is not None:
        connection.execute("DELETE FROM found_by WHERE rowid = ?", (doc,))
    if doc is None or newest:
        doc = 1 + (connection.execute("SELECT max(doc) FROM cases").fetchone()[0] or 0)
        connection.execute("UPDATE cases SET doc = ? WHERE id = ?", (doc, case_id))
    made = _entry_of(connection, case)
    write(connection, doc, made)
    _drop_words(connection, set(before) - _plain_words(made))


def words(connection: sqlite3.Connection, case_id: str) -> set[str]:
    """Return the words of a case that a beginning may stand for."""
    return _plain_words(_entry_of(connection, drafts.read(connection, case_id)))


def renew_another(connection: sqlite3.Connection, case_id: str) -> None:
    """Let the index hold of a case what it may, after another one said who is protected."""
    case = drafts.read(connection, case_id)
    told = replace(case, patient=replace(case.patient, protected=False))
    renew(connection, case_id, before=_plain_words(_entry_of(connection, told)))


def forget(connection: sqlite3.Connection, case_ids: Collection[str]) -> None:
    """Take cases out that are about to be removed, and the words that none but they had."""
    gone: set[str] = set()
    for case_id in case_ids:
        row = connection.execute("SELECT doc FROM cases WHERE id = ?", (case_id,)).fetchone()
        if row is None or row[0] is None:
            continue
        connection.execute("DELETE FROM found_by WHERE rowid = ?", (row[0],))
        try:
            gone |= words(connection, case_id)
        except StoreError:
            # What it held cannot be read: look at every word there is.
            gone |= {word for (word,) in connection.execute("SELECT word FROM found_words")}
    _drop_words(connection, gone)


def rebuild(connection: sqlite3.Connection) -> None:
    """Make the whole index anew; a case whose decision cannot be read is found by its row alone."""
    connection.execute("INSERT INTO found_by (found_by) VALUES ('delete-all')")
    connection.execute("DELETE FROM found_words")
    connection.execute("UPDATE cases SET doc = NULL WHERE doc IS NOT NULL")
    cases = connection.execute(
        "SELECT id FROM cases ORDER BY state <> 'decided', changed_at, id"
    ).fetchall()
    for doc, (case_id,) in enumerate(cases, start=1):
        connection.execute("UPDATE cases SET doc = ? WHERE id = ?", (doc, case_id))
        try:
            made = _entry_of(connection, drafts.read(connection, case_id))
        except StoreError:
            made = entry(drafts.read_row(connection, case_id), Summary())
        write(connection, doc, made)


def _entry_of(connection: sqlite3.Connection, case: Case) -> Entry:
    summary = Summary(*drafts.summary(connection, case.id))
    return entry(case, summary, held.decision(connection, case.id))


def write(connection: sqlite3.Connection, doc: int, made: Entry) -> None:
    """Add an entry; the number is the caller's to keep in `cases.doc`."""
    connection.execute(
        "INSERT INTO found_by (rowid, who, numbers, text, codes) VALUES (?, ?, ?, ?, ?)",
        (doc, *(" ".join(column) for column in made)),
    )
    connection.executemany(
        "INSERT OR IGNORE INTO found_words VALUES (?)", [(word,) for word in _plain_words(made)]
    )


def _plain_words(made: Entry) -> set[str]:
    """Return the words that a beginning may stand for."""
    long = {word for word in (*made.who, *made.text) if len(word) >= SHORTEST}
    return {word for word in long if not word.isdigit() and not word.startswith(".")}


def _drop_words(connection: sqlite3.Connection, gone: Iterable[str]) -> None:
    for word in gone:
        still = connection.execute(
            "SELECT 1 FROM found_by WHERE found_by MATCH ? LIMIT 1", (f'"{word}"',)
        ).fetchone()
        if still is None:
            connection.execute("DELETE FROM found_words WHERE word = ?", (word,))
