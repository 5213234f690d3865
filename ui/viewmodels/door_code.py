"""The recovery code on its way to paper and back: shown in groups, typed back, slips named."""

from dataclasses import dataclass
from html import escape
from typing import Final

from triage.services.at_the_door import KeysError, read_recovery_code, wrong_groups
from triage.texts import translator

_CODE_STYLE: Final = "font-family:'DejaVu Sans Mono','Consolas',monospace;font-size:20pt"


@dataclass(frozen=True, slots=True)
class CodeHelp:
    """What is said of a code that is being typed; `whole` where nothing is missing any more."""

    text: str = ""
    wrong: bool = False
    whole: bool = False


def typed_help(typed: str, language: str, expected: str = "") -> CodeHelp:
    """Say of a half or wholly typed code which groups hold a slip.

    Where the code is known (`expected`), what is well typed must also be that one.
    """
    _ = translator(language)
    wrong = wrong_groups(typed)
    if len(wrong) == 1:
        text = _("Grupp {group} stämmer inte. Jämför den med papperet.").format(group=wrong[0])
        return CodeHelp(text, wrong=True)
    if wrong:
        groups = ", ".join(map(str, wrong))
        told = _("Grupperna {groups} stämmer inte. Jämför dem med papperet.")
        return CodeHelp(told.format(groups=groups), wrong=True)
    try:
        secret = read_recovery_code(typed)
    except KeysError as error:
        if error.code == "recovery_code_length":
            return CodeHelp(_so_far(typed, language))
        return CodeHelp(error.en if language == "en" else error.sv, wrong=True)
    if expected and secret != read_recovery_code(expected):
        return CodeHelp(_("Koden är rätt skriven, men det är en annan än den här."), wrong=True)
    return CodeHelp(_("Koden stämmer."), whole=True)


def _so_far(typed: str, language: str) -> str:
    _ = translator(language)
    count = sum(sign.isalnum() for sign in typed)
    if count == 0:
        return _("Stora eller små bokstäver, med eller utan streck.")
    if count == 1:
        return _("Ett tecken hittills.")
    return _("{count} tecken hittills.").format(count=count)


def groups(code: str) -> tuple[str, ...]:
    """Return the groups of a code."""
    return tuple(code.split("-"))


def code_lines(code: str, unit: str, day: str, language: str) -> tuple[str, ...]:
    """Return what stands on the paper: a title, what it is for, the code by its groups."""
    _ = translator(language)
    return (
        _("Återställningskod för Vägval"),
        _("Enhet: {unit}").format(unit=unit),
        _("Skapad: {day}").format(day=day),
        "",
        *(f"{number}.  {group}" for number, group in enumerate(groups(code), 1)),
        "",
        _(
            "Den som har koden och datorn kan öppna allt. Förvara den inlåst, på annan plats än "
            "datorn. Den behövs om en lösenfras glöms och för att återställa en säkerhetskopia på "
            "en annan dator. Utan lösenfras och kod kan ingen öppna det som sparats, inte heller "
            "de som gjort programmet."
        ),
    )


def code_text(code: str, unit: str, day: str, language: str) -> bytes:
    """Return the paper as a plain text file."""
    return ("\n".join(code_lines(code, unit, day, language)) + "\n").encode("utf-8")


def code_page(code: str, unit: str, day: str, language: str) -> str:
    """Return the paper as HTML, to be printed or made a PDF of."""
    title, *about, told = (escape(line) for line in code_lines(code, unit, day, language))
    coded = (line.replace("  ", "&nbsp;&nbsp;") for line in about[3:] if line)
    rows = "".join(f'<p style="{_CODE_STYLE}">{line}</p>' for line in coded)
    return f"<h1>{title}</h1><p>{'<br>'.join(about[:2])}</p>{rows}<p>{told}</p>"
