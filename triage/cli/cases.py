"""Case files: one patient (an object) or many (a list), checked before any is weighed.

Knows the contract's shape of a case. A file is taken whole or not at all; no message
repeats free text, names or numbers of a patient.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from triage.cli.bounded_json import Place, read_json, spoken
from triage.cli.findings import Findings, kind_of
from triage.cli.letter_input import read_notes, read_patient
from triage.core.answers import parse_facts
from triage.core.compiled import CompiledPack
from triage.core.people import Patient
from triage.core.place import MUNICIPALITY
from triage.core.spelling import did_you_mean
from triage.core.vocabulary import Facts
from triage.packs.catalogue import Catalogue
from triage.packs.problems import InputError, Problem

KEYS = ("id", "pack", "facts", "patient", "notes")

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,63}|-?[0-9.]{1,8}")
"""What a message may repeat: a word like the vocabulary's own, or a number like a score."""


@dataclass(frozen=True, slots=True)
class Case:
    """One patient of a case file. `pack` is None when it is to be weighed under every pack."""

    has_id: bool
    id: str | int | None
    pack: str | None
    facts: Facts
    patient: Patient
    notes: Mapping[str, str]

    def named(self, result: dict[str, object]) -> dict[str, object]:
        """Return a result with the case's own id first, unchanged, where it has one."""
        return {"id": self.id, **result} if self.has_id else result


@dataclass(frozen=True, slots=True)
class CaseFile:
    """The cases of a file, and whether they stood in a list."""

    cases: tuple[Case, ...]
    many: bool


@dataclass
class CaseReader:
    """Reads case files against one catalogue.

    `pack` is the one asked for on the command line. With `every_pack` a case needs none.
    `today` dates identity numbers that are written without their century.
    """

    catalogue: Catalogue
    today: date
    pack: str | None = None
    every_pack: bool = False
    _found: Findings = field(default_factory=lambda: Findings(""))

    def read(self, name: str) -> CaseFile:
        """Return the cases of a file, `-` for standard input.

        Raises:
            InputError: with every problem of every case, in the order of the file.
        """
        self._found = Findings(name)
        if self.pack is not None and self.pack not in self.catalogue.ids:
            self._found.problems.append(Problem("--pack", "", self._no_such_pack(self.pack)))
        value = read_json(name)
        many = isinstance(value, list)
        places: list[tuple[Place, object]] = [((), value)]
        if isinstance(value, list):
            places = [((number,), one) for number, one in enumerate(value)]
        cases = [self._case(place, one) for place, one in places]
        read = tuple(case for case in cases if case is not None)
        if not self._found.problems:
            self._load({case.pack for case in read if case.pack is not None})
        if self._found.problems:
            raise InputError(self._found.problems)
        return CaseFile(read, many)

    def compiled(self, case: Case) -> CompiledPack:
        """Return the criteria of a case that was read."""
        if case.pack is None:
            raise ValueError("read for every pack; take the packs from the catalogue")
        return self.catalogue.compiled(case.pack)

    def _case(self, place: Place, value: object) -> Case | None:
        if not isinstance(value, dict):
            wanted = "an object with the key facts" + ("" if place else ", or a list of such")
            self._found.wrong(place, f"expected {wanted}, got {kind_of(value)}")
            return None
        self._found.unknown_keys(place, value, KEYS)
        case_id = self._id((*place, "id"), value.get("id"))
        asked = self._asked((*place, "pack"), value.get("pack"))
        facts, place_known = self._facts((*place, "facts"), value)
        told = not place_known or (asked is None and value.get("pack") is not None)
        pack = self._pack((*place, "pack"), asked, facts, told=told)
        return Case(
            has_id="id" in value,
            id=case_id,
            pack=pack,
            facts=facts,
            patient=read_patient(
                self._found, (*place, "patient"), value.get("patient"), case_id, self.today
            ),
            notes=read_notes(self._found, (*place, "notes"), value.get("notes")),
        )

    def _id(self, place: Place, value: object) -> str | int | None:
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        if isinstance(value, str):
            return self._found.text(place, value)
        self._found.wrong(place, f"expected text or a whole number, got {kind_of(value)}")
        return None

    def _asked(self, place: Place, value: object) -> str | None:
        if value is None:
            return None
        if not isinstance(value, str):
            self._found.wrong(place, f'expected text such as "skane", got {kind_of(value)}')
        elif value not in self.catalogue.ids:
            self._found.wrong(place, self._no_such_pack(value))
        else:
            return value
        return None

    def _facts(self, place: Place, case: Mapping[str, object]) -> tuple[Facts, bool]:
        """Return the answers, and whether nothing was wrong with where the patient lives."""
        if "facts" not in case:
            self._found.wrong(place, 'is missing; give the answers, such as {"age_years": 71}')
            return {}, False
        raw = case["facts"]
        if not isinstance(raw, dict):
            self._found.wrong(place, f"expected an object of answers, got {kind_of(raw)}")
            return {}, False
        facts, wrong = parse_facts(raw, self.catalogue.vocabulary)
        for name, message in wrong:
            if not spoken(name):
                self._found.wrong(place, "unknown fact; its name is not one of the vocabulary's")
            elif message == "unknown fact":
                self._found.wrong(
                    (*place, name), f"{message}; the names stand in criteria/vocabulary.yaml"
                )
            else:
                self._found.wrong((*place, name), _helpful(name, _discreet(message, raw[name])))
        return facts, all(name != MUNICIPALITY for name, _ in wrong)

    def _pack(self, place: Place, asked: str | None, facts: Facts, *, told: bool) -> str | None:
        if self.every_pack:
            return None
        pack = self.pack or asked or self.catalogue.home_of(facts.get(MUNICIPALITY))
        if pack is None and not told:
            self._found.wrong(
                place,
                "no pack; give --pack, the key pack "
                f"(one of {', '.join(self.catalogue.ids)}) or facts.municipality",
            )
        return pack

    def _load(self, packs: set[str]) -> None:
        """Load what the cases need, so that nothing is printed before all is known to work."""
        for pack in sorted(packs):
            try:
                self.catalogue.compiled(pack)
            except InputError as error:
                self._found.problems.extend(error.problems)

    def _no_such_pack(self, name: str) -> str:
        near = did_you_mean(name, self.catalogue.ids)
        return f"no such pack{near or '; known are ' + ', '.join(self.catalogue.ids)}"


def _discreet(message: str, value: object) -> str:
    """Take out of a message what may be somebody's words or number."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str) and not _PLAIN.fullmatch(one):
            message = message.replace(f'"{one}"', f"(a text of {len(one)} characters)")
        elif isinstance(one, int | float) and len(str(one)) > 8:
            message = message.replace(str(one)[:24], f"(a number of {len(str(one))} characters)")
    return message


def _helpful(fact: str, message: str) -> str:
    """Add where the codes stand, for a municipality that none is near to."""
    if fact != MUNICIPALITY or "did you mean" in message:
        return message
    return f"{message}; codes have four digits and stand in criteria/municipalities.csv"
