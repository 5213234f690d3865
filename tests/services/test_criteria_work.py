"""From a draft to the version in force, and what cases see of it."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.keys_for_tests import KEY
from tests.packs.pack_files import CATALOGUE, DAY, OTHER_KEY, files, with_manifest
from tests.packs.too_large import paired
from tests.services.workstation import ASIH, NURSE, Clock
from triage.packs.bounded_yaml import read
from triage.packs.edit import PackText, with_value
from triage.packs.load import compiled_trees
from triage.packs.pack_file import pack_file
from triage.packs.pack_version import Origin, SignatureState, Version
from triage.packs.problems import InputError
from triage.packs.signing import SigningKey, fingerprint
from triage.services import Author, Patient, Workplace

NOTE = "ASIH-teamets telefonnummer är ifyllt"
ROOT = Path(__file__).parents[2]


def with_number(text: PackText, number: str = "0000-123") -> PackText:
    return with_value(text, "teams", ("teams", 1, "telephone"), number)


def published(workplace: Workplace, version: str = "2026.2") -> Version:
    """Publish Skåne with a telephone number for ASIH, the version's own name."""
    criteria = workplace.criteria
    criteria.save_draft("skane", with_number(criteria.begin_draft("skane"), version))
    return criteria.publish("skane", version, NOTE, NURSE)


def number(workplace: Workplace) -> str:
    return workplace.compiled("skane").pack.team["asih"].telephone


def received(workplace: Workplace, folder: Path, data: bytes) -> Version:
    path = folder / "received.vagvalpack"
    path.write_bytes(data)
    return workplace.criteria.import_file(path)


def another(pack_id: str, key: SigningKey | None) -> bytes:
    """Return the file of a version that is not the original, by somebody else or nobody."""
    changed = files(pack_id)
    old = b'version: "2026.1"'
    assert old in changed["pack.yaml"]
    changed["pack.yaml"] = changed["pack.yaml"].replace(old, b'version: "2030.1"')
    pack, teams = (read(changed[name], name) for name in ("pack.yaml", "teams.yaml"))
    places = CATALOGUE.municipalities.values()
    compiled = compiled_trees(pack, teams, CATALOGUE.vocabulary, places)
    return pack_file(changed, compiled, key=key, name="Region Skåne", day=DAY)


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(InputError) as caught:
        act()
    (problem,) = caught.value.problems
    return str(problem)


def test_the_original_is_in_force_until_the_unit_chooses(workplace: Workplace) -> None:
    criteria = workplace.criteria
    assert criteria.in_force("skane") is None
    assert criteria.version_in_force("skane").origin is Origin.ORIGINAL
    version = published(workplace)
    assert number(workplace) == ""

    criteria.set_in_force("skane", version.digest)
    assert criteria.version_in_force("skane") == version
    assert number(workplace) == "2026.2"
    assert workplace.compiled("vastra").digest == CATALOGUE.compiled("vastra").digest
    usable, errors = workplace.catalogue.usable()
    assert version.digest in {compiled.digest for compiled in usable}
    assert errors == ()

    criteria.set_in_force("skane", None)
    assert criteria.in_force("skane") is None
    assert number(workplace) == ""


def test_criteria_too_large_to_weigh_by_are_not_put_in_force(workplace: Workplace) -> None:
    criteria = workplace.criteria
    rule = paired(CATALOGUE.compiled("skane"))
    text = with_value(criteria.begin_draft("skane"), "pack", ("criteria", 1, "when"), rule)
    criteria.save_draft("skane", text)
    version = criteria.publish("skane", "2026.2", NOTE, NURSE)

    told = refused(lambda: criteria.set_in_force("skane", version.digest))

    assert told.endswith(
        "too complex to weigh patients by (more than 200000 nodes); simplify the rules"
    )
    assert criteria.in_force("skane") is None


def test_the_choice_outlives_the_program(workplace: Workplace, tmp_path: Path) -> None:
    version = published(workplace)
    workplace.criteria.set_in_force("skane", version.digest)
    workplace.close()
    again = Workplace.open(tmp_path / "data", KEY, Clock())
    assert again.compiled("skane").digest == version.digest
    assert again.criteria.versions("skane")[0] == version
    again.close()


