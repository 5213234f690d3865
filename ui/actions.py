"""Every shortcut of the window, in one table.

The window and its pages bind their keys from here, the help page prints the table, and a
test finds keys that would collide. An action without a page works everywhere.
"""

from functools import cache
from itertools import combinations
from typing import NamedTuple

from triage.texts import Translate


class Action(NamedTuple):
    """A thing to do, its keys as Qt writes them, and the page where they work.

    `typed` marks keys that a focused question or row takes itself; they are bound nowhere else.
    """

    id: str
    text: str
    keys: tuple[str, ...]
    page: str | None = None
    typed: bool = False


def actions(_: Translate) -> tuple[Action, ...]:
    """Return the table in a reader's language."""
    return (
        Action("new", _("Ny bedömning"), ("Ctrl+N",)),
        Action("advice", _("Notera ett råd"), ("Ctrl+D",)),
        Action("search", _("Sök patient eller ärende; bland kriterierna i texten"), ("Ctrl+F",)),
        Action("worklist", _("Arbetslistan"), ("Ctrl+B",)),
        Action("lock", _("Lås"), ("Ctrl+L",)),
        Action("switch_person", _("Byt person"), ("Ctrl+Shift+L",)),
        Action("primary", _("Sidans huvudknapp, uppe till höger"), ("Ctrl+Return", "Ctrl+Enter")),
        Action("compare", _("Jämför regionerna för ärendet"), ("Ctrl+J",)),
        Action("history", _("Patientens historik"), ("Ctrl+Shift+H",)),
        Action("criteria", _("Läs kriterierna"), ("Ctrl+K",)),
        Action("settings", _("Inställningar"), ("Ctrl+,",)),
        Action("help", _("Hjälp"), ("F1",)),
        Action("message", _("Till meddelandet överst; Esc stänger det"), ("F8",)),
        Action("larger", _("Större text"), ("Ctrl++", "Ctrl+=")),
        Action("smaller", _("Mindre text"), ("Ctrl+-",)),
        Action("usual_size", _("Text i vanlig storlek"), ("Ctrl+0",)),
        Action("access_log", _("Åtkomstlogg"), ()),
        Action("backups", _("Säkerhetskopior"), ()),
        Action("retention", _("Gallring"), ()),
        Action("people", _("Personer och lösenfraser"), ()),
        Action("about", _("Om Vägval"), ()),
        Action("quit", _("Avsluta"), ("Ctrl+Q",)),
        Action("open", _("Öppna markerad rad"), ("Return", "Enter"), "worklist", typed=True),
        Action("reassess", _("Ombedöm patienten på raden"), ("Ctrl+R",), "worklist"),
        Action(
            "delete_draft",
            _("Ta bort utkastet på raden"),
            ("Del", "Ctrl+Backspace"),
            "worklist",
            typed=True,
        ),
        Action(
            "moved_row",
            _("Förd till journalsystemet, eller ta tillbaka det"),
            ("Ctrl+Shift+J",),
            "worklist",
        ),
        Action(
            "view",
            _("Vyerna över listan, från vänster"),
            tuple(f"Ctrl+{number}" for number in range(1, 10)),
            "worklist",
        ),
        Action("filter", _("Välj angelägenhet, team eller kommun"), ("Ctrl+Shift+F",), "worklist"),
        Action("mine", _("Mina ärenden eller allas, där flera arbetar"), ("Ctrl+M",), "worklist"),
        Action("group", _("Gruppera efter team eller kommun"), ("Ctrl+G",), "worklist"),
        Action("print_list", _("Skriv ut rondlista"), ("Ctrl+P",), "worklist"),
        Action("save_list", _("Spara rondlista som PDF"), ("Ctrl+S",), "worklist"),
        Action("undo_delete", _("Ångra borttagningen"), ("Ctrl+Z",), "worklist"),
        Action("yes", _("Svara ja"), ("J", "Y"), "checklist", typed=True),
        Action("no", _("Svara nej"), ("N",), "checklist", typed=True),
        Action("unknown", _("Svara vet ej"), ("V",), "checklist", typed=True),
        Action("score", _("Skatta 0–4"), ("0", "1", "2", "3", "4"), "checklist", typed=True),
        Action("clear", _("Ta bort svaret"), ("Del",), "checklist", typed=True),
        Action("between", _("Föregående och nästa fråga"), ("Up", "Down"), "checklist", typed=True),
        Action("unanswered", _("Nästa obesvarade fråga"), ("Return",), "checklist", typed=True),
        Action("step_back", _("Föregående steg"), ("Alt+Left",), "checklist"),
        Action("step_on", _("Nästa steg"), ("Alt+Right",), "checklist"),
        Action("next_question", _("Frågan som avgör mest"), ("F6",), "checklist"),
        Action("short_page", _("Kort eller hela checklistan"), ("Ctrl+M",), "checklist"),
        Action("contact_now", _("Kontakt för larmtecken tagen nu"), ("Ctrl+T",), "checklist"),
        Action(
            "note_fields",
            _("Till stegets fält i remissen, och tillbaka till frågorna"),
            ("F7",),
            "checklist",
        ),
        Action("same_as_last", _("Samma svar som sist"), ("=",), "checklist", typed=True),
        Action("undo", _("Ångra"), ("Ctrl+Z",), "checklist"),
        Action("redo", _("Gör om"), ("Ctrl+Y", "Ctrl+Shift+Z"), "checklist"),
        Action("since_last", _("Sedan sist"), ("Ctrl+H",), "checklist"),
        Action("decide", _("Till beslutet"), ("F6",), "review"),
        Action("reassess_case", _("Ombedöm patienten"), ("Ctrl+R",), "review"),
        Action("since_before", _("Sedan sist"), ("Ctrl+H",), "review"),
        Action(
            "moved_case",
            _("Förd till journalsystemet, eller ta tillbaka det"),
            ("Ctrl+Shift+J",),
            "review",
        ),
        Action("follow_row", _("Följ upp remissen på raden"), ("Ctrl+U",), "worklist"),
        Action("follow_case", _("Följ upp remissen"), ("Ctrl+U",), "review"),
        Action("follow_letter", _("Följ upp remissen"), ("Ctrl+U",), "letter"),
        *_of_follow_up(_),
        Action(
            "leave_since",
            _("Tillbaka dit du kom från"),
            ("Alt+Left", "Esc", "Ctrl+H"),
            "since_last",
        ),
        Action("save_history", _("Spara historiken som PDF"), ("Ctrl+S",), "history"),
        Action("print_history", _("Skriv ut historiken"), ("Ctrl+P",), "history"),
        Action("leave_history", _("Tillbaka dit du kom från"), ("Alt+Left", "Esc"), "history"),
        Action("leave_compare", _("Tillbaka dit du kom från"), ("Alt+Left", "Esc"), "compare"),
        Action("next_found", _("Nästa träff"), ("F3",), "help"),
        Action("previous_found", _("Föregående träff"), ("Shift+F3",), "help"),
        Action("leave_help", _("Tillbaka dit du kom från"), ("Alt+Left",), "help"),
        Action("leave_settings", _("Tillbaka dit du kom från"), ("Alt+Left",), "settings"),
        Action("leave_reason", _("Tillbaka utan att öppna"), ("Esc", "Alt+Left"), "access_reason"),
        Action("save_log", _("Spara utdraget som PDF"), ("Ctrl+S",), "access_log"),
        Action("leave_backups", _("Fäll ihop, eller tillbaka"), ("Esc", "Alt+Left"), "backups"),
        Action("leave_log", _("Tillbaka dit du kom från"), ("Alt+Left",), "access_log"),
        Action("leave_people", _("Tillbaka dit du kom från"), ("Alt+Left",), "people"),
        Action("leave_advice", _("Fäll ihop, eller tillbaka"), ("Esc", "Alt+Left"), "advice"),
        Action("save_advice", _("Spara råden som tabell"), ("Ctrl+S",), "advice"),
        Action("leave_about", _("Tillbaka dit du kom från"), ("Alt+Left",), "about"),
        Action("leave_retention", _("Tillbaka dit du kom från"), ("Alt+Left",), "retention"),
        Action("leave_teams", _("Stäng teamet, eller tillbaka"), ("Esc", "Alt+Left"), "teams"),
        Action("next_hit", _("Nästa träff"), ("F3",), "criteria"),
        Action("previous_hit", _("Föregående träff"), ("Shift+F3",), "criteria"),
        Action("save_criteria", _("Spara kriterierna som PDF eller HTML"), ("Ctrl+S",), "criteria"),
        Action("print_criteria", _("Skriv ut kriterierna"), ("Ctrl+P",), "criteria"),
        Action("copy_criteria", _("Kopiera det markerade"), ("Ctrl+Shift+C",), "criteria"),
        Action("leave_criteria", _("Tillbaka dit du kom från"), ("Alt+Left",), "criteria"),
        Action("undo_edit", _("Ångra"), ("Ctrl+Z",), "edit_criteria"),
        Action("redo_edit", _("Gör om"), ("Ctrl+Y", "Ctrl+Shift+Z"), "edit_criteria"),
        Action("section_back", _("Föregående avsnitt"), ("Ctrl+PgUp",), "edit_criteria"),
        Action("section_on", _("Nästa avsnitt"), ("Ctrl+PgDown",), "edit_criteria"),
        Action("leave_edit", _("Tillbaka dit du kom från"), ("Alt+Left",), "edit_criteria"),
        *_typed_in_lists(_),
        Action("print", _("Skriv ut remissen"), ("Ctrl+P",), "letter"),
        Action("copy_letter", _("Kopiera remissens text"), ("Ctrl+Shift+C",), "letter"),
        Action(
            "moved_letter",
            _("Förd till journalsystemet, eller ta tillbaka det"),
            ("Ctrl+Shift+J",),
            "letter",
        ),
        Action("save_pdf", _("Spara remissen som PDF"), ("Ctrl+S",), "letter"),
        Action("save_annex", _("Spara bilagan för sig"), ("Ctrl+Shift+S",), "letter"),
        Action("enclose", _("Kriterierna som bilaga, eller utan"), ("Ctrl+Shift+K",), "letter"),
        Action("text_length", _("Kort eller hela texten"), ("Ctrl+M",), "letter"),
        Action("first_lack", _("Det första som saknas i remissen"), ("F6",), "letter"),
    )


