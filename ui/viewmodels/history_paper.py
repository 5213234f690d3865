"""A patient's history as a document: all of it in words, and nothing that is protected."""

from __future__ import annotations

from triage.services.patient_history import HistoryPaper, PaperLine, PatientHistory
from ui.viewmodels.desk import Desk
from ui.viewmodels.history_scores import Scores
from ui.viewmodels.history_words import HistoryWords, Line
from ui.viewmodels.worklist_words import shown_number


def history_paper(
    desk: Desk,
    history: PatientHistory,
    scores: Scores,
    told: tuple[str, str],
    *,
    oldest_first: bool,
) -> HistoryPaper:
    """Return a history in print order; `told` are how much there is and what cannot be read."""
    from triage.services.patient_history_sheltered import (  # noqa: PLC0415 - seldom printed
        sheltered,
    )

    workplace, patient = desk.workplace, history.case.patient
    words = HistoryWords(desk, sheltering=patient.protected)
    lines = [words.line(one) for one in sheltered(workplace, history).events]
    person = workplace.person
    return HistoryPaper(
        language=desk.language,
        title=desk.translate("Patientens historik"),
        patient=_who(desk, history),
        made=f"{workplace.now():%Y-%m-%d %H:%M}",
        made_by="" if person is None else ", ".join(filter(None, (person.name, person.unit))),
        practice=history.case.example,
        summary=told[0],
        damage=told[1],
        days=scores.days,
        scores=tuple(
            (course.label, cells)
            for course, cells in zip(scores.courses, scores.cells, strict=True)
        ),
        never=scores.never,
        lines=tuple(_line(one) for one in (lines if oldest_first else lines[::-1])),
    )


def _who(desk: Desk, history: PatientHistory) -> str:
    patient = history.case.patient
    if patient.protected:
        parts = (desk.translate("Skyddade personuppgifter"), patient.alias)
    else:
        number = shown_number(patient.number) if patient.number else ""
        parts = (patient.name or patient.alias, number)
    return " · ".join(filter(None, parts))


def _line(one: Line) -> PaperLine:
    return PaperLine(f"{one.at:%Y-%m-%d %H:%M}", one.title, one.texts, one.who, one.struck)
