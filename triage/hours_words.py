"""A team's hours as its source states them, in words; whether it is open now stands elsewhere."""

from triage.core.hours import Day, Holidays, Hours, Period, Service
from triage.texts import Translate, enumerated

_WORK_DAYS = frozenset({Day.WEEKDAYS, Day.MON, Day.TUE, Day.WED, Day.THU, Day.FRI})
_DAY_AND_NIGHT = ("00:00", "24:00")
_WITH_SUNDAY = frozenset({Day.SUN, Day.WEEKENDS, Day.EVERY_DAY})


def hours_words(hours: Hours, _: Translate) -> str:
    """Return all hours in one line: `alla dagar och helgdagar 08:00–21:00; …`."""
    if not hours.stated:
        return _("öppettider inte angivna")
    said = [_("dygnet runt")] if hours.always else []
    said += [_period(period, _) for period in hours.periods]
    return "; ".join(said)


def _period(period: Period, _: Translate) -> str:
    services = {
        Service.CLINICAL_ASSESSMENT: _("klinisk bedömning"),
        Service.PHYSICIAN_BY_PHONE: _("läkare per telefon"),
        Service.PHYSICIAN_ON_CALL: _("läkare i jour"),
        Service.TELEPHONE_ADVICE: _("råd per telefon"),
    }
    words = _days(period, _)
    if period.span is not None and (period.span.opens, period.span.closes) == _DAY_AND_NIGHT:
        every = period.days == (Day.EVERY_DAY,) and period.holidays is not Holidays.CLOSED
        all_day = _("dygnet runt")
        words = all_day if every else f"{words}, {all_day}"
    elif period.span is not None:
        words += f" {period.span.opens}–{period.span.closes}"
    if period.conflicting and period.opens is not None and period.closes is not None:
        spans = [(period.opens, period.closes)]
        spans += [(one.opens, one.closes) for one in period.conflicting]
        given = enumerated([f"{opens}–{closes}" for opens, closes in spans], _("och"))
        other = _("källan ger {times}; tiden som är gemensam räknas").format(times=given)
        words += f" ({other})"
    service = services.get(period.service)
    return words if service is None else f"{service}: {words}"


def _days(period: Period, _: Translate) -> str:
    names = {
        Day.MON: _("måndagar"),
        Day.TUE: _("tisdagar"),
        Day.WED: _("onsdagar"),
        Day.THU: _("torsdagar"),
        Day.FRI: _("fredagar"),
        Day.SAT: _("lördagar"),
        Day.SUN: _("söndagar"),
        Day.WEEKDAYS: _("vardagar"),
        Day.WEEKENDS: _("helger"),
        Day.EVERY_DAY: _("alla dagar"),
        Day.ONE_WEEKEND_DAY: _("en av helgens dagar (källan säger inte vilken)"),
    }
    days = [names[day] for day in period.days]
    if period.day_uncertain:
        return "".join(days)
    as_sunday = period.holidays is Holidays.AS_WEEKEND and not _WITH_SUNDAY.isdisjoint(period.days)
    if period.holidays is Holidays.OPEN or as_sunday:
        return enumerated([*days, _("helgdagar")], _("och"))
    if _WORK_DAYS.issuperset(period.days):  # nobody expects those on a public holiday
        return enumerated(days, _("och"))
    return _("{days}, inte helgdagar").format(days=enumerated(days, _("och")))
