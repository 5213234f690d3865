"""Answers the question that has the keyboard, by keys, as someone would who knows the patient.

What is asked is read off the accessibility tree; which keys answer it follows from the kind of
question, as the help says.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final, NamedTuple

from tests.desktop.reader import Reader
from tests.desktop.running import Running
from tests.keys_for_tests import KEY
from triage.core.place import MUNICIPALITY
from triage.core.vocabulary import Answer, ChoiceFact, Fact, SetFact
from triage.services import Workplace
from ui.widgets.lookup import folded, matches

_SIDE_BY_SIDE: Final = 4  # so many values stand beside each other; more go into a list


class Asked(NamedTuple):
    """A question that has the keyboard, and where it stands in what is read out."""

    fact: Fact
    path: str

    def is_named_in(self, card: str) -> bool:
        """Say whether it is the one that a card leads to."""
        return any(words in card for words in (self.fact.question["sv"], self.fact.label["sv"]))


class Patient:
    """What is known of a patient: `facts`, and nothing else."""

    def __init__(self, facts: Mapping[str, Answer], folder: Path) -> None:
        workplace = Workplace.open(folder, KEY)
        try:
            vocabulary = workplace.catalogue.vocabulary
        finally:
            workplace.close()
        self._facts = facts
        self._by_words: dict[str, Fact] = {}
        for fact in vocabulary.fact.values():
            self._by_words[fact.question["sv"]] = fact
            self._by_words.setdefault(fact.label["sv"], fact)

    @property
    def count(self) -> int:
        """How many questions there are."""
        return len(set(self._by_words.values()))

    def asked(self, reader: Reader) -> Asked | None:
        """Return the question that has the keyboard."""
        asked = None
        for name, path in reader.around(reader.focus):
            if name in self._by_words:
                asked = Asked(self._by_words[name], path)  # the outermost is the whole row
        return asked

    def leads_on(self, fact: Fact) -> bool:
        """Say whether the answer's last key leads to the next question where questions are few."""
        value = self._facts.get(fact.id, "unknown")
        picked = isinstance(fact, ChoiceFact) or (isinstance(fact, SetFact) and value != ())
        return value == "unknown" or not picked

    def answer(self, program: Running, fact: Fact) -> None:
        """Answer a question; what is not known of the patient is answered as not known."""
        value = self._facts.get(fact.id, "unknown")
        match fact, value:
            case _, bool():
                program.press("j" if value else "n")
            case SetFact(), "unknown":
                program.press("v")
            case SetFact(), ():
                program.press("n")
            case SetFact(), tuple():
                self._tick(program, fact, value)
            case ChoiceFact(), _:
                self._choose(program, fact, str(value))
            case _, "unknown":
                program.press("v")
            case _, int():
                program.press(*str(value))

    @staticmethod
    def _tick(program: Running, fact: SetFact, value: tuple[str, ...]) -> None:
        at = 0
        for wanted in (fact.members.index(one) for one in value):
            program.press(*["Right"] * (wanted - at), "space")
            at = wanted

    @staticmethod
    def _choose(program: Running, fact: ChoiceFact, value: str) -> None:
        names = [fact.names[one.id]["sv"] for one in fact.choices]
        if value == "unknown":
            program.press("v")
        elif len(names) <= _SIDE_BY_SIDE:
            program.press(*["Right"] * (list(fact.names).index(value) + 1))
        else:
            name = fact.names[value]["sv"]
            plain = folded(name)
            enough = next(at for at in range(1, 99) if matches(plain[:at], names) == [name])
            program.type(plain[:enough])
            if fact.id == MUNICIPALITY:
                program.press("Return")
