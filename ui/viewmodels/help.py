"""The help as it is read: its text, the keys by page, and which section a page asks for."""

from itertools import groupby
from pathlib import Path
from typing import Final

from triage.texts import Translate
from ui.actions import Action, actions

FOLDER: Final = Path(__file__).resolve().parents[2] / "resources" / "help"
KEYS: Final = "{{keys}}"


def help_text(language: str, _: Translate) -> str:
    """Return the help in a language, the tables of keys in their place."""
    text = (FOLDER / f"{language}.md").read_text(encoding="utf-8")
    return text.replace(KEYS, keys_tables(_))


def keys_tables(_: Translate) -> str:
    """Return the keys of `ui.actions` as tables, one for each page."""
    names = {
        None: _("Överallt"),
        "worklist": _("Arbetslistan"),
        "checklist": _("Checklistan"),
        "review": _("Granskningen"),
        "letter": _("Remissen"),
        "follow_up": _("Uppföljningen"),
        "history": _("Historiken"),
        "advice": _("Råden"),
        "since_last": _("Sedan sist"),
        "compare": _("Jämförelsen"),
        "criteria": _("Kriterierna"),
        "edit_criteria": _("När kriterier ändras"),
        "teams": _("Teamens telefonnummer"),
        "help": _("Hjälpen"),
        "settings": _("Inställningar"),
        "people": _("Personer"),
        "access_log": _("Åtkomstlogg"),
        "backups": _("Säkerhetskopior"),
        "retention": _("Gallring"),
        "access_reason": _("Frågan varför en patient öppnas"),
        "about": _("Om Vägval"),
    }
    order = list(names)
    bound = sorted((one for one in actions(_) if one.keys), key=lambda one: order.index(one.page))
    parts = []
    for page, group in groupby(bound, key=lambda one: one.page):
        rows = "\n".join(_row(one, _) for one in group)
        parts.append(f"### {names[page]} {{#keys-{page or 'all'}}}\n\n{rows}")
    return "\n\n".join(parts)


def _row(action: Action, _: Translate) -> str:
    # The two keys for Enter are one to whoever reads this.
    keys = dict.fromkeys(key_words(key, _) for key in action.keys)
    either = " " + _("eller") + " "
    return f"| **{either.join(keys)}** | {action.text} |"


def key_words(keys: str, _: Translate) -> str:
    """Return a combination of keys as it is read: `Ctrl+Skift+C`, `Alt+vänsterpil`."""
    named = {
        "Shift": _("Skift"),
        "Return": "Enter",
        "Del": "Delete",
        "Ins": "Insert",
        "Left": _("vänsterpil"),
        "Right": _("högerpil"),
        "Up": _("pil upp"),
        "Down": _("pil ner"),
        "PgUp": "Page Up",
        "PgDown": "Page Down",
        "Space": _("blanksteg"),
        "+": _("plus"),
        "-": _("minus"),
    }
    first, _plus, last = keys.rpartition("+")
    if not last:  # the key is the plus sign itself
        first, last = first.rstrip("+"), "+"
    parts = [*first.split("+"), last] if first else [last]
    return "+".join(named.get(part, part) for part in parts)
