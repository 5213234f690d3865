"""`criteria diff`: who moves from one pack to another, and what changed in them."""

import argparse
from collections.abc import Iterator, Sequence

from triage.cli.assess import add_language, json_pieces
from triage.cli.given_pack import HELP, GivenPack, given_pack
from triage.cli.layout import WIDTH, field, printable, table, wrapped
from triage.cli.output import write_out
from triage.cli.run import Exit
from triage.core.answers import plain
from triage.core.compiled import CompiledPack
from triage.core.difference import DifferentQuestionsError, difference
from triage.core.movement import Difference, Flow, Movement, Mover, Outcome, Result
from triage.diff_words import change_words, touch_words
from triage.movement_words import MovementWords, share_words
from triage.packs.catalogue import Catalogue
from triage.packs.diff import Change, changes
from triage.packs.problems import InputError, Problem
from triage.texts import Translate, translator

MOST_MOVES = 6
"""Moves that are listed for one outcome; JSON has them all."""
SHARE = 15
"""Width of a share before a move, set to the right."""
COLUMNS = (42, 16, 16, 16)
"""Widths: outcome, share before, share now, difference."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command accepts."""
    parser.add_argument("old", metavar="OLD", help=HELP)
    parser.add_argument("new", metavar="NEW", help=HELP)
    add_language(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(arguments: argparse.Namespace) -> int:
    """Hold two packs against each other.

    Raises:
        InputError: if one does not load, or the two ask the same question in two ways.
    """
    catalogue = Catalogue()
    old, new = (given_pack(name, catalogue) for name in (arguments.old, arguments.new))
    try:
        moved = difference(old.compiled, new.compiled)
    except DifferentQuestionsError as error:
        message = f"{error}; give both packs the same vocabulary"
        raise InputError([Problem(arguments.new, error.fact, message)]) from None
    changed = changes(old.compiled, new.compiled)
    if arguments.json:
        write_out(json_pieces([as_json(old, new, moved, changed)], many=False))
    else:
        lines = readable(old, new, moved, changed, arguments.language)
        write_out(f"{printable(line)}\n" for line in lines)
    return Exit.DONE


def as_json(
    old: GivenPack, new: GivenPack, moved: Difference, changed: Sequence[Change]
) -> dict[str, object]:
    """Return the difference as JSON values. Shares have nine decimals."""
    return {
        "old": old.as_json(),
        "new": new.as_json(),
        "same": old.compiled.digest == new.compiled.digest,
        "outcomes": [
            {
                "outcome": str(movement.outcome),
                "result": str(movement.result),
                "share": round(movement.share, 9) if movement.flows else None,
                "flows": [_flow(flow) for flow in movement.flows],
            }
            for movement in moved.compared
        ],
        "smallest": _mover(moved.smallest),
        "changes": [one.as_json() for one in changed],
    }


def _flow(flow: Flow) -> dict[str, object]:
    return {
        "before": flow.before,
        "after": flow.after,
        "share": round(flow.share, 9),
        "patient": _mover(flow.patient),
    }


def _mover(mover: Mover | None) -> dict[str, object] | None:
    if mover is None:
        return None
    return {
        "facts": {fact: plain(value) for fact, value in mover.facts.items()},
        "telling": list(mover.telling),
        "before": {str(outcome): value for outcome, value in mover.before.items()},
        "after": {str(outcome): value for outcome, value in mover.after.items()},
    }


def readable(
    old: GivenPack,
    new: GivenPack,
    moved: Difference,
    changed: Sequence[Change],
    language: str,
) -> Iterator[str]:
    """Yield the lines of the print: who moves, the smallest who does, shares, then the changes."""
    _ = translator(language)
    packs = old.compiled, new.compiled
    words = MovementWords(*packs, language)
    names = [f"{one.pack.name[language]} {one.pack.version}" for one in packs]
    yield from wrapped(" → ".join(names))
    yield "=" * WIDTH
    for label, given in ((_("Förut"), old), (_("Nu"), new)):
        if signature := given.signature(_):
            yield from field(label, signature)
    if packs[0].digest == packs[1].digest:
        yield from wrapped(_("De två är desamma, ord för ord."))
        return
    if len({(one.pack.id, one.pack.version) for one in packs}) == 1:
        yield from wrapped(_("Båda har samma versionsnummer, men de är inte desamma."))
    if all(movement.result is Result.SAME for movement in moved.compared):
        yield from wrapped(_("Ingen patient flyttas."))
    repeated = _repeated(moved)
    for movement in moved.compared:
        yield from _movement(movement, words, _, repeated=movement is repeated)
    if moved.smallest is not None:
        yield ""
        yield from _smallest(moved.smallest, words, _)
    for movement in moved.compared:
        if movement.result is Result.MOVES and movement is not repeated:
            yield ""
            yield from _side_by_side(movement, words, _)
    if any(movement.result is Result.MOVES for movement in moved.compared):
        yield ""
        yield from wrapped(words.reservation())
    yield ""
    yield from _changes(*packs, changed, language)


def _repeated(moved: Difference) -> Movement | None:
    """Return the recommended forms where they move just as the indicated ones do."""
    need, offer = (moved.by_outcome[one] for one in (Outcome.INDICATED, Outcome.RECOMMENDED))
    ends = [
        [(flow.before, flow.after, round(flow.share, 9)) for flow in one.flows]
        for one in (need, offer)
    ]
    return offer if need.result is Result.MOVES and ends[0] == ends[1] else None


def _movement(
    movement: Movement, words: MovementWords, _: Translate, *, repeated: bool
) -> Iterator[str]:
    sign = {Result.SAME: "=", Result.MOVES: "≠", Result.NOT_PROVEN: "?", Result.NOT_COMPARED: "–"}
    yield from wrapped(f"{sign[movement.result]} {words.title(movement.outcome)}", hang=2)
    yield from wrapped(words.statement(movement), indent=2)
    if repeated:
        yield from wrapped(_("Samma förflyttningar som ovan."), indent=2)
        return
    for flow in movement.moves[:MOST_MOVES]:
        share = share_words(flow.share, words.language)
        first, *more = wrapped(words.flow(movement.outcome, flow), indent=SHARE + 4)
        yield f"  {share:>{SHARE}}" + first[SHARE + 2 :]
        yield from more
    left = len(movement.moves) - MOST_MOVES
    if left > 0:
        rest = sum(flow.share for flow in movement.moves[MOST_MOVES:])
        text = _("och {count} mindre förflyttningar, tillsammans {share}").format(
            count=left, share=share_words(rest, words.language)
        )
        yield from wrapped(text, indent=SHARE + 4)


def _smallest(mover: Mover, words: MovementWords, _: Translate) -> Iterator[str]:
    told = words.mover(mover)
    yield from wrapped(_("Minsta exemplet på en patient som flyttas:"))
    for answer in told.answers:
        yield from wrapped(f"· {answer}", indent=2, hang=2)
    if told.rest:
        yield from wrapped(told.rest, indent=2)
    for line in told.outcomes:
        yield from wrapped(line, indent=2, hang=4)


def _side_by_side(movement: Movement, words: MovementWords, _: Translate) -> Iterator[str]:
    before, after = movement.side(new=False), movement.side(new=True)
    rows = [(words.title(movement.outcome), _("Förut"), _("Nu"), _("Ändring"))]
    for value in (one for one in words.order(movement.outcome) if one in {**before, **after}):
        was, now = before.get(value, 0.0), after.get(value, 0.0)
        rows.append(
            (
                words.value(movement.outcome, value),
                share_words(was, words.language),
                share_words(now, words.language),
                _signed(now - was, words.language),
            )
        )
    yield from table(rows, COLUMNS)


def _signed(change: float, language: str) -> str:
    if abs(change) < 0.5e-9:  # what is left of adding shares in another order
        return "–"
    return ("+" if change > 0 else "−") + share_words(abs(change), language)


def _changes(
    old: CompiledPack, new: CompiledPack, changed: Sequence[Change], language: str
) -> Iterator[str]:
    _ = translator(language)
    heading = None
    for one in change_words(changed, old, new, language):
        if one.touch is not heading:
            if heading is not None:
                yield ""
            heading = one.touch
            yield from wrapped(touch_words(one.touch, _))
            yield "-" * WIDTH
        yield from wrapped(one.title, hang=2)
        for line in one.lines:
            yield from wrapped(line, indent=2, hang=4)
