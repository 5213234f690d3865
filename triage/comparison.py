"""One patient under several regions' criteria: what each gives, and what would be lacking there.

Weighs nothing itself and knows no place: whoever compares hands in what each pack gave.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from triage.core.compiled import CompiledPack
from triage.core.logic import State
from triage.core.place import MUNICIPALITY
from triage.core.recommendation import Status, Weighing
from triage.core.vocabulary import Facts
from triage.texts import Translate


@dataclass(frozen=True, slots=True)
class Compared:
    """What one region's criteria gave, beside the others."""

    compiled: CompiledPack
    weighing: Weighing
    lacking: tuple[str, ...]
    """Forms that the answers point to in some region and that nobody offers here, highest first."""

    @property
    def forms(self) -> tuple[str, ...]:
        """Every outcome while several are possible, else the recommended form if there is one."""
        if len(self.weighing.possible) > 1:
            return self.weighing.possible
        return () if self.weighing.recommended is None else (self.weighing.recommended,)


def compared(weighed: Sequence[tuple[CompiledPack, Weighing]]) -> tuple[Compared, ...]:
    """Return what packs gave for the same patient, side by side, in the order given.

    What is lacking in one region follows from all of them: compare all at once.
    """
    indicated = {weighing.indicated for _, weighing in weighed} - {None}
    return tuple(
        Compared(
            compiled,
            weighing,
            tuple(
                form.id
                for form in compiled.vocabulary.care_forms
                if form.id in indicated and weighing.offered.get(form.id, State.NO) is State.NO
            ),
        )
        for compiled, weighing in weighed
    )


def place_counts(compiled: CompiledPack, facts: Facts) -> bool:
    """Say whether the patient's municipality is weighed under a pack: only in its own region."""
    return compiled.known(facts, MUNICIPALITY) is not None


def status_words(status: Status, _: Translate) -> str:
    """Return how settled an outcome is, in a word or two."""
    return {
        Status.FINAL: _("avgjort"),
        Status.PROVISIONAL: _("preliminärt"),
        Status.INSUFFICIENT: _("svar saknas"),
        Status.NOT_PALLIATIVE: _("utanför kriterierna"),
    }[status]


def standing_words(weighing: Weighing, _: Translate) -> tuple[str, ...]:
    """Return how settled an outcome is, and what else bears on it, most important first."""
    words = [status_words(weighing.status, _)]
    if "pack_validity_passed" in weighing.warnings:
        words.append(_("kriterierna har gått ut"))
    if weighing.blocked_by == "consent":
        words.append(_("patienten tackar nej"))
    return tuple(words)
