"""Editing a pack: sections at the left, the form in the middle, what it means at the right.

The original is never written: what is changed is a draft of this workstation, kept at each
change, that becomes a version of its own when it is published.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from triage.packs.problems import InputError
from triage.services import StoreError
from ui.viewmodels.desk import Desk
from ui.viewmodels.edit_meaning import headline
from ui.viewmodels.edit_pack import EditPack
from ui.viewmodels.edit_problem_words import problem_words
from ui.views.edit_columns import EditColumns
from ui.views.edit_live_panel import LivePanel
from ui.views.edit_publish_section import PublishSection
from ui.views.edit_section import Confirm, Section
from ui.views.edit_sections import SectionEntry, section_table, step_of
from ui.views.page import Page


class EditCriteriaPage(Page):
    """The draft of one pack at a time."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._ = desk.translate
        self.model: EditPack | None = None
        self.columns: EditColumns | None = None
        self.panel: LivePanel | None = None
        self.selected = 0
        self._shown: dict[int, Section] = {}
        self._asking: Confirm | None = None
        self._across = QHBoxLayout(self)
        self._across.setContentsMargins(0, 0, 0, 0)
        self.on("undo_edit", partial(self._back, EditPack.undo))
        self.on("redo_edit", partial(self._back, EditPack.redo))
        self.on("leave_edit", self.back.emit)
        self.on("section_back", partial(self._step, -1))
        self.on("section_on", partial(self._step, 1))

    # Page

    def title(self) -> str:
        return self._("Ändra kriterier")

    def primary(self) -> tuple[str, Callable[[], None]] | None:
        if self.model is None or not self.model.touched:
            return None
        section = self._shown.get(self.selected)
        if isinstance(section, PublishSection):
            return self._("Publicera"), section.go_on
        return self._("Till publicering"), self.to_publishing

    def to_publishing(self) -> None:
        """Go on to publishing the draft."""
        makes = [entry.make for entry in self._table()]
        self._choose(makes.index(PublishSection))

    def pack(self) -> str | None:
        return None if self.model is None else self.model.pack_id

    def open_case(self, case_id: str) -> None:
        """Show the draft of a pack, and in it a section: `vastra`, `vastra#versions`.

        Without a section the one that was in front stays, as long as something is begun.
        """
        pack_id, _hash, name = case_id.partition("#")
        if self.model is None or self.model.pack_id != pack_id:
            self._close()
            try:
                self.model = EditPack(self.desk, pack_id, self)
            except (StoreError, InputError) as error:
                self._turn_away(error)
                return
            self._build(self.model)
        known = [entry.id for entry in self._table()]
        lost = self.model.work.lost() if self.model is not None else None
        if lost is not None:
            self.selected = known.index("versions")
            text = self._("Versionen som gällde går inte att använda. Välj en annan. ({why})")
            why = problem_words(lost.problems[0], self._)
            # Later, for a page that is left takes its messages along.
            said = partial(self.said.emit, "error", text.format(why=why))
            QTimer.singleShot(0, self, said)
        elif name in known:
            self._withdraw()
            self.selected = known.index(name)
        elif self.model is not None and not self.model.touched:
            self.selected = 0  # nothing was begun: begin where most begin

    def arrive(self) -> None:
        if self.model is not None:
            self.show_section(self.selected)

    def leave(self) -> None:
        """Take what is still being typed into the draft."""
        focused = self.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            focused.clearFocus()

    # Building

    def _close(self) -> None:
        if self.columns is not None:
            self._across.removeWidget(self.columns)
            self.columns.hide()
            self.columns.deleteLater()
            self.columns = None
        if self.model is not None:
            self.model.deleteLater()
            self.model = None
        self._shown, self._asking, self.selected = {}, None, 0

    def _build(self, model: EditPack) -> None:
        self.columns = EditColumns(self._)
        self.panel = LivePanel(model)
        self.panel.asked.connect(self.lead)
        self.columns.hold(self.panel)
        self._across.addWidget(self.columns)
        self.columns.section_chosen.connect(self._choose)
        self.columns.undo.clicked.connect(partial(self._back, EditPack.undo))
        self.columns.redo.clicked.connect(partial(self._back, EditPack.redo))
        self.columns.discard.clicked.connect(self.ask_discard)
        model.changed.connect(self._follow)
        model.rebuilt.connect(self._rebuild)
        model.checked.connect(self._say_summary)
        model.verified.connect(self._say_summary)
        model.failed.connect(partial(self.said.emit, "error"))
        self._follow()
        self.changed.emit()

    def _turn_away(self, error: StoreError | InputError) -> None:
        """Leave, and say there why the criteria cannot be edited."""
        text = self.desk.words_of(error)

        def leave() -> None:
            self.go.emit("worklist", "")
            self.said.emit("error", text)

        # Later, for the window is on its way to this page.
        QTimer.singleShot(0, self, leave)

    # Sections

    def _table(self) -> tuple[SectionEntry, ...]:
        return section_table(self._)

    def section(self) -> Section:
        """Return the section in front; KeyError before a pack is shown."""
        return self._shown[self.selected]

    def show_section(self, index: int) -> None:
        """Bring a section in front and put the keyboard into it."""
        if self.model is None or self.columns is None:
            return
        if index not in self._shown:
            made = self._table()[index].make(self.model)
            made.said.connect(self.said)
            made.asked.connect(self.lead)
            self._shown[index] = made
            self.columns.put(made)
        self.selected = index
        for at, section in self._shown.items():
            section.setVisible(at == index)
        self._shown[index].refresh()
        self._show_steps()
        self.columns.scroller.verticalScrollBar().setValue(0)
        self._shown[index].start()
        self.changed.emit()

    def lead(self, where: str) -> None:
        """Go where something can be done: `accepted`, or `criteria#3` for what is wrong there."""
        name, _hash, index = where.partition("#")
        self._choose([entry.id for entry in self._table()].index(name))
        if index or self.model is None or not self.model.loads:
            self.section().mend(int(index or -1))

    def _step(self, by: int) -> None:
        if 0 <= self.selected + by < len(self._table()):
            self._choose(self.selected + by)

    def _choose(self, index: int) -> None:
        self._withdraw()
        self.leave()
        self.show_section(index)

    def _show_steps(self) -> None:
        model, columns = self.model, self.columns
        if model is None or columns is None:
            return
        steps = [step_of(model, entry, self._) for entry in self._table()]
        columns.show_sections(steps, self.selected)
        _ = self._
        for button, word, name in (
            (columns.undo, _("Ångra"), model.history.undo_name),
            (columns.redo, _("Gör om"), model.history.redo_name),
        ):
            button.setEnabled(bool(name))
            button.setToolTip(name)
            button.setAccessibleName(f"{word}: {name}" if name else word)
        columns.state.setText(_("Utkast") if model.touched else _("Version som gäller"))
        columns.name.setText(
            f"{model.base.pack.name[self.desk.language]} {model.base.pack.version}"
        )
        columns.discard.setVisible(model.touched)
        kept = _("Utkastet är sparat. Originalet är orört.")
        columns.saved.setText(kept if model.touched else _("Originalet ändras aldrig."))

    # Following the draft

    def _follow(self) -> None:
        if self._shown:
            self.section().refresh()
        self._show_steps()
        self.changed.emit()

    def _rebuild(self) -> None:
        for section in self._shown.values():
            section.rebuild()
        self._show_steps()
        self.changed.emit()

    def _say_summary(self) -> None:
        if self.model is not None and self.columns is not None:
            title, line, kind = headline(self.model)
            text = " · ".join(filter(None, (title, line)))
            self.columns.summary.show_summary(text, urgent=kind == "danger")

    def _back(self, do: Callable[[EditPack], None]) -> None:
        if self.model is None:
            return
        focused = self.focusWidget()
        self.leave()
        do(self.model)
        if focused is not None and focused in self.findChildren(QWidget) and focused.isVisible():
            focused.setFocus()
        elif self._shown:  # what had the keyboard went with the change
            self.section().start()

    # Discarding

    def ask_discard(self) -> None:
        """Ask in the page whether the draft is to be thrown away."""
        if self.model is None or self.columns is None or self._asking is not None:
            return
        _ = self._
        ask = Confirm(
            _("Allt som är ändrat sedan versionen som gäller försvinner. Det går inte att ångra."),
            _("Kasta utkastet"),
            _("Behåll det"),
            wide=True,
        )
        ask.confirmed.connect(self._discard)
        ask.declined.connect(self._stop_asking)
        self._asking = ask
        self.columns.put(ask)
        self.columns.scroller.verticalScrollBar().setValue(0)
        ask.no.setFocus(Qt.FocusReason.OtherFocusReason)

    def _discard(self) -> None:
        self._stop_asking()
        if self.model is not None:
            self.model.discard()
            self.said.emit("info", self._("Utkastet är kastat. Versionen som gäller visas."))

    def _withdraw(self) -> None:
        if self._asking is not None:
            self._asking.hide()
            self._asking.deleteLater()
            self._asking = None

    def _stop_asking(self) -> None:
        self._withdraw()
        if self._shown:
            self.section().start()
