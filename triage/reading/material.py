"""What a pack's document is written from, and the words that all its sections share."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from triage.core.compiled import CompiledPack
from triage.core.evaluation import facts_of
from triage.core.outcomes import NOT_PALLIATIVE
from triage.core.pack import Pack, Team
from triage.core.rules import Derived, Rule, walk
from triage.core.vocabulary import DerivedFact, Vocabulary
from triage.core.wording import Source
from triage.reading.content import Statement
from triage.rule_words import Phrase, phrase
from triage.texts import Translate, enumerated, translator

_LONG = 110
"""Characters of a rule beyond which its parts stand one below another."""


@dataclass(frozen=True)
class Material:
    """One pack, in one language, on one day."""

    compiled: CompiledPack
    language: str
    today: date

    @property
    def say(self) -> Translate:
        """Turn a Swedish text of the program into the document's language."""
        return translator(self.language)

    @property
    def pack(self) -> Pack:
        """The pack."""
        return self.compiled.pack

    @property
    def vocabulary(self) -> Vocabulary:
        """The vocabulary that the pack is written in."""
        return self.compiled.vocabulary

    def form(self, form: str) -> str:
        """Return a care form's name, or the words for the outcome without one."""
        _ = self.say
        if form == NOT_PALLIATIVE:
            return _("ingen palliativ vårdform (om sjukdomen kan botas)")
        return self.vocabulary.form[form].name[self.language]

    def source(self, source: Source, basis: str | None = None) -> str:
        """Return where a statement comes from, and what it rests on: `[2] ASIH · härlett`."""
        parts = [f"[{self.number(source.document)}] {source.section[self.language]}"]
        if basis is not None:
            parts.append(self.basis(basis))
        return " · ".join(parts)

    def basis(self, basis: str) -> str:
        """Return what a statement rests on."""
        _ = self.say
        return {
            "source": _("enligt källan"),
            "derived": _("härlett"),
            "local": _("lokalt"),
        }[str(basis)]

    def number(self, document: str) -> int:
        """Return the number by which a document is cited, from 1."""
        return self.documents.index(document) + 1

    @cached_property
    def documents(self) -> tuple[str, ...]:
        """The documents cited, in the vocabulary's order."""
        cited = {source.document for source in self._sources()}
        return tuple(one.id for one in self.vocabulary.documents if one.id in cited)

    @cached_property
    def derived(self) -> tuple[DerivedFact, ...]:
        """The derived facts that rules of the document name, in the vocabulary's order."""
        found: set[str] = set()
        rest = list(self._rules())
        while rest:
            for rule in walk(rest.pop()):
                if isinstance(rule, Derived) and rule.derived not in found:
                    found.add(rule.derived)
                    rest.append(self.vocabulary.definition[rule.derived].when)
        return tuple(one for one in self.vocabulary.derived if one.id in found)

    @cached_property
    def team_numbers(self) -> dict[str, str]:
        """The teams' short marks, by id, as the table of municipalities uses them."""
        return {team.id: f"T{number}" for number, team in enumerate(self.pack.teams, start=1)}

    def team(self, team: Team) -> str:
        """Return a team's mark and name."""
        return f"{self.team_numbers[team.id]} {team.name[self.language]}"

    def weighed(
        self,
        text: str,
        when: Rule,
        *,
        source: str,
        label: str = "",
        before: Iterable[tuple[str, str]] = (),
    ) -> Statement:
        """Return a statement with its rule in words, split in parts where it is long."""
        _ = self.say
        said = phrase(when, self.vocabulary, self.language)
        label = label or _("Uppfyllt när")
        if len(said.text) > _LONG and len(said.parts) > 2 and not said.whole:
            lines = (*before, (label, f"{said.joint}:"))
            return Statement(text, lines, tuple(map(self._marked, said.parts)), source)
        return Statement(text, (*before, (label, self._marked(said))), (), source)

    def _marked(self, said: Phrase) -> str:
        """Return a rule's words, with a pointer where they name a derived fact."""
        _ = self.say
        return _("{words} (se Begrepp)").format(words=said.text) if _named(said) else said.text

    def listed(self, names: Iterable[str]) -> str:
        """Return `a, b och c`; nothing for no names."""
        _ = self.say
        return enumerated(tuple(names), _("och"))

    def count(self, number: int) -> str:
        """Return a large whole number as the language writes it."""
        mark = "\u00a0" if self.language == "sv" else ","
        return f"{number:,}".replace(",", mark)

    def decimal(self, number: float, *, places: int | None = None) -> str:
        """Return a number as the language writes it, with as many decimals as it needs."""
        text = f"{number:.2f}".rstrip("0").rstrip(".") if places is None else f"{number:.{places}f}"
        return text.replace(".", ",") if self.language == "sv" else text

    @cached_property
    def facts_read(self) -> frozenset[str]:
        """The facts that rules of the document look at, by themselves or in a derived fact."""
        vocabulary = self.vocabulary
        rules = [*self._rules(), vocabulary.scope, vocabulary.declined, vocabulary.advice.when]
        return frozenset(fact for rule in rules for fact in facts_of(rule, vocabulary.definition))

    def _rules(self) -> Iterator[Rule]:
        yield from (one.when for one in self.pack.criteria)
        yield from (one.when for one in self.pack.prerequisites)
        for urgency in self.vocabulary.urgency.classes:
            yield from (reason.when for reason in urgency.reasons if reason.when is not None)

    def _sources(self) -> Iterator[Source]:
        pack = self.pack
        yield from (one.source for one in pack.criteria)
        yield from (one.source for one in pack.prerequisites)
        yield from (one.source for one in pack.readings)
        yield from (one.source for one in pack.teams)
        yield from (one.source for one in pack.accepted)
        yield from (one.source for one in self.derived)
        if pack.physician_line is not None:
            yield pack.physician_line.source


def _named(said: Phrase) -> bool:
    return bool(said.derived) or any(map(_named, said.parts))
