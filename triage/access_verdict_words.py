"""What verifying the access log found, in words that say what it means and what to do."""

from typing import NamedTuple

from triage.store.access_findings import AnchorState, Fault, Finding, Verdict
from triage.texts import Translate


class Said(NamedTuple):
    """A tone ("success", "warning", "error", "info") and a sentence or two."""

    tone: str
    text: str


def verdict_words(verdict: Verdict, _: Translate) -> tuple[Said, ...]:
    """Return what was found, the gravest first."""
    said = [Said("error", _finding(one, _)) for one in verdict.findings]
    said += _anchor(verdict, _)
    if verdict.whole:
        said.insert(0, Said("success", _whole(verdict, _)))
    elif verdict.findings:
        advice = _(
            "Ändra inget mer. Jämför med en äldre säkerhetskopia och tala med den som ansvarar "
            "för informationssäkerheten hos er."
        )
        said.append(Said("info", advice))
    if verdict.set_back_count:
        said.append(Said("info", _set_back(verdict, _)))
    if verdict.purges:
        last = verdict.purges[-1]
        text = _("Posterna 1–{last} är gallrade enligt loggens regel, senast {day}.")
        said.append(Said("info", text.format(last=last.through, day=last.at[:10])))
    return tuple(said)


def _whole(verdict: Verdict, _: Translate) -> str:
    if not verdict.checked:
        return _("Loggen är tom.")
    if verdict.checked == 1:
        return _("1 post kontrollerad. Den är som den skrevs.")
    text = _(
        "{count} poster kontrollerade, {first}–{last}. Ingen är ändrad, flyttad, insatt eller "
        "borttagen."
    )
    return text.format(count=verdict.checked, first=verdict.first, last=verdict.last)


def _finding(found: Finding, _: Translate) -> str:
    many = found.first != found.last
    texts = {
        Fault.ALTERED: (
            _("Post {first} är ändrad efter att den skrevs, eller inte skriven av programmet."),
            _("Posterna {first}–{last} är ändrade efteråt, eller inte skrivna av programmet."),
        ),
        Fault.MOVED: (
            _("Post {first} står på en annan posts plats."),
            _("Posterna {first}–{last} står på varandras platser."),
        ),
        Fault.MISSING: (
            _("Post {first} saknas: den är borttagen."),
            _("Posterna {first}–{last} saknas: de är borttagna."),
        ),
        Fault.INSERTED: (
            _("Post {first} är insatt efteråt, och de som följer är omnumrerade."),
            _("Posterna {first}–{last} är insatta efteråt, och de som följer är omnumrerade."),
        ),
        Fault.PURGE_ALTERED: (
            _("Noteringen om gallringen till och med post {first} är ändrad eller förfalskad."),
        )
        * 2,
    }
    if found.fault is Fault.REMOVED:
        one = _("Mellan post {first} och {last} är 1 post borttagen och resten omnumrerad.")
        more = _(
            "Mellan post {first} och {last} är {count} poster borttagna och resten omnumrerad."
        )
        text = one if found.count == 1 else more
    else:
        text = texts[found.fault][many]
    return text.format(first=found.first, last=found.last, count=found.count)


def _anchor(verdict: Verdict, _: Translate) -> list[Said]:
    seq = 0 if verdict.anchor is None else verdict.anchor.seq
    match verdict.state:
        case AnchorState.HOLDS:
            text = _("Ankaret stämmer: till och med post {seq} är loggen den som fanns då.")
            return [Said("success" if verdict.whole else "info", text.format(seq=seq))]
        case AnchorState.PURGED:
            text = _("Ankarets post {seq} är gallrad, så ankaret säger inget längre. Ta ett nyare.")
            return [Said("warning", text.format(seq=seq))]
        case AnchorState.BEYOND_END:
            text = _(
                "Ankaret visar att post {seq} har funnits, men loggen slutar vid post {last}. "
                "Slutet är borttaget, eller så är filen en äldre kopia."
            )
            text = text.format(seq=seq, last=verdict.last)
            return [Said("error", text), *_restores(verdict, _)]
        case AnchorState.DIFFERS:
            text = _(
                "Ankaret stämmer inte: post {seq} är en annan än den som fanns då. Loggen är "
                "omskriven, eller så är filen en äldre kopia som det har arbetats vidare i."
            )
            return [Said("error", text.format(seq=seq)), *_restores(verdict, _)]
        case AnchorState.NONE:
            if not verdict.whole:
                return []
            text = _(
                "Utan ett ankare syns inte om slutet är bortklippt eller om hela loggen är gjord "
                "på nytt. Skriv av ankaret från en utskriven remiss och kontrollera igen."
            )
            return [Said("info", text)]


def _restores(verdict: Verdict, _: Translate) -> list[Said]:
    if not verdict.restores:
        text = _("Ingen återställning av en säkerhetskopia är loggad som kan förklara det.")
        return [Said("info", text)]
    seq, at = verdict.restores[-1]
    text = _(
        "En säkerhetskopia återställdes {day} (post {seq}). Är remissen skriven mellan kopian "
        "och återställningen är det förklaringen."
    )
    return [Said("info", text.format(day=at[:10], seq=seq))]


def _set_back(verdict: Verdict, _: Translate) -> str:
    some = ", ".join(map(str, verdict.set_back))
    if verdict.set_back_count == 1:
        text = _(
            "Datorns klocka stod tidigare vid post {some} än vid posten före. Det är inget fel."
        )
        return text.format(some=some)
    text = _(
        "Datorns klocka gick bakåt {count} gånger, först vid post {some}. Det är inget fel: "
        "ordningen är postens nummer."
    )
    return text.format(count=verdict.set_back_count, some=some)
