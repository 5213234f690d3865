"""The one style sheet, made from a theme's tokens and the size of its type.

Views ask for a look by property, never by colour:

- `role` on a QLabel: `title`, `heading` (small, spaced capitals), `strong`, `muted`, `small`
  (small and muted), `symbol`;
- `role` on a QPushButton: `primary` (the page's main action), `link`;
- `tone` on a QLabel: `yes`, `no`, `unknown`, `gap`, `danger`, `primary`, `muted`, `text`;
- `surface` on a plain QWidget or QFrame: `base`, `window`, `top` (line below), `left` (line at
  its right), `right` (line at its left). A plain QWidget needs WA_StyledBackground for it.

Lengths are fractions of the em, so that a text size of 200 % enlarges everything alike. A
border that thickens on focus takes the pixel from its own padding: nothing moves.
"""

from string import Template

from ui.theme.fonts import SYMBOLS, Sizes
from ui.theme.tokens import Tokens

_TEXT = """
QLabel[role="title"] { font-size: ${title}pt; font-weight: 700; }
QLabel[role="heading"] { font-size: ${small}pt; font-weight: 700; color: $muted;
    letter-spacing: ${spacing}px; text-transform: uppercase; }
QLabel[role="strong"] { font-weight: 700; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="small"] { font-size: ${small}pt; color: $muted; }
QLabel[role="symbol"] { font-family: "$symbols"; }
QLabel[tone="yes"] { color: $yes; }
QLabel[tone="no"] { color: $no; }
QLabel[tone="unknown"] { color: $unknown; }
QLabel[tone="gap"] { color: $gap; }
QLabel[tone="danger"] { color: $danger; }
QLabel[tone="primary"] { color: $primary; }
QLabel[tone="muted"] { color: $muted; }
QLabel[tone="text"] { color: $text; }
QToolTip { color: $text; background: $base; border: 1px solid $border; padding: ${p2}px; }
"""

_SURFACES = """
*[surface="base"] { background: $base; }
*[surface="window"] { background: $window; }
*[surface="top"] { background: $base; border: 0; border-bottom: 1px solid $line; }
*[surface="left"] { background: $base; border: 0; border-right: 1px solid $line; }
*[surface="right"] { background: $base; border: 0; border-left: 1px solid $line; }
QStatusBar { background: $window; color: $muted; }
QStatusBar::item { border: 0; }
QScrollArea { background: transparent; border: 0; }
QAbstractScrollArea::corner { background: transparent; border: 0; }
QSplitter::handle { background: $line; }
"""

_BUTTONS = """
QPushButton { color: $text; background: $base; border: 1px solid $border;
    border-radius: ${radius}px; padding: ${p3}px ${p9}px; min-height: ${control}px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $selected; }
QPushButton:focus { border: 2px solid $focus; padding: ${p3i}px ${p9i}px; }
QPushButton:disabled { color: $muted; background: $window; border: 1px dashed $border; }
QPushButton[role="primary"] { color: $on_primary; background: $primary; font-weight: 700;
    border: 1px solid $primary; }
QPushButton[role="primary"]:hover { border: 1px solid $text; }
QPushButton[role="primary"]:focus { border: 3px solid $text; padding: ${p3d}px ${p9d}px; }
QPushButton[role="primary"]:disabled { color: $muted; background: $window;
    border: 1px dashed $border; }
QPushButton[role="link"] { color: $primary; background: transparent;
    border: 2px solid transparent; padding: 0 ${p2}px; text-decoration: underline;
    font-size: ${small}pt; min-height: ${link}px; }
QPushButton[role="link"]:hover { color: $text; }
QPushButton[role="link"]:focus { border: 2px solid $focus; padding: 0 ${p2}px; }
QToolButton { color: $text; background: transparent; border: 2px solid transparent;
    border-radius: ${radius}px; padding: ${p2}px; min-height: ${link}px; min-width: ${link}px; }
QToolButton:hover { background: $hover; }
QToolButton:focus { border: 2px solid $focus; }
/* The three lines say "menu" already. */
QToolButton::menu-indicator { image: none; }
QLineEdit QToolButton { border: 0; padding: 0; min-height: 0; min-width: 0; }
"""

