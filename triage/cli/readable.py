"""A recommendation as a clinician reads it: at one glance, what is urgent first.

While more than one form is possible, what is possible leads and no form stands alone.
"""

from datetime import datetime

from triage.cli.evidence import change_lines, ladder_lines, question_lines, source_lines
from triage.cli.layout import WIDTH, field, listed, printable, wrapped
from triage.cli.page import Page
from triage.cli.teams import team_lines
from triage.core.compiled import CompiledPack
from triage.core.logic import State
from triage.core.recommendation import Recommendation, Status
from triage.core.vocabulary import NOT_KNOWN, Facts
from triage.pack_words import warning_words
from triage.texts import Translate, enumerated, translator


def readable(
    compiled: CompiledPack,
    recommendation: Recommendation,
    facts: Facts,
    *,
    at: datetime,
    language: str,
    case_id: str | int | None = None,
) -> list[str]:
    """Return the lines of the print. `at` decides what is open."""
    _ = translator(language)
    page = Page(compiled, recommendation, facts, at, language)
    title = compiled.pack.name[language]
    if case_id is not None:
        title = _("Fall {id} · {pack}").format(id=printable(str(case_id)), pack=title)
    parts = [
        [*wrapped(title), "=" * WIDTH],
        _emergency(page, _),
        _warnings(page, _),
        _outcome(page, _),
        _gap(page, _),
        _urgency(page, _),
        _conditions(page, _),
        question_lines(page, _),
        ladder_lines(page, _),
        change_lines(page, _),
        source_lines(page, _),
        _footer(page, _),
    ]
    lines: list[str] = []
    for part in parts:
        if part:
            lines += [*([""] if len(lines) > 2 else []), *part]
    return lines


def _emergency(page: Page, _: Translate) -> list[str]:
    notice = page.compiled.vocabulary.emergency
    if not page.now.red_flags_checked:
        asked = page.facts.get(notice.flags) == NOT_KNOWN
        state = _("ej kontrollerat (frågat, inte känt)") if asked else _("ej kontrollerat")
        return field(_("Larmtecken"), state)
    if not page.now.red_flags:
        return field(_("Larmtecken"), _("kontrollerat, inga"))
    fact = page.compiled.vocabulary.fact[notice.flags]
    names = getattr(fact, "names", {})
    found = ", ".join(names[flag][page.language] for flag in page.now.red_flags)
    limits = page.facts.get(notice.limits)
    branch = notice.undecided
    if isinstance(limits, bool):
        branch = notice.limited if limits else notice.active
    return [
        *wrapped(f"!! {notice.title[page.language]}: {found}", hang=3),
        *wrapped(branch[page.language], indent=3),
    ]


def _warnings(page: Page, _: Translate) -> list[str]:
    pack = page.now.pack
    said = warning_words(page.now.warnings, _, valid_from=pack.valid_from, valid_to=pack.valid_to)
    return [line for text in said for line in wrapped(f"! {text}", hang=2)]


def _outcome(page: Page, _: Translate) -> list[str]:
    now = page.now
    if now.status is Status.NOT_PALLIATIVE:
        text = _("Svaren visar ingen obotlig sjukdom som fortskrider. Kriterierna gäller inte här.")
        return [*field(_("Läge"), text), *_parallel(page, _)]
    lines = []
    if now.blocked_by == "consent":
        text = _(
            "Patienten tackar nej till remiss. Vården fortsätter där den är, personalen kan få råd "
            "utan att patienten namnges; bestäm när frågan ställs igen."
        )
        lines += field(_("Samtycke"), text)
    if page.open:
        return [*lines, *_possible(page, _), *_parallel(page, _)]
    lines += field(_("Läge"), _("Avgjort: inget obesvarat kan ändra vårdformen."))
    if now.recommended is not None:
        lines += field(_("Förslag"), page.form(now.recommended))
        lines += team_lines(page, _)
    return [*lines, *_parallel(page, _)]


