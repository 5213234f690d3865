"""Names of the vocabulary that nobody uses are told, and municipalities of no pack."""

from pathlib import Path

from tests.packs.test_broken import BASE, laid, problems
from triage.packs.bounded_yaml import Value
from triage.packs.catalogue import Catalogue
from triage.packs.check_use import idle_facts, strays, unused


def test_the_projects_criteria_use_what_their_vocabulary_names() -> None:
    catalogue = Catalogue()
    packs = [catalogue.compiled(name).pack for name in catalogue.ids]

    assert list(unused(catalogue.vocabulary, packs)) == []
    assert strays(tuple(catalogue.municipalities.values()), catalogue.ids) == ()


def test_questions_that_no_rule_reads_are_those_for_the_referral() -> None:
    catalogue = Catalogue()
    packs = [catalogue.compiled(name).pack for name in catalogue.ids]

    idle = idle_facts(catalogue.vocabulary, packs)
    assert {"diagnosis_group", "current_care_setting", "ecog"} <= set(idle)
    assert {"municipality", "red_flags", "pain"}.isdisjoint(idle)


def test_a_derived_fact_that_no_rule_uses_is_told(tmp_path: Path) -> None:
    change: dict[str, Value] = {
        "file": "exempel/pack.yaml",
        "old": "any: [{fact: advice_requested}, {derived: complex_need}]",
        "new": "fact: advice_requested",
    }
    laid(tmp_path / "criteria", {"changes": (change,)})
    assert problems(tmp_path / "criteria") == []

    catalogue = Catalogue(tmp_path / "criteria")
    # What only an unused one reads is unused with it.
    assert list(unused(catalogue.vocabulary, [catalogue.compiled("exempel").pack])) == [
        (("derived", 0, "id"), "no rule uses 'severe_symptom'; use it or remove it"),
        (("derived", 1, "id"), "no rule uses 'complex_need'; use it or remove it"),
    ]


def test_a_document_or_a_form_that_nothing_names_is_told() -> None:
    catalogue = Catalogue(BASE)
    vocabulary = catalogue.vocabulary
    pack = catalogue.compiled("exempel").pack
    forgotten = vocabulary.documents[0].model_copy(update={"id": "forgotten"})
    hospice = vocabulary.care_forms[0].model_copy(update={"id": "hospice"})
    more = vocabulary.model_copy(
        update={
            "documents": (*vocabulary.documents, forgotten),
            "care_forms": (*vocabulary.care_forms, hospice),
        }
    )

    assert list(unused(vocabulary, [pack])) == []
    assert list(unused(more, [pack])) == [
        (("documents", 1, "id"), "nothing cites 'forgotten'; cite it or remove it"),
        (("care_forms", 4, "id"), "no pack has 'hospice'; use it or remove it"),
    ]


def test_a_municipality_of_no_pack_is_told() -> None:
    catalogue = Catalogue(BASE)

    (lost,) = strays(tuple(catalogue.municipalities.values()), catalogue.ids)
    assert str(lost) == "municipalities.csv: pack: no pack 'annat', where 9004 belongs"
