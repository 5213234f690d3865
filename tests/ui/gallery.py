"""Draws every widget in both themes at 100 % and 200 % text: `python -m tests.ui.gallery`.

A tool for the eye, not a test. Pictures land in `build/pictures/widgets/`.
"""

import os
import sys
from pathlib import Path

if not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ui.theme import ThemeName, apply_theme, current, em
from ui.widgets.cards import Head, HeadCard, NextQuestionCard, NoticeCard, SectionHeading
from ui.widgets.ladder import Condition, ConditionList, Ladder, Mark, Rung, TraceLine
from ui.widgets.message_bar import MessageBar
from ui.widgets.question import Question, RowWords
from ui.widgets.question_row import QuestionRow
from ui.widgets.reading_text import ReadingText
from ui.widgets.segmented import Option
from ui.widgets.step_list import Progress, Step, StepList
from ui.widgets.text_search import TextSearch

FOLDER = Path("build/pictures/widgets")
WORDS = RowWords(
    yes="Ja",
    no="Nej",
    unknown="Vet ej",
    none_of_these="Inget av dessa",
    unanswered="obesvarad",
    not_needed="påverkar inte längre",
    no_match="Ingen kommun heter så",
)
SCORES = [
    Option(number, str(number), word)
    for number, word in enumerate(("ingen", "lätt", "måttlig", "svår", "outhärdlig"))
]
SETTINGS = ("hemma", "kommunal hemsjukvård", "särskilt boende", "korttidsboende", "gruppboende")
FLAGS = (
    "ryggmärgskompression",
    "neutropen feber",
    "hyperkalcemi",
    "stor blödning",
    "tarmhinder",
    "suicidrisk",
)
PLACES = ("Göteborg", "Kungälv", "Tjörn", "Stenungsund", "Orust", "Öckerö")


def row(question: Question, value: object = None, hint: str = "") -> QuestionRow:
    made = QuestionRow(question, WORDS)
    made.set_value(value)
    made.set_hint(hint)
    return made


def rows() -> list[QuestionRow]:
    complex_ = Question(
        "complex",
        "bool",
        "Är symtombilden sammansatt och svår att överblicka?",
        "Flera symtom som påverkar varandra, eller ett som inte går att styra.",
    )
    remains = Question(
        "remains",
        "bool",
        "Kvarstår besvären trots allmän palliativ vård?",
        "Given vård har prövats och räcker inte.",
    )
    expected = Question("expected", "bool", "Väntas behov av specialiserad symtomlindring?")
    made = [
        row(Question("pain", "score", "Smärta", options=SCORES), 3),
        row(Question("breath", "score", "Andnöd", options=SCORES), 1),
        row(Question("anxiety", "score", "Oro eller ångest", options=SCORES)),
        row(complex_, None, "Två symtom är svåra (3). Stämmer det med svaret du tänker ge?"),
        row(remains, True),
        row(expected, "unknown"),
    ]
    made[5].set_needed(needed=False)
    return made


def other_rows() -> list[QuestionRow]:
    settings = [Option(str(at), word) for at, word in enumerate(SETTINGS)]
    flags = [Option(str(at), word) for at, word in enumerate(FLAGS)]
    places = [Option(str(at), word) for at, word in enumerate(PLACES)]
    limits = "Finns ett brytpunktssamtal dokumenterat?"
    lookup = row(Question("place", "lookup", "Hemkommun", options=places), "1")
    wrong = row(Question("place2", "lookup", "Hemkommun", options=places))
    wrong.answer.field.setText("Kungsala")  # type: ignore[union-attr] # a lookup has a line
    wrong.answer.commit()  # type: ignore[union-attr] # as above
    return [
        row(Question("age", "int", "Ålder", "Hela år.", low=0, high=120), 71),
        row(Question("age2", "int", "Ålder", low=0, high=120), "unknown"),
        lookup,
        wrong,
        row(Question("care", "choice", "Var vårdas patienten nu?", options=settings), "1"),
        row(Question("few", "choice", limits, options=settings[:4]), "2"),
        row(
            Question("flags", "set", "Finns tecken på ett akut tillstånd?", "Läs.", flags),
            ("1", "3"),
        ),
    ]


