"""Words of retention: grounds, reasons, what stands in the way and how far a purge is."""

from collections.abc import Mapping
from datetime import datetime, tzinfo

from triage.core.keeping import ClockDoubt, Ground, KeepingRule
from triage.services.retention import DueCase, Stage
from triage.texts import Translate
from ui.viewmodels.worklist_words import shown_number


def names(_: Translate) -> Mapping[Ground, str]:
    """Return what the cases of each ground are called."""
    return {
        Ground.AGE: _("Beslut vars tid är ute"),
        Ground.MOVED: _("Beslut som är förda till journalsystemet"),
        Ground.DRAFT: _("Gamla utkast som aldrig signerades"),
        Ground.PRACTICE: _("Övningsärenden"),
        Ground.ADVICE: _("Råd vars tid är ute"),
    }


def ground_words(ground: Ground, count: int, _: Translate) -> str:
    """Return a ground with how many cases stand under it."""
    return _("{name}: {count}").format(name=names(_)[ground], count=count)


def rule_words(ground: Ground, rule: KeepingRule, _: Translate) -> str:
    """Return when a case comes under a ground, by the rule that holds."""
    if ground == Ground.AGE:
        return _("{years} år efter det sista som gjordes i ärendet.").format(years=rule.years)
    if ground == Ground.ADVICE:
        return _("{years} år efter det sista som noterades om rådet.").format(years=rule.years)
    if ground == Ground.MOVED:
        return _("{days} dagar efter markeringen.").format(days=rule.moved_days)
    if ground == Ground.PRACTICE:
        return _("Handlar inte om någon patient. Kan gallras när som helst.")
    if rule.draft_years == 1:
        return _("Orörda i ett år. Läs listan: ett utkast kan handla om någon som väntar.")
    text = _("Orörda i {years} år. Läs listan: ett utkast kan handla om någon som väntar.")
    return text.format(years=rule.draft_years)


def person(case: DueCase, _: Translate) -> str:
    """Return who a case is about, as the worklist says it."""
    if case.protected:
        return " · ".join(filter(None, (case.alias, _("Skyddade personuppgifter"))))
    number = shown_number(case.number) if case.number else ""
    return " · ".join(filter(None, (case.name or case.alias or _("Utan namn"), number)))


def reason(case: DueCase, zone: tzinfo | None, _: Translate) -> str:
    """Return why a case may go."""
    text = {
        Ground.AGE: _("Beslut. Det sista gjordes {day}."),
        Ground.MOVED: _("Beslut. Fört till journalsystemet {day}."),
        Ground.DRAFT: _("Utkast. Orört sedan {day}."),
        Ground.PRACTICE: _("Övning. Senast ändrad {day}."),
        Ground.ADVICE: _("Råd. Det sista noterades {day}."),
    }[case.ground]
    return text.format(day=day(case.since, zone))


def day(at: str, zone: tzinfo | None) -> str:
    """Return the day of a kept time."""
    return f"{datetime.fromisoformat(at).astimezone(zone):%Y-%m-%d}"


def count_words(count: int, _: Translate) -> str:
    """Return how many cases are chosen."""
    if count == 0:
        return _("Inget är valt.")
    if count == 1:
        return _("Ett ärende är valt.")
    return _("{count} ärenden är valda.").format(count=count)


def button_words(count: int, _: Translate) -> str:
    """Return what the button says."""
    if count == 1:
        return _("Gallra ett ärende")
    return _("Gallra {count} ärenden").format(count=count)


def gone_words(count: int, _: Translate) -> str:
    """Return that cases are gone."""
    if count == 1:
        return _("Ett ärende är gallrat.")
    return _("{count} ärenden är gallrade.").format(count=count)


def doubt_words(doubt: ClockDoubt, zone: tzinfo | None, _: Translate) -> str:
    """Return why nothing can be purged now, and what to do."""
    seen, since = (f"{at.astimezone(zone):%Y-%m-%d}" for at in (doubt.seen, doubt.since))
    if doubt.kind == "behind" and doubt.until is None:
        text = _(
            "Datorns klocka säger {since}, men något har redan hänt här {seen}. Ställ klockan "
            "rätt: till dess kan inget gallras."
        )
        return text.format(since=since, seen=seen)
    until = doubt.until or doubt.since
    if doubt.kind == "behind":
        text = _(
            "Datorns klocka gick fel: den sade {seen} och ställdes sedan om till {since}. Går "
            "den rätt nu kan gallring göras från {until}."
        )
    else:
        text = _(
            "Datorns klocka har hoppat från {seen} till {since}. Är det fel, ställ den rätt. Går "
            "den rätt kan gallring göras från {until}."
        )
    return text.format(seen=seen, since=since, until=f"{until.astimezone(zone):%Y-%m-%d}")


def stage_words(stage: int, _: Translate) -> str:
    """Return what is being done; "" once all of it is."""
    return {
        Stage.CASES: _("Ärendena gallras …"),
        Stage.FILE: _("Datafilen skrivs om …"),
        Stage.BACKUPS: _("En ny säkerhetskopia görs och provas …"),
    }.get(Stage(stage), "")


def set_aside_words(count: int, _: Translate) -> str:
    """Return that former stores lie beside, which no purge reaches; "" without any."""
    if count == 0:
        return ""
    if count == 1:
        return _(
            "En tidigare datafil ligger kvar i datamappen efter en återställning. Gallring når "
            "den inte. Ta bort mappen vars namn börjar på ”former” när inget i den behöver räddas."
        )
    text = _(
        "{count} tidigare datafiler ligger kvar i datamappen efter återställningar. Gallring når "
        "dem inte. Ta bort mapparna vars namn börjar på ”former” när inget i dem behöver räddas."
    )
    return text.format(count=count)
