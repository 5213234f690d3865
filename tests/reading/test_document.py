"""What a pack's document tells: everything the pack holds, once, in words."""

import re
from dataclasses import replace
from datetime import date

import pytest

from tests.packs.too_large import too_large
from tests.reading.documents import CATALOGUE, DAY, EVERY, block_texts, section, texts, written
from triage.core.evaluation import facts_of
from triage.core.logic import State
from triage.core.pack import AcceptedFinding, Approval, VersionNote
from triage.core.proofs import verify
from triage.core.wording import Source, Text
from triage.packs.cases import load_cases
from triage.packs.catalogue import CRITERIA
from triage.reading.content import Notice, PackDocument, Table, Terms
from triage.reading.document import document

ORDER = ["ladder", "parallel", "terms", "questions", "urgency", "readings", "teams", "coverage",
         "proofs", "accepted", "cases", "sources", "history"]  # fmt: skip


@pytest.mark.parametrize(("pack_id", "language"), EVERY)
def test_everything_in_the_pack_is_told(pack_id: str, language: str) -> None:
    pack = CATALOGUE.compiled(pack_id).pack
    told = written(pack_id, language)
    said = "\n".join(texts(told))

    used = {
        name for form in pack.care_forms for _, part in form.admission for name in part.criteria
    }
    used |= {name for one in pack.parallel for name in one.criteria.criteria}
    for name in used:
        assert pack.criterion[name].text[language] in said
        assert pack.criterion[name].source.section[language] in said
    for prerequisite in pack.prerequisites:
        assert prerequisite.todo[language] in said
        assert prerequisite.owner[language] in said
    for reading in pack.readings:
        assert reading.text[language] in said
    for team in pack.teams:
        assert team.name[language] in said
        for text in (team.role, team.organisation, team.covers_meanwhile, team.hours_note):
            assert text is None or text[language] in said
    for form in pack.care_forms:
        assert form.when_missing is None or form.when_missing[language] in said
    for finding in pack.accepted:
        assert finding.reason[language] in said
        assert finding.author in said
    for place in pack.municipalities:
        assert place.name in said
    assert pack.about[language] == told.lead


@pytest.mark.parametrize(("pack_id", "language"), EVERY)
def test_no_text_is_empty_or_shows_an_id(pack_id: str, language: str) -> None:
    for text in texts(written(pack_id, language)):
        assert text.strip()
        assert not re.search(r"[a-z]_[a-z]", text), text
        assert "{" not in text


@pytest.mark.parametrize(("pack_id", "language"), EVERY)
def test_sections_stand_in_order_and_have_anchors_of_their_own(pack_id: str, language: str) -> None:
    told = written(pack_id, language)
    ids = [one.id for _depth, one in told.all_sections()]

    assert len(set(ids)) == len(ids)
    assert [one.id for one in told.sections] == [
        name for name in ORDER if name in {one.id for one in told.sections}
    ]
    assert ids == [one.id for _depth, one in written(pack_id, "sv").all_sections()]


@pytest.mark.parametrize("pack_id", CATALOGUE.ids)
def test_each_care_form_stands_in_the_ladders_order(pack_id: str) -> None:
    pack = CATALOGUE.compiled(pack_id).pack

    forms = section(written(pack_id), "ladder").sections

    assert [one.id for one in forms] == [f"form-{form.id}" for form in pack.care_forms]


@pytest.mark.parametrize("pack_id", CATALOGUE.ids)
def test_derived_facts_are_defined_once_and_only_those_that_rules_name(pack_id: str) -> None:
    said = "\n".join(texts(written(pack_id)))
    defined = section(written(pack_id), "terms").blocks[1]
    names = [item.text for item in defined.items]  # type: ignore[union-attr] # statements

    assert len(set(names)) == len(names)
    outside = said.replace("\n".join(block_texts(defined)), "")
    for derived in CATALOGUE.vocabulary.derived:
        name = derived.name["sv"]
        named = re.search(rf"(?i)\b{name}\b", outside) is not None
        assert name in names or not named


