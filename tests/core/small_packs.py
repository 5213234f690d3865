"""Random small packs, small enough that plain enumeration can weigh every patient."""

from collections.abc import Mapping
from itertools import combinations, product
from typing import Any

from hypothesis import strategies as st

from triage.core.compiled import CompiledPack
from triage.core.pack import Pack
from triage.core.rules import All as AllOf
from triage.core.rules import Any_ as AnyOf
from triage.core.rules import AtLeast, Comparison, Derived, Not, Rule, Unconfirmed
from triage.core.vocabulary import Answer, Vocabulary

WORDS = {"sv": "ord", "en": "word"}
SOURCE = {"document": "plan", "section": WORDS}
FORMS = ("ward", "home", "team", "general")

DOMAINS: dict[str, tuple[Answer, ...]] = {
    "incurable": (False, True),
    "need": (False, True),
    "night": (False, True),
    "pain": (0, 1, 2, 3, 4),
    "place": ("home", "ward", "other"),
    "pump": ((), ("a",), ("b",), ("a", "b")),
    "municipality": ("0001", "0002", "0003"),
}
"""Every value of every fact that small packs ask about; `consent` stands outside."""


def _fact(name: str, **more: object) -> dict[str, object]:
    return {
        "id": name,
        "step": "one",
        "label": WORDS,
        "question": WORDS,
        "help": WORDS,
        "changeable": "never" if name in ("incurable", "municipality") else "care",
        "worse": "undirected",
        **more,
    }


def _choices(*ids: str) -> tuple[dict[str, object], ...]:
    return tuple({"id": one, "name": WORDS} for one in ids)


VOCABULARY = Vocabulary.model_validate(
    {
        "version": "1",
        "documents": ({"id": "plan", "title": WORDS, "publisher": "x", "year": 2026},),
        "scope": {"fact": "incurable"},
        "declined": {"fact": "consent", "is": "declined"},
        "advice": {"form": "team", "when": {"fact": "need"}},
        "score_levels": (WORDS,) * 5,
        "steps": ({"id": "one", "name": WORDS, "lead": WORDS},),
        "facts": (
            _fact("incurable", type="bool"),
            _fact("need", type="bool"),
            _fact("night", type="bool"),
            _fact("pain", type="score"),
            _fact("place", type="choice", choices=_choices("home", "ward", "other")),
            _fact("pump", type="set", choices=_choices("a", "b"), none=WORDS),
            _fact("municipality", type="choice", choices=_choices("0001", "0002", "0003")),
            _fact("city_area", type="choice", choices=_choices("north")),
            _fact("consent", type="choice", choices=_choices("given", "declined")),
            _fact("flags", type="set", choices=_choices("bleeding"), none=WORDS),
        ),
        "derived": (
            {
                "id": "severe",
                "name": WORDS,
                "when": {"any": ({"fact": "pain", "gte": 3}, {"fact": "night"})},
                "source": SOURCE,
                "basis": "derived",
            },
        ),
        "hints": (),
        "care_forms": tuple(
            {"id": form, "name": WORDS, "meaning": WORDS, "specialised": form in FORMS[:3]}
            for form in FORMS
        ),
        "urgency": {
            "note": WORDS,
            "basis": "derived",
            "classes": (
                {
                    "id": "now",
                    "name": WORDS,
                    "reasons": (
                        {"id": "flag", "text": WORDS, "when": {"fact": "flags", "empty": False}},
                    ),
                },
                {
                    "id": "soon",
                    "name": WORDS,
                    "reasons": (
                        {"id": "severe", "text": WORDS, "when": {"derived": "severe"}},
                        {"id": "form", "text": WORDS, "specialised_form": True},
                    ),
                },
                {"id": "planned", "name": WORDS, "reasons": ()},
            ),
        },
        "emergency": {
            "flags": "flags",
            "limits": "need",
            "title": WORDS,
            "active": WORDS,
            "limited": WORDS,
            "undecided": WORDS,
        },
    }
)

_leaves = st.sampled_from(
    [
        {"fact": "need"},
        {"fact": "night"},
        {"fact": "night", "is": False},
        {"fact": "pain", "gte": 1},
        {"fact": "pain", "gte": 3},
        {"fact": "pain", "gte": 4},
        {"fact": "pain", "lte": 1},
        {"fact": "place", "is": "ward"},
        {"fact": "place", "in": ("ward", "other")},
        {"fact": "pump", "includes": "a"},
        {"fact": "pump", "empty": False},
        {"fact": "pump", "empty": True},
        {"derived": "severe"},
    ]
)


def _grown(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    some = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        some.map(lambda parts: {"all": parts}),
        some.map(lambda parts: {"any": parts}),
        inner.map(lambda part: {"not": part}),
        st.tuples(st.integers(1, 3), some).map(lambda two: {"at_least": two[0], "of": two[1]}),
    )


