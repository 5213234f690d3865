"""Style sheets of the document: one for a page of its own, one for what Qt's text browser knows.

The colours are those of the window; each text colour stands at 4.5:1 or more on its ground.
"""

from typing import NamedTuple, Protocol


class Colours(Protocol):
    """The colours of one theme as `#RRGGBB`; the window's own tokens fit."""

    @property
    def base(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def muted(self) -> str: ...
    @property
    def primary(self) -> str: ...
    @property
    def yes(self) -> str: ...
    @property
    def gap(self) -> str: ...
    @property
    def danger(self) -> str: ...
    @property
    def border(self) -> str: ...
    @property
    def line(self) -> str: ...
    @property
    def notice(self) -> str: ...
    @property
    def alarm(self) -> str: ...


class Theme(NamedTuple):
    """Colours of a page that stands by itself."""

    base: str
    text: str
    muted: str
    primary: str
    yes: str
    gap: str
    danger: str
    border: str
    line: str
    notice: str
    alarm: str


LIGHT = Theme(
    base="#FFFFFF",
    text="#1B1F23",
    muted="#4F5761",
    primary="#005A70",
    yes="#1E6B34",
    gap="#8A2B06",
    danger="#B3121D",
    border="#6F7883",
    line="#DDE1E5",
    notice="#FFF4E2",
    alarm="#FDECEC",
)
DARK = Theme(
    base="#272B30",
    text="#F0F2F4",
    muted="#B4BCC6",
    primary="#6CC6DD",
    yes="#7FD695",
    gap="#FF9D73",
    danger="#FF8E8E",
    border="#8A939E",
    line="#3A4048",
    notice="#3A3122",
    alarm="#402A2C",
)


def page_style() -> str:
    """Return the style sheet of a page: light and dark, screen and print."""
    return (
        f":root {{ color-scheme: light dark; {_variables(LIGHT)} }}\n"
        f"@media (prefers-color-scheme: dark) {{ :root {{ {_variables(DARK)} }} }}\n"
        f"{_PAGE}"
        f"@media print {{ :root {{ {_variables(LIGHT)} }}\n{_PRINT}}}\n"
    )


def window_style(colours: Colours) -> str:
    """Return the style sheet for Qt's text browser; it knows no variables, widths or flex."""
    return _WINDOW.format(colours=colours)


def _variables(theme: Theme) -> str:
    return " ".join(f"--{name}: {value};" for name, value in theme._asdict().items())


_PAGE = """\
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 54rem; background: var(--base);
  color: var(--text); font: 1rem/1.5 system-ui, "DejaVu Sans", sans-serif; }
h1, h2, h3, h4, h5 { line-height: 1.25; margin: 0 0 .5rem; }
h1 { font-size: 1.9rem; }
h2 { font-size: 1.4rem; color: var(--primary); margin-top: 3rem; padding-top: .75rem;
  border-top: 2px solid var(--primary); }
h3 { font-size: 1.15rem; margin-top: 2rem; }
h4, h5 { font-size: 1rem; margin-top: 1.25rem; }
p { margin: 0 0 .6rem; }
a { color: var(--primary); }
a:focus-visible, .wide:focus-visible { outline: 2px solid var(--primary); outline-offset: 2px; }
.skip { position: absolute; left: -100rem; }
.skip:focus { position: static; }
.lead { font-size: 1.1rem; }
.small, .source { color: var(--muted); font-size: .875rem; }
nav ol { columns: 2; padding-left: 1.5rem; }
nav ol ol { columns: 1; padding-left: 1rem; list-style: none; font-size: .9rem; }
nav li { break-inside: avoid; margin: .15rem 0; }
.notice { border-left: 4px solid var(--gap); background: var(--notice); padding: .5rem .75rem; }
.notice .sign { font-weight: 700; color: var(--gap); margin-right: .4rem; }
.holds { border-left-color: var(--yes); background: none; padding-block: .1rem; }
.holds .sign { color: var(--yes); }
.fails { border-left-color: var(--danger); background: var(--alarm); }
.fails .sign { color: var(--danger); }
ul.statements { list-style: none; margin: 0; padding: 0; }
.statement { margin: 0 0 .9rem; padding-left: .9rem; border-left: 2px solid var(--line); }
.statement p { margin: 0 0 .15rem; }
.said { font-weight: 600; }
.label { color: var(--muted); }
.choices { margin: 0 0 .2rem; padding-left: 1.4rem; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 1rem; }
th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0; }
.terms th { font-weight: 400; color: var(--muted); width: 13rem; }
.wide { overflow-x: auto; }
.grid caption { text-align: left; font-weight: 600; padding: .25rem 0; }
.grid { font-size: .9rem; }
.grid thead th { border-bottom: 2px solid var(--border); }
.grid tbody th { font-weight: 600; }
.grid .group th { padding-top: .9rem; color: var(--primary); }
.grid tbody tr { border-bottom: 1px solid var(--line); }
td.gap { color: var(--gap); }
footer { margin-top: 3rem; border-top: 1px solid var(--border); padding-top: .75rem; }
@media (max-width: 40rem) { nav ol { columns: 1; } .terms th { width: 8rem; } }
"""

_PRINT = """\
@page { size: A4; margin: 18mm 18mm 20mm;
  @bottom-right { content: counter(page) " / " counter(pages); font-size: 8pt; } }
body { padding: 0; max-width: none; font-size: 9.5pt; line-height: 1.4; }
a { color: inherit; text-decoration: none; }
.skip { display: none; }
h1, h2, h3, h4, h5, .grid caption { break-after: avoid; }
.statement, .notice, tr { break-inside: avoid; }
.wide { overflow: visible; }
thead { display: table-header-group; }
"""

_WINDOW = """\
h1 {{ font-size: x-large; }}
h2 {{ font-size: large; color: {colours.primary}; margin-top: 28px; margin-bottom: 6px; }}
h3 {{ font-size: large; margin-top: 20px; margin-bottom: 4px; }}
h4, h5 {{ font-size: medium; margin-top: 12px; margin-bottom: 4px; }}
p {{ margin-top: 0; margin-bottom: 6px; }}
a {{ color: {colours.primary}; }}
.small, .source, .label {{ color: {colours.muted}; }}
.said {{ font-weight: 600; margin-top: 9px; margin-bottom: 1px; }}
.running {{ margin-top: 9px; margin-bottom: 1px; }}
.line, .source {{ margin-bottom: 1px; }}
.choices {{ margin-top: 0; margin-bottom: 2px; }}
.notice {{ background-color: {colours.notice}; }}
.notice .sign, .gap {{ color: {colours.gap}; }}
.holds {{ background-color: transparent; }}
.holds .sign {{ color: {colours.yes}; }}
.fails {{ background-color: {colours.alarm}; }}
.fails .sign {{ color: {colours.danger}; }}
th {{ text-align: left; font-weight: 600; }}
.terms {{ margin-top: 5px; margin-bottom: 9px; }}
.terms th {{ font-weight: 400; color: {colours.muted}; padding-left: 0; }}
.grid .place {{ white-space: nowrap; }}
.grid .group th {{ color: {colours.primary}; }}
.grid th, .grid td {{ border-bottom-width: 1px; border-bottom-style: solid;
  border-bottom-color: {colours.line}; }}
"""
