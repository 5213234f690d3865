"""What a clinician reads in the print."""

from typing import Any

import pytest

from tests.cli.conftest import NOON, CaseFile, Run
from tests.cli.patients import CONTRACT, HISINGEN, REGIONS, UMEA, with_facts
from triage.packs.cases import load_cases
from triage.packs.catalogue import CRITERIA, Catalogue

CATALOGUE = Catalogue()
VASTRA = CATALOGUE.compiled("vastra").pack
NOTICE = CATALOGUE.vocabulary.emergency
NIGHT = ("--at", "2026-12-24T22:00")


def lines(text: str, start: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith(start)]


def test_a_gap_is_said_plainly_with_who_covers(run: Run, case_file: CaseFile) -> None:
    ran = run("assess", case_file(HISINGEN), *NOON)

    assert ran.code == 0
    assert (
        "Läge: Avgjort: inget obesvarat kan ändra vårdformen. Förslag: Palliativt team" in ran.flat
    )
    assert (
        "SAKNAS HÄR: svaren pekar på ASIH, men inget team erbjuder det där patienten bor."
        in ran.flat
    )
    covers = VASTRA.care_form["asih"].when_missing
    assert covers is not None
    assert covers.sv in ran.flat


@pytest.mark.parametrize(
    ("at", "hours"),
    [
        (NOON, "öppet nu till 21:00"),
        (NIGHT, "stängt nu, öppnar i morgon 08:00"),
        (("--at", "2026-03-02T06:00"), "stängt nu, öppnar i dag 08:00"),
        (("--at", "2026-03-02T12:00+00:00"), "öppet nu till 21:00"),
    ],
)
def test_the_team_is_open_now_or_says_when(
    run: Run, case_file: CaseFile, at: tuple[str, str], hours: str
) -> None:
    ran = run("assess", case_file(HISINGEN), *at)

    assert f"Team: {VASTRA.team['hisingen_prt'].name.sv}, {hours}" in ran.flat


def test_hours_round_the_clock_and_hours_that_the_source_lacks(
    run: Run, case_file: CaseFile
) -> None:
    always = run("assess", case_file(with_facts(HISINGEN, city_area="sydvast")), *NIGHT)
    unstated = run(
        "assess",
        case_file(with_facts(CONTRACT, needs_part_of_team=True, needs_in_depth_assessment=False,
                             complex_symptom_picture=False, needs_round_the_clock_team=False,
                             needs_specialist_physician_round_the_clock=False)),
        *NOON,
    )  # fmt: skip

    assert f"{VASTRA.team['sydvast_asih'].name.sv}, öppet dygnet runt" in always.flat
    assert "öppettider inte angivna" in unstated.flat


def test_conditions_are_to_dos_with_an_owner(run: Run, case_file: CaseFile) -> None:
    ran = run("assess", case_file(HISINGEN), *NOON)

    breakpoint_, consent = (
        VASTRA.prerequisite[name] for name in ("breakpoint_settled", "consent_settled")
    )
    assert f"☐ {breakpoint_.todo.sv} ({breakpoint_.owner.sv}; inte på plats)" in ran.flat
    assert f"☐ {consent.todo.sv} ({consent.owner.sv}; inte besvarat)" in ran.flat


@pytest.mark.parametrize(
    ("answer", "printed"),
    [
        (None, "Larmtecken: ej kontrollerat"),
        ("unknown", "Larmtecken: ej kontrollerat (frågat, inte känt)"),
        ([], "Larmtecken: kontrollerat, inga"),
        (["suicide_risk"], f"!! {NOTICE.title.sv}: Suicidrisk"),
    ],
)
def test_red_flags_stand_first(run: Run, case_file: CaseFile, answer: object, printed: str) -> None:
    ran = run("assess", case_file(with_facts(HISINGEN, red_flags=answer)), *NOON)

    assert ran.text.splitlines()[2] == printed