rules = st.recursive(_leaves, _grown, max_leaves=6)
fallbacks = st.lists(st.sampled_from(FORMS), unique=True, min_size=2, max_size=2)
places = st.lists(st.sampled_from(["0001", "0002", "0003"]), unique=True, min_size=1)


@st.composite
def packs(draw: st.DrawFn) -> CompiledPack:
    """Return a pack of four forms with random criteria, catchments and fallbacks."""
    criteria: list[dict[str, Any]] = [{"id": "incurable", "when": {"fact": "incurable"}}]
    forms: list[dict[str, object]] = []
    teams: list[dict[str, object]] = []
    for number, form in enumerate(FORMS[:-1]):
        criteria.append({"id": f"need_{form}", "when": draw(rules)})
        forms.append(
            {
                "id": form,
                "eligibility": {"all": ("incurable",)},
                "need": {"any": (f"need_{form}",)},
                "fallback": tuple(draw(fallbacks)),
            }
        )
        if draw(st.booleans()):
            teams.append(
                {
                    "id": f"team_{number}",
                    "name": WORDS,
                    "offers": (form,),
                    "catchment": {"municipalities": tuple(draw(places))},
                    "hours": {"stated": False},
                    "source": SOURCE,
                    "basis": "source",
                }
            )
    forms.append({"id": "general", "eligibility": {"all": ("incurable",)}, "always_offered": True})
    stated = [{**one, "text": WORDS, "source": SOURCE, "basis": "source"} for one in criteria]
    pack = Pack.model_validate(
        {
            "id": "small",
            "name": WORDS,
            "version": "1",
            "about": WORDS,
            "criteria": tuple(stated),
            "care_forms": tuple(forms),
            "areas": ({"id": "all", "name": WORDS},),
            "teams": tuple(teams),
            "municipalities": tuple(
                {
                    "code": str(code),
                    "name": "x",
                    "county": "x",
                    "pack": "small",
                    "area": "all",
                    "basis": "x",
                }
                for code in DOMAINS["municipality"]
            ),
        }
    )
    return CompiledPack(pack, VOCABULARY, "sha256:small")


@st.composite
def partial(draw: st.DrawFn) -> dict[str, Answer]:
    """Return answers to some of the facts; some are asked and not known."""
    facts: dict[str, Answer] = {}
    for name, values in DOMAINS.items():
        kind = draw(st.integers(0, 5))
        if kind >= 2:
            facts[name] = draw(st.sampled_from(values))
        elif kind == 1:
            facts[name] = "unknown"
    return facts


def completions(facts: Mapping[str, Answer]) -> list[dict[str, Answer]]:
    """Return every way to answer what is open."""
    open_facts = [name for name in DOMAINS if facts.get(name, "unknown") == "unknown"]
    known = {name: value for name, value in facts.items() if name not in open_facts}
    return [
        known | dict(zip(open_facts, values, strict=True))
        for values in product(*(DOMAINS[name] for name in open_facts))
    ]


def holds(rule: Rule, facts: Mapping[str, Answer]) -> bool:
    """Evaluate a rule over complete answers, as plainly as can be."""
    match rule:
        case AllOf(all=parts):
            return all(holds(part, facts) for part in parts)
        case AnyOf(any=parts):
            return any(holds(part, facts) for part in parts)
        case Not(not_=part) | Unconfirmed(unconfirmed=part):
            return not holds(part, facts)
        case AtLeast(at_least=count, of=parts):
            return sum(holds(part, facts) for part in parts) >= count
        case Derived(derived=name):
            return holds(VOCABULARY.definition[name].when, facts)
        case _:
            assert isinstance(rule, Comparison)
            return rule.test(facts[rule.fact])


def admits(compiled: CompiledPack, form: str, facts: Mapping[str, Answer]) -> bool:
    """Say whether a form admits a fully answered patient."""
    return all(
        (all if part.all else any)(
            holds(compiled.pack.criterion[name].when, facts) for name in part.criteria
        )
        for _, part in compiled.pack.care_form[form].admission
    )


def offered_at(compiled: CompiledPack, form: str, code: Answer) -> bool:
    """Say whether a form is offered in a municipality."""
    if compiled.pack.care_form[form].always_offered:
        return True
    return any(
        form in team.offers and code in team.catchment.municipalities
        for team in compiled.pack.teams
    )


def outcome(compiled: CompiledPack, facts: Mapping[str, Answer]) -> tuple[str, bool]:
    """Return the recommended form and whether it stands in for a gap, by plain reading."""
    if not facts["incurable"]:
        return "not_palliative", False
    indicated = next(form for form in FORMS if admits(compiled, form, facts))
    code = facts["municipality"]
    if offered_at(compiled, indicated, code):
        return indicated, False
    route = (*compiled.pack.care_form[indicated].fallback, "general")
    return next(form for form in route if offered_at(compiled, form, code)), True


def smaller_changes(names: list[str], most: int) -> list[tuple[str, ...]]:
    """Return the sets of facts of up to `most` members, smallest first."""
    return [some for size in range(1, most + 1) for some in combinations(names, size)]
