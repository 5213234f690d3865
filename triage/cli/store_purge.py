"""`store purge`: what may go and why, and letting it go. Cases are told by id alone."""

import argparse
from collections.abc import Mapping

from triage.cli.assess import add_language, json_pieces
from triage.cli.layout import printable, wrapped
from triage.cli.output import write_out
from triage.cli.run import Exit
from triage.cli.unlocking import add_unlocking, refused, unlocked
from triage.core.keeping import USUAL, ClockDoubt, Ground
from triage.keys.errors import KeysError
from triage.packs.problems import InputError, Problem
from triage.services import StoreError, Workplace
from triage.services.retention import DueCase, Plan
from triage.store_words import error_of
from triage.texts import translator


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command accepts."""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("--dry-run", action="store_true", help="list what would go and why; no more")
    what.add_argument(
        "--yes", type=int, metavar="N", help="let it go for good, if it is exactly N cases"
    )
    what.add_argument(
        "--finish", action="store_true", help="clear up what an interrupted purge has left"
    )
    parser.add_argument(
        "--drafts", action="store_true", help="also old drafts that were never signed"
    )
    parser.add_argument("--practice", action="store_true", help="also practice cases")
    parser.add_argument("--json", action="store_true", help="print JSON")
    add_unlocking(parser)
    add_language(parser)


def run(arguments: argparse.Namespace) -> int:
    """List what may go, let it go, or clear up.

    Raises:
        InputError: if there are not as many cases as `--yes` says; nothing is purged then.
    """
    try:
        workplace = unlocked(arguments)
        if workplace is None:
            return _told({"purged": 0} if arguments.yes is not None else {}, None, arguments)
        try:
            return _run(workplace, arguments)
        finally:
            workplace.close()
    except (KeysError, StoreError) as error:
        return refused(error, arguments.language)


def _run(workplace: Workplace, arguments: argparse.Namespace) -> int:
    work = workplace.retention
    told: dict[str, object] = {}
    plan = work.plan()
    if arguments.yes is not None:
        cases = plan.under(_grounds(arguments))
        if len(cases) != arguments.yes:
            message = f"{len(cases)} may go, not {arguments.yes}; --dry-run lists them"
            raise InputError([Problem("--yes", "", message)])
        told["purged"] = work.purge([one.case_id for one in cases]) if cases else 0
    if not arguments.dry_run:
        cleared, why = work.try_to_finish()
        told["cleared"] = cleared
        plan = work.plan()
        _told(told, plan, arguments)
        return Exit.DONE if why is None else refused(why, arguments.language)
    return _told(told, plan, arguments)


def _grounds(arguments: argparse.Namespace) -> set[Ground]:
    chosen = set(USUAL)
    if arguments.drafts:
        chosen.add(Ground.DRAFT)
    if arguments.practice:
        chosen.add(Ground.PRACTICE)
    return chosen


def _told(done: Mapping[str, object], plan: Plan | None, arguments: argparse.Namespace) -> int:
    grounds = _grounds(arguments)
    if arguments.json:
        write_out(json_pieces([{**done, **_as_json(plan, grounds)}], many=False))
    else:
        lines = _lines(done, plan, grounds, arguments.language)
        write_out(f"{printable(line)}\n" for line in lines)
    return Exit.DONE


def _as_json(plan: Plan | None, grounds: set[Ground]) -> dict[str, object]:
    if plan is None:
        return {"cases": []}
    return {
        "rule": plan.rule.as_setting(),
        "clock": None if plan.doubt is None else _doubt(plan.doubt),
        "pending": None if plan.pending is None else plan.pending._asdict(),
        "counts": {str(ground): plan.count(ground) for ground in Ground},
        "cases": [_case(one) for one in plan.under(grounds)],
    }


def _doubt(doubt: ClockDoubt) -> dict[str, object]:
    until = None if doubt.until is None else doubt.until.isoformat()
    seen, since = doubt.seen.isoformat(), doubt.since.isoformat()
    return {"kind": doubt.kind, "seen": seen, "since": since, "until": until}


def _case(case: DueCase) -> dict[str, object]:
    ground = str(case.ground)
    return {"case": case.case_id, "ground": ground, "since": case.since, "state": case.state}


def _lines(
    done: Mapping[str, object], plan: Plan | None, grounds: set[Ground], language: str
) -> list[str]:
    _ = translator(language)
    lines = []
    if "purged" in done:
        lines.append(_("Gallrade: {count}").format(count=done["purged"]))
    if plan is None:
        return [*lines, _("Inget är sparat här.")]
    if plan.doubt is not None:
        error = StoreError(f"clock_{plan.doubt.kind}")
        lines += wrapped(f"! {error_of(error, language)}", hang=2)
    if plan.pending is not None:
        text = _("En gallring är inte färdig: äldre säkerhetskopior kan ännu ha kvar det gallrade.")
        lines += wrapped(f"! {text}", hang=2)
    rule = plan.rule
    names = {
        Ground.AGE: _("Beslut, {years} år efter det sista som gjordes").format(years=rule.years),
        Ground.MOVED: _("Förda till journalsystemet för {days} dagar sedan eller mer").format(
            days=rule.moved_days
        ),
        Ground.DRAFT: _("Aldrig signerade, orörda i {years} år").format(years=rule.draft_years),
        Ground.PRACTICE: _("Övningsärenden"),
        Ground.ADVICE: _("Råd, {years} år efter det sista som noterades").format(years=rule.years),
    }
    for ground in Ground:
        count = plan.count(ground)
        left = "" if ground in grounds or not count else _(" (går inte med)")
        lines.append(f"{count:8}  {names[ground]}{left}")
    listed = plan.under(grounds)
    lines += [f"{one.case_id}  {one.ground}  {one.since[:10]}" for one in listed]
    return lines
