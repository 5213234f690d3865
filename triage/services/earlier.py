"""What was decided about the same patient before.

The same patient is the same number, or a chain of reassessments that each began from a decision
of the one before: an alias has no number. A decision under another number than the one at hand
is another patient's, whatever it hangs together with. Practice and real work are kept apart.
"""

from __future__ import annotations

import contextlib
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from triage.store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from triage.core.people import Author, Patient
    from triage.core.vocabulary import Facts
    from triage.services.workplace import Workplace
    from triage.store.records import Case, Revision


class Earlier(NamedTuple):
    """A decision in force that was made about the patient before, as it was signed.

    `signed_at` is in Swedish time. `facts` are the answers that today's questions still take;
    `pack` and `version` are the criteria that it was weighed by.
    """

    revision_id: str
    case_id: str
    signed_at: datetime
    facts: Facts
    care_form: str
    urgency: str | None
    author: Author
    pack: str
    version: str
    digest: str


def last_time(workplace: Workplace, case: Case) -> Earlier | None:
    """Return the decision that a case is compared with: the one it began from, else the latest.

    A decision that was corrected since is told as corrected. None where there is none, or where
    what is kept of it cannot be read: an old fault keeps nobody from working on.
    """
    with contextlib.suppress(StoreError):
        found = history(workplace, case)
        base = _case_of(workplace, case.based_on)
        began = [one for one in found if one.case_id == base]
        return next(reversed(began or found), None)
    return None


def history(workplace: Workplace, case: Case) -> tuple[Earlier, ...]:
    """Return the decisions in force about the patient before this case, the oldest first.

    Of a case that is decided itself, those that it came after.

    :raises StoreError: revision_damaged
    """
    own = workplace.revisions(case.id)
    until = min((one.decision.signed_at for one in own), default="~")  # "~" is after every time
    later = set(_descendants(workplace, case.id))
    found = [
        head
        for other in cases_of_patient(workplace, case) - later - {case.id}
        for head in workplace.store.heads(other)
        if head.decision.signed_at < until and same_patient(case, head)
    ]
    return tuple(_told(workplace, one) for one in sorted(found, key=_when))


def of_number(workplace: Workplace, number: str) -> tuple[Earlier, ...]:
    """Return the decisions in force about the patient with a number, the oldest first.

    :raises StoreError: revision_damaged
    """
    cases = {one.decision.case_id for one in workplace.decisions_of(number)}
    heads = [
        head
        for case_id in cases
        if not workplace.case(case_id).example
        for head in workplace.store.heads(case_id)
        if head.decision.patient.number == number
    ]
    return tuple(_told(workplace, one) for one in sorted(heads, key=_when))


def cases_of_patient(workplace: Workplace, case: Case) -> set[str]:
    """Return every case that is known to be about the same patient, this one among them."""
    found = {case.id}
    waiting = [case.id]
    if case.patient.number is not None:
        same = {one.decision.case_id for one in workplace.decisions_of(case.patient.number)}
        waiting += sorted(same - found)
        found |= same
    for one in waiting:  # grows while it is gone through
        beside = {*_following(workplace, one)}
        base = _case_of(workplace, workplace.case(one).based_on)
        if base is not None:
            beside.add(base)
        waiting += sorted(beside - found)
        found |= beside
    return {one for one in found if workplace.case(one).example == case.example}


def _following(workplace: Workplace, case_id: str) -> list[str]:
    """Return the cases that began from a decision of this one."""
    return workplace.store.cases_based_on([one.id for one in workplace.revisions(case_id)])


def _descendants(workplace: Workplace, case_id: str) -> Iterator[str]:
    seen = {case_id}
    waiting = [case_id]
    for one in waiting:
        for after in _following(workplace, one):
            if after not in seen:
                seen.add(after)
                waiting.append(after)
                yield after


def _case_of(workplace: Workplace, revision_id: str | None) -> str | None:
    """Return the case of a decision; None where this workstation does not have it."""
    if revision_id is None:
        return None
    try:
        return workplace.store.revision(revision_id).decision.case_id
    except StoreError as error:
        if error.code != "revision_unknown":
            raise
        return None


def same_patient(case: Case, revision: Revision) -> bool:
    """Tell whether nothing speaks against a decision being about the patient of the case."""
    numbers = {case.patient.number, revision.decision.patient.number} - {None}
    return len(numbers) < 2


def of_another(workplace: Workplace, case: Case, patient: Patient) -> bool:
    """Tell whether a reassessment began from a decision about someone else than `patient`.

    Its answers came along from there: under another number they would be another's. A number
    that the earlier case was corrected to is the same patient's.
    """
    from dataclasses import replace  # noqa: PLC0415 - not needed to start

    base = _case_of(workplace, case.based_on)
    if base is None:
        return False
    under = replace(case, patient=patient)
    return not any(same_patient(under, head) for head in workplace.store.heads(base))


def _when(revision: Revision) -> tuple[str, str]:
    return revision.decision.signed_at, revision.id


def _told(workplace: Workplace, revision: Revision) -> Earlier:
    from triage.core.answers import parse_facts  # noqa: PLC0415 - not needed to start

    decision = revision.decision
    facts, _ = parse_facts(decision.facts, workplace.catalogue.vocabulary)
    urgency = decision.recommendation.get("urgency")
    return Earlier(
        revision_id=revision.id,
        case_id=decision.case_id,
        signed_at=datetime.fromisoformat(decision.signed_at).astimezone(workplace.now().tzinfo),
        facts=facts,
        care_form=str(decision.choice["care_form"]),
        urgency=urgency if isinstance(urgency, str) else None,
        author=decision.author,
        pack=str(decision.pack["id"]),
        version=str(decision.pack["version"]),
        digest=str(decision.pack["digest"]),
    )
