"""Stores of many decisions: a few hundred that the engine made, varied in patient, text and answer.

The rows are written by the store's own functions for bytes, packing, times, index and log; only
the drafts that each decision once was are left out. Every identity number has a wrong control
digit, so that none can be anybody's. Three in four were sent to somebody, most of those answered,
some closed since.
"""

import json
import random
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Final

import yaml
from sqlite_utils import Database

from benchmarks.bench_batch import patient as answers_at_random
from triage.core.identity_reserve import luhn_digit
from triage.core.ledger import ANSWERS, OUTCOMES, REASONS, WAYS, Kind
from triage.packs.catalogue import CRITERIA, Catalogue
from triage.services import Author, DataKey, Patient, Person, Workplace
from triage.store import access_log, followed, held, index, ledger
from triage.store.acts import Act, Actor
from triage.store.canonical import FORMAT, decision_bytes, revision_id
from triage.store.decisions import summary_columns
from triage.store.drafts import new_id, patient_columns
from triage.store.packed import pack
from triage.store.records import Case, Decision, Revision
from triage.store.store import Store

KEY: Final = DataKey(bytes(range(1, 33)))
ME: Final = Person("me", "Siv Bergström", "överläkare", "Palliativa enheten")
OTHER: Final = Person("other", "Olle Dahlman", "sjuksköterska", "Palliativa enheten")
DRAFTS: Final = 200
AT_ONCE: Final = 20_000
"""Decisions of one transaction, which are kept in memory until they are followed."""
_RANDOM_OF_EACH: Final = 30  # beside each pack's own example cases
_EVERY: Final = 5_000
"""Of so many decisions one is compared with what `decision_bytes` makes of it."""


def _words(text: str) -> list[str]:
    return text.split("|")


_FIRST: Final = _words(
    "Anna|Eva|Maria|Karin|Kristina|Lena|Kerstin|Ingrid|Birgitta|Margareta|Åsa|Åke|Östen|"
    "Örjan|Lars|Mikael|Anders|Johan|Erik|Per|Karl|Peter|Thomas|Jan|Björn|Nils|Sven|Gunnar|"
    "Áilu|Ánne|Biret|Máhtte|Ahmed|Fatima|Aisha|Mohamed|José|Zoë|Łukasz|Đorđe|Sofia|Elin|"
    "Emma|Hugo|Oskar"
)
_BEFORE: Final = _words(
    "Berg|Lund|Sjö|Dal|Ek|Lind|Björk|Alm|Ström|Söder|Norr|Väst|Öst|Hed|Holm|Gran|Stein|Hag|Ny|Åker"
)
_AFTER: Final = _words(
    "ström|kvist|gren|man|berg|dahl|lund|qvist|stedt|holm|mark|vall|fors|bäck|ås|blad|rot|feldt"
)
_SON: Final = _words(
    "Anders|Johans|Karls|Nils|Eriks|Lars|Ols|Pers|Svens|Gustafs|Pett|Jöns|Håkans|Måns|Åkes"
)
_SYMPTOM: Final = _words(
    "smärta|smärtgenombrott|andnöd|illamående|kräkningar|förvirring|oro|ångest|trötthet|"
    "klåda|förstoppning|diarré|hosta|blödning|sår|ödem|ascites|sömnlöshet|muntorrhet|hicka|"
    "feber"
)
_WHEN: Final = _words(
    "på nätterna|efter måltid|vid förflyttning|sedan i våras|dygnet runt|i vila|på morgnarna"
)
_DONE: Final = _words(
    "Strålbehandling avslutad|Cytostatika utsatt|Pump med port inlagd|Dränage anlagt|"
    "Läkemedel justerade|Kortison insatt|Syrgas provad|Sondnäring avböjd|"
    "Blodtransfusion given"
)
_WHERE: Final = _words(
    "hjärnan|lungan|levern|skelettet|bukhinnan|lymfkörtlarna|binjuren|huden|lungsäcken"
)
_DISEASE: Final = _words(
    "Bröstcancer|Prostatacancer|Lungcancer|Bukspottkörtelcancer|Tjocktarmscancer|KOL|ALS|"
    "Hjärtsvikt|Njursvikt|Levercirros|Glioblastom|Myelom|Lymfom|Melanom|Demens|Parkinson"
)
_WHO: Final = _words("dottern|sonen|maken|hustrun|systern|brodern|grannen|sambon|föräldrarna")


