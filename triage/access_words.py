"""The access log in words: what was done, what more is known of it, by whom and with whom.

Takes plain texts, as the log keeps them: a log may hold acts of a later program.
"""

import re
from collections.abc import Mapping
from datetime import datetime

from triage.core.swedish_time import SWEDEN
from triage.texts import Translate


def act_words(_: Translate) -> Mapping[str, str]:
    """Return what each act is called; one that is not here is shown by its code."""
    return {
        "unlocked": _("Låste upp"),
        "unlock_failed": _("Misslyckades att låsa upp"),
        "locked": _("Låste"),
        "opened": _("Öppnade patienten"),
        "found": _("Öppnade patienten från en sökning"),
        "identified": _("Satte patientens nummer"),
        "signed": _("Signerade beslut"),
        "overridden": _("Valde annat än rekommendationen"),
        "corrected": _("Öppnade beslutet för rättelse"),
        "correction_dropped": _("Ångrade rättelsen"),
        "printed": _("Skrev ut remissen"),
        "saved_pdf": _("Sparade remissen som PDF"),
        "copied": _("Kopierade remissens text"),
        "previewed_letter": _("Visade remissen"),
        "draft_deleted": _("Tog bort utkastet"),
        "draft_restored": _("Lade tillbaka utkastet"),
        "taken_over": _("Tog över utkastet"),
        "moved": _("Märkte som flyttad till journalsystemet"),
        "noted": _("Noterade i uppföljningen"),
        "advice": _("Noterade ett råd"),
        "listed": _("Skrev ut eller sparade en patientlista"),
        "purged": _("Gallrade"),
        "backed_up": _("Säkerhetskopierade"),
        "restored": _("Återställde en säkerhetskopia"),
        "salvaged": _("Räddade ur en skadad fil"),
        "set_aside_removed": _("Tog bort en undanställd datafil"),
        "exported": _("Exporterade"),
        "rule_changed": _("Ändrade en gallringsregel"),
        "person_added": _("Lade till en person"),
        "person_changed": _("Ändrade en persons uppgifter"),
        "person_left": _("Avslutade en person"),
        "passphrase_changed": _("Bytte lösenfras"),
        "recovery_code_made": _("Gjorde en ny återställningskod"),
        "key_store_changed": _("Ändrade upplåsning med datorns nyckelring"),
        "rekeyed": _("Bytte datafilens nyckel"),
        "keys_set_back": _("Tidigare nycklar gällde igen"),
        "log_read": _("Läste åtkomstloggen"),
        "log_verified": _("Kontrollerade åtkomstloggen"),
        "log_purged": _("Gallrade åtkomstloggen"),
    }


def detail_words(detail: Mapping[str, str], _: Translate) -> str:
    """Return what more is known of an act, on one line; codes that tell a reader nothing go."""
    known = {
        "reason": _("skäl: {value}"),
        "by": _("med {value}"),
        "since": _("från {value}"),
        "until": _("till {value}"),
        "tried_as": _("som {value}"),
        "tried_at": _("försökt {value}"),
        "name": _("namn: {value}"),
        "of": _("av: {value}"),
        "made_at": _("kopian gjord {value}"),
        "rule": _("gäller: {value}"),
        "years": _("sparas i {value} år"),
        "removed": _("borttagna: {value}"),
        "decisions": _("beslut: {value}"),
        "lost": _("förlorade: {value}"),
        "count": _("antal: {value}"),
        "faults": _("fel: {value}"),
        "anchor": _("ankare: {value}"),
        "file": _("fil: {value}"),
    }
    codes = _codes(_)
    told = [
        known[key].format(value=codes.get(detail[key]) or _moment(detail[key]))
        for key in known
        if detail.get(key)
    ]
    told += [f"{key}: {detail[key]}" for key in sorted(detail) if key not in {*known, *_SILENT}]
    if "remembers" in detail:
        told.append(_("på") if detail["remembers"] == "1" else _("av"))
    if detail.get("taken_back") == "1":
        told.append(_("märkningen borttagen"))
    return "; ".join(told)


_SILENT = frozenset(
    {
        *("revision", "form", "page", "through", "protected", "reason_code", "resumed"),
        *("person", "from_person", "taken_back", "remembers", "unknown"),
    }
)


def _codes(_: Translate) -> Mapping[str, str]:
    """Return what the program itself writes as codes, in words; what people type is none."""
    return {
        "access_log": _("åtkomstloggen"),
        "cases": _("beslut och utkast"),
        "store": _("alla beslut"),
        "history": _("patientens historik"),
        "history_on_paper": _("patientens historik, på papper"),
        "passphrase": _("lösenfras"),
        "key_store": _("datorns nyckelring"),
        "recovery": _("återställningskoden"),
        "asked": _("på begäran"),
        "due": _("efter ändringar"),
        "rekeyed": _("efter nyckelbyte"),
        "before_migration": _("före uppgradering"),
        "before_encryption": _("före kryptering"),
        "before_purge": _("före gallring"),
    }


_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}")


def _moment(value: str) -> str:
    """Return a time as people read it, in Sweden; any other text as it is."""
    if not _TIME.match(value):
        return value
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return value
    return f"{at.astimezone(SWEDEN):%Y-%m-%d %H:%M}" if at.tzinfo else value


def patient_words(number: str, _: Translate, *, hidden: bool) -> str:
    """Return the number, with the hyphen where it is a national one, or alias of a patient."""
    if hidden and number:
        return _("Skyddade personuppgifter")
    if len(number) == 12 and number.isdecimal():
        return f"{number[:8]}-{number[8:]}"
    return number


def who_words(who: str, _: Translate) -> str:
    """Return a person's name; what nobody signed in for is the program's own doing."""
    return who or _("Programmet")