def test_open_cases_follow_the_version_in_force_and_decided_ones_do_not(
    workplace: Workplace,
) -> None:
    def assessed() -> str:
        case = workplace.begin(Patient("alias", None, "", alias="Övning"))
        workplace.choose_pack(case.id, "skane")
        for fact, value in ASIH.items():
            workplace.answer(case.id, fact, value)
        return case.id

    decided, still_open = assessed(), assessed()
    revision = workplace.sign(decided, "asih", "asih", None, NURSE)
    before = workplace.letter(decided, "sv")
    version = published(workplace)
    workplace.criteria.set_in_force("skane", version.digest)

    assert workplace.letter(decided, "sv") == before
    assert workplace.compiled_as_decided(revision).pack.version == "2026.1"
    assert "2026.2" in workplace.letter_text(workplace.letter(still_open, "sv"))
    later = workplace.sign(still_open, "asih", "asih", None, NURSE)
    assert later.decision.pack["digest"] == version.digest
    assert workplace.compiled_as_decided(later).pack.team["asih"].telephone == "2026.2"


def test_local_prerequisites_hold_in_every_version(workplace: Workplace) -> None:
    criteria = workplace.criteria
    criteria.save_draft("vastra", criteria.begin_draft("vastra"))
    version = criteria.publish("vastra", "2026.2", "Inget är ändrat i övrigt", NURSE)
    criteria.set_in_force("vastra", version.digest)
    workplace.set_setting("switched_on.vastra", ["enrolled_in_municipal_home_care"])
    assert workplace.compiled("vastra").switched_on == {"enrolled_in_municipal_home_care"}
    assert workplace.compiled("vastra").digest == version.digest


def test_a_version_is_signed_with_the_workstations_own_key(workplace: Workplace) -> None:
    first, second = published(workplace), published(workplace, "2026.3")
    assert first.signature is SignatureState.KNOWN
    assert first.fingerprint == second.fingerprint
    assert (first.signer, first.trusted_by) == ("Test Testsson, Testenheten", "Test Testsson")
    assert first.published_on == "2026-11-21"
    assert workplace.criteria.versions("skane")[:2] == (second, first)


def test_a_draft_begins_from_the_version_in_force_without_its_approval(
    workplace: Workplace,
) -> None:
    criteria = workplace.criteria
    approved = {"by": "Verksamhetschefen", "on": "2026-11-21"}
    text = with_value(criteria.begin_draft("skane"), "pack", ("approved",), approved)
    criteria.save_draft("skane", with_number(text))
    version = criteria.publish("skane", "2026.2", NOTE, NURSE)
    assert criteria.compiled(version).pack.approved is not None
    criteria.set_in_force("skane", version.digest)

    draft = criteria.begin_draft("skane")
    assert "approved" not in draft.pack
    assert draft.teams["teams"][1]["telephone"] == "0000-123"
    assert criteria.draft("skane") == draft
    assert refused(lambda: criteria.begin_draft("skane")) == (
        "skane: draft: there is one; publish or discard it first"
    )
    criteria.discard_draft("skane")
    original = criteria.versions("skane")[-1]
    assert "telephone" not in criteria.begin_draft("skane", original.digest).teams["teams"][1]


def test_a_draft_is_weighed_and_verified_without_being_published(workplace: Workplace) -> None:
    criteria = workplace.criteria
    draft = criteria.begin_draft("skane")
    assert criteria.verify(criteria.compiled_text(draft)).passes
    broken = with_value(draft, "cases", (0, "facts", "pain"), 9)
    assert refused(lambda: criteria.compiled_text(broken)).startswith("cases.yaml: [0].facts.pain")
    assert len(criteria.cases("skane")) == len(draft.cases)


def test_a_stranger_is_trusted_by_a_person_and_not_by_a_name(
    workplace: Workplace, tmp_path: Path
) -> None:
    criteria = workplace.criteria
    version = received(workplace, tmp_path, another("skane", OTHER_KEY))
    assert version.signature is SignatureState.UNKNOWN
    problem = refused(lambda: criteria.set_in_force("skane", version.digest))
    assert "is signed with a key unknown here" in problem
    assert fingerprint(OTHER_KEY.public) in problem
    assert criteria.in_force("skane") is None

    assert "32 digits" in refused(lambda: criteria.trust("1a2b", NURSE))
    criteria.trust(fingerprint(OTHER_KEY.public).upper(), NURSE)
    (now,) = [one for one in criteria.versions("skane") if one.origin is Origin.RECEIVED]
    assert (now.signature, now.trusted_by) == (SignatureState.KNOWN, "Test Testsson")
    criteria.set_in_force("skane", version.digest)
    assert workplace.compiled("skane").digest == version.digest


def test_a_strangers_copy_of_the_original_is_the_original(
    workplace: Workplace, tmp_path: Path
) -> None:
    compiled = CATALOGUE.compiled("skane")
    data = pack_file(files(), compiled, key=OTHER_KEY, name="Region Skåne", day=DAY)
    version = received(workplace, tmp_path, data)
    workplace.criteria.set_in_force("skane", version.digest)
    assert workplace.criteria.version_in_force("skane").origin is Origin.ORIGINAL
    assert workplace.criteria.in_force("skane") is None


