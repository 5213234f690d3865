"""A pack as a document to read: shown at once, with its proofs as soon as they are there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from triage.core.compiled import CompiledPack
from triage.packs.cases import ExampleCase
from triage.packs.pack_version import Version
from triage.packs.problems import InputError
from triage.services import StoreError, reading
from ui import tasks
from ui.viewmodels.criteria_versions import VersionLine, told_apart, version_lines
from ui.viewmodels.desk import Desk
from ui.viewmodels.pack_choice import pack_choices

if TYPE_CHECKING:
    from triage.reading.content import PackDocument
    from triage.reading.style import Colours

_LEVELS: Final = 2
"""How deep the contents go: sections, and those inside them."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of the contents; `depth` from 1."""

    anchor: str
    title: str
    depth: int


@dataclass(frozen=True, slots=True)
class _Shown:
    digest: str
    """The version's, which under another vocabulary is not the criteria's own."""
    compiled: CompiledPack
    cases: tuple[ExampleCase, ...]

    @property
    def key(self) -> str:
        """The same for the same content."""
        return " ".join((self.digest, *sorted(self.compiled.switched_on)))


@dataclass(frozen=True, slots=True)
class Place:
    """Where to go in the document: a section, and a text in it to be marked, or ""."""

    anchor: str
    text: str = ""


class CriteriaViewModel(QObject):
    """One pack's document at a time. Nothing raises: `failed` tells instead."""

    changed = Signal()
    """Another document is shown."""
    proved = Signal()
    """The same document, now with what was proved."""
    failed = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._ = desk.translate
        self._shown: _Shown | None = None
        self._found: dict[str, Version] = {}
        self._whole: dict[str, PackDocument] = {}
        self._under_way: set[str] = set()
        self.document: PackDocument | None = None
        self.packs: tuple[tuple[str, str], ...] = ()
        """Every pack that loads, as (id, name)."""
        self.versions: tuple[VersionLine, ...] = ()

    # State

    @property
    def pack_id(self) -> str:
        """The pack in sight, "" before there is one."""
        return "" if self._shown is None else self._shown.compiled.pack.id

    @property
    def digest(self) -> str:
        """The version in sight."""
        return "" if self._shown is None else self._shown.digest

    @property
    def proving(self) -> bool:
        """Whether its proofs are still being worked out."""
        return self._shown is not None and self._shown.key in self._under_way

    @property
    def warning(self) -> str:
        """Why nobody here answers for the version in sight; "" where somebody does."""
        return next((one.warning for one in self.versions if one.digest == self.digest), "")

    def contents(self) -> tuple[Heading, ...]:
        """Return the sections to choose from."""
        if self.document is None:
            return ()
        return tuple(
            Heading(section.id, section.title, depth)
            for depth, section in self.document.all_sections()
            if depth <= _LEVELS
        )

    def place(self, name: str) -> Place | None:
        """Return where a section, a criterion or a prerequisite stands; None for another name."""
        if self._shown is None or self.document is None:
            return None
        sections = {section.id for _, section in self.document.all_sections()}
        if name in sections:
            return Place(name)
        pack, language = self._shown.compiled.pack, self._desk.language
        for form in pack.care_forms:
            named = [one for _, part in form.admission for one in part.criteria]
            if name in named:
                return Place(f"form-{form.id}", pack.criterion[name].text[language])
            if name in form.prerequisites:
                return Place(f"form-{form.id}", pack.prerequisite[name].todo[language])
        return None

    def html(self, colours: Colours) -> str:
        """Return the document for a text view."""
        return "" if self.document is None else reading.window_html(self.document, colours)

    # Choosing

    def open(self, pack_id: str) -> bool:
        """Show the version of a pack that is in force; for "" the unit's usual pack.

        Where that version does not load it says so and shows the original, to be read: what
        patients are weighed by is not decided here.
        """
        workplace = self._desk.workplace
        try:
            pack_id = pack_id or workplace.usual_pack()
            try:
                self._open_in_force(pack_id)
            except InputError as error:
                original = workplace.catalogue.original(pack_id)
                self._find_versions(pack_id, in_force="")
                self._show(
                    _Shown(original.digest, original, workplace.catalogue.original_cases(pack_id))
                )
                self.failed.emit(self._desk.words_of(error))
        except (StoreError, InputError) as error:
            self.failed.emit(self._desk.words_of(error))
            return False
        return True

    def _open_in_force(self, pack_id: str) -> None:
        workplace = self._desk.workplace
        compiled = workplace.compiled(pack_id)
        in_force = workplace.criteria.version_in_force(pack_id).digest
        self._find_versions(pack_id, in_force)
        before = self._shown
        if (
            before is None
            or (in_force, pack_id) != (before.digest, before.compiled.pack.id)
            or compiled.switched_on != before.compiled.switched_on
        ):
            self._show(_Shown(in_force, compiled, workplace.criteria.cases(pack_id)))

    def list_packs(self) -> None:
        """Name every pack, in `packs`; loads those that are not loaded yet."""
        choices = pack_choices(self._desk)
        unread = self._("{name} (går inte att läsa)")
        self.packs = (
            *choices.names.items(),
            *((pack, unread.format(name=pack)) for pack in choices.unreadable),
        )

    def choose_version(self, digest: str) -> None:
        """Show another version of the pack in sight; KeyError where there is none such."""
        if digest == self.digest:
            return
        library = self._desk.workplace.criteria.library
        version = self._found[digest]
        try:
            self._show(_Shown(digest, library.read(version), library.cases(version)))
        except (StoreError, InputError) as error:
            self.failed.emit(self._desk.words_of(error))

    def _find_versions(self, pack_id: str, in_force: str) -> None:
        every = self._desk.workplace.criteria.versions(pack_id)
        self._found = told_apart(every)
        self.versions = version_lines(self._found, in_force, self._)

    def _show(self, shown: _Shown) -> None:
        self._shown = shown
        whole = self._whole.get(shown.key)
        today = self._desk.workplace.now().date()
        self.document = whole or reading.first_look(shown.compiled, self._desk.language, today)
        if whole is None:
            self._read_whole(shown, today)
        self.changed.emit()

    # Proving

    def _read_whole(self, shown: _Shown, today: date) -> None:
        """Have another thread read the document with its proofs and its patients."""
        if shown.key in self._under_way:
            return
        self._under_way.add(shown.key)
        language = self._desk.language

        def work(_step: Callable[[int, int], bool]) -> PackDocument:
            return reading.read_whole(shown.compiled, shown.cases, language, today)

        def done(document: PackDocument) -> None:
            self._under_way.discard(shown.key)
            self._whole[shown.key] = document
            if self._shown is not None and self._shown.key == shown.key:
                self.document = document
                self.proved.emit()

        def failed(error: Exception) -> None:
            self._under_way.discard(shown.key)
            raise error

        tasks.begin(self, work, done, failed)

    # Out of the window

    def file_name(self) -> str:
        """Return a name for the file: the criteria and their version."""
        document = self.document
        if document is None:
            return ""
        word = "criteria" if self._desk.language == "en" else "kriterier"
        return f"{word}-{document.pack}-{document.version}.pdf"
