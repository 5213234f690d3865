"""What was weighed or made ready is not done again, and never stands for something else."""

from dataclasses import replace
from datetime import date

from triage.packs.catalogue import Catalogue
from triage.services.kept_work import KeptWork, Latest

_DAY = date(2026, 3, 2)


def test_the_same_answers_are_weighed_once() -> None:
    kept, compiled = KeptWork(), Catalogue().compiled("vastra")
    first = kept.recommendation(compiled, {"breathlessness": 2, "pain": 1}, _DAY)

    again = kept.recommendation(compiled, {"pain": 1, "breathlessness": 2}, _DAY)

    assert again is first


def test_another_answer_day_or_other_criteria_are_weighed_anew() -> None:
    kept, catalogue = KeptWork(), Catalogue()
    compiled = catalogue.compiled("vastra")
    first = kept.recommendation(compiled, {"pain": 1}, _DAY)

    others = (
        kept.recommendation(compiled, {"pain": 3}, _DAY),
        kept.recommendation(compiled, {"pain": True}, _DAY),
        kept.recommendation(compiled, {}, _DAY),
        kept.recommendation(compiled, {"pain": 1}, date(1999, 1, 1)),
        kept.recommendation(replace(compiled, digest="other"), {"pain": 1}, _DAY),
    )

    assert all(other is not first for other in others)
    assert others[3].weighing.pack.id == "vastra"


def test_local_prerequisites_are_switched_on_once_and_for_those_criteria_alone() -> None:
    kept, catalogue = KeptWork(), Catalogue()
    vastra, northern = catalogue.compiled("vastra"), catalogue.compiled("norrbotten")
    on = frozenset({"x"})

    made = kept.with_local(vastra, on)

    assert made.switched_on == on
    assert kept.with_local(vastra, on) is made
    assert kept.with_local(vastra, frozenset()) is vastra
    assert kept.with_local(northern, on).pack.id == "norrbotten"


def test_what_was_asked_for_long_ago_is_let_go() -> None:
    latest: Latest[object] = Latest(few=2)
    first = latest.get("a", object)
    latest.get("b", object)
    assert latest.get("a", object) is first
    latest.get("c", object)

    assert latest.get("a", object) is first  # asked for since "b" was
    kept = latest.get("c", object)
    latest.get("b", object)
    assert latest.get("c", object) is kept
    assert latest.get("a", object) is not first
