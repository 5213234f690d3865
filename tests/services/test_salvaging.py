"""What can be read of a damaged store is saved, each decision proven, and what is lost is said."""

import json
import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest

from tests.keys_for_tests import KEY, bare
from tests.services.workstation import ASIH, NURSE, Clock
from triage.core.ledger import Kind
from triage.keys import DataKey
from triage.keys.envelope import Envelope
from triage.services import Patient, StoreError, Workplace
from triage.services.salvaging import ACCOUNT, Salvaged, salvage_folder
from triage.store import salvage_pages
from triage.store.salvage_pages import PAGE

BO = Patient("personnummer", "196101182803", "Bo Åkerlund")
ANNE = Patient("personnummer", "191212121212", "Ánne Čáhppe")
DECISIONS = 60
DRAFTS = 25


@pytest.fixture(scope="module", autouse=True)
def _removed() -> Iterator[None]:
    yield
    for after in (None, 0, DECISIONS // 2, DECISIONS - 1):
        shutil.rmtree(_filled(after)[0].parent)


def this_key(_envelope: bytes) -> DataKey:
    return KEY.copy()


@cache
def _filled(backup_after: int | None) -> tuple[Path, dict[str, str]]:
    """Fill a store once for all that spoil a copy of it."""
    data = Path(mkdtemp()) / "data"
    return data, _fill(data, backup_after)


def fill(data: Path, *, backup_after: int | None = None) -> dict[str, str]:
    """Fill a store; return the decisions, by case."""
    made, signed = _filled(backup_after)
    shutil.copytree(made, data, dirs_exist_ok=True)
    return signed


def _fill(data: Path, backup_after: int | None) -> dict[str, str]:
    workplace = Workplace.open(data, KEY, Clock())
    (data / "vagval.keys").write_bytes(Envelope.empty("00" * 16, KEY).to_bytes())
    signed = {}
    for number in range(DECISIONS):
        case = workplace.begin(BO, facts=ASIH, notes={"worry": "Ont " * 40}, pack="skane")
        signed[case.id] = workplace.sign(case.id, "asih", None, None, NURSE).id
        workplace.follow_up.contact(case.id, "Ringde " * 40)
        if number == backup_after:
            workplace.backups.make("asked")
    for _ in range(DRAFTS):
        workplace.begin(ANNE, facts=ASIH, notes={"worry": "Ont " * 40}, pack="skane")
    workplace.store._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    workplace.close()
    return signed


def pages_of(data: Path, table: str) -> list[int]:
    """Return the pages that hold a table's rows, without the one that leads to the others."""
    connection = bare(data / "vagval.db")
    root = connection.execute(
        "SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,)
    ).fetchone()[0]
    connection.close()
    from triage.store.salvage_pages import Pages

    path = data / "vagval.db"
    with path.open("rb") as file:
        pages = Pages(file, path.stat().st_size, KEY)
        top = pages.page(root)
        assert top is not None
        if top[0] not in {2, 5}:
            return [root]
        count = int.from_bytes(top[3:5], "big")
        places = [int.from_bytes(top[12 + 2 * n : 14 + 2 * n], "big") for n in range(count)]
        children = [int.from_bytes(top[at : at + 4], "big") for at in places]
        return [*children, int.from_bytes(top[8:12], "big")]


def spoil(data: Path, *pages: int) -> bytes:
    """Damage pages of the store; return the file as it is then."""
    path = data / "vagval.db"
    content = bytearray(path.read_bytes())
    for page in pages:
        at = (page - 1) * PAGE + 1000
        content[at : at + 64] = bytes(64)
    path.write_bytes(content)
    return bytes(content)


def salvaged(data: Path) -> Salvaged:
    return salvage_folder(data, this_key, Clock()())


def held(data: Path) -> dict[str, str]:
    """Return the decisions that the store has now, all proven."""
    workplace = Workplace.open(data, KEY, Clock())
    try:
        workplace.store.verify()
        return {
            one.case_id: one.revision.id
            for one in workplace.store.decided(limit=1000)
            if one.revision is not None
        }
    finally:
        workplace.close()


def test_of_a_whole_store_nothing_is_lost(tmp_path: Path) -> None:
    signed = fill(tmp_path)
    done = salvaged(tmp_path)
    assert done.account.whole
    assert (done.account.decisions, done.account.drafts) == (DECISIONS, DRAFTS)
    assert held(tmp_path) == signed


def test_it_is_searched_and_worked_on_as_before(tmp_path: Path) -> None:
    fill(tmp_path)
    spoil(tmp_path, pages_of(tmp_path, "revisions")[1])
    salvaged(tmp_path)
    workplace = Workplace.open(tmp_path, KEY, Clock())
    assert len(workplace.find("cahppe").rows) == DRAFTS
    case = workplace.begin(BO, facts=ASIH, pack="skane")
    workplace.sign(case.id, "asih", None, None, NURSE)
    drafts = [row for row in workplace.worklist() if row.state == "draft"]
    assert workplace.case(drafts[0].case_id).facts
    workplace.store.verify()
    workplace.close()


@pytest.mark.parametrize("at", [0, 1, -1])
def test_a_lost_page_of_decisions_is_accounted_for_by_case(tmp_path: Path, at: int) -> None:
    signed = fill(tmp_path)
    before = spoil(tmp_path, pages_of(tmp_path, "revisions")[at])

    done = salvaged(tmp_path)

    kept = held(tmp_path)
    assert kept.items() <= signed.items()
    lost = set(signed) - set(kept)
    assert 0 < len(lost) < DECISIONS / 2
    assert set(done.account.lost_decisions) == lost
    assert lost <= set(done.account.partial_drafts), "such a case is open work again"
    assert not done.account.unknown_lost
    assert done.former is not None
    assert (done.former / "vagval.db").read_bytes() == before, "the damaged file is untouched"
    told = json.loads((done.former / ACCOUNT).read_text())
    assert set(told["lost_decisions"]) == lost


def test_what_the_backup_has_is_taken_from_there(tmp_path: Path) -> None:
    signed = fill(tmp_path, backup_after=DECISIONS - 1)
    spoil(tmp_path, *pages_of(tmp_path, "revisions"))
    done = salvaged(tmp_path)
    assert held(tmp_path) == signed
    assert done.account.from_backup == DECISIONS
    assert done.account.lost_decisions == ()


def test_lost_dictionaries_are_taken_from_the_backup(tmp_path: Path) -> None:
    signed = fill(tmp_path, backup_after=0)
    spoil(tmp_path, *pages_of(tmp_path, "dictionaries"))
    salvaged(tmp_path)
    assert held(tmp_path) == signed


@pytest.mark.parametrize("table", ["cases", "answers", "notes"])
def test_a_lost_page_of_drafts_names_those_that_are_not_whole(tmp_path: Path, table: str) -> None:
    signed = fill(tmp_path)
    pages = pages_of(tmp_path, table)
    # Drafts came last; those of answers and texts lie anywhere.
    spoil(tmp_path, pages[-1 if table == "cases" else len(pages) // 2])
    account = salvaged(tmp_path).account
    assert held(tmp_path) == signed, "each decision tells all of its case"
    if table == "cases":
        assert account.drafts + len(account.lost_cases) == DRAFTS
    else:
        assert account.drafts == DRAFTS
        assert 0 < len(account.partial_drafts) < DRAFTS
    assert not account.whole


def test_the_first_page_lost_costs_no_decision(tmp_path: Path) -> None:
    signed = fill(tmp_path)
    path = tmp_path / "vagval.db"
    path.write_bytes(bytes(PAGE) + path.read_bytes()[PAGE:])
    account = salvaged(tmp_path).account
    assert held(tmp_path) == signed
    assert account.unknown_lost, "drafts are told by nothing then"


def test_the_way_to_all_decisions_lost_costs_none(tmp_path: Path) -> None:
    signed = fill(tmp_path)
    connection = bare(tmp_path / "vagval.db")
    (root,) = connection.execute(
        "SELECT rootpage FROM sqlite_schema WHERE name = 'revisions'"
    ).fetchone()
    connection.close()
    spoil(tmp_path, root)
    account = salvaged(tmp_path).account
    assert held(tmp_path) == signed
    assert account.lost_decisions == ()


def test_a_file_cut_short_gives_what_it_still_has(tmp_path: Path) -> None:
    signed = fill(tmp_path)
    path = tmp_path / "vagval.db"
    content = path.read_bytes()
    path.write_bytes(content[: len(content) * 7 // 8])
    account = salvaged(tmp_path).account
    kept = held(tmp_path)
    assert kept
    assert kept.items() < signed.items()
    assert len(kept) == account.decisions


def test_a_decision_that_was_changed_is_not_taken_for_what_was_signed(tmp_path: Path) -> None:
    signed = fill(tmp_path)
    connection = bare(tmp_path / "vagval.db")
    connection.execute("DROP TRIGGER revisions_are_not_changed")
    connection.execute(
        "UPDATE revisions SET payload = (SELECT payload FROM revisions WHERE seq = 2) WHERE seq = 1"
    )
    connection.commit()
    (changed,) = connection.execute("SELECT case_id FROM revisions WHERE seq = 1").fetchone()
    connection.close()
    account = salvaged(tmp_path).account
    assert account.lost_decisions == (changed,)
    assert set(held(tmp_path)) == set(signed) - {changed}


@pytest.mark.parametrize("seed", range(8))
def test_wherever_it_is_damaged_what_is_kept_is_true(tmp_path: Path, seed: int) -> None:
    signed = fill(tmp_path, backup_after=DECISIONS // 2 if seed % 2 else None)
    chance = random.Random(seed)  # noqa: S311 - places of damage, the same each time
    count = (tmp_path / "vagval.db").stat().st_size // PAGE
    spoil(tmp_path, *chance.sample(range(1, count + 1), 3 + seed))
    account = salvaged(tmp_path).account
    kept = held(tmp_path)
    assert kept.items() <= signed.items()
    missing = set(signed) - set(kept)
    assert account.unknown_lost or missing <= set(account.lost_decisions)


@pytest.mark.parametrize(
    "content", [lambda _: b"", lambda _: b"\0" * PAGE * 4, lambda data: data[::-1]]
)
def test_where_nothing_can_be_read_it_is_said_and_nothing_is_moved(
    tmp_path: Path, content: Callable[[bytes], bytes]
) -> None:
    fill(tmp_path)
    path = tmp_path / "vagval.db"
    path.write_bytes(content(path.read_bytes()))
    before = path.read_bytes()
    with pytest.raises(StoreError, match="salvage_nothing"):
        salvaged(tmp_path)
    assert path.read_bytes() == before
    assert not list(tmp_path.glob("former-*"))
    assert not list(tmp_path.glob("incoming-*"))


def test_another_key_reads_nothing(tmp_path: Path) -> None:
    fill(tmp_path)
    with pytest.raises(StoreError, match="salvage_nothing"):
        salvage_folder(tmp_path, lambda _envelope: DataKey.new(), Clock()())


def noted(data: Path) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """Return all that the ledger holds, and what is said of where each case stands."""
    with closing(bare(data / "vagval.db")) as raw:
        entries = raw.execute("SELECT * FROM ledger ORDER BY seq").fetchall()
        return entries, raw.execute("SELECT * FROM followed ORDER BY case_id").fetchall()


def test_what_was_noted_after_decisions_comes_along_and_is_folded_anew(tmp_path: Path) -> None:
    signed = fill(tmp_path)
    workplace = Workplace.open(tmp_path, KEY, Clock())
    first, *_rest = signed
    workplace.follow_up.sent(first, to="Palliativa teamet", way="fax")
    told = {"question": "Dos?", "advice": "Halvera", "next": "none", "number": BO.number or ""}
    workplace.follow_up.write(None, Kind.ADVICE, None, **told)
    with workplace.store._change() as db:
        db.execute("UPDATE followed SET later = '' WHERE case_id = ?", [first])
    workplace.close()
    before = noted(tmp_path)

    account = salvaged(tmp_path).account

    assert account.whole
    assert account.noted == len(before[0]) == DECISIONS + 2
    entries, followed = noted(tmp_path)
    assert entries == before[0]
    gone_over = [row for row in followed if row[0] == first]
    assert [row[-1] for row in gone_over] == [""]
    assert [row for row in followed if row[0] != first] == [
        row for row in before[1] if row[0] != first
    ]


def test_who_is_protected_by_what_calls_say_or_said_stays_so_and_nobody_else(
    tmp_path: Path,
) -> None:
    fill(tmp_path)
    workplace = Workplace.open(tmp_path, KEY, Clock())
    told = {"question": "Dos?", "advice": "Halvera", "next": "none", "protected": "1"}
    for number in ("196101182803", "195009072553"):
        call = workplace.follow_up.write(None, Kind.ADVICE, None, number=number, **told)
    workplace.follow_up.strike(call.id)
    with workplace.store._change() as db:
        db.execute("INSERT INTO sheltered VALUES ('191212121212', '')")  # by what is purged
    workplace.close()

    assert salvaged(tmp_path).account.whole

    workplace = Workplace.open(tmp_path, KEY, Clock())
    with workplace.store._reading() as connection:
        kept = connection.execute("SELECT number_key FROM sheltered ORDER BY 1").fetchall()
    workplace.close()
    assert kept == [("191212121212",), ("196101182803",)]


def test_a_lost_page_of_the_ledger_is_said_or_filled_from_the_backup(tmp_path: Path) -> None:
    for backup_after in (None, DECISIONS - 1):
        data = tmp_path / str(backup_after)
        fill(data, backup_after=backup_after)
        before = noted(data)[0]
        spoil(data, pages_of(data, "ledger")[1])

        account = salvaged(data).account

        entries = noted(data)[0]
        assert account.decisions == DECISIONS
        if backup_after is None:
            assert not account.ledger_whole
            assert not account.whole
            assert set(entries) < set(before)
        else:
            assert account.whole
            assert entries == before


def test_of_a_file_without_a_beginning_the_ledger_is_read_page_by_page(tmp_path: Path) -> None:
    fill(tmp_path)
    before = noted(tmp_path)[0]
    path = tmp_path / "vagval.db"
    path.write_bytes(bytes(PAGE) + path.read_bytes()[PAGE:])

    account = salvaged(tmp_path).account

    assert account.noted == len(before)
    assert noted(tmp_path)[0] == before


def test_a_page_of_noise_that_looks_like_one_of_rows_is_read_past(tmp_path: Path) -> None:
    """As pages are under another key, now and then."""
    chance = random.Random(6)  # noqa: S311 - the same noise in every run
    fill(tmp_path)
    path = tmp_path / "vagval.db"
    with path.open("rb") as file:
        pages = salvage_pages.Pages(file, path.stat().st_size, KEY)
        for _ in range(3000):
            noise = chance.randbytes(4016)
            list(salvage_pages._records(pages, b"\x0d" + noise[1:], 0))