def steps() -> StepList:
    made = StepList(name="Bedömning")
    done, part, empty = Progress.DONE, Progress.PARTLY, Progress.EMPTY
    made.set_steps(
        [
            Step("Patient", "6/6", done, "klar"),
            Step("Larmsymtom", "inga", done, "klar"),
            Step("Sjukdom", "5/6", part, "påbörjad"),
            Step("Samtal och samtycke", "4/5", part, "påbörjad"),
            Step("Symtom", "7/12", part, "påbörjad"),
            Step("Insatser", "1/3", part, "påbörjad"),
            Step("Psykosocialt", "2/2", done, "klar"),
            Step("Görs redan", "0/9", empty, "inte påbörjad"),
            Step("Granska och besluta", "", empty, "inte påbörjad"),
        ]
    )
    made.select(4)
    return made


def ladder() -> Ladder:
    trace = [
        TraceLine(Mark.YES, "ja", "Symtomen är svåra trots behandling", "Skåne, avsnitt 4.2"),
        TraceLine(Mark.UNKNOWN, "obesvarad", "Vården går att ge tryggt hemma", "Skåne, tabell 1"),
    ]
    made = Ladder("källa", name="Vårdformer")
    made.set_rungs(
        [
            Rung("hospice", Mark.NO, "uppfylls inte", "Hospice", "Patienten önskar vård hemma"),
            Rung("ward", Mark.UNKNOWN, "öppen", "Palliativ vårdavdelning", "1 svar kan avgöra"),
            Rung("asih", Mark.GAP, "finns inte här", "ASIH", "Läkemedelspump", trace),
            Rung("team", Mark.YES, "uppfylls", "Palliativt team", "Svåra symtom kvar", trace),
            Rung("general", Mark.YES, "uppfylls", "Allmän palliativ vård", "Grund för alla"),
        ]
    )
    return made


def panel() -> QWidget:
    made = QFrame()
    made.setProperty("surface", "right")
    column = QVBoxLayout(made)
    column.setContentsMargins(em(1), em(0.9), em(1), em(0.9))
    column.setSpacing(em(0.7))
    head = HeadCard()
    head.show_head(
        Head(
            "Rekommendation · preliminär",
            ["Palliativt team"],
            "Mobilt palliativt team Kungälv · öppet vardagar",
            "Inom tre dygn",
            "svår smärta trots allmän vård",
        )
    )
    gap = NoticeCard()
    text = "Kriterierna för ASIH är uppfyllda. Nattetid ansvarar kommunal hemsjukvård."
    gap.show_notice("gap", "ASIH erbjuds inte i Kungälv", text)
    question = NextQuestionCard("Frågan som avgör mest")
    question.set_question("Går vården att ge tryggt hemma?")
    conditions = ConditionList(name="Att göra")
    conditions.set_conditions(
        [
            Condition("Håll brytpunktssamtal", "ansvarig läkare", False, "återstår"),
            Condition("Samtycke till remiss finns", "", True, "klart"),
        ]
    )
    forms = ladder()
    shown: list[QWidget] = [head, gap, question, SectionHeading("Vårdformer"), forms]
    for part in (*shown, SectionHeading("Att göra före inskrivning"), conditions):
        column.addWidget(part)
    column.addStretch(1)
    return made


def page() -> QWidget:
    """The checklist page as the views put it together."""
    made = QWidget()
    across = QHBoxLayout(made)
    across.setContentsMargins(0, 0, 0, 0)
    across.setSpacing(0)
    left = QFrame()
    left.setProperty("surface", "left")
    column = QVBoxLayout(left)
    column.setContentsMargins(em(0.8), em(0.9), em(0.8), em(0.8))
    column.addWidget(SectionHeading("Bedömning"))
    column.addWidget(steps())
    column.addStretch(1)
    middle = QWidget()
    column = QVBoxLayout(middle)
    column.setContentsMargins(em(1.4), em(0.9), em(1.4), em(0.9))
    column.setSpacing(0)
    title = QLabel("5  Symtom")
    title.setProperty("role", "title")
    column.addWidget(title)
    bar = MessageBar(close_word="Stäng")
    bar.show_message("success", "Alla svar sparas på den här datorn.", "Visa var")
    column.addWidget(bar)
    shown = rows()
    for one in shown:
        column.addWidget(one)
    column.addStretch(1)
    ends = QHBoxLayout()
    following = QPushButton("Nästa: Insatser  ▶")
    following.setProperty("role", "primary")
    ends.addWidget(QPushButton("◀  Samtal och samtycke"))
    ends.addStretch(1)
    ends.addWidget(following)
    column.addLayout(ends)
    right = QScrollArea()
    right.setWidgetResizable(True)
    right.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    right.setWidget(panel())
    right.setFixedWidth(em(25))
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    scroll.setWidget(middle)
    across.addWidget(left)
    across.addWidget(scroll, 1)
    if em() < 20:
        across.addWidget(right)  # as pages do: with large text the ladder leaves the right side
    made.setProperty("first", shown[3])
    made.setProperty("spare", right)
    return made


