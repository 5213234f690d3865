"""A round list that tests share: one who waits too long, one protected, one who is fine."""

from datetime import date

from triage.referral.round_list import RoundGroup, RoundList, RoundRow

LATE = RoundRow(
    "Ánne Čáhppe · 19121212-1212", "Skickad", "sedan 12 nov", "ASIH", "Inom tre dygn",
    "Svar väntas", "15 nov 14:00", overdue=True, alias="säng 12",
    conditions=("Vårdplan: Lars Öberg, 17 nov", "Inskrivning i hemsjukvård"),
)  # fmt: skip
CALM = RoundRow("Bo <b>Ek & Co", "Väntar på plats", due="Ny bedömning", due_at="i morgon")
HIDDEN = RoundRow(
    "Hemlig Person · 19610118-2803", "Skickad", due="Svar väntas", alias="Älg", protected=True
)
LIST = RoundList(
    "sv", "Rondlista", date(2026, 11, 22), "det som behöver mig i dag", "Lars Öberg, överläkare",
    (
        RoundGroup("Kungälv", (LATE, HIDDEN), place=True),
        RoundGroup("Mölndal", (CALM,), place=True),
    ),
)  # fmt: skip
