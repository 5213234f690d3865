"""A program of its own: a whole journey with words to look for, and a kill at its end.

python -m tests.faults.canary_journey FOLDER SEED

It tells the key of its store, for the control, before it is killed.
"""

import logging
import os
import signal
import sys
from pathlib import Path

from PySide6.QtTest import QTest

from tests.faults.canary import NAME, NOTE, NUMBER, PASSPHRASE, REASON, SEARCH
from tests.faults.scenes import PERSON, vault
from tests.services.workstation import ASIH, NURSE
from triage.core.ledger import Kind
from triage.referral.pages import pages
from triage.services import Act, Patient, Workplace
from ui import mishaps
from ui.theme import application, apply_theme
from ui.views.main_window import MainWindow


def main(folder: Path, seed: int) -> None:
    app = application([sys.argv[0], "-platform", "offscreen"])
    apply_theme(app, "light")
    mishaps.watch(folder)
    workplace = vault(folder).set_up(PERSON, PASSPHRASE, on_this_computer=False).workplace
    draft, signed = services(workplace)
    window = MainWindow(workplace)
    window.show()
    for page in ("worklist", "checklist", "review", "letter", "worklist", "settings"):
        for case_id in (draft, signed):
            window.go(page, case_id if page in {"checklist", "review", "letter"} else "")
            QTest.qWait(40)  # it is painted, and what is delayed is done
    if seed % 2:
        workplace.keys.rekey()
    log(NAME)
    sys.stdout.write(workplace.key.raw.hex() + "\n")
    sys.stdout.flush()
    os.kill(os.getpid(), signal.SIGKILL)


def services(workplace: Workplace) -> tuple[str, str]:
    """Do all that writes; return a draft and a decided case."""
    patient = Patient("personnummer", NUMBER, NAME, "")
    ids = []
    for _ in range(2):
        case = workplace.begin(patient, facts=ASIH, pack="skane")
        workplace.note(case.id, "worry", NOTE)
        workplace.keep_deciding(case.id, {"form": "asih", "text": REASON})
        ids.append(case.id)
    draft, signed = ids
    workplace.sign(signed, "asih", None, {"reason": "other", "text": REASON}, NURSE)
    workplace.correct(signed)
    workplace.note(signed, "worry", f"{NOTE} igen")
    workplace.sign(signed, "asih", None, {"reason": "other", "text": REASON}, NURSE)
    workplace.follow_up.contact(signed, f"{NAME}: {NOTE}")
    told = {"question": NOTE, "advice": REASON, "next": "none", "name": NAME, "number": NUMBER}
    workplace.follow_up.write(None, Kind.ADVICE, None, **told)
    letter = workplace.letter(signed, "sv")
    pages(workplace.letter_pdf(letter), 1.0)
    workplace.letter_text(letter)
    workplace.record(Act.OPENED, signed, reason=REASON)
    for query in (NAME, NUMBER, SEARCH, NOTE):
        workplace.find(query)
    workplace.set_own_setting("searches", [SEARCH, NAME])
    withdrawn = workplace.delete_draft(draft)
    workplace.restore(withdrawn)
    workplace.backups.make("asked")
    return draft, signed


def log(name: str) -> None:
    """Let things go wrong whose words hold what must not be written."""
    logging.getLogger("somewhere").error("failed for %s, %s", name, NUMBER)
    try:
        raise ValueError(f"{name} {NUMBER} {NOTE}")
    except ValueError as error:
        mishaps.note(Path(sys.argv[1]), mishaps.described(type(error), error.__traceback__))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
