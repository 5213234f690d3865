"""Which answers settle a prerequisite: read off its rule, whatever the rule is."""

import pytest

from tests.core.small_packs import VOCABULARY, WORDS
from triage.core.compiled import CompiledPack
from triage.core.logic import State
from triage.core.pack import Pack
from triage.core.settling import Settling, settling, unsettling, waiting
from triage.core.vocabulary import NOT_KNOWN, Facts
from triage.packs.catalogue import Catalogue

CATALOGUE = Catalogue()
EVERY = [
    (pack_id, one.id)
    for pack_id in CATALOGUE.ids
    for one in CATALOGUE.compiled(pack_id).pack.prerequisites
]
SOURCE = {"document": "plan", "section": WORDS}


def asking(rule: object) -> CompiledPack:
    """Return a pack whose one prerequisite has a rule."""
    pack = Pack.model_validate(
        {
            "id": "small",
            "name": WORDS,
            "version": "1",
            "about": WORDS,
            "criteria": (
                {"id": "grave", "text": WORDS, "when": {"fact": "incurable"}, "source": SOURCE,
                 "basis": "source"},
            ),
            "prerequisites": (
                {"id": "ready", "todo": WORDS, "owner": WORDS, "when": rule, "source": SOURCE,
                 "basis": "source"},
            ),
            "care_forms": (
                {"id": "general", "eligibility": {"all": ("grave",)}, "prerequisites": ("ready",),
                 "always_offered": True},
            ),
            "areas": (),
            "teams": (),
            "municipalities": (),
        }
    )  # fmt: skip
    return CompiledPack(pack, VOCABULARY, "digest")


@pytest.mark.parametrize(("pack_id", "name"), EVERY)
def test_every_answer_offered_settles_and_can_be_taken_back(pack_id: str, name: str) -> None:
    compiled = CATALOGUE.compiled(pack_id)
    ways = settling(compiled, name, {})
    assert ways, "a prerequisite of the project's packs can be ticked"
    for fact, value in ways:
        facts: Facts = {fact: value}
        assert compiled.prerequisite[name](facts) is State.YES
        assert settling(compiled, name, facts) == ()
        assert unsettling(compiled, name, facts) == fact


def test_a_yes_or_no_question_has_one_answer_that_settles_it() -> None:
    assert settling(asking({"fact": "need"}), "ready", {}) == (Settling("need", True),)
    refused = asking({"not": {"fact": "need"}})
    assert settling(refused, "ready", {"need": True}) == (Settling("need", False),)


def test_a_choice_has_each_of_its_answers_that_settle() -> None:
    compiled = asking({"fact": "place", "in": ("home", "ward")})
    assert settling(compiled, "ready", {"place": "other"}) == (
        Settling("place", "home"),
        Settling("place", "ward"),
    )
    assert unsettling(compiled, "ready", {"place": "other"}) is None


def test_a_set_is_settled_by_one_member_or_by_none() -> None:
    assert settling(asking({"fact": "pump", "includes": "b"}), "ready", {}) == (
        Settling("pump", ("b",)),
    )
    assert settling(asking({"fact": "pump", "empty": True}), "ready", {}) == (Settling("pump", ()),)


def test_two_questions_leave_the_last_one_to_the_box() -> None:
    compiled = asking({"all": ({"fact": "need"}, {"fact": "night"})})
    assert settling(compiled, "ready", {}) == ()
    assert waiting(compiled, "ready", {"need": True}) == ("night", "need")
    assert settling(compiled, "ready", {"need": True}) == (Settling("night", True),)
    assert unsettling(compiled, "ready", {"need": True, "night": True}) == "need"


def test_a_number_is_given_at_its_question() -> None:
    compiled = asking({"fact": "pain", "lte": 2})
    assert settling(compiled, "ready", {}) == ()
    assert waiting(compiled, "ready", {}) == ("pain",)


def test_what_two_answers_hold_up_no_single_one_opens() -> None:
    compiled = asking({"any": ({"fact": "need"}, {"fact": "night"})})
    assert unsettling(compiled, "ready", {"need": True, "night": True}) is None


def test_asked_and_not_known_is_open() -> None:
    compiled = asking({"fact": "need"})
    assert settling(compiled, "ready", {"need": NOT_KNOWN}) == (Settling("need", True),)
    assert waiting(compiled, "ready", {"need": NOT_KNOWN}) == ("need",)
