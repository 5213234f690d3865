"""A process that is killed loses nothing that it was told is kept."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.keys_for_tests import KEY
from triage.store import Store

from .examples import ANNE, MORNING, PROJECT

_WRITER = """
import sys
from pathlib import Path
from tests.keys_for_tests import KEY
from triage.store import Store

with Store.open(Path(sys.argv[1]), KEY) as store:
    for n in range(1_000_000):
        answers = {f"fact_{n % 40}": n, "last": n}
        store.set_answers(sys.argv[2], answers, "2026-03-02T12:00:00Z")
        print(n, flush=True)
"""


@pytest.mark.parametrize("after", [1, 2, 57, 130])
def test_kill_in_the_middle_of_writing_loses_no_acknowledged_answer(path: Path, after: int) -> None:
    with Store.open(path, KEY) as store:
        case_id = store.create_case(ANNE, "skane", MORNING).id
    with subprocess.Popen(  # noqa: S603 - our own interpreter and script
        [sys.executable, "-c", _WRITER, path, case_id],
        stdout=subprocess.PIPE,
        text=True,
        cwd=PROJECT,
    ) as writer:
        assert writer.stdout is not None
        for _ in range(after):
            assert writer.stdout.readline().endswith("\n")
        writer.kill()
        rest = [line for line in writer.stdout if line.endswith("\n")]
    acknowledged = int(rest[-1]) if rest else after - 1

    with Store.open(path, KEY) as store:
        store.verify()
        facts = store.case(case_id).facts
    last = facts["last"]
    assert isinstance(last, int)
    assert acknowledged <= last <= acknowledged + 1, "at most one was kept but not yet said so"
    written = {f"fact_{n % 40}": n for n in range(last + 1)}
    assert facts == {**written, "last": last}, "each change is there as a whole"