def _of_follow_up(_: Translate) -> tuple[Action, ...]:
    """Return what the page of a referral's follow-up takes."""
    acts = (
        ("act_send", _("Notera en sändning"), ("Ctrl+1",)),
        ("act_answer", _("Notera ett svar"), ("Ctrl+2",)),
        ("act_contact", _("Notera en kontakt"), ("Ctrl+3",)),
        ("act_close", _("Avsluta ärendet"), ("Ctrl+4",)),
        ("to_conditions", _("Till det som ska ordnas"), ("Ctrl+5",)),
        ("to_noted", _("Till det som noterades sist, för att stryka det"), ("Ctrl+6",)),
        ("plan_day", _("Till nästa ombedömning; en siffra flyttar den"), ("Ctrl+E",)),
        ("undo_note", _("Ångra det som noterades sist"), ("Ctrl+Z",)),
        ("reassess_followed", _("Ombedöm patienten"), ("Ctrl+R",)),
        ("leave_follow_up", _("Tillbaka dit du kom från"), ("Alt+Left",)),
    )
    return tuple(Action(name, text, keys, "follow_up") for name, text, keys in acts)


def _typed_in_lists(_: Translate) -> tuple[Action, ...]:
    """Return what a list of criteria and a rule take while a row of theirs has the keyboard."""
    typed = (
        ("row_walk", _("Föregående och nästa rad"), ("Up", "Down")),
        ("row_ends", _("Första och sista raden"), ("Home", "End")),
        ("row_open", _("Öppna raden, eller ändra villkoret"), ("Return", "Enter")),
        ("row_add", _("Lägg till"), ("+", "Ins")),
        ("row_remove", _("Ta bort"), ("Del",)),
        ("row_move", _("Flytta upp och ner"), ("Ctrl+Up", "Ctrl+Down")),
        ("rule_not", _("Sätt ”inte” före villkoret, eller ta bort det"), ("I",)),
    )
    return tuple(
        Action(name, text, keys, "edit_criteria", typed=True) for name, text, keys in typed
    )


@cache
def _keys() -> dict[str, tuple[str, ...]]:
    return {action.id: action.keys for action in actions(str)}


def keys_of(action: str) -> tuple[str, ...]:
    """Return the keys of an action; KeyError where the table has none of that name."""
    return _keys()[action]


def conflicts() -> list[tuple[str, str, str]]:
    """Return (key, action, action) for keys that two actions would take at the same place."""
    return [
        (key, one.id, other.id)
        for one, other in combinations(actions(str), 2)
        for key in one.keys
        if key in other.keys and (one.page == other.page or None in (one.page, other.page))
    ]