@dataclass(frozen=True)
class Template:
    """A decision that the engine made, and how to vary it."""

    decision: Decision
    criteria: int
    dictionary: bytes


def new_store(folder: Path) -> None:
    """Make a store with two people in it."""
    workplace = Workplace.open(folder, KEY)
    for person in (ME, OTHER):
        workplace.store.keep_person(person, "2026-01-01T00:00:00Z")
    workplace.close()


def templates(folder: Path) -> list[Template]:
    """Let the engine decide each pack's examples and some more patients, in a store of their own.

    The dictionaries that they were packed by go into the store of `folder`.
    """
    workplace = Workplace.open(folder / "templates", KEY)
    author = Author("Test Läkare", "överläkare", "Palliativa enheten", "SE0000000000-0001")
    catalogue, chance = Catalogue(), random.Random(2026)  # noqa: S311 - made-up patients
    signed = []
    for pack_id in catalogue.ids:
        given = yaml.safe_load((CRITERIA / pack_id / "cases.yaml").read_text(encoding="utf-8"))
        facts = [case["facts"] for case in given]
        places = [one.code for one in catalogue.municipalities.values() if one.pack == pack_id]
        made = (answers_at_random(catalogue.vocabulary, places, chance) for _ in range(10**6))
        facts += [next(made) for _ in range(_RANDOM_OF_EACH)]
        for one in facts:
            case = workplace.begin(Patient("alias", None, "", "X"), facts=one, pack=pack_id)
            form = workplace.recommend(pack_id, workplace.facts(case)).weighing.recommended
            signed.append(workplace.sign(case.id, form or "general", None, None, author).decision)
    packs = {
        str(one.pack["digest"]): workplace.store.pack(str(one.pack["digest"])) for one in signed
    }
    with workplace.store._reading() as connection:
        samples = dict(connection.execute("SELECT digest, data FROM dictionaries").fetchall())
    workplace.close()
    with Store.open(folder / "vagval.db", KEY) as store:
        for digest, data in packs.items():
            store.keep_pack(digest, data, partial(samples.__getitem__, digest))
        with store._reading() as connection:
            rows = connection.execute("SELECT digest, id, data FROM dictionaries").fetchall()
    by_digest = {digest: (number, data) for digest, number, data in rows}
    return [Template(one, *by_digest[str(one.pack["digest"])]) for one in signed]


def person(chance: random.Random) -> Patient:
    """Return somebody who does not exist: the number's control digit is wrong."""
    born = f"{chance.randrange(1925, 2010)}{chance.randrange(1, 13):02}{chance.randrange(1, 29):02}"
    nine = f"{born}{chance.randrange(1000):03}"
    number = (
        f"{nine}{(luhn_digit([int(sign) for sign in nine[2:]]) + chance.randrange(1, 10)) % 10}"
    )
    son = chance.random() < 0.4
    last = f"{chance.choice(_SON)}son" if son else chance.choice(_BEFORE) + chance.choice(_AFTER)
    first = chance.choice(_FIRST)
    alias = f"Rum {chance.randrange(1, 40)}" if chance.random() < 0.1 else ""
    return Patient("personnummer", number, f"{first} {last}", alias, chance.random() < 0.01)


def notes(chance: random.Random) -> dict[str, str]:
    """Return free texts of a letter."""
    pick = chance.choice
    symptoms = f"{pick(_SYMPTOM)} {pick(_WHEN)} och {pick(_SYMPTOM)} {pick(_WHEN)}"
    return {
        "worry": f"Patienten besväras av {symptoms}. {pick(_WHO).capitalize()} är orolig.",
        "purpose": pick(("shared_care", "take_over", "advice", "assessment")),
        "diagnosis_course": (
            f"{pick(_DISEASE)} {chance.randrange(2015, 2027)} med spridning till {pick(_WHERE)}"
            f" och {pick(_WHERE)}. {pick(_DONE)}. {pick(_DONE)}."
        ),
        "knows": f"Patienten och {pick(_WHO)} vet att sjukdomen är obotlig.",
        "drugs_devices": f"Se läkemedelslistan. {pick(_DONE)}.",
    }