_FIELDS = """
QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QTextEdit, QDateTimeEdit {
    color: $text; background: $base; border: 1px solid $border; border-radius: ${radius}px;
    padding: ${p3}px ${p5}px; selection-background-color: $primary;
    selection-color: $on_primary; placeholder-text-color: $muted; }
QLineEdit, QComboBox, QAbstractSpinBox { min-height: ${control}px; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus, QPlainTextEdit:focus,
QTextEdit:focus { border: 2px solid $focus; padding: ${p3i}px ${p5i}px; }
QLineEdit[wrong="true"] { border: 2px solid $danger; padding: ${p3i}px ${p5i}px; }
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled { color: $muted;
    background: $window; }
QComboBox { padding-right: ${drop}px; }
QComboBox::drop-down { border: 0; width: ${drop}px; }
QComboBox::down-arrow { image: url(icons:chevron-down-$name.svg); width: ${p9}px;
    height: ${p9}px; }
QAbstractSpinBox { padding-right: ${drop}px; }
QAbstractSpinBox:focus { padding-right: ${drop}px; }
QAbstractSpinBox::up-button { subcontrol-origin: border; subcontrol-position: top right;
    width: ${drop}px; border: 0; }
QAbstractSpinBox::down-button { subcontrol-origin: border; subcontrol-position: bottom right;
    width: ${drop}px; border: 0; }
QAbstractSpinBox::up-arrow { image: url(icons:chevron-up-$name.svg); width: ${p7}px;
    height: ${p7}px; }
QAbstractSpinBox::down-arrow { image: url(icons:chevron-down-$name.svg); width: ${p7}px;
    height: ${p7}px; }
QAbstractItemView { color: $text; background: $base; border: 1px solid $border; outline: 0;
    selection-background-color: $primary; selection-color: $on_primary; }
QAbstractItemView::item { min-height: ${control}px; padding: ${p2}px ${p5}px; }
QAbstractItemView:focus { border: 2px solid $focus; }
/* The selected row shows the focus; a frame around the list would say it twice. */
QTableView, QTableView:focus, QHeaderView { border: 0; }
QHeaderView::section { color: $muted; background: $window; border: 0;
    border-bottom: 1px solid $line; padding: ${p3}px ${p5}px; font-weight: 700; }
"""

_MENUS = """
/* Without this Qt makes menus of large text too narrow for their own words. */
QMenu { color: $text; background: $base; border: 1px solid $border; padding: ${p2}px 0; }
QMenu::item { padding: ${p3}px ${drop}px ${p3}px ${p9}px; background: transparent; }
QMenu::item:selected { color: $on_primary; background: $primary; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $line; margin: ${p2}px 0; }
"""

_MARKS = """
QCheckBox, QRadioButton { color: $text; spacing: ${p5}px; border: 2px solid transparent;
    border-radius: ${radius}px; padding: ${p2}px ${p3}px; min-height: ${control}px; }
QCheckBox:focus, QRadioButton:focus { border: 2px solid $focus; }
QCheckBox:disabled, QRadioButton:disabled { color: $muted; }
QCheckBox::indicator, QRadioButton::indicator { width: ${mark}px; height: ${mark}px;
    background: $base; border: 1px solid $border; border-radius: ${p2}px; }
QRadioButton::indicator { border-radius: ${mark2}px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border: 1px solid $text; }
QCheckBox::indicator:checked { background: $primary; border: 1px solid $primary;
    image: url(icons:check-$name.svg); }
QRadioButton::indicator:checked { width: ${dot}px; height: ${dot}px;
    border: ${ring}px solid $primary; }
QScrollBar:vertical { background: transparent; width: ${p9}px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: ${p9}px; margin: 0; }
QScrollBar::handle { background: $border; border-radius: ${p2}px; margin: ${p2}px; }
QScrollBar::handle:vertical { min-height: ${drop}px; }
QScrollBar::handle:horizontal { min-width: ${drop}px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { color: $text; background: $base; border: 1px solid $border;
    border-radius: ${p2}px; text-align: center; }
QProgressBar::chunk { background: $primary; }
"""


def style_sheet(tokens: Tokens, type_sizes: Sizes, em: int) -> str:
    """Return the style sheet for an em of so many pixels."""

    def share(part: float) -> int:
        return max(1, round(em * part))

    lengths = {f"p{tenths}": share(tenths / 10) for tenths in (2, 3, 5, 7, 9)}
    ring = share(0.3)
    lengths |= {f"p{tenths}i": max(0, lengths[f"p{tenths}"] - 1) for tenths in (3, 5, 9)}
    # The ring of a focused primary button takes two pixels more than its plain border.
    lengths |= {f"p{tenths}d": max(0, lengths[f"p{tenths}"] - 2) for tenths in (3, 9)}
    lengths |= {
        "radius": share(0.4),
        "control": max(24 - 2 * lengths["p3"] - 2, share(1.3)),
        "link": max(20, share(1.2)),
        "drop": max(24, share(1.8)),
        "mark": share(1.1),
        "mark2": (share(1.1) + 2) // 2,
        "ring": ring,
        "dot": share(1.1) + 2 - 2 * ring,
        "spacing": share(0.07),
    }
    values = tokens._asdict() | {"focus": tokens.focus, "symbols": SYMBOLS} | lengths
    values |= {"title": f"{type_sizes.title:.2f}", "small": f"{type_sizes.small:.2f}"}
    return Template(_TEXT + _SURFACES + _BUTTONS + _FIELDS + _MENUS + _MARKS).substitute(values)