@pytest.mark.parametrize(
    ("limits", "branch"),
    [
        (False, NOTICE.active.sv),
        (True, NOTICE.limited.sv),
        (None, NOTICE.undecided.sv),
        ("unknown", NOTICE.undecided.sv),
    ],
)
def test_the_notice_follows_what_is_decided(
    run: Run, case_file: CaseFile, limits: object, branch: str
) -> None:
    case = with_facts(HISINGEN, red_flags=["major_bleeding"], treatment_limitation_decided=limits)

    flat = run("assess", case_file(case), *NOON).flat

    assert branch in flat
    assert flat.index(branch) < flat.index("Läge: ")
    assert sum(text in flat for text in (NOTICE.active.sv, NOTICE.limited.sv)) <= 1


def test_while_more_is_possible_that_leads_with_the_question_that_parts(
    run: Run, case_file: CaseFile
) -> None:
    text = run("assess", case_file(CONTRACT), *NOON).text

    order = ["Läge: Preliminärt", "Möjligt: ", "Frågan som skiljer dem mest: ", "Svaren hittills"]
    places = [text.index(start) for start in order]
    assert places == sorted(places)
    assert "Möjligt: Palliativ vårdavdelning, ASIH, Palliativt team eller Palliativt" in text
    assert not lines(text, "Förslag: ")


def test_an_answer_that_is_missing_is_no_suggestion(run: Run, case_file: CaseFile) -> None:
    text = run("assess", case_file({"facts": {}, "pack": "skane"}), *NOON).text

    assert "Läge: Svaren räcker inte till ett förslag än." in text
    assert "eller inte palliativ vård" in text
    assert not lines(text, "Förslag: ")
    assert "beror på kommunen" not in text


def test_a_disease_that_is_not_incurable(run: Run, case_file: CaseFile) -> None:
    case = with_facts(CONTRACT, incurable_progressive_disease=False)
    text = run("assess", case_file(case), *NOON).text

    assert "Svaren visar ingen obotlig sjukdom som fortskrider." in text
    assert not lines(text, "Förslag: ")


def test_a_patient_who_declines_keeps_the_need_visible(run: Run, case_file: CaseFile) -> None:
    case = with_facts(HISINGEN, consent_to_referral="declined")
    flat = run("assess", case_file(case), *NOON).flat

    assert "Samtycke: Patienten tackar nej till remiss." in flat
    assert "Förslag: Allmän palliativ vård" in flat
    assert "Erbjuds parallellt: Palliativt konsultteam" in flat
    assert "✓ ASIH" in flat


def test_the_ladder_shows_states_and_sources(run: Run, case_file: CaseFile) -> None:
    flat = run("assess", case_file(HISINGEN), *NOON).flat

    assert "– Palliativt stöd för barn" in flat
    assert "✓ ASIH ← erbjuds inte där patienten bor" in flat
    assert "✓ Palliativt team ← förslag" in flat
    signs = {"advanced_medical_care": "✓", "rapid_course": "?", "adult": "✓"}
    for name, sign in signs.items():
        criterion = VASTRA.criterion[name]
        assert f"{sign} {criterion.text.sv} [{criterion.source.line('sv')}" in flat
    assert f"vast_report: {CATALOGUE.vocabulary.document['vast_report'].title.sv}" in flat


def test_urgency_has_its_reasons_and_what_may_raise_it(run: Run, case_file: CaseFile) -> None:
    case = with_facts(HISINGEN, crisis_onset=True, red_flags=None)
    flat = run("assess", case_file(case), *NOON).flat

    assert "Angelägenhet: Inom tre dygn (" in flat
    assert "Kan stiga till: Omedelbart, beroende på: larmtecken, " in flat
    assert CATALOGUE.vocabulary.urgency.note.sv in flat


def test_criteria_past_their_date_are_marked(run: Run, case_file: CaseFile) -> None:
    text = run("assess", case_file(CONTRACT), *NOON).text

    assert "! Kriteriernas giltighet gick ut 2025-12-31." in text
    assert "giltiga 2020-01-01 – 2025-12-31" in text


