"""Made `two-people.keys`, the envelope that is broken; run again only for another format of it.

python -m tests.fuzz.make_envelope
"""

from pathlib import Path

from tests.fuzz.targets import SECRET
from tests.keys_for_tests import KEY
from triage.keys.cost import Cost
from triage.keys.envelope import Envelope

if __name__ == "__main__":
    made = Envelope.empty("0a" * 16, KEY)
    cheap = Cost(memory=8, passes=1, lanes=1)
    for person in ("anna", "bengt"):
        made = made.with_slot("passphrase", SECRET, KEY, cost=cheap, person=person, label=person)
    made = made.with_slot("recovery", SECRET, KEY, cost=cheap)
    made = made.with_slot("key_store", SECRET, KEY, cost=None, person="anna", label="anna")
    Path(__file__).with_name("two-people.keys").write_bytes(made.to_bytes())
