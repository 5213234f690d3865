"""What the window's door needs of keys and of long work, handed on so that it has one door to it.

Whether a passphrase will do, where a recovery code slips, and that work was asked to stop.
"""

from triage.keys.errors import KeysError
from triage.keys.passphrase import require_strong
from triage.keys.recovery_code import read as read_recovery_code
from triage.keys.recovery_code import wrong_groups
from triage.store.progress import Stopped

__all__ = ["KeysError", "Stopped", "read_recovery_code", "require_strong", "wrong_groups"]