def _possible(page: Page, _: Translate) -> list[str]:
    now = page.now
    text = (
        _("Svaren räcker inte till ett förslag än.")
        if now.recommended is None
        else _("Preliminärt: svar som saknas kan ändra vårdformen.")
    )
    forms = enumerated([page.form(form) for form in now.possible], _("eller"))
    lines = [*field(_("Läge"), text), *field(_("Möjligt"), forms)]
    if page.recommendation.next_questions:
        fact = page.compiled.vocabulary.fact[page.recommendation.next_questions[0]]
        lines += field(_("Frågan som skiljer dem mest"), fact.question[page.language])
    # What the answers settle so far can be ruled out by those to come: then it is not said.
    if now.recommended is not None and (now.blocked_by or now.recommended in now.possible):
        label = (
            _("Om patienten inte remitteras") if now.blocked_by else _("Svaren hittills räcker för")
        )
        lines += field(label, page.form(now.recommended))
        lines += team_lines(page, _)
    return lines


def _parallel(page: Page, _: Translate) -> list[str]:
    if not page.now.parallel:
        return []
    return field(_("Erbjuds parallellt"), ", ".join(page.form(form) for form in page.now.parallel))


def _gap(page: Page, _: Translate) -> list[str]:
    now, language = page.now, page.language
    if not now.gap or now.indicated is None:
        return []
    text = _("svaren pekar på {form}, men inget team erbjuder det där patienten bor.").format(
        form=page.form(now.indicated)
    )
    lines = field(_("SAKNAS HÄR"), text)
    covers = page.compiled.pack.care_form[now.indicated].when_missing
    if covers is not None:
        lines += wrapped(covers[language], indent=4)
    line = page.compiled.pack.physician_line
    if line is not None:
        lines += field(_("Läkarlinje"), f"{line.name[language]}. {line.who_may_use[language]}")
    return lines


def _urgency(page: Page, _: Translate) -> list[str]:
    vocabulary, answer = page.compiled.vocabulary, page.now.urgency
    names = {one.id: one.name[page.language] for one in vocabulary.urgency.classes}
    reasons = {
        reason.id: reason.text[page.language]
        for one in vocabulary.urgency.classes
        for reason in one.reasons
    }
    because = "; ".join(reasons[reason] for _class, reason in answer.reasons)
    current = names[answer.current]
    lines = field(_("Angelägenhet"), f"{current} ({because})" if because else current)
    if answer.may_rise_to != answer.current:
        labels = [vocabulary.fact[fact].label[page.language] for fact in answer.questions]
        open_facts = ", ".join(label[0].lower() + label[1:] for label in labels)
        text = _("{urgency}, beroende på: {facts}")
        lines += field(
            _("Kan stiga till"), text.format(urgency=names[answer.may_rise_to], facts=open_facts)
        )
    return [*lines, *wrapped(vocabulary.urgency.note[page.language], indent=4)]


def _conditions(page: Page, _: Translate) -> list[str]:
    if not page.now.conditions:
        return []
    items = []
    for condition in page.now.conditions:
        asked = page.compiled.pack.prerequisite[condition.id]
        state = _("inte på plats") if condition.state is State.NO else _("inte besvarat")
        items.append(f"{asked.todo[page.language]} ({asked.owner[page.language]}; {state})")
    return [_("Att göra före inskrivning (ändrar inte vårdnivån):"), *listed(items, "☐")]


def _footer(page: Page, _: Translate) -> list[str]:
    pack = page.compiled.pack
    valid = (
        _("giltiga {start} – {end}").format(start=pack.valid_from or "…", end=pack.valid_to or "…")
        if pack.valid_from or pack.valid_to
        else _("giltighetstid anges inte i källan")
    )
    criteria = _("Kriterier")
    validity = f"{criteria}: {pack.id} {pack.version}, {valid}, {page.now.pack.digest}"
    approved = (
        _("Inte godkända lokalt.")
        if pack.approved is None
        else _("Godkända lokalt av {by} {day}.").format(by=pack.approved.by, day=pack.approved.on)
    )
    return [
        "-" * WIDTH,
        *wrapped(validity),
        *wrapped(approved),
        *wrapped(
            _(
                "Vägval jämför svar med publicerade inskrivningskriterier och visar vilka som är "
                "uppfyllda, inte uppfyllda eller inte kända. Det ställer ingen diagnos och fattar "
                "inget beslut. Vägval är inte CE-märkt och har ingen tillverkare enligt "
                "förordningen om medicintekniska produkter; för verklig användning måste en "
                "vårdgivare ta det ansvaret och godkänna kriterierna. I nödläge: ring."
            )
        ),
    ]
