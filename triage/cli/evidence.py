"""What a recommendation rests on, in words: the ladder, open questions, what would change it."""

from collections.abc import Iterator

from triage.cli.layout import listed, wrapped
from triage.cli.page import Page
from triage.core.logic import State
from triage.core.pack import Part
from triage.core.vocabulary import NOT_KNOWN
from triage.rule_words import patient_words
from triage.texts import Translate

SIGN = {State.YES: "✓", State.NO: "–", State.UNKNOWN: "?"}

MOST_QUESTIONS = 5
"""So many next questions are printed; JSON holds them all."""


def ladder_lines(page: Page, _: Translate) -> list[str]:
    """Return every care form with its state and its criteria, the most specialised first."""
    lines = [_("Vårdstegen (✓ uppfyllt, – inte uppfyllt, ? inte känt; inom klammer källan)")]
    cited: set[str] = set()
    for form, state in page.now.care_forms.items():
        marks = []
        if form == page.now.recommended and not page.open:
            marks.append(_("förslag"))
        elif page.open and form in page.now.possible:
            marks.append(_("möjligt"))
        if page.now.offered[form] is State.NO:
            marks.append(_("erbjuds inte där patienten bor"))
        name = page.form(form) + (f"  ← {', '.join(marks)}" if marks else "")
        lines += wrapped(f"{SIGN[state]} {name}", indent=2, hang=2)
        lines += _criteria(page, form, cited, _)
    for form in dict.fromkeys(one.care_form for one in page.now.trace if one.part == "parallel"):
        lines += wrapped(_("Vid sidan av: {form}").format(form=page.form(form)), indent=2, hang=2)
        lines += _criteria(page, form, cited, _)
    return lines


def question_lines(page: Page, _: Translate) -> list[str]:
    """Return the questions that can still change the form, most telling first."""
    questions = page.recommendation.next_questions
    if not questions:
        return []
    items = []
    for fact in questions[:MOST_QUESTIONS]:
        asked = page.compiled.vocabulary.fact[fact].question[page.language]
        if page.facts.get(fact) == NOT_KNOWN:
            asked += " (" + _("frågat, inte känt") + ")"
        items.append(asked)
    lines = [_("Frågor som kan ändra vårdformen, viktigast först:"), *listed(items)]
    if len(questions) > MOST_QUESTIONS:
        more = _("och {count} till").format(count=len(questions) - MOST_QUESTIONS)
        lines += wrapped(more, indent=4)
    return lines


def change_lines(page: Page, _: Translate) -> list[str]:
    """Return the smallest changes of given answers that lead to another form."""
    items = []
    for change in page.recommendation.would_change:
        answers: list[str] = []
        for name, value in change.changes.items():
            answers += patient_words(page.compiled.vocabulary, {name: value}, page.language)
        items.append(f"{'; '.join(answers)} → {page.form(change.recommended)}")
    return [_("Det här skulle ändra svaret:"), *listed(items)] if items else []


def source_lines(page: Page, _: Translate) -> list[str]:
    """Return the titles of the documents that the criteria name."""
    pack = page.compiled.pack
    used = {criterion.source.document for criterion in pack.criteria}
    used |= {prerequisite.source.document for prerequisite in pack.prerequisites}
    items = [
        f"{document.id}: {document.title[page.language]} ({document.publisher} {document.year})"
        for document in page.compiled.vocabulary.documents
        if document.id in used
    ]
    return [_("Källor:"), *listed(items)]


def _criteria(page: Page, form: str, cited: set[str], _: Translate) -> Iterator[str]:
    """Yield the criteria of a form, part by part; a source stands at its first mention."""
    for name, part in _parts(page, form):
        if len(part.criteria) > 1:
            joined = _("alla av") if part.all is not None else _("minst ett av")
            yield from wrapped(f"{_part_name(name, _)}, {joined}:", indent=6)
        state = {
            line.criterion: line.state
            for line in page.now.trace
            if (line.care_form, line.part) == (form, name)
        }
        for criterion in part.criteria:
            text = f"{SIGN[state[criterion]]} {_stated(page, criterion, cited, _)}"
            yield from wrapped(text, indent=8 if len(part.criteria) > 1 else 6, hang=2)


def _parts(page: Page, form: str) -> tuple[tuple[str, Part], ...]:
    pack = page.compiled.pack
    beside = tuple(("parallel", one.criteria) for one in pack.parallel if one.id == form)
    return pack.care_form[form].admission if form in pack.care_form else beside


def _part_name(part: str, _: Translate) -> str:
    return {
        "eligibility": _("för vem"),
        "need": _("behov"),
        "place": _("plats"),
        "parallel": _("villkor"),
    }[part]


def _stated(page: Page, criterion: str, cited: set[str], _: Translate) -> str:
    """Return a criterion's words with its source, and its basis where that is not the source."""
    stated = page.compiled.pack.criterion[criterion]
    text = stated.text[page.language]
    if criterion in cited:
        return text
    cited.add(criterion)
    basis = {"derived": _("härlett"), "local": _("lokalt")}.get(str(stated.basis))
    source = stated.source.line(page.language)
    return f"{text} [{source}; {basis}]" if basis else f"{text} [{source}]"
