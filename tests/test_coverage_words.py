"""What cases show, said so that a clinician understands it."""

from collections.abc import Mapping

import pytest

from triage.core.deciding import Deciding
from triage.core.duties import Duty, duties
from triage.core.vocabulary import Answer
from triage.coverage_words import case_title, duty_words, impossible_words
from triage.packs.catalogue import Catalogue
from triage.packs.coverage import otherwise, shown
from triage.packs.propose import came_out

CATALOGUE = Catalogue()


def duty(pack: str, name: str) -> Duty:
    compiled = CATALOGUE.compiled(pack)
    return next(one for one in duties(compiled.pack, compiled.vocabulary) if one.id == name)


@pytest.mark.parametrize(
    ("pack", "name", "words"),
    [
        (
            "skane",
            "leaf:advanced_interventions_with_follow_up.all[0]:failing",
            (
                "Avancerade insatser som behöver följas upp tätt · avancerade insatser finns: "
                "avgör när det inte stämmer"
            ),
        ),
        (
            "vastra",
            "threshold:unrelieved_symptoms.all[0].any[1]/severe_symptom.any[0]=2:failing",
            (
                "Svåra eller komplexa symtom som allmän palliativ vård inte lindrar · smärta minst "
                "3, svår: vid gränsen (smärta: 2, måttlig)"
            ),
        ),
        (
            "norrbotten",
            "form:consult_team:gap",
            "Palliativt konsultteam: svaren pekar dit, men ingen erbjuder det där patienten bor",
        ),
        ("skane", "form:not_palliative:indicated", "Inte palliativ vård: svaren pekar dit"),
        ("skane", "parallel:point_intervention:offered", "Punktinsats: erbjuds parallellt"),
        (
            "skane",
            "prerequisite:treatment_limitation_decided:standing",
            (
                "Ta ställning till intensivvård och hjärt-lungräddning och dokumentera beslutet: "
                "kvar att göra"
            ),
        ),
        ("skane", "urgency:immediate:reached", "Omedelbart: nås av någon"),
    ],
)
def test_a_duty_in_words(pack: str, name: str, words: str) -> None:
    assert duty_words(CATALOGUE.compiled(pack), duty(pack, name), "sv") == words


def test_why_nobody_can_show_it_names_the_forms() -> None:
    compiled = CATALOGUE.compiled("skane")
    why = Deciding(compiled).impossible(duty("skane", "leaf:complex_need/complex_need.any[0]:met"))

    assert why is not None
    assert impossible_words(compiled, why, "sv") == (
        "svaren pekar ändå alltid på: palliativ vårdavdelning, ASIH, palliativt team"
    )


TEAM = {"incurable_progressive_disease": True, "complex_symptom_picture": False}


@pytest.mark.parametrize(
    ("pack", "facts", "names", "title"),
    [
        (
            "skane",
            {**TEAM, "needs_part_of_team": True},
            ["leaf:part_of_team:met"],
            "Delar av teamet: ja. Det avgör: palliativt team, inte allmän palliativ vård",
        ),
        (
            "skane",
            {
                "incurable_progressive_disease": False,
                "time_limited_intervention_requested": True,
                "other_provider_stays_responsible": False,
            },
            ["leaf:other_provider_responsible:failing"],
            "Ansvar hos annan vårdgivare: nej. Det avgör vad som erbjuds parallellt",
        ),
        (
            "skane",
            {**TEAM, "needs_part_of_team": True, "consent_to_referral": "not_asked"},
            ["leaf:consent_settled/consent_settled:failing"],
            (
                "Samtycke till remiss: Inte tillfrågad. "
                "Det avgör vad som är kvar att göra före inskrivning"
            ),
        ),
        (
            "vastra",
            {"incurable_progressive_disease": True, "age_years": 17},
            ["leaf:child:met", "threshold:child=17:met"],
            "Ålder: 17 år, precis på gränsen: palliativt stöd för barn",
        ),
        (
            "vastra",
            {"incurable_progressive_disease": True, "age_years": 18},
            ["threshold:child=18:failing"],
            "Ålder: 18 år, strax över gränsen: allmän palliativ vård",
        ),
        (
            "norrbotten",
            {"incurable_progressive_disease": True, "municipality": "2580"},
            ["urgency:planned:reached"],
            "Planerat: nås av någon",
        ),
    ],
)
def test_a_title_says_what_decides(
    pack: str, facts: Mapping[str, Answer], names: list[str], title: str
) -> None:
    compiled = CATALOGUE.compiled(pack)
    shows = [duty(pack, name) for name in names]
    assert shown(compiled, facts).issuperset(shows)
    now = came_out(compiled, facts).indicated
    others = {
        one: otherwise(compiled, facts, one.leaf).indicated
        for one in shows
        if one.leaf is not None and one.leaf.owner in compiled.criterion
    }

    assert case_title(compiled, facts, shows, now, others, language="sv") == title