def decision(template: Template, chance: random.Random, at: datetime) -> Decision:
    """Return a decision like a template, about somebody else, told in other words."""
    facts = dict(template.decision.facts)
    for fact, value in facts.items():
        if isinstance(value, bool) and chance.random() < 0.1:
            facts[fact] = not value
    rated = dict.fromkeys(template.decision.rated, at.isoformat(timespec="milliseconds"))
    return replace(
        template.decision,
        rated=rated,
        case_id=new_id(),
        patient=person(chance),
        facts=facts,
        notes=notes(chance),
        signed_at=at.isoformat(timespec="milliseconds"),
        override={"reason": "patient_wish", "text": f"Vill vara nära {chance.choice(_WHO)}"}
        if chance.random() < 0.1
        else None,
    )


def _bytes(one: Decision) -> bytes:
    """Return what `decision_bytes` does, without its checks of every value."""
    made_for = FORMAT if one.rated else 1
    people = {"patient": vars(one.patient), "author": vars(one.author)}
    shape = {"format": made_for, **vars(one), **people}
    del shape["tasks"], shape["based_on"]
    if not one.rated:
        del shape["rated"]
    text = json.dumps(shape, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8")


def fill(
    folder: Path, found: list[Template], first: int, last: int, grown: Counter[str]
) -> Iterator[int]:
    """Add decisions number `first` to `last`; yield how many there are after each transaction.

    `grown` counts by how many pages each of `PARTS` makes the file grow: decisions are added
    first, then what was noted after them, then their rows in lists.
    """
    chance = random.Random(first)  # noqa: S311 - made-up patients
    start = datetime(2021, 1, 4, 7, tzinfo=UTC)
    with Store.open(folder / "vagval.db", KEY) as store, store._reading() as connection:
        connection.execute("PRAGMA cache_size = -262144")  # whoever fills has memory for it
        db = Database(connection, execute_plugins=False)
        # Drafts, and what was changed since, have taken the numbers after the first stride.
        taken = connection.execute("SELECT coalesce(max(doc), 0) FROM cases").fetchone()[0]
        for begin in range(first, last, AT_ONCE):
            connection.execute("BEGIN IMMEDIATE")
            pages, added = [_pages(connection)], []
            for number in range(begin, min(begin + AT_ONCE, last)):
                at = start + timedelta(seconds=170 * number)
                doc = taken + 1 + number - first
                added.append((_add(connection, chance.choice(found), chance, at, doc), at))
            pages.append(_pages(connection))
            for head, at in added:
                _note(connection, head, chance, at)
            pages.append(_pages(connection))
            for head, _at in added:
                followed.refresh(db, head.decision.case_id, head)
            pages.append(_pages(connection))
            connection.execute("COMMIT")
            for part, (before, after) in zip(PARTS, pairwise(pages), strict=True):
                grown[part] += after - before
            yield min(begin + AT_ONCE, last)


PARTS: Final = ("a decision by itself", "what is noted after it", "its row in the lists")
"""What the file holds of each decision: signed bytes, case, words to find it by and log entry;
entries of the ledger; where it stands."""


def _pages(connection: sqlite3.Connection) -> int:
    """Return how many pages of the file are in use."""
    (total,), (free,) = (
        connection.execute(f"PRAGMA {name}").fetchone() for name in ("page_count", "freelist_count")
    )
    return int(total - free)


def _add(
    connection: sqlite3.Connection,
    template: Template,
    chance: random.Random,
    at: datetime,
    doc: int,
) -> Revision:
    one = decision(template, chance, at)
    signed = _bytes(one)
    assert doc % _EVERY or signed == decision_bytes(one)
    identifier = revision_id(signed)
    given = [
        (at - timedelta(milliseconds=chance.randrange(10**6))).isoformat(timespec="milliseconds")
        for _ in one.facts
    ]
    who = patient_columns(one.patient)
    shown = summary_columns(one)
    created = (at - timedelta(minutes=30)).isoformat(timespec="milliseconds")
    pack_id = str(one.pack["id"])
    columns = {
        "id": one.case_id,
        **who,
        "pack": pack_id,
        "state": "decided",
        **shown,
        "example": False,
        "created_at": created,
        "owner": ME.id,
        "held_by": doc,
        "held_times": held.pack_times(given),
        "doc": doc,
    }
    _insert(connection, "cases", columns)
    row = {
        "seq": doc,
        "id": identifier,
        "case_id": one.case_id,
        "payload": pack(signed, template.dictionary),
        "signed_at": one.signed_at,
        "criteria": template.criteria,
    }
    _insert(connection, "revisions", row)
    case = replace(_case(one), created_at=created, changed_at=one.signed_at, state="decided")
    index.write(connection, doc, index.entry(replace(case, owner=ME.id), _summary(shown), one))
    access_log.add(
        connection,
        Act.SIGNED,
        at=one.signed_at,
        actor=Actor(ME.id, ME.name, ME.unit),
        case_id=one.case_id,
        detail={"revision": identifier, "form": str(shown["care_form"])},
    )
    return Revision(identifier, one)


def _note(
    connection: sqlite3.Connection, head: Revision, chance: random.Random, at: datetime
) -> None:
    """Note what happened after a decision."""
    case_id, pick = head.decision.case_id, chance.choice
    urgency = str(head.decision.recommendation.get("urgency") or "")
    sent = {
        "revision": head.id,
        "to": f"Palliativa teamet {pick(_BEFORE)}{pick(_AFTER)}",
        "team": head.decision.choice.get("team") or "",
        "way": pick(WAYS),
        "answer_by": (at + timedelta(days=2)).isoformat(timespec="milliseconds"),
        "purpose": head.decision.notes["purpose"],
        "urgency": urgency,
    }
    answer = {"answer": pick(ANSWERS), "reason": pick(REASONS), "text": f"{pick(_DONE)}."}
    closed = {"outcome": pick(OUTCOMES), "day": f"{at + timedelta(days=40):%Y-%m-%d}"}
    far = chance.choice((0, 1, 2, 3, 3, 4, 4, 4))
    acts: tuple[tuple[Kind, dict[str, str]], ...]
    acts = ((Kind.SENT, sent), (Kind.RECEIVED, {}), (Kind.ANSWERED, answer), (Kind.CLOSED, closed))
    for days, (kind, told) in enumerate(acts[:far]):
        when = (at + timedelta(days=days)).isoformat(timespec="milliseconds")
        row = {
            "id": new_id(),
            "case_id": case_id,
            "kind": str(kind),
            "happened_at": when,
            "noted_at": when,
            "person": ME.id,
            "who": ME.name,
            "unit": ME.unit,
            "number_key": "",
            "detail": ledger.detail_text({name: text for name, text in told.items() if text}),
        }
        _insert(connection, "ledger", row)


def _insert(connection: sqlite3.Connection, table: str, row: Mapping[str, object]) -> None:
    marks = ", ".join("?" * len(row))
    sql = f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})"  # noqa: S608 - our own names
    connection.execute(sql, list(row.values()))


def _summary(shown: Mapping[str, str | bool | None]) -> index.Summary:
    form, status, urgency = (
        None if shown[name] is None else str(shown[name])
        for name in ("care_form", "status", "urgency")
    )
    return index.Summary(form, status, urgency, bool(shown["red_flag"]))


def add_drafts(folder: Path, found: list[Template]) -> None:
    """Begin drafts through the workplace, one in ten the signed-in person's."""
    chance = random.Random(7)  # noqa: S311 - made-up patients
    mine = Workplace.open(folder, KEY, person=ME.id)
    others = Workplace.open(folder, KEY, person=OTHER.id)
    for number in range(DRAFTS):
        workplace = others if number % 10 else mine
        one = decision(chance.choice(found), chance, datetime.now(UTC))
        workplace.begin(
            one.patient,
            facts=workplace.facts(_case(one)),
            notes=one.notes,
            pack=str(one.pack["id"]),
        )
    mine.close()
    others.close()


def _case(one: Decision) -> Case:
    return Case(one.case_id, one.patient, str(one.pack["id"]), one.facts, one.notes, "", "")
