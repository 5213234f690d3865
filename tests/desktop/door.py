"""In by the door: the data set up for one person, and the program unlocked by keys."""

from pathlib import Path
from typing import Final

from tests.desktop.running import Running
from tests.ui.deciding import AUTHOR
from tests.ui.doors import CHEAP, Ring
from triage.services import Workplace
from triage.services.vault import Standing, Vault
from triage.services.vault_records import Means, NewPerson

PHRASE: Final = "rolig bil gul moln"
PERSON: Final = NewPerson(AUTHOR.name, AUTHOR.role, AUTHOR.unit, AUTHOR.hsa_id)


def opened(folder: Path) -> Workplace:
    """Return the data of a folder, set up where nothing is there yet, as its first person."""
    vault = Vault(folder, means=Means(CHEAP, Ring(usable=False)))
    if vault.standing() is Standing.NEW:
        workplace = vault.set_up(PERSON, PHRASE, on_this_computer=False).workplace
        workplace.set_setting("recovery_code_typed", True)
        return workplace
    return vault.unlock(vault.sign_ins()[0].slot, PHRASE)


def unlock(program: Running, phrase: str = PHRASE) -> None:
    """Type the passphrase of whoever stands first, and wait for the window behind the door."""
    program.wait_for_focus("Lösenfras")
    program.type(phrase)
    program.press("Return")
    program.come_in_front("Arbetslista")
    program.reader.forget()  # what the door said is of nothing that there is any more