def test_the_print_says_what_the_program_is_not(run: Run, case_file: CaseFile) -> None:
    flat = run("assess", case_file(CONTRACT), *NOON).flat

    assert "inte CE-märkt" in flat
    assert "ingen diagnos och fattar inget beslut" in flat
    assert "Inte godkända lokalt." in flat


def test_an_id_cannot_steer_the_terminal(run: Run, case_file: CaseFile) -> None:
    text = run("assess", case_file({**CONTRACT, "id": "a\x1b[2J\nb"}), *NOON).text

    assert text.startswith("Fall a\N{REPLACEMENT CHARACTER}[2J\N{REPLACEMENT CHARACTER}b · Skåne\n")


def test_identity_stays_out_of_the_print(run: Run, case_file: CaseFile) -> None:
    patient = {"name": "Ánne Đ", "number": "191212121212"}
    text = run("assess", case_file({**CONTRACT, "patient": patient}), *NOON).text

    assert "Ánne" not in text
    assert "1912" not in text


def test_a_list_prints_every_patient(run: Run, case_file: CaseFile) -> None:
    text = run("assess", case_file([CONTRACT, HISINGEN]), *NOON).text

    assert [line.split(" · ")[0] for line in lines(text, "Fall ")] == ["Fall a1", "Fall h1"]


@pytest.mark.parametrize("pack", REGIONS)
def test_no_documented_patient_is_turned_away_or_shown_one_form_too_soon(
    run: Run, case_file: CaseFile, pack: str
) -> None:
    cases = load_cases(CRITERIA / pack, CATALOGUE.compiled(pack))
    name = case_file([{"id": one.id, "pack": pack, "facts": one.facts} for one in cases])

    prints = run("assess", name, *NOON).text.split("\n\nFall ")
    results: Any = run("assess", name, "--json", *NOON).json

    assert len(prints) == len(results) == len(cases)
    for text, result in zip(prints, results, strict=True):
        assert max(map(len, text.splitlines())) <= 96
        assert not any(word in text.lower() for word in ("avslag", "avslå", "rekommenderas inte"))
        if len(result["possible"]) > 1:
            assert lines(text, "Möjligt: ")
            assert not lines(text, "Förslag: ")
        elif result["recommended"] is not None:
            assert lines(text, "Förslag: ")


def test_english(run: Run, case_file: CaseFile) -> None:
    flat = run("assess", case_file(HISINGEN), *NIGHT, "--language", "en").flat

    assert "Case h1 · Western healthcare region" in flat
    assert "Suggestion: Palliative team" in flat
    assert "closed now, opens tomorrow 08:00" in flat
    assert "NOT AVAILABLE HERE: the answers point to ASIH" in flat
    assert "not CE-marked" in flat
    assert "Palliativt team" not in flat


def test_json_is_the_same_in_both_languages(run: Run, case_file: CaseFile) -> None:
    name = case_file(UMEA)
    swedish = run("assess", name, "--json", *NOON, "--language", "sv")

    assert run("assess", name, "--json", *NOON, "--language", "en").out == swedish.out


def test_what_open_answers_can_rule_out_is_not_said_to_suffice(
    run: Run, case_file: CaseFile
) -> None:
    adult = {
        "pack": "vastra",
        "facts": {
            "municipality": "1496",
            "incurable_progressive_disease": True,
            "limited_life_expectancy": True,
            "advice_requested": True,
            "age_years": 71,
        },
    }
    told = run("assess", case_file(adult), *NOON)
    ageless = run("assess", case_file(with_facts(adult, age_years=None, rapid_deterioration=True)))

    assert "Svaren hittills räcker för: Palliativt konsultteam" in told.flat
    assert "Möjligt: Palliativt stöd för barn" in ageless.flat
    assert "räcker för" not in ageless.flat
