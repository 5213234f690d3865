"""What a receiving team reads in the letter."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest

from tests.referral.letters import ASIH, AT, FACTS, KUNGALV, NOTES, catalogue, letter, signed
from tests.referral.paper import pages
from triage import texts
from triage.core.people import Patient
from triage.core.vocabulary import NOT_KNOWN
from triage.referral.content import NOTE_FIELDS, OVERRIDE_REASONS, Referral
from triage.referral.text import text

FEW = KUNGALV | {"incurable_progressive_disease": True, "pain": 3, "age_years": 66}


def line(of: Referral, label: str) -> str:
    found = [one for one in of.request if one.label == label]
    assert found, f"no line {label}"
    return f"{found[0].text} {found[0].note}"


def section(of: Referral, title: str) -> str:
    found = next(one for one in (*of.front, *of.trace) if one.title == title)
    return "\n".join([*(f"{one.label} {one.text} {one.note}" for one in found.lines),
                      found.missing])  # fmt: skip


def test_the_first_line_says_what_is_asked_for_and_by_when() -> None:
    assert letter().headline == "Övertagande – inom tre dygn, önskat datum 2026-03-04"


def test_the_first_line_is_not_read_without_what_changes_it() -> None:
    unchecked = letter(facts=FACTS | {"red_flags": NOT_KNOWN})
    assert unchecked.headline.endswith("(larmtecken ej kontrollerade)")
    declined = letter(facts=FACTS | {"consent_to_referral": "declined"})
    assert declined.headline.endswith("(patienten tackar nej till remiss)")
    found = letter(facts=FACTS | {"red_flags": ["major_bleeding"]})
    assert found.headline == "Övertagande – omedelbart, önskat datum 2026-03-04"


@pytest.mark.parametrize(
    ("notes", "asked"),
    [
        ({}, []),
        ({"target_reason": "Hem då."}, ["Skäl till datum: Hem då."]),
        (
            {"target_reason": "Hem strax.", "target_date": ""},
            ["Skäl till datum: Hem strax."],
        ),
        ({"target_date": "i veckan"}, []),
        (
            {"target_date": "så snart det går efter att dottern kommit hem"},
            ["Önskat datum: så snart det går efter att dottern kommit hem"],
        ),
        (
            {"purpose": "point_intervention", "intervention_task": "Tappning av ascites"},
            [
                "Uppgift: Tappning av ascites",
                "! Slut: Ej angivet",
                "! Ansvar kvar hos: Ej angivet",
            ],
        ),
        ({"intervention_task": "Sagt innan syftet blev ett annat"}, []),
    ],
)
def test_what_belongs_to_the_asking_stands_right_under_it(
    notes: dict[str, str], asked: list[str]
) -> None:
    rows = text(letter(notes=NOTES | notes, decision=ASIH)).splitlines()
    start = rows.index("Vårdform: ASIH")
    assert rows[4:start] == asked


def test_a_day_in_many_words_stands_under_the_headline_a_text_on_the_front_nowhere_else() -> None:
    words = "så snart det går efter att dottern kommit hem"
    of = letter(notes=NOTES | {"target_date": words, "diagnosis_course": "Ord. " * 120})
    assert of.headline == "Övertagande – inom tre dygn"
    assert of.whole == ()


def test_the_text_begins_as_the_paper_does() -> None:
    rows = text(letter(decision=ASIH)).splitlines()
    assert rows[2:8] == [
        "",
        "Övertagande – inom tre dygn, önskat datum 2026-03-04",
        "Vårdform: ASIH",
        "Till: ASIH i Skåne (Öppet dygnet runt.)",
        "Från: Lars Öberg, Överläkare, Medicinkliniken",
        "Oroar mest: Smärtan bryter igenom på nätterna.",
    ]


def test_level_and_receiver_follow() -> None:
    assert [(one.label, one.text) for one in letter(decision=ASIH).request[:2]] == [
        ("Vårdform", "ASIH"),
        ("Till", "ASIH i Skåne"),
    ]


def test_a_draft_says_so_and_a_signed_letter_names_its_author() -> None:
    assert letter().draft == "UTKAST – inte signerat"
    of = letter(decision=ASIH)
    assert of.draft == ""
    sender = section(of, "Avsändare")
    assert "Lars Öberg, Överläkare, Medicinkliniken, 2026-03-02 10:15" in sender
    assert "SE0000000000-TEST" in sender


def test_while_more_is_possible_no_form_stands_alone() -> None:
    of = letter("vastra", FEW)
    assert of.request[0].label == "Möjligt"
    assert "palliativt team, palliativt konsultteam" in of.request[0].text.lower()
    assert line(of, "Till").startswith("Avgörs när vårdformen är klar")
    assert "Vårdform:" not in text(of, short=True)


def test_a_signed_choice_leads_and_the_open_question_is_stated() -> None:
    of = letter("vastra", FEW, decision=signed("palliative_team", "kungalv_mobile_team"))
    assert line(of, "Vårdform").strip() == "Palliativt team"
    assert "palliativt konsultteam" in line(of, "Ännu öppet")


def test_an_override_stands_with_its_reason_and_words() -> None:
    choice = signed("palliative_ward", "ward", ("patient_wish", "Vill till <avdelningen>."))
    told = line(letter(decision=choice), "Avsändarens val")
    assert "patientens önskan" in told
    assert "Vill till <avdelningen>." in told
    assert "Kriterierna pekar på ASIH. Avsändaren har valt palliativ vårdavdelning." in told
    of = letter("vastra", FEW, decision=signed("palliative_team", None, ("other", "Så är det.")))
    assert line(of, "Avsändarens val").strip() == (
        "Svaren avgör inte vårdformen. Avsändaren har valt palliativt team. Skäl: Så är det."
    )


@pytest.mark.parametrize("reason", OVERRIDE_REASONS)
def test_every_override_reason_has_words(reason: str) -> None:
    choice = signed("palliative_ward", "ward", (reason, ""))
    assert OVERRIDE_REASONS[reason] in line(letter(decision=choice), "Avsändarens val")


def test_conditions_are_those_of_the_form_that_was_chosen() -> None:
    facts = FACTS | {"treatment_limitation_decided": False}
    assert "Att göra" not in [one.title for one in letter(facts=facts).front]
    todo = section(letter(facts=facts, decision=signed("palliative_ward", "ward")), "Att göra")
    assert "intensivvård" in todo
    assert "Ansvarig läkare · inte gjort" in todo


def test_a_gap_and_who_covers_are_said_plainly() -> None:
    of = letter(
        "vastra", FACTS | KUNGALV, decision=signed("palliative_team", "kungalv_mobile_team")
    )
    assert "ASIH är indicerat" in line(of, "Erbjuds inte")
    assert "kommunal primärvård" in line(of, "Erbjuds inte")
    assert "öppet denna dag" in line(of, "Till")


@pytest.mark.parametrize(
    ("answer", "told"),
    [(None, "Ej kontrollerat."), (NOT_KNOWN, "Ej känt."), ([], "Kontrollerade: inga.")],
)
def test_red_flags_are_checked_or_said_not_to_be(answer: object, told: str) -> None:
    assert line(letter(facts=FACTS | {"red_flags": answer}), "Larmtecken").startswith(told)


@pytest.mark.parametrize(
    ("decided", "call"),
    [(True, "ansvarig läkare eller palliativ jour"), (False, "112"), (None, "fråga vad som är")],
)
def test_a_red_flag_alarms_by_what_is_decided(decided: object, call: str) -> None:
    facts = FACTS | {"red_flags": ["major_bleeding"], "treatment_limitation_decided": decided}
    title, signs, action, called = letter(facts=facts).alarm
    assert (title, signs) == ("Larmtecken – ring nu", "Stor eller hotande blödning")
    assert call in action
    assert called == "Larmkontakt: Ingen kontakt noterad."


def test_a_red_flag_goes_before_all_but_what_is_asked_for() -> None:
    facts, notes = FACTS | {"red_flags": ["major_bleeding"]}, NOTES | {"target_reason": "Hem då."}
    of = letter(facts=facts, notes=notes, decision=ASIH)
    for told in (text(of), text(of, short=True), pages(of)[0]):
        at = [told.index(one) for one in (of.headline, of.alarm[0], "Hem då.", "ASIH i Skåne")]
        assert at == sorted(at)


def test_a_text_without_shape_states_nothing() -> None:
    notes = NOTES | {"family": "\u200b \u2060\ufeff"}
    assert (
        "närstående och hem"
        in section(letter(notes=notes), "Familj och hem").split("Ej angivet")[1]
    )


def test_that_nobody_looked_does_not_read_as_that_nothing_was_found() -> None:
    looked = {"pressure_ulcer_assessed": False, "mouth_assessed": True, "individual_plan": False}
    told = section(letter(facts=FACTS | looked), "På plats")
    assert "Inte bedömt Trycksår" in told
    assert "Bedömt Munhälsa" in told
    assert "Nej Individuell vårdplan" in told


@pytest.mark.parametrize(
    ("notes", "told"),
    [
        ({}, "Lars Öberg, Överläkare, Medicinkliniken"),
        (
            {"sender_telephone": "031-390 06 12, dygnet runt"},
            "Lars Öberg, Överläkare, Medicinkliniken · telefon 031-390 06 12, dygnet runt",
        ),
    ],
)
def test_whom_to_call_stands_beside_the_receiver(notes: dict[str, str], told: str) -> None:
    of = letter(notes=NOTES | notes, decision=ASIH)
    assert (of.request[2].label, of.request[2].text) == ("Från", told)
    drafted = letter(notes=NOTES | notes).request[2].text
    assert drafted == told.replace("Lars Öberg, Överläkare, Medicinkliniken", "Ej signerat")


def test_not_known_and_not_stated_stay_apart() -> None:
    told = section(letter(), "På plats")
    assert "Ej känt Trycksår" in told
    assert "Ej angivet: inskrivning i kommunal hemsjukvård, individuell vårdplan, SIP, " in told
    assert "Nej" not in told


def test_every_answer_and_every_note_is_in_the_letter() -> None:
    notes = {field.id: f"fritext {field.id}" for field in NOTE_FIELDS}
    notes["purpose"] = "point_intervention"
    whole = text(letter(facts=FACTS, notes=notes))
    named = whole.casefold()
    vocabulary = catalogue().vocabulary
    assert [one for one in vocabulary.facts if one.id != "city_area"
            and one.label["sv"].casefold() not in named] == []  # fmt: skip
    notes["purpose"] = "Punktinsats"
    assert [note for note in notes.values() if note not in whole] == []


def test_an_expired_pack_warns_in_front_and_behind() -> None:
    of = letter()
    warning = "Kriteriernas giltighet gick ut 2025-12-31. Kontrollera om nyare kriterier finns."
    assert warning in of.warnings
    assert text(of).count(warning) == 2


def test_grounds_name_version_digest_program_and_decision() -> None:
    told = section(letter(decision=ASIH), "Underlag")
    digest = catalogue().compiled("skane").digest
    for expected in ("Skåne, 2026.1", digest[:19], "2020-01-01", "Vägval 0.1.0", "3fa94c0be112"):
        assert expected in told
    assert digest not in told


def test_the_intended_purpose_never_denies_being_a_medical_device() -> None:
    told = letter().intended_purpose
    assert "inte CE-märkt" in told
    assert "Vid akut läge: ring" in told
    assert "inte en medicinteknisk" not in told


def test_the_trace_shows_each_criterion_with_state_and_source() -> None:
    whole = text(letter())
    assert "✓ ASIH: UPPFYLLT" in whole
    forms = [one.title for one in letter().trace]
    assert forms[0] == "✓ ASIH: uppfyllt"
    assert any(title.startswith("– Palliativ vårdavdelning") for title in forms[1:])
    assert "[1] Strategisk plan för specialiserad palliativ vård" in whole
    pack = catalogue().compiled("skane").pack
    assert [one.id for one in pack.criteria if one.text["sv"] not in whole] == []


def test_no_letter_rejects() -> None:
    for pack in catalogue().ids:
        told = text(letter(pack, FACTS | {"municipality": None})).lower()
        assert not [word for word in ("avslås", "rekommenderas inte", "avvisas") if word in told]


def test_a_patient_who_declines_is_told_as_such() -> None:
    of = letter(facts=FACTS | {"consent_to_referral": "declined"})
    assert "tackar nej" in line(of, "Samtycke")
    assert line(of, "Vårdform").strip() == "Allmän palliativ vård"


def test_a_disease_outside_palliative_care_suggests_no_form() -> None:
    of = letter(facts={"municipality": "1281", "incurable_progressive_disease": False})
    assert "Ingen vårdform föreslås" in line(of, "Vårdform")


def test_symptoms_older_than_three_days_are_marked() -> None:
    old, new = AT - timedelta(hours=73), AT - timedelta(hours=71)
    of = letter(rated={"pain": old, "breathlessness": new})
    told = section(of, "Symtom, 0–4")
    assert "Smärta 3 svår (2026-02-27)" in told
    assert "Skattat för mer än 72 timmar sedan: smärta." in told


def test_the_text_without_its_trace_is_the_front_of_the_full_one() -> None:
    of = letter(decision=ASIH)
    assert "KRITERIER OCH UNDERLAG" not in text(of, trace=False)
    assert text(of).startswith(text(of, trace=False).split("\n\nKriterier:")[0])


def test_an_alias_stands_where_there_is_no_number() -> None:
    of = letter(patient=Patient("alias", None, "", alias="Björk 7"))
    assert of.patient == "Alias Björk 7 · utan identitetsnummer"


def test_every_text_of_the_program_goes_through_the_catalogue(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: set[str] = set()
    monkeypatch.setattr("triage.referral.material.translator", lambda _language: marked(seen))
    for patient in (Patient("alias", None, "", alias="Å"), Patient("personnummer", None, "B")):
        letter("vastra", FEW, {}, patient=patient)
        letter(
            "vastra", FACTS | KUNGALV, NOTES, decision=signed("consult_team", None, ("other", ""))
        )
    written = set()
    program = Path(texts.__file__).parent
    for file in (*program.glob("*.py"), *program.glob("referral/*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id="_"), args=[ast.Constant(value=words)]):
                    written.add(words)
    assert seen - written == set(), "texts that the catalogue's extraction does not find"
    assert len(seen) > 100


def marked(seen: set[str]) -> texts.Translate:
    def remember(words: str) -> str:
        seen.add(words)
        return words

    return remember