@pytest.mark.parametrize("pack_id", CATALOGUE.ids)
def test_the_table_says_what_the_recommendation_goes_by(pack_id: str) -> None:
    compiled = CATALOGUE.compiled(pack_id)
    pack = compiled.pack
    table = section(written(pack_id), "coverage").blocks[1]
    assert isinstance(table, Table)
    code = {
        (place.name, pack_area(pack_id, place.area)): place.code for place in pack.municipalities
    }
    forms = [form.id for form in pack.care_forms if not form.always_offered]
    seen = 0
    for title, rows in table.groups:
        for first, *cells in rows:
            for form, cell in zip(forms, cells, strict=True):
                here = {"municipality": code[first.text, title]}
                offered = compiled.offered(form, here)
                if offered is State.UNKNOWN:  # some of the city areas, or all of them in turn
                    areas = ("centrum", "hisingen", "nordost", "sydvast")
                    each = {compiled.offered(form, here | {"city_area": one}) for one in areas}
                    offered = State.YES if each == {State.YES} else State.NO
                assert cell.gap is (offered is not State.YES), (first.text, form)
                assert ("saknas" in cell.text) is cell.gap
                seen += 1
    assert seen == len(pack.municipalities) * len(forms)


def pack_area(pack_id: str, area: str) -> str:
    """Return the title of the group in which an area's municipalities stand."""
    areas = CATALOGUE.compiled(pack_id).pack.areas
    return next(one.name["sv"] for one in areas if one.id == area) if len(areas) > 1 else ""


def test_a_city_area_without_a_team_is_told() -> None:
    table = section(written("vastra"), "coverage").blocks[1]
    assert isinstance(table, Table)
    row = next(row for _, rows in table.groups for row in rows if row[0].text == "Göteborg")
    asih = row[table.head.index("ASIH")]

    assert (asih.text, asih.gap) == ("T3 Sydväst; saknas i övrigt", True)


def test_a_care_form_of_some_city_areas_alone_is_told_where_it_is() -> None:
    told = [one for one in section(written("vastra"), "form-asih").blocks if isinstance(one, Terms)]

    assert ("Finns", "bara i Göteborg (Sydväst)") in told[-1].rows


@pytest.mark.parametrize(("pack_id", "language"), EVERY)
def test_every_question_that_a_rule_reads_is_told_in_full(pack_id: str, language: str) -> None:
    said = "\n".join(
        text
        for block in section(written(pack_id, language), "questions").blocks
        for text in block_texts(block)
    )
    compiled = CATALOGUE.compiled(pack_id)
    for criterion in compiled.pack.criteria:
        for fact in facts_of(criterion.when, CATALOGUE.vocabulary.definition):
            assert CATALOGUE.vocabulary.fact[fact].help[language] in said
    assert CATALOGUE.vocabulary.fact["mouth_assessed"].help[language] not in said


def test_what_a_source_cannot_state_is_not_said_to_be_missing() -> None:
    told = written("vastra")

    asih = "\n".join(texts_of(told, "team-sydvast_asih"))
    assert "när teamet har stängt" not in asih  # it never is
    assert "vårdplatser" not in asih.casefold()  # table 2: none
    halland = "\n".join(texts_of(told, "team-halland_consult_teams"))
    assert "läkare 9,22 (2,66 per 100 000 invånare); sjuksköterska 14,62 (4,23)" in halland


def texts_of(told: PackDocument, name: str) -> list[str]:
    """Return every text of a section's blocks."""
    return [text for block in section(told, name).blocks for text in block_texts(block)]


def test_validity_is_told_when_it_has_passed() -> None:
    compiled = CATALOGUE.compiled("skane")

    def notices(day: date) -> list[str]:
        told = document(compiled, (), None, "sv", day)
        return [one.text for one in told.opening if isinstance(one, Notice)]

    assert notices(date(2025, 12, 31)) == []
    assert "2025-12-31" in notices(date(2026, 1, 1))[0]
    assert "2020-01-01" in notices(date(2019, 12, 31))[0]


