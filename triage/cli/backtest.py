"""`backtest`: stored decisions weighed again under other criteria. Cases are told by id alone."""

import argparse
from collections.abc import Iterator

from triage.cli.assess import add_language, json_pieces
from triage.cli.given_pack import HELP, GivenPack, given_pack
from triage.cli.layout import WIDTH, field, printable, wrapped
from triage.cli.output import write_out
from triage.cli.run import Exit
from triage.cli.unlocking import add_unlocking, refused, unlocked
from triage.core.movement import Outcome
from triage.core.spelling import did_you_mean
from triage.keys.errors import KeysError
from triage.movement_words import MovementWords
from triage.packs.catalogue import Catalogue
from triage.packs.problems import InputError, Problem
from triage.services import StoreError
from triage.services.backtest import Backtest, NotWeighed, Reweighed, backtest
from triage.texts import Translate, translator

COUNT = 8
"""Width of a number of cases, set to the right."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command accepts."""
    parser.add_argument("pack", metavar="PACK", help=HELP)
    parser.add_argument(
        "--decided-by",
        metavar="ID",
        help="weigh the decisions that this pack made; the same pack's if left out",
    )
    add_unlocking(parser)
    add_language(parser)
    parser.add_argument("--json", action="store_true", help="print JSON, with the cases' ids")


def run(arguments: argparse.Namespace) -> int:
    """Weigh this workstation's decisions again. Nothing is kept, and no store is made.

    Raises:
        InputError: if there is no such pack, or it does not load.
    """
    catalogue = Catalogue()
    given = given_pack(arguments.pack, catalogue)
    if arguments.decided_by not in (None, given.compiled.pack.id, *catalogue.ids):
        near = did_you_mean(arguments.decided_by, catalogue.ids)
        known = near or "; known are " + ", ".join(catalogue.ids)
        raise InputError([Problem("--decided-by", "", f"no such pack{known}")])
    try:
        found = _found(given, arguments)
    except (KeysError, StoreError) as error:
        return refused(error, arguments.language)
    if arguments.json:
        write_out(json_pieces([_as_json(given, found)], many=False))
    else:
        write_out(f"{printable(line)}\n" for line in _readable(given, found, arguments.language))
    return Exit.DONE


def _found(given: GivenPack, arguments: argparse.Namespace) -> Backtest | None:
    """Return what the store's decisions give; None where nothing was ever stored here."""
    workplace = unlocked(arguments)
    if workplace is None:
        return None
    try:
        return backtest(workplace, given.compiled, decided_by=arguments.decided_by)
    finally:
        workplace.close()


def _as_json(given: GivenPack, found: Backtest | None) -> dict[str, object]:
    return {
        "pack": given.as_json(),
        "decided_by": given.compiled.pack.id if found is None else found.decided_by,
        "decisions": 0 if found is None else found.seen,
        "weighed": 0 if found is None else found.weighed,
        "outcomes": [] if found is None else [_outcome(one) for one in found.outcomes],
        "not_weighed": []
        if found is None
        else [
            {"reason": one.reason, "facts": list(one.facts), "cases": list(one.cases)}
            for one in found.not_weighed
        ],
        "other_packs": {} if found is None else dict(found.other_packs),
        "practice": 0 if found is None else found.practice,
    }


def _outcome(reweighed: Reweighed) -> dict[str, object]:
    return {
        "outcome": str(reweighed.outcome),
        "unchanged": reweighed.unchanged,
        "moved": reweighed.moved,
        "moves": [
            {
                "before": shift.before,
                "after": shift.after,
                "count": len(shift.cases),
                "cases": list(shift.cases),
            }
            for shift in reweighed.shifts
        ],
    }


def _readable(given: GivenPack, found: Backtest | None, language: str) -> Iterator[str]:
    _ = translator(language)
    pack = given.compiled.pack
    title = _("Sparade beslut vägda på nytt: {name} {version}")
    yield from wrapped(title.format(name=pack.name[language], version=pack.version))
    yield "=" * WIDTH
    if signature := given.signature(_):
        yield from field(_("Signatur"), signature)
    if found is None or found.seen == 0:
        yield from wrapped(_("Det finns inga sparade beslut här."))
        return
    yield from _counted(found, _)
    words = MovementWords(given.compiled, given.compiled, language)
    for reweighed in found.outcomes if found.weighed else ():
        yield from _moves(reweighed, found.weighed, words, _)
    yield from _left_out(found, given, language)
    yield ""
    yield from wrapped(
        _(
            "Jämfört är förslaget som sparades med beslutet, inte vårdformen som valdes, och "
            "samma svar vägda nu. Ärendenas id finns i utskriften med --json."
        )
    )


def _counted(found: Backtest, _: Translate) -> Iterator[str]:
    if found.weighed == 1:
        yield from wrapped(_("Ett beslut vägdes på nytt."))
    else:
        yield from wrapped(_("{count} beslut vägdes på nytt.").format(count=found.weighed))


def _moves(reweighed: Reweighed, weighed: int, words: MovementWords, _: Translate) -> Iterator[str]:
    title = words.title(reweighed.outcome)
    if not reweighed.moved:
        yield from wrapped(_("= {outcome}: ingen flyttas").format(outcome=title), hang=2)
        return
    moved = _("≠ {outcome}: {count} av {total} flyttas")
    text = moved.format(outcome=title, count=reweighed.moved, total=weighed)
    yield from wrapped(text, hang=2)
    for shift in reweighed.shifts:
        before, after = (
            _ended(one, reweighed.outcome, words, _) for one in (shift.before, shift.after)
        )
        first, *more = wrapped(f"{before} → {after}", indent=COUNT + 4)
        yield f"  {len(shift.cases):>{COUNT}}" + first[COUNT + 2 :]
        yield from more


def _ended(value: str, outcome: Outcome, words: MovementWords, _: Translate) -> str:
    return _("svaren räcker inte") if value == "insufficient" else words.value(outcome, value)


def _left_out(found: Backtest, given: GivenPack, language: str) -> Iterator[str]:
    _ = translator(language)
    lines = []
    if found.other_packs:
        packs = ", ".join(f"{name} {count}" for name, count in found.other_packs.items())
        text = _("beslut enligt andra kriterier (välj dem med --decided-by): {packs}")
        lines.append(text.format(packs=packs))
    if found.practice:
        lines.append(_("beslut om övningspatienten: {count}").format(count=found.practice))
    lines += [_reason(one, given, language) for one in found.not_weighed]
    if lines:
        yield from wrapped(_("Räknas inte:"))
        for line in lines:
            yield from wrapped(f"· {line}", indent=2, hang=2)


def _reason(lost: NotWeighed, given: GivenPack, language: str) -> str:
    _ = translator(language)
    count = len(lost.cases)
    if lost.reason == "answers_unknown":
        known = given.compiled.vocabulary.fact
        facts = [known[one].label[language] if one in known else one for one in lost.facts]
        text = _("svar som de här kriterierna inte känner ({facts}): {count}")
        return text.format(facts=", ".join(facts) or "?", count=count)
    if lost.reason == "too_large":
        return _("kriterierna är för sammansatta för att väga efter: {count}").format(count=count)
    if lost.reason == "newer_version":
        return _("sparade av ett nyare program: {count}").format(count=count)
    return _("går inte att läsa, skadade: {count}").format(count=count)