def test_what_nobody_signed_is_used_only_when_that_is_accepted(
    workplace: Workplace, tmp_path: Path
) -> None:
    criteria = workplace.criteria
    version = received(workplace, tmp_path, another("vastra", None))
    assert "is not signed: nobody answers for it" in refused(
        lambda: criteria.set_in_force("vastra", version.digest)
    )
    criteria.set_in_force("vastra", version.digest, unsigned_accepted=True)
    assert workplace.compiled("vastra").pack.version == "2030.1"


def test_a_file_is_sent_as_it_stands(workplace: Workplace, tmp_path: Path) -> None:
    version = published(workplace)
    out = tmp_path / "out.vagvalpack"
    workplace.criteria.export(version, out)
    assert version.file is not None
    assert out.read_bytes() == version.file.read_bytes()
    assert workplace.criteria.import_file(out) == version
    missing = tmp_path / "none" / "out.vagvalpack"
    assert "name another place" in refused(lambda: workplace.criteria.export(version, missing))


def test_no_other_criteria_stand_in_for_a_version_that_cannot_be_used(
    workplace: Workplace, tmp_path: Path
) -> None:
    version = published(workplace)
    workplace.criteria.set_in_force("skane", version.digest)
    workplace.set_setting("default_pack", "skane")
    workplace.close()
    assert version.file is not None
    whole = version.file.read_bytes()

    version.file.write_bytes(whole.replace(b"telephone", b"telefone "))
    again = Workplace.open(tmp_path / "data", KEY, Clock())
    assert "is not as it was packed (checksum)" in "".join(again.criteria.problems())
    assert "is not here any more, or not whole; choose another" in refused(
        lambda: again.compiled("skane")
    )
    with pytest.raises(InputError, match="choose another"):
        again.prepare()
    assert again.begin(Patient("alias", None, "", alias="Övning")).pack != "skane"
    again.criteria.set_in_force("skane", None)
    assert again.compiled("skane").pack.version == "2026.1"
    again.close()


def test_an_altered_version_is_not_put_in_force(workplace: Workplace, tmp_path: Path) -> None:
    altered = with_manifest(lambda manifest: manifest.update(digest=f"sha256:{'1' * 64}"))
    folder = tmp_path / "data" / "criteria" / "received"
    folder.mkdir(parents=True)
    (folder / "altered.vagvalpack").write_bytes(altered)
    digest = f"sha256:{'1' * 64}"
    problem = refused(lambda: workplace.criteria.set_in_force("skane", digest))
    assert "manifest or signature was changed" in problem
    assert workplace.criteria.in_force("skane") is None


def test_a_version_that_is_not_here_is_not_put_in_force(workplace: Workplace) -> None:
    digest = f"sha256:{'0' * 64}"
    assert "the version 000000000000 is not here" in refused(
        lambda: workplace.criteria.set_in_force("skane", digest)
    )
    assert "no pack 'narnia'" in refused(lambda: workplace.criteria.set_in_force("narnia", None))


def test_who_publishes_has_a_name(workplace: Workplace) -> None:
    criteria = workplace.criteria
    criteria.begin_draft("skane")
    problem = refused(lambda: criteria.publish("skane", "2026.2", NOTE, Author("", "", "")))
    assert "changes[0].author" in problem


def test_the_key_is_told_by_nothing_that_is_shown(workplace: Workplace) -> None:
    version = published(workplace)
    secret = str(workplace.setting("signing_key"))
    assert len(secret) == 64
    assert version.file is not None
    assert secret.encode() not in version.file.read_bytes()
    assert bytes.fromhex(secret) not in version.file.read_bytes()
    assert secret not in repr(version) + repr(workplace.criteria.trusted())


def test_starting_needs_none_of_it(tmp_path: Path) -> None:
    program = """
import sys
from pathlib import Path
from tests.keys_for_tests import KEY
from triage.services import Workplace
workplace = Workplace.open(Path(sys.argv[1]), KEY)
workplace.worklist()
heavy = {"yaml", "pydantic", "cryptography", "triage.services.criteria_work", "triage.packs"}
print(sorted(heavy & set(sys.modules)))
workplace.compiled("skane")
print(sorted({"cryptography", "triage.services.criteria_work"} & set(sys.modules)))
"""
    ran = subprocess.run(  # noqa: S603 - this interpreter, with a program of this test
        [sys.executable, "-c", program, str(tmp_path)],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert ran.stdout.splitlines() == ["[]", "[]"]