def test_approval_history_and_a_local_telephone_are_told() -> None:
    compiled = CATALOGUE.compiled("skane")
    team, *others = compiled.pack.teams
    changed = compiled.pack.model_copy(
        update={
            "approved": Approval(by="Processledaren", on="2026-05-01"),
            "changes": (
                VersionNote(version="2", on="2026-05-01", author="Ada", text="Ny telefon"),
            ),
            "teams": (
                team.model_copy(update={"telephone": "010-123", "verified_on": "2026-04-30"}),
                *others,
            ),
        }
    )
    told = document(replace(compiled, pack=changed), (), None, "sv", DAY)

    opening = next(one for one in told.opening if isinstance(one, Terms))
    assert ("Lokalt", "godkända av Processledaren 2026-05-01") in opening.rows
    assert section(told, "history").blocks == (Terms((("2", "Ny telefon (Ada, 2026-05-01)"),)),)
    rows = next(one for one in section(told, "team-ward").blocks if isinstance(one, Terms)).rows
    assert ("Telefon", "010-123") in rows
    assert ("Uppgifterna kontrollerade", "2026-04-30") in rows


def test_an_acceptance_says_who_answers_until_when_and_that_it_has_expired() -> None:
    compiled = CATALOGUE.compiled("skane")
    words = Text(sv="Planen säger så", en="The plan says so")
    accepted = AcceptedFinding(
        finding="equal_treatment/age_years",
        region="0" * 16,
        reason=words,
        source=Source(document="skane_plan", section=words),
        author="Ada",
        on="2026-01-01",
        expires="2026-06-30",
    )
    changed = compiled.pack.model_copy(update={"accepted": (accepted,)})

    told = document(replace(compiled, pack=changed), (), None, "sv", DAY)

    one = section(told, "accepted-1")
    assert one.title == "1. Lika behov pekar mot samma vårdform: ålder"
    assert "2026-06-30 (tiden har gått ut)" in "\n".join(
        text for block in one.blocks for text in block_texts(block)
    )


def test_without_a_verification_nothing_is_said_of_proofs() -> None:
    told = document(CATALOGUE.compiled("vastra"), (), None, "sv", DAY)

    assert "proofs" not in {one.id for one in told.sections}
    assert "cases" not in {one.id for one in told.sections}


def test_a_case_with_several_forms_possible_names_none_of_them_alone() -> None:
    for pack_id in CATALOGUE.ids:
        for block in section(written(pack_id), "cases").blocks[1:]:
            lines = dict(block.lines)  # type: ignore[union-attr] # a statement
            if lines["Ger"].startswith("ännu inte avgjort"):
                assert "," in lines["Ger"]
                assert "Team" not in lines


def test_the_document_says_what_the_program_is_not() -> None:
    for pack_id, language in EVERY:
        said = "\n".join(texts(written(pack_id, language)))
        assert "CE" in said


def test_a_region_without_teams_says_so() -> None:
    told = written("vasternorrland")

    assert block_text(told, "teams").startswith("Källorna nämner inget team")
    assert "T1" not in block_text(told, "coverage")
    assert "asterisk" not in block_text(told, "coverage")
    assert "asterisk" in block_text(written("vastra"), "coverage")


def block_text(told: PackDocument, name: str) -> str:
    """Return the first words under a section's title."""
    return next(block_texts(section(told, name).blocks[0]))


def test_criteria_too_large_to_weigh_by_are_still_a_document() -> None:
    compiled = too_large(CATALOGUE.compiled("norrbotten"))
    examples = load_cases(CRITERIA / "norrbotten", compiled)[:2]
    told = document(compiled, examples, verify(compiled, DAY), "sv", DAY)
    said = [text for text in texts(told) if "inte framräknat" in text]
    assert len(said) == len(examples)