def unfolded() -> QWidget:
    """The recommendation alone, with a trace unfolded and the main button focused."""
    made = panel()
    forms = made.findChild(Ladder)
    assert isinstance(forms, Ladder)
    forms.row(3).source.click()
    primary = QPushButton("Granska och besluta")
    primary.setProperty("role", "primary")
    column = made.layout()
    assert column is not None
    column.addWidget(primary)
    made.setProperty("first", primary)
    return made


def parts() -> QWidget:
    """What the page does not show: the other answers, cards, messages and plain controls."""
    made = QWidget()
    column = QVBoxLayout(made)
    shown = other_rows()
    for one in shown:
        column.addWidget(one)
    several, red, danger = HeadCard(), HeadCard(), NoticeCard()
    levels = ["ASIH", "Palliativt team", "Palliativ vårdavdelning"]
    several.show_head(Head("Möjliga vårdformer", levels, "Fem frågor återstår"))
    red.show_head(
        Head("Akut", ["Ring jouren nu"], "", "Omedelbart", "tarmhinder", "notice", urgent=True)
    )
    danger.show_notice("danger", "Akut tillstånd", "Ring akutkliniken först.")
    cards = QHBoxLayout()
    for card in (several, red, danger):
        cards.addWidget(card, 1, Qt.AlignmentFlag.AlignTop)
    column.addLayout(cards)
    for kind in ("info", "warning", "error"):
        bar = MessageBar(close_word="Stäng")
        bar.show_message(kind, "Utkastet från i går är öppnat igen.", "Ångra")
        column.addWidget(bar)
    controls = QHBoxLayout()
    box, dot, spin = QCheckBox("Kryss"), QRadioButton("Prick"), QSpinBox()
    box.setChecked(True)
    dot.setChecked(True)
    drop = QComboBox()
    drop.addItems(["Ett val", "Ett annat"])
    primary, off = QPushButton("Granska"), QPushButton("Går inte")
    primary.setProperty("role", "primary")
    off.setEnabled(False)
    line = QLineEdit()
    line.setPlaceholderText("Sök patient")
    for part in (box, QCheckBox("Tomt"), dot, QRadioButton("Tom"), spin, drop, line, primary, off):
        controls.addWidget(part)
    column.addLayout(controls)
    column.addStretch(1)
    made.setProperty("first", shown[-1])
    made.setProperty("primary", primary)
    return made


def reading() -> QWidget:
    """A long text with its search, half way through the hits."""
    made = QWidget()
    column = QVBoxLayout(made)
    text = ReadingText("Kriterierna")
    search = TextSearch(text, str, "Sök i kriterierna (Ctrl+F)")
    column.addWidget(search)
    column.addWidget(text, 1)
    tokens = current().tokens
    part = "<p>Behov av <b>vård</b> dygnet runt, och av ett team.</p>"
    parts = [f'<h2><a name="s{at}"></a>Avsnitt {at}</h2>{part}' for at in range(1, 9)]
    style = f"<style>h2 {{ color: {tokens.primary}; font-size: large; }}</style>"
    text.show_html(style + "".join(parts), keep_place=False)
    search.line.setText("dygnet")
    for _time in range(3):
        search.next()
    made.setProperty("first", search.line)
    return made


def draw(app: QApplication, theme: ThemeName, scale: float) -> None:
    apply_theme(app, theme, scale)
    wide = round(1000 * max(1, scale * 0.75))
    sizes = {
        "page": (1366, 768),
        "parts": (wide, 0),
        "unfolded": (em(25), 0),
        "reading": (em(50), em(28)),
    }
    shown_ones = (("page", page), ("parts", parts), ("unfolded", unfolded), ("reading", reading))
    for name, make in shown_ones:
        shown = make()
        width, height = sizes[name]
        shown.resize(width, height or shown.heightForWidth(width))
        shown.show()
        shown.activateWindow()
        first = shown.property("first")
        if isinstance(first, QuestionRow):
            first.take_focus()
        else:
            first.setFocus()
        app.processEvents()
        path = FOLDER / f"{name}-{theme}-{round(scale * 100)}.png"
        shown.grab().save(str(path))
        shown.close()
        shown.deleteLater()
    app.processEvents()


def main() -> None:
    app = QApplication(sys.argv)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for theme in ("light", "dark"):
        for scale in (1.0, 2.0):
            draw(app, theme, scale)


if __name__ == "__main__":
    main()
