"""Versions as a user meets them: which is in force, who answers for a file, before it is used."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.packs.pack_files import repacked, signed, unsigned
from tests.ui.desks import Clock
from tests.ui.editing import author_desk, shown_page, texts
from ui.viewmodels.desk import Desk
from ui.viewmodels.edit_publishing import publish
from ui.views.edit_criteria_page import EditCriteriaPage
from ui.views.edit_versions_section import VersionsSection


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = author_desk(tmp_path / "data", Clock())
    yield made
    made.workplace.close()


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> EditCriteriaPage:
    return shown_page(desk, qtbot, "skane")


def versions(page: EditCriteriaPage) -> VersionsSection:
    page.open_case("skane#versions")
    page.arrive()
    section = page.section()
    assert isinstance(section, VersionsSection)
    return section


def pressed(section: VersionsSection, word: str) -> None:
    next(b for b in section.findChildren(QPushButton) if b.text() == word and b.isVisible()).click()


def published(page: EditCriteriaPage, version: str, *, use: bool) -> None:
    model = page.model
    assert model is not None
    model.change("Telefon", "teams", ("teams", 0, "telephone"), version)
    publish(model, version, "Telefonnumret är ifyllt", "Karin Öst", use=use)


def test_the_original_stands_alone_and_is_in_force(page: EditCriteriaPage) -> None:
    section = versions(page)

    (row,) = section.rows.buttons
    assert "gäller nu · Original, följde med programmet" in row.accessibleName()


def test_choosing_a_version_says_what_it_means_and_asks(
    page: EditCriteriaPage, desk: Desk, qtbot: QtBot
) -> None:
    published(page, "2026.2", use=False)
    section = versions(page)
    assert section.rows.titles()[0] == "2026.2"
    section.rows.buttons[0].click()
    assert any("Telefonnumret är ifyllt" in text for text in texts(section))
    pressed(section, "Använd den här versionen")
    assert any("Ingen patient flyttas" in text for text in texts(section))
    assert desk.workplace.compiled("skane").pack.version != "2026.2"

    with qtbot.waitSignal(page.said) as said:
        pressed(section, "Använd den")

    assert said.args == ["success", "Version 2026.2 gäller nu."]
    assert desk.workplace.compiled("skane").pack.version == "2026.2"


def test_the_original_can_always_be_chosen_again(page: EditCriteriaPage, desk: Desk) -> None:
    published(page, "2026.2", use=True)
    section = versions(page)
    section.rows.buttons[1].click()
    pressed(section, "Använd den här versionen")

    pressed(section, "Använd den")

    original = desk.workplace.catalogue.original("skane")
    assert desk.workplace.compiled("skane").digest == original.digest


def test_a_file_from_an_unknown_signer_is_said_to_be_so_and_needs_trust_first(
    page: EditCriteriaPage, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "skane.vagvalpack"
    path.write_bytes(signed())
    section = versions(page)

    with qtbot.waitSignal(page.said) as said:
        section.take_in(path)

    assert said.args[0] == "warning"
    assert "inte är känd här" in said.args[1]
    words = [b.text() for b in section.findChildren(QPushButton) if b.isVisible()]
    assert "Använd den här versionen" not in words
    pressed(section, "Lita på nyckeln")
    assert any("Jämför fingeravtrycket" in text for text in texts(section))
    pressed(section, "Det stämmer, lita på nyckeln")

    assert any("Nyckeln är känd här" in b.accessibleName() for b in section.rows.buttons)
    assert list(desk.workplace.criteria.trusted().values()) == ["Karin Öst"]


def test_an_unsigned_file_says_that_nobody_answers_for_it(
    page: EditCriteriaPage, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "skane.vagvalpack"
    path.write_bytes(unsigned())
    section = versions(page)
    with qtbot.waitSignal(page.said) as said:
        section.take_in(path)
    assert "Inte signerad" in said.args[1]

    pressed(section, "Använd den här versionen")

    assert any("du svarar själv" in text for text in texts(section))


def test_an_altered_file_is_refused_and_nothing_is_kept(
    page: EditCriteriaPage, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    def alter(held: dict[str, bytes]) -> None:
        held["teams.yaml"] = held["teams.yaml"].replace(b"always: true", b"stated: false", 1)

    path = tmp_path / "skane.vagvalpack"
    path.write_bytes(repacked(alter))
    section = versions(page)

    with qtbot.waitSignal(page.said) as said:
        section.take_in(path)

    assert said.args[0] == "error"
    assert "Den används inte; be om den igen." in said.args[1]
    assert len(desk.workplace.criteria.versions("skane")) == 1


def test_a_file_that_is_no_pack_is_refused_with_its_reason(
    page: EditCriteriaPage, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "bild.vagvalpack"
    path.write_bytes(b"no pack at all")
    section = versions(page)

    with qtbot.waitSignal(page.said) as said:
        section.take_in(path)

    assert said.args[0] == "error"
    assert said.args[1].startswith("Filen går inte att använda: ")


def test_a_version_leaves_as_a_file_that_can_be_taken_in_elsewhere(
    page: EditCriteriaPage, tmp_path: Path, qtbot: QtBot
) -> None:
    published(page, "2026.2", use=False)
    section = versions(page)
    section.open(0)
    path = tmp_path / "ut.vagvalpack"

    with qtbot.waitSignal(page.said) as said:
        section.send(section._versions[0], path)

    assert said.args[0] == "success"
    other = author_desk(tmp_path / "annan", Clock())
    try:
        taken = other.workplace.criteria.import_file(path)
        assert taken.signer.startswith("Karin Öst")
    finally:
        other.workplace.close()


def test_the_fingerprint_can_be_read_and_compared(page: EditCriteriaPage, tmp_path: Path) -> None:
    path = tmp_path / "skane.vagvalpack"
    path.write_bytes(signed())
    section = versions(page)

    section.take_in(path)

    labels = [one.text() for one in section.findChildren(QLabel)]
    assert any(text.startswith("Nyckelns fingeravtryck: ") for text in labels)


def test_a_version_in_force_that_is_lost_is_said_and_another_can_be_chosen(
    page: EditCriteriaPage, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    published(page, "2026.2", use=True)
    (file,) = (tmp_path / "data" / "criteria").rglob("*.vagvalpack")
    file.unlink()
    again = author_desk(tmp_path / "data", Clock())
    other = EditCriteriaPage(again)
    qtbot.addWidget(other)
    other.show()

    with qtbot.waitSignal(other.said) as said:
        other.open_case("skane")
        other.arrive()

    assert "går inte att använda" in said.args[1]
    section = other.section()
    assert isinstance(section, VersionsSection)
    section.rows.buttons[0].click()
    pressed(section, "Använd den här versionen")
    pressed(section, "Använd den")
    assert again.workplace.compiled("skane").pack.version == "2026.1"
    again.workplace.close()
