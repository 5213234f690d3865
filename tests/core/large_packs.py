"""Invented packs of any size, for measuring how proofs grow with questions and care forms."""

import random
from itertools import cycle

from tests.core.small_packs import SOURCE, VOCABULARY, WORDS
from triage.core.compiled import CompiledPack
from triage.core.pack import Pack
from triage.core.vocabulary import Vocabulary

KINDS = ("bool", "bool", "bool", "score", "set", "bool", "bool", "int", "bool", "choice")
"""The kinds of questions in the proportions of a real checklist, roughly."""

PLACES = tuple(f"{number:04}" for number in range(1, 41))


def large_pack(facts: int, forms: int, seed: int = 1, *, spread: bool = False) -> CompiledPack:
    """Return a pack whose ladder reads so many facts; the same seed gives the same pack.

    Each form has a few criteria of one to three questions, as the real packs have. Neighbours
    on the ladder share some, so that a higher form asks for more; spread, each form reads any
    of the questions, twice as many of them.
    """
    chance = random.Random(seed)  # noqa: S311 - made-up rules, not secrets
    names = [f"fact_{number}" for number in range(facts)]
    kinds = dict(zip(names, cycle(KINDS), strict=False))
    groups = [
        chance.sample(names, 2 * facts // forms) if spread else names[at::forms]
        for at in range(forms)
    ]
    criteria = [_criterion("incurable_disease", {"fact": "incurable"})]
    ladder = []
    for at, group in enumerate(groups):
        shared = groups[at - 1][:2] if at and not spread else []
        pool = [*group, *shared]
        chance.shuffle(pool)
        needs: list[str] = []
        while pool:
            taken, pool = pool[: chance.randint(1, 3)], pool[3:]
            leaves = tuple(_leaf(name, kinds[name], chance) for name in taken)
            name = f"form_{at}_{len(needs)}"
            rule = leaves[0] if len(leaves) == 1 else {chance.choice(["all", "any"]): leaves}
            criteria.append(_criterion(name, rule))
            needs.append(name)
        ladder.append(
            {
                "id": f"form_{at}",
                "eligibility": {"all": ("incurable_disease",)},
                "need": {"any": tuple(needs)},
                "fallback": (f"form_{at + 1}",) if at + 1 < forms else (),
            }
        )
    base = {"id": "base", "eligibility": {"all": ("incurable_disease",)}, "always_offered": True}
    pack = Pack.model_validate(
        {
            "id": "large",
            "name": WORDS,
            "version": "1",
            "about": WORDS,
            "criteria": tuple(criteria),
            "care_forms": (*ladder, base),
            "areas": ({"id": "all", "name": WORDS},),
            "teams": tuple(_team(at, chance) for at in range(forms)),
            "municipalities": tuple(_place(code) for code in PLACES),
        }
    )
    return CompiledPack(pack, _vocabulary(kinds, forms), "sha256:0")


def _vocabulary(kinds: dict[str, str], forms: int) -> Vocabulary:
    stated = VOCABULARY.model_dump(by_alias=True)
    kept = [fact for fact in stated["facts"] if fact["id"] in ("incurable", "consent", "flags")]
    words = {"step": "one", "label": WORDS, "question": WORDS, "help": WORDS, "changeable": "care"}
    more: dict[str, dict[str, object]] = {
        "bool": {"worse": "yes"},
        "score": {"worse": "higher"},
        "set": {"worse": "more", "choices": _choices("abcdef"), "none": WORDS},
        "int": {"worse": "higher", "range": (0, 20)},
        "choice": {"worse": "undirected", "choices": _choices("abcde")},
    }
    asked = [{"id": name, "type": kind, **words, **more[kind]} for name, kind in kinds.items()]
    places = {
        **words,
        "id": "municipality",
        "type": "choice",
        "worse": "undirected",
        "choices": tuple({"id": code, "name": WORDS} for code in PLACES),
    }
    levels = [{"id": f"form_{at}", "level": forms - at - 1} for at in range(forms)]
    return Vocabulary.model_validate(
        {
            **stated,
            "facts": (*kept, *asked, places),
            "derived": (),
            "advice": {"form": "base", "when": {"fact": "incurable"}},
            "equal_treatment": ("municipality",),
            "care_forms": tuple(
                {"name": WORDS, "meaning": WORDS, "specialised": True, **one}
                for one in [*levels, {"id": "base", "level": 0, "specialised": False}]
            ),
            "urgency": {
                **stated["urgency"],
                "classes": tuple(
                    one if one["id"] != "soon" else {**one, "reasons": one["reasons"][1:]}
                    for one in stated["urgency"]["classes"]
                ),
            },
            "emergency": {**stated["emergency"], "limits": "incurable"},
        }
    )


def _criterion(name: str, rule: object) -> dict[str, object]:
    return {"id": name, "text": WORDS, "when": rule, "source": SOURCE, "basis": "source"}


def _leaf(name: str, kind: str, chance: random.Random) -> dict[str, object]:
    match kind:
        case "score":
            return {"fact": name, "gte": chance.randint(1, 4)}
        case "int":
            return {"fact": name, "gte": chance.randint(1, 20)}
        case "set":
            return {"fact": name, "includes": chance.choice("abcdef")}
        case "choice":
            return {"fact": name, "in": tuple(chance.sample("abcde", 2))}
        case _:
            return {"fact": name}


def _choices(ids: str) -> tuple[dict[str, object], ...]:
    return tuple({"id": one, "name": WORDS} for one in ids)


def _team(at: int, chance: random.Random) -> dict[str, object]:
    return {
        "id": f"team_{at}",
        "name": WORDS,
        "offers": (f"form_{at}",),
        "catchment": {"municipalities": tuple(sorted(chance.sample(PLACES, 20)))},
        "hours": {"always": True},
        "source": SOURCE,
        "basis": "source",
    }


def _place(code: str) -> dict[str, object]:
    return {
        "code": code,
        "name": "x",
        "county": "x",
        "pack": "large",
        "area": "all",
        "basis": "county",
    }
