"""What the pictures show of editing: every section, and drafts and versions of every kind."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QPushButton

from tests.packs.pack_files import Members, repacked, signed, unsigned
from triage.packs.edit import REMOVED
from triage.services import Workplace
from ui.viewmodels.edit_pack import EditPack
from ui.viewmodels.edit_publishing import publish
from ui.views.edit_accepted_section import AcceptedSection
from ui.views.edit_criteria_page import EditCriteriaPage
from ui.views.edit_list_section import ListSection
from ui.views.edit_quick_section import QuickSection
from ui.views.edit_versions_section import VersionsSection
from ui.views.main_window import MainWindow
from ui.widgets.rule_editor import RuleEditor

Lead = Callable[[MainWindow], None]
_ROWS: Final = {"ladder": 2, "criteria": 5, "prerequisites": 1, "teams": 3, "readings": 1}
"""Sections of rows, and the row that is unfolded."""
_DIAGNOSIS: Final = {
    "all": ({"fact": "pain", "gte": 3}, {"fact": "diagnosis_group", "is": "cancer"})
}
"""A rule that breaks a promise: need is not to follow the diagnosis."""


def keep_versions(workplace: Workplace, folder: Path) -> None:
    """Have files of Skåne's criteria at the workstation: of an unknown key, unsigned, altered."""

    def alter(held: Members) -> None:
        held["teams.yaml"] = held["teams.yaml"].replace(b"always: true", b"stated: false", 1)

    for name, data in (("unknown", signed()), ("unsigned", unsigned())):
        path = folder / f"{name}.vagvalpack"
        path.write_bytes(data)
        received = workplace.criteria.import_file(path).file
        path.unlink()
    if received is not None:
        received.with_name("altered.vagvalpack").write_bytes(repacked(alter))


def _page(window: MainWindow, pack: str, section: str, *, fresh: bool = True) -> EditCriteriaPage:
    window.go("edit_criteria", f"{pack}#{section}")
    page = window.page
    if not isinstance(page, EditCriteriaPage) or page.model is None:
        raise LookupError(pack)
    if fresh:
        page.model.discard()
        page.show_section(page.selected)
    return page


def _model(page: EditCriteriaPage) -> EditPack:
    if page.model is None:
        raise LookupError("model")
    return page.model


def _rule(page: EditCriteriaPage, name: str) -> RuleEditor:
    """Unfold a criterion and return its rule."""
    section = page.section()
    if not isinstance(section, ListSection):
        raise LookupError(name)
    section.open([one["id"] for one in section.items()].index(name))
    return next(one for one in section.findChildren(RuleEditor) if one.isVisible())


def _section(name: str, window: MainWindow) -> None:
    page = _page(window, "vastra", name)
    section = page.section()
    if isinstance(section, ListSection) and name in _ROWS:
        section.open(_ROWS[name])


def _telephone(window: MainWindow, section: str) -> None:
    page = _page(window, "vastra", "telephone")
    number = ("teams", 0, "telephone")
    _model(page).change("Telefon", "teams", number, "0300-12 34 56")
    quick = page.section()
    if isinstance(quick, QuickSection):
        quick.teams[0].hours.link.click()
    if section != "telephone":
        _page(window, "vastra", section, fresh=False)


def _edited_rule(window: MainWindow, *, form: bool) -> None:
    page = _page(window, "vastra", "criteria")
    rule = _rule(page, "unrelieved_symptoms")
    rule.model.choose((1,) if form else ())
    if form:
        rule.edit()
    rule.setFocus()
    if page.columns is not None:
        page.columns.scroller.ensureWidgetVisible(rule, 0, 10)


def _broken(window: MainWindow) -> None:
    page = _page(window, "vastra", "teams")
    model = _model(page)
    model.change("Namn", "teams", ("teams", 0, "name"), {"sv": "", "en": ""})
    model.change("Kriterium", "pack", ("criteria", 3, "text", "sv"), "")
    model.change("Dag", "pack", ("valid_to",), "2020-01-01")
    section = page.section()
    if isinstance(section, ListSection):
        section.open(0)


def _finding(window: MainWindow, section: str) -> None:
    page = _page(window, "vastra", "criteria")
    model = _model(page)
    at = [one["id"] for one in model.value("pack", ("criteria",))]
    where = ("criteria", at.index("unrelieved_symptoms"), "when")
    model.change("Regel", "pack", where, _DIAGNOSIS)
    _rule(page, "unrelieved_symptoms")
    _verify(page)
    if page.panel is not None:
        patients = [one.patient for one in page.panel.moves._lines if one.patient is not None]
        if patients:
            patients[0].link.click()
    if section != "criteria":
        _page(window, "vastra", section, fresh=False)


def _verify(page: EditCriteriaPage) -> None:
    model = _model(page)
    model._rest.stop()
    model._verify()
    if model._task is not None:
        model._task.wait()
        model._task._look()


def _accepting(window: MainWindow) -> None:
    _finding(window, "accepted")
    page = window.page
    section = page.section() if isinstance(page, EditCriteriaPage) else None
    if isinstance(section, AcceptedSection):
        section.accept_buttons[0].click()


def _discarding(window: MainWindow) -> None:
    _telephone(window, "telephone")
    page = window.page
    if isinstance(page, EditCriteriaPage):
        page.ask_discard()


def _stored(window: MainWindow) -> None:
    page = _page(window, "vastra", "ladder")
    _model(page).change("Bort", "pack", ("care_forms", 3), REMOVED)
    if page.panel is not None:
        page.panel.backtest.run.click()


def _versions(window: MainWindow, row: int, *, ask: bool = False) -> None:
    page = _page(window, "skane", "versions")
    model = _model(page)
    if not any(one.version == "2026.1.1" for one in model.work.versions()):
        model.change("Telefon", "teams", ("teams", 0, "telephone"), "0771-12 34 56")
        publish(model, "2026.1.1", "Telefonnumret till Malmö är ifyllt", "Karin Öst", use=False)
    section = page.section()
    if isinstance(section, VersionsSection):
        section.refresh()
        section.open(row)
        content = section.rows.content
        if ask and content is not None:
            for button in content.findChildren(QPushButton)[:1]:
                button.click()


def scenes() -> Mapping[str, Lead]:
    """Return what leads to each picture of editing, by its name."""
    sections = ("about", *_ROWS, "accepted", "publish", "versions")
    return {
        "edit-telephone": lambda window: _telephone(window, "telephone"),
        **{f"edit-{name}": partial(_section, name) for name in sections},
        "edit-rule": partial(_edited_rule, form=False),
        "edit-rule-leaf": partial(_edited_rule, form=True),
        "edit-broken": _broken,
        "edit-finding": lambda window: _finding(window, "criteria"),
        "edit-finding-publish": lambda window: _finding(window, "publish"),
        "edit-accept": _accepting,
        "edit-ready": lambda window: _telephone(window, "publish"),
        "edit-discard": _discarding,
        "edit-stored": _stored,
        "edit-version-own": lambda window: _versions(window, 0),
        "edit-version-1": lambda window: _versions(window, 1, ask=True),
        "edit-version-2": lambda window: _versions(window, 2, ask=True),
        "edit-version-3": lambda window: _versions(window, 3),
    }
