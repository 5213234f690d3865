"""The round list on its way out: open conditions in words, the PDF, the entry in the log."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from triage.referral.round_list import RoundGroup, RoundList, RoundRow
from triage.services.follow_up import tasks_now
from triage.store.acts import Act

if TYPE_CHECKING:
    from triage.services.workplace import Workplace
    from triage.texts import Translate

__all__ = ["RoundGroup", "RoundList", "RoundRow", "conditions", "pdf", "tell"]


def conditions(
    workplace: Workplace, case_id: str, language: str, _: Translate, *, owners: bool = True
) -> tuple[str, ...]:
    """Return the open conditions of a decided case, each with who sees to it and by when.

    :raises StoreError: where the decision cannot be read
    :raises InputError: where its criteria cannot be read
    """
    revision = workplace.decision(case_id)
    if revision is None:
        return ()
    known = workplace.compiled_as_decided(revision).pack.prerequisite
    stands = workplace.follow_up.standing(case_id)
    tasks = tasks_now(revision, stands)
    found = []
    for code in stands.conditions:
        stated, task = known.get(code), tasks.get(code)
        what = code if stated is None else stated.todo[language]
        owner = "" if task is None or not owners else task.owner
        due = "" if task is None else task.due
        by = _("senast {when}").format(when=date.fromisoformat(due)) if due else ""
        found.append(" · ".join(filter(None, (what, owner, by))))
    return tuple(found)


def pdf(of: RoundList, step: Callable[[int], bool]) -> bytes | None:
    """Return the list as a PDF; None where `step`, told how many rows are done, said no."""
    from triage.referral.round_list_pdf import pdf as made  # noqa: PLC0415 - seldom needed

    return made(of, step)


def tell(workplace: Workplace, of: RoundList, way: str, view: str) -> None:
    """Log that a list of patients left the program, on `paper` or as a `file`."""
    workplace.record(Act.LISTED, way=way, view=view, patients=str(of.count))
