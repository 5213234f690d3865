"""The card of the receiving team: what it says, and what it owns up to not knowing."""

import pytest
from PySide6.QtWidgets import QLabel

from tests.ui.opened import model_of, seen
from tests.ui.outcome_pages import Open, example, opened, workplace
from triage.core.vocabulary import Answer
from triage.services import Patient, Workplace
from triage.services.directory import LocalTeam, keep_local_team
from ui.viewmodels.checklist import ChecklistViewModel
from ui.viewmodels.checklist_team import TeamCard
from ui.viewmodels.desk import Desk

__all__ = ["example", "opened", "workplace"]

KUNGALV = "kungalv_mobile_team"
NEEDY: dict[str, Answer] = {
    "age_years": 71,
    "incurable_progressive_disease": True,
    "limited_life_expectancy": True,
    "complex_symptom_picture": True,
    "pain": 4,
    "unrelieved_by_general_care": True,
    "needs_round_the_clock_team": True,
    "needs_specialised_interventions": True,
    "needs_specialist_physician_round_the_clock": True,
    "advanced_interventions": ("drug_pump",),
    "preferred_place_of_care": "home",
    "home_care_feasible": True,
}

WHOLE: dict[str, Answer] = {
    "psychosocial_factors": (),
    "needs_close_follow_up": True,
    "needs_in_depth_assessment": False,
    "consent_to_referral": "given",
}


def card_of(workplace: Workplace, case: str) -> TeamCard | None:
    return ChecklistViewModel(Desk(workplace, "sv"), case).outcome().team_card


def rows_of(card: TeamCard | None) -> dict[str, str]:
    assert card is not None
    return dict(card.rows)


def elsewhere(workplace: Workplace, pack: str, municipality: str, **more: Answer) -> str:
    """Begin a needy patient's case under another region's criteria."""
    case = workplace.begin(Patient("alias", None, "", "Sal 4"), pack=pack)
    for fact, value in {**NEEDY, "municipality": municipality, **more}.items():
        workplace.answer(case.id, fact, value)
    return case.id


def test_the_card_says_what_a_referrer_asks_for(opened: Open, example: str) -> None:
    page = opened(example)
    told = seen(page.outcome.team)
    for words in (
        "Mobilt palliativt team Kungälv",
        "Inget nummer ifyllt",
        "När stängt",
        "Kommunal primärvård är basen hemma",
        "Ale, Kungälv, Stenungsund, Tjörn",
        "Regionalt cancercentrum Väst 2025",
        "△ Uppgifterna är inte kontrollerade lokalt",
    ):
        assert words in told
    assert page.outcome.team.accessibleName().startswith("Mottagare: Mobilt palliativt team")


def test_closed_on_a_sunday_it_says_when_it_opens(opened: Open, example: str) -> None:
    assert "○ Stängt nu, öppnar i morgon" in seen(opened(example).outcome.team)


def test_the_units_own_number_stands_on_the_card(workplace: Workplace, example: str) -> None:
    team = LocalTeam("0303-12 34 56", "Vardagar 8–16", "2026-03-02")
    keep_local_team(workplace, "vastra", KUNGALV, team)
    card = card_of(workplace, example)
    assert rows_of(card)["Telefon"] == "0303-12 34 56 · Vardagar 8–16"
    assert card is not None
    assert (card.verified, card.stale) == ("Kontrollerat 2026-03-02", False)


@pytest.mark.parametrize(
    ("day", "stale"), [("2025-11-22", False), ("2025-11-21", True), ("2020-01-01", True)]
)
def test_what_was_checked_more_than_a_year_ago_is_marked(
    workplace: Workplace, example: str, day: str, stale: bool
) -> None:
    keep_local_team(workplace, "vastra", KUNGALV, LocalTeam("0303-12 34 56", "", day))
    card = card_of(workplace, example)
    assert card is not None
    assert card.stale is stale
    assert ("mer än ett år sedan" in card.verified) is stale
    assert day in card.verified


def test_a_region_wide_team_serves_all_of_it(workplace: Workplace) -> None:
    card = card_of(workplace, elsewhere(workplace, "skane", "1281", **WHOLE))
    assert rows_of(card)["Område"] == "Hela Skåne"
    assert card is not None
    assert card.open_
    assert card.opening == "Öppet dygnet runt"
    assert "När stängt" not in rows_of(card), "it never is"


def test_a_way_in_by_another_team_is_named(workplace: Workplace) -> None:
    case = elsewhere(workplace, "vasterbotten", "2480")
    assert "bedömer alla remisser hit" in rows_of(card_of(workplace, case))["Vägen in"]
    assert rows_of(card_of(workplace, case))["Läkarlinje"]


def test_while_more_forms_are_possible_no_team_stands_alone(
    opened: Open, workplace: Workplace, example: str
) -> None:
    page = opened(example)
    model_of(page).answer("municipality", None)
    assert card_of(workplace, example) is None
    assert page.outcome.team.isHidden()
    assert "Mottagare" not in seen(page.outcome)


def test_a_patient_who_declines_has_no_receiver(workplace: Workplace, example: str) -> None:
    workplace.answer(example, "consent_to_referral", "declined")
    assert card_of(workplace, example) is None


def test_rows_are_used_again_when_another_team_comes(opened: Open, example: str) -> None:
    page = opened(example)
    labels = page.outcome.team.findChildren(QLabel)
    model_of(page).answer("municipality", "1440")  # Ale, the same team
    model_of(page).answer("municipality", "1489")  # Alingsås
    assert [one for one in labels if one not in page.outcome.team.findChildren(QLabel)] == []
    assert "Kungälv" not in seen(page.outcome.team)
