"""What pictures show of advice: some calls, one of them half written, one open."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from triage.services import Patient, Workplace
from triage.services.advice_call import NewCall
from ui.views.advice_page import AdvicePage
from ui.views.main_window import MainWindow


def make(workplace: Workplace) -> None:
    """Write down the calls that the pictures show."""
    now = workplace.now()
    for new in (
        NewCall(
            "Illamående trots två läkemedel, kräks ett par gånger om dagen. Vad prövar vi nu?",
            "Uteslut förstoppning och kontrollera prover; hör av er i morgon.",
            "municipal_nurse",
            "Hemsjukvården",
            12,
            "call_back",
            now.date().isoformat(),
            Patient("personnummer", "191212121212", "Test Testsson"),
            now - timedelta(hours=3),
        ),
        NewCall(
            "Kan patienten få dropp hemma?",
            "Sällan till nytta i livets slut; munvård lindrar törsten.",
            "nurse",
            "Avdelning 3",
            8,
            at=now - timedelta(days=1),
        ),
        NewCall(
            "Hur pratar jag med barnen?",
            "Kuratorn hjälper till; börja med vad de själva undrar.",
            "relative",
            at=now - timedelta(days=2),
        ),
    ):
        workplace.advice.note(new)


def _half(window: MainWindow) -> None:
    window.go("advice")
    page = window.page
    if isinstance(page, AdvicePage):
        page.form.set("question", "Genombrottssmärta på natten")
        page.form.set("next", "call_back")
        page.form.set("call_back", "i morgon")


def _opened(window: MainWindow) -> None:
    window.go("advice")
    page = window.page
    if isinstance(page, AdvicePage):
        page.form.clear()
        page.rows.asked_open.emit(0)


def scenes() -> Mapping[str, Callable[[MainWindow], None]]:
    """Return what leads to each picture, by its name."""
    return {"advice": _opened, "advice-half": _half}
