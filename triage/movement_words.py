"""Who moves from one pack to another, in words a process lead can act on."""

from dataclasses import dataclass

from triage.answer_words import patient_words
from triage.core.compiled import CompiledPack
from triage.core.movement import Flow, Movement, Mover, Outcome, Result
from triage.core.outcomes import NOT_PALLIATIVE
from triage.core.vocabulary import Answer, ChoiceFact
from triage.texts import Translate, translator


@dataclass(frozen=True, slots=True)
class MoverWords:
    """A patient who moves: the telling answers, then what comes out before and after."""

    answers: tuple[str, ...]
    rest: str
    """What holds for the answers that are not listed; empty where nothing is to be said."""
    outcomes: tuple[str, ...]
    """One line for each outcome that the answers settle: `Föreslås: ASIH → Palliativt team`."""


@dataclass(frozen=True)
class MovementWords:
    """Reads out what holding two packs against each other gave."""

    old: CompiledPack
    new: CompiledPack
    language: str

    @property
    def _(self) -> Translate:
        return translator(self.language)

    def title(self, outcome: Outcome) -> str:
        """Return what is compared."""
        _ = self._
        return {
            Outcome.INDICATED: _("Vårdform som behovet pekar mot"),
            Outcome.RECOMMENDED: _("Vårdform som föreslås där patienten bor"),
            Outcome.URGENCY: _("Angelägenhet"),
        }[outcome]

    def statement(self, movement: Movement) -> str:
        """Return what was proved of one outcome, or how many move."""
        _ = self._
        match movement.result:
            case Result.SAME:
                return {
                    Outcome.INDICATED: _(
                        "För alla patienter: behovet pekar mot samma vårdform som förut (bevisat)."
                    ),
                    Outcome.RECOMMENDED: _(
                        "För alla patienter: samma vårdform föreslås som förut (bevisat)."
                    ),
                    Outcome.URGENCY: _(
                        "För alla patienter: samma angelägenhet som förut (bevisat)."
                    ),
                }[movement.outcome]
            case Result.NOT_PROVEN:
                return _(
                    "Ej bevisat: kriterierna är för omfattande för att gå igenom helt. Om någon "
                    "flyttas är inte känt."
                )
            case Result.NOT_COMPARED:
                return _("Jämförs inte: de två gäller inte samma kommuner.")
            case Result.MOVES if movement.share == 0:
                return _("Bara patienter som inte hör till palliativ vård får ett annat utfall.")
            case Result.MOVES:
                return _("Andel av svarsmöjligheterna som får ett annat utfall: {share}.").format(
                    share=share_words(movement.share, self.language)
                )

    def reservation(self) -> str:
        """Return what a share is of, and what it is not."""
        return self._(
            "Andelarna är av alla sätt att besvara frågorna för en patient som hör till palliativ "
            "vård, varje svar på en fråga lika vanligt. De säger hur mycket av kriterierna som "
            "ändras, inte hur många verkliga patienter som berörs. Alla frågor är besvarade och "
            "patienten tackar inte nej."
        )

    def value(self, outcome: Outcome, value: str | None) -> str:
        """Return the name of a form or an urgency class."""
        _ = self._
        if value is None:
            return _("ingen vårdform")
        if value == NOT_PALLIATIVE:
            return _("inte palliativ vård")
        names: dict[str, str] = {}
        for compiled in (self.old, self.new):
            vocabulary = compiled.vocabulary
            named = (
                vocabulary.urgency.classes if outcome is Outcome.URGENCY else vocabulary.care_forms
            )
            names |= {one.id: one.name[self.language] for one in named}
        return names.get(value, value)

    def order(self, outcome: Outcome) -> tuple[str | None, ...]:
        """Return every value of an outcome, highest first; forms as on the new pack's ladder."""
        named: list[str] = []
        for compiled in (self.new, self.old):
            urgency = compiled.vocabulary.urgency.classes
            forms = compiled.pack.care_forms
            named += [one.id for one in (urgency if outcome is Outcome.URGENCY else forms)]
        return (*dict.fromkeys(named), NOT_PALLIATIVE, None)

    def flow(self, outcome: Outcome, flow: Flow) -> str:
        """Return a move as `från → till`."""
        before, after = (self.value(outcome, one) for one in (flow.before, flow.after))
        return f"{before} → {after}"

    def mover(self, mover: Mover) -> MoverWords:
        """Return a patient who moves."""
        _ = self._
        told = {fact: mover.facts[fact] for fact in mover.telling}
        silent = len(mover.facts) > len(told)
        return MoverWords(
            answers=tuple(self._answer(fact, value) for fact, value in told.items()),
            rest=_("Inga andra behov.") if silent else "",
            outcomes=tuple(self._outcomes(mover)),
        )

    def _answer(self, fact: str, value: Answer) -> str:
        known = self.new.vocabulary.fact.get(fact)
        # A place that only the old pack knows has its name there.
        lost = known is None or (isinstance(known, ChoiceFact) and value not in known.values)
        vocabulary = self.old.vocabulary if lost else self.new.vocabulary
        (line,) = patient_words(vocabulary, {fact: value}, self.language)
        return line

    def _outcomes(self, mover: Mover) -> list[str]:
        _ = self._
        labels = {
            Outcome.INDICATED: _("Behovet pekar mot"),
            Outcome.RECOMMENDED: _("Föreslås"),
            Outcome.URGENCY: _("Angelägenhet"),
        }
        lines = []
        for outcome, label in labels.items():
            if outcome not in mover.before or outcome not in mover.after:
                continue
            before = self.value(outcome, mover.before[outcome])
            after = self.value(outcome, mover.after[outcome])
            words = f"{before} → {after}" if before != after else before
            lines.append(f"{label}: {words}")
        return lines


def share_words(share: float, language: str) -> str:
    """Return a share as per cent with one decimal; a tiny one as `1 av 12 000`.

    What is not all is never said to be all, and what is not none never none.
    """
    _ = translator(language)
    if 0 < share < 0.001:
        rest = f"{float(f'{1 / share:.2g}'):,.0f}"
        return _("1 av {rest}").format(rest=rest if language == "en" else rest.replace(",", " "))
    text = _("{share} %").format(share=f"{share * 100:.1f}")
    if 0.9995 < share < 1:
        text = _("över {share} %").format(share="99.9")
    return text if language == "en" else text.replace(".", ",")
