"""Random patients of the real vocabulary, partly answered."""

from hypothesis import strategies as st

from triage.core.compiled import CompiledPack
from triage.core.vocabulary import NOT_KNOWN, Answer, ChoiceFact, Fact, SetFact


def values(fact: Fact, compiled: CompiledPack) -> st.SearchStrategy[Answer]:
    """Return answers to a fact; places mostly of the pack."""
    if isinstance(fact, SetFact):
        chosen = st.lists(st.sampled_from(fact.members), unique=True, max_size=3)
        return chosen.map(lambda some: tuple(one for one in fact.members if one in some))
    if fact.id == "municipality":
        return st.sampled_from(list(compiled.pack.municipality))
    if isinstance(fact, ChoiceFact):
        return st.sampled_from(fact.values)
    if fact.id == "age_years":
        return st.sampled_from([0, 17, 18, 71, 120])
    return st.sampled_from(fact.values)


@st.composite
def patients(draw: st.DrawFn, compiled: CompiledPack) -> dict[str, Answer]:
    """Return answers to some facts; the disease is mostly incurable, or nothing is weighed."""
    share = draw(st.sampled_from([2, 5, 8, 10]))
    facts: dict[str, Answer] = {}
    for fact in compiled.vocabulary.facts:
        kind = draw(st.integers(0, 10))
        if kind < share:
            facts[fact.id] = draw(values(fact, compiled))
        elif kind == 10:
            facts[fact.id] = NOT_KNOWN
    if draw(st.integers(0, 4)):
        facts["incurable_progressive_disease"] = True
    return facts
