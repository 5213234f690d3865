"""What a salvage saved and what it lost, in lines that a clinician can act on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from triage.texts import Translate

if TYPE_CHECKING:
    from triage.services.salvaging import Salvaged

_MOST_NAMED: Final = 10
"""Cases that are named; the rest are counted. All stand in the account beside the file."""


def account_words(done: Salvaged, _: Translate) -> tuple[str, ...]:
    """Return the account, the most important line first."""
    account = done.account
    lines = [_saved(account.decisions, account.drafts, _)]
    if account.whole:
        lines.append(_("Inget saknas."))
    if account.lost_decisions:
        lines.append(
            _one_or_more(
                len(account.lost_decisions),
                _("Ett beslut gick inte att läsa."),
                _("{count} beslut gick inte att läsa."),
            )
        )
    if account.unknown_lost:
        lines.append(_("Det kan saknas fler ärenden än så; det går inte längre att se."))
    if account.partial_drafts:
        lines.append(
            _one_or_more(
                len(account.partial_drafts),
                _("Ett utkast är bara delvis räddat. Gå igenom det."),
                _("{count} utkast är bara delvis räddade. Gå igenom dem."),
            )
        )
    if account.lost_cases:
        lines.append(
            _one_or_more(
                len(account.lost_cases),
                _("Ett ärende är borta."),
                _("{count} ärenden är borta."),
            )
        )
    lost = (*account.lost_decisions, *account.partial_drafts, *account.lost_cases)
    if lost:
        named = ", ".join(one[:8] for one in dict.fromkeys(lost[:_MOST_NAMED]))
        lines.append(_("Ärenden det gäller (id): {names}").format(names=named))
    if not account.ledger_whole:
        lines.append(_("Anteckningar i uppföljningen kan saknas."))
    if not account.log_whole:
        lines.append(_("Åtkomstloggen har luckor."))
    if done.former is not None:
        text = _("Den skadade filen är orörd och ligger i {folder}, med hela redogörelsen.")
        lines.append(text.format(folder=done.former))
    return tuple(lines)


def _saved(decisions: int, drafts: int, _: Translate) -> str:
    one = _("ett beslut") if decisions == 1 else _("{count} beslut").format(count=decisions)
    other = _("ett utkast") if drafts == 1 else _("{count} utkast").format(count=drafts)
    return _("Räddat: {decisions} och {drafts}.").format(decisions=one, drafts=other)


def _one_or_more(count: int, one: str, more: str) -> str:
    return one if count == 1 else more.format(count=count)
