"""One patient under every region's criteria, weighed when it is looked at.

Reads a case; changes nothing in it. The criteria load one after the other, so that the
window goes on answering the first time.
"""

from collections import Counter
from time import perf_counter
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from triage.comparison import Compared, compared, place_counts
from triage.core.compiled import CompiledPack
from triage.core.recommend import weigh
from triage.core.recommendation import Weighing
from triage.core.vocabulary import Facts
from triage.packs.problems import InputError
from triage.services import Case, StoreError
from ui.viewmodels.checklist_patient import patient_line
from ui.viewmodels.checklist_urgency import Notice
from ui.viewmodels.compare_words import Region, RegionWords, Version, Why
from ui.viewmodels.desk import Desk

TURN: Final = 0.02
"""Seconds of weighing until the window gets its turn."""


class CompareViewModel(QObject):
    """The regions side by side, for one case at a time."""

    changed = Signal()
    """The regions are weighed, or there is another case."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ = desk.translate
        self._words = RegionWords(desk)
        self._case: Case | None = None
        self._facts: Facts = {}
        self._left: list[tuple[str, Version]] = []
        self._weighed: list[tuple[CompiledPack, Weighing]] = []
        self._versions: list[Version] = []
        self._broken: dict[str, str] = {}
        self._behind: dict[str, Compared] = {}
        self.regions: tuple[Region, ...] = ()
        self.emergency: Notice | None = None
        self.conclusion = ""
        self.place_known = False
        """The patient's municipality is known, and counts in one of the regions."""
        self.failure = ""
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._go_on)

    # State

    @property
    def case_id(self) -> str:
        """The case in sight, "" where there is none."""
        return "" if self._case is None else self._case.id

    @property
    def busy(self) -> bool:
        """Whether criteria are still being loaded or weighed."""
        return bool(self._left)

    @property
    def decided(self) -> bool:
        """Whether the case is decided; the comparison is then by the criteria of today."""
        return self._case is not None and self._case.state == "decided"

    @property
    def pack(self) -> str | None:
        """The criteria that the case itself is weighed by."""
        return None if self._case is None else self._case.pack

    def patient_line(self) -> str:
        """Return who the case is about, as far as a screen may show it."""
        if self._case is None:
            return ""
        return patient_line(self._case.patient, self._facts, self._desk)

    def why(self, key: str) -> Why:
        """Return what stands behind a row; KeyError for criteria that cannot be read."""
        return self._words.why(self._behind[key], self._facts)

    # Weighing

    def open(self, case_id: str) -> bool:
        """Weigh a case as it stands; otherwise return False and say why in `failure`."""
        workplace = self._desk.workplace
        try:
            self._case = workplace.case(case_id)
            self._facts = workplace.facts(self._case)
        except (StoreError, InputError) as error:
            self._case = None
            self.failure = self._desk.words_of(error)
            return False
        ids = sorted(workplace.catalogue.ids, key=lambda pack: pack != self.pack)
        self._left = [(pack_id, "in force") for pack_id in ids]
        self._weighed, self._versions, self._broken = [], [], {}
        self._go_on()
        return True

    def _go_on(self) -> None:
        begun = perf_counter()
        while self._left and perf_counter() - begun < TURN:
            self._weigh(*self._left.pop(0))
        if self._left:
            self._turn.start()
        else:
            self._conclude()
        self.changed.emit()

    def _weigh(self, pack_id: str, version: Version) -> None:
        workplace = self._desk.workplace
        try:
            original = workplace.catalogue.original(pack_id)
            compiled = workplace.compiled(pack_id) if version == "in force" else original
        except InputError as error:
            self._broken[pack_id] = self._desk.words_of(error)
            return
        if version == "in force" and compiled.digest != original.digest:
            self._left.insert(0, (pack_id, "original"))
        weighing = weigh(compiled, self._facts, workplace.now().date())
        self._weighed.append((compiled, weighing))
        self._versions.append(version)

    def _conclude(self) -> None:
        rows = compared(self._weighed)
        here = [
            version == "in force" and row.compiled.pack.id == self.pack
            for row, version in zip(rows, self._versions, strict=True)
        ]
        regions = [
            self._words.region(row, self._facts, version, here=own)
            for row, version, own in zip(rows, self._versions, here, strict=True)
        ]
        self._behind = {region.key: row for region, row in zip(regions, rows, strict=True)}
        broken = [
            self._words.broken(pack, problem, here=pack == self.pack)
            for pack, problem in self._broken.items()
        ]
        self.regions = (*regions, *broken)
        self.emergency = self._words.emergency(rows[0], self._facts) if rows else None
        in_force = [
            row for row, version in zip(rows, self._versions, strict=True) if version == "in force"
        ]
        self.conclusion = self._concluded(in_force)
        self.place_known = any(place_counts(row.compiled, self._facts) for row in rows)

    def _concluded(self, rows: list[Compared]) -> str:
        """Return in one line where the regions agree and where they part."""
        _ = self._
        counted = Counter(self._words.outcome(row, self._facts) for row in rows)
        open_ = counted.pop(None, 0)
        if not open_ and len(counted) == 1 and len(rows) > 1:
            (form,) = counted
            words = _("Alla {count} regioner ger samma svar: {form}")
            return words.format(count=len(rows), form=self._words.name(str(form)))
        parts = [
            (_("{form} i 1 region") if count == 1 else _("{form} i {count} regioner")).format(
                form=self._words.name(str(form)), count=count
            )
            for form, count in counted.most_common()
        ]
        if open_:
            words = (
                _("flera vårdformer möjliga i 1 region")
                if open_ == 1
                else _("flera vårdformer möjliga i {count} regioner")
            )
            parts.append(words.format(count=open_))
        line = " · ".join(parts)
        return line[:1].upper() + line[1:]
