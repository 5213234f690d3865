"""Our own pages to read, from a little Markdown to HTML with anchors.

Knows headings (`## Words {#anchor}`), paragraphs, lists, tables, `**strong**`, `` `as typed` ``
and `[links](#anchor)`, and nothing else: these are texts of ours, not anybody's.
"""

import re
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from typing import Final, Protocol

_HEADING: Final = re.compile(r"(#{1,4}) (.+?)(?: \{#([a-z_-]+)\})?$")
_STRONG: Final = re.compile(r"\*\*(.+?)\*\*")
_TYPED: Final = re.compile(r"`(.+?)`")
_LINK: Final = re.compile(r"\[(.+?)\]\(([a-z:#_0-9.-]+)\)", re.I)


class Colours(Protocol):
    """The colours of a theme as `#RRGGBB`."""

    @property
    def primary(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def line(self) -> str: ...
    @property
    def hover(self) -> str: ...


def page(markdown: str, colours: Colours) -> str:
    """Return a text as HTML for a text view."""
    return styled("".join(_blocks(markdown)), colours)


def styled(body: str, colours: Colours) -> str:
    """Return what is HTML already with the look of a page."""
    style = _STYLE.format(colours=colours)
    return f"<html><head><style>{style}</style></head><body>{body}</body></html>"


def anchors(markdown: str) -> tuple[str, ...]:
    """Return the anchors of a text's headings, in order."""
    found = (_HEADING.match(line) for line in markdown.splitlines())
    return tuple(one.group(3) for one in found if one and one.group(3))


def links(markdown: str) -> tuple[str, ...]:
    """Return where a text's links lead."""
    return tuple(one.group(2) for one in _LINK.finditer(markdown))


def _blocks(markdown: str) -> Iterator[str]:
    for block in re.split(r"\n\s*\n", markdown.strip()):
        for kind, lines in groupby(block.splitlines(), _kind):
            yield from _made(kind, list(lines))


def _kind(line: str) -> str:
    if _HEADING.match(line):
        return "heading"
    return {"- ": "list", "| ": "table", "|-": "table"}.get(line[:2], "text")


def _made(kind: str, lines: list[str]) -> Iterator[str]:
    if kind == "heading":
        yield from map(_heading, lines)
    elif kind == "list":
        yield f"<ul>{''.join(f'<li>{_inline(line[2:])}</li>' for line in lines)}</ul>"
    elif kind == "table":
        yield _table(lines)
    else:
        yield f"<p>{_inline(' '.join(lines))}</p>"


def _heading(line: str) -> str:
    found = _HEADING.match(line)
    if found is None:
        return ""
    level, words, anchor = len(found.group(1)), _inline(found.group(2)), found.group(3)
    named = f'<a name="{anchor}"></a>' if anchor else ""
    return f"<h{level}>{named}{words}</h{level}>"


def _table(lines: Iterable[str]) -> str:
    rows = [line for line in lines if not line.startswith("|-")]
    cells = ([part.strip() for part in row.strip("| ").split("|")] for row in rows)
    body = ("".join(f"<td>{_inline(cell)}</td>" for cell in row) for row in cells)
    return (
        f'<table width="100%" cellspacing="0">{"".join(f"<tr>{row}</tr>" for row in body)}</table>'
    )


def _inline(text: str) -> str:
    safe = escape(text, quote=False)
    safe = _STRONG.sub(r"<b>\1</b>", safe)
    safe = _TYPED.sub(r"<code>\1</code>", safe)
    return _LINK.sub(r'<a href="\2">\1</a>', safe)


_STYLE: Final = """
h1 {{ font-size: x-large; margin-bottom: 6px; }}
h2 {{ font-size: large; color: {colours.primary}; margin-top: 26px; margin-bottom: 6px; }}
h3 {{ font-size: medium; margin-top: 16px; margin-bottom: 4px; }}
p {{ margin-top: 0; margin-bottom: 8px; }}
ul {{ margin-top: 0; margin-bottom: 10px; }}
li {{ margin-bottom: 5px; }}
a {{ color: {colours.primary}; }}
td {{ padding: 4px 10px 4px 0; border-bottom: 1px solid {colours.line}; }}
"""
