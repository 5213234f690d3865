"""The document as HTML: one file that needs nothing else, or a body for the window.

Every text is escaped. No scripts, nothing from elsewhere: the page says so to the browser.
"""

from collections.abc import Iterator
from html import escape

from triage.reading.content import (
    Block,
    Cell,
    Notice,
    PackDocument,
    Paragraph,
    Section,
    Statement,
    Statements,
    Table,
    Terms,
)
from triage.reading.style import Colours, page_style, window_style
from triage.texts import translator

_DEEPEST = 6
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def html(document: PackDocument) -> str:
    """Return a whole page."""
    _ = translator(document.language)
    style, skip = page_style(), _("Hoppa till innehållet")
    return "\n".join(
        (
            "<!DOCTYPE html>",
            f'<html lang="{escape(document.language)}">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(document.title)}</title>",
            f"<style>\n{style}</style>",
            "</head>",
            "<body>",
            f'<a class="skip" href="#main">{escape(skip)}</a>',
            "<header>",
            *_Body(for_window=False).opening(document),
            "</header>",
            f'<nav aria-labelledby="contents"><h2 id="contents">{escape(document.contents)}</h2>',
            *_contents(document.sections, depth=2),
            "</nav>",
            '<main id="main">',
            *_Body(for_window=False).sections(document),
            "</main>",
            f'<footer class="small"><p>{escape(document.foot)}</p></footer>',
            "</body>",
            "</html>",
            "",
        )
    )


def body_html(document: PackDocument, colours: Colours, *, contents: bool = False) -> str:
    """Return the document for Qt's text browser; each section's id is an anchor to scroll to."""
    body = _Body(for_window=True)
    listed = [f"<h2>{escape(document.contents)}</h2>", *_contents(document.sections, depth=2)]
    return "\n".join(
        (
            f"<style>{window_style(colours)}</style>",
            *body.opening(document),
            *(listed if contents else ()),
            *body.sections(document),
            f'<p class="small">{escape(document.foot)}</p>',
        )
    )


def _contents(sections: tuple[Section, ...], depth: int) -> Iterator[str]:
    yield "<ol>"
    for section in sections:
        link = f'<a href="#{escape(section.id)}">{escape(section.title)}</a>'
        if section.sections and section.listed and depth > 1:
            yield f"<li>{link}"
            yield from _contents(section.sections, depth - 1)
            yield "</li>"
        else:
            yield f"<li>{link}</li>"
    yield "</ol>"


class _Body:
    """Writes blocks; for the window with the attributes that Qt reads instead of a style."""

    def __init__(self, *, for_window: bool) -> None:
        self._for_window = for_window

    def opening(self, document: PackDocument) -> Iterator[str]:
        yield f"<h1>{escape(document.title)}</h1>"
        yield f'<p class="lead">{escape(document.lead)}</p>'
        for block in document.opening:
            yield from self._block(block, 2)

    def sections(self, document: PackDocument) -> Iterator[str]:
        for section in document.sections:
            yield from self._section(section, 2)

    def _section(self, section: Section, level: int) -> Iterator[str]:
        name, title = escape(section.id), escape(section.title)
        if self._for_window:
            yield f'<h{level}><a name="{name}"></a>{title}</h{level}>'
        else:
            yield f'<section aria-labelledby="{name}">'
            yield f'<h{level} id="{name}">{title}</h{level}>'
        for block in section.blocks:
            yield from self._block(block, level + 1)
        for inside in section.sections:
            yield from self._section(inside, min(level + 1, _DEEPEST))
        if not self._for_window:
            yield "</section>"

    def _block(self, block: Block, level: int) -> Iterator[str]:
        match block:
            case Paragraph():
                yield f'<p class="{block.tone}">{escape(block.text)}</p>'
            case Notice():
                sign = f'<span class="sign">{block.sign}</span>'
                yield f'<p class="notice {block.weight}">{sign} {escape(block.text)}</p>'
            case Terms():
                yield from self._terms(block)
            case Statement():
                yield '<div class="statement">'
                yield from self._statement(block)
                yield "</div>"
            case Statements():
                if block.lead:
                    yield f"<h{level}>{escape(block.lead)}</h{level}>"
                yield from self._statements(block)
            case Table():
                yield from self._table(block)

    def _statements(self, block: Statements) -> Iterator[str]:
        # Qt sets a bullet before each item and loses the margins inside; blocks read better.
        before, after = ("<div>", "</div>") if self._for_window else ("<li>", "</li>")
        if not self._for_window:
            before = '<li class="statement">'
            yield '<ul class="statements">'
        for item in block.items:
            yield before
            yield from self._statement(item)
            yield after
        if not self._for_window:
            yield "</ul>"

    def _statement(self, one: Statement) -> Iterator[str]:
        yield f'<p class="{"running" if one.running else "said"}">{escape(one.text)}</p>'
        for label, text in one.lines:
            said = f'<span class="label">{escape(label)}:</span> {escape(text)}'
            yield f'<p class="line">{said}</p>'
        if one.choices:
            items = "".join(f"<li>{escape(choice)}</li>" for choice in one.choices)
            yield f'<ul class="choices">{items}</ul>'
        if one.source:
            yield f'<p class="source">{escape(one.source)}</p>'

    def _terms(self, block: Terms) -> Iterator[str]:
        more = ' width="100%" cellspacing="0" cellpadding="3"' if self._for_window else ""
        label = ' width="26%"' if self._for_window else ""
        yield f'<table class="terms"{more}>'
        for name, text in block.rows:
            yield (f'<tr><th scope="row"{label}>{escape(name)}</th><td>{escape(text)}</td></tr>')
        yield "</table>"

    def _table(self, block: Table) -> Iterator[str]:
        caption = escape(block.caption)
        if self._for_window:
            yield '<table class="grid" width="100%" cellspacing="0" cellpadding="4" border="0">'
        else:
            yield f'<div class="wide" role="region" tabindex="0" aria-label="{caption}">'
            yield f'<table class="grid"><caption>{caption}</caption>'
        shares = _shares(block) if self._for_window else [""] * len(block.head)
        head = "".join(
            f'<th scope="col"{share}>{escape(name)}</th>'
            for name, share in zip(block.head, shares, strict=True)
        )
        yield f"<thead><tr>{head}</tr></thead>"
        for title, rows in block.groups:
            yield "<tbody>"
            if title:
                span = f'colspan="{len(block.head)}"'
                yield f'<tr class="group"><th scope="rowgroup" {span}>{escape(title)}</th></tr>'
            yield from map(_row, rows)
            yield "</tbody>"
        yield "</table>"
        if not self._for_window:
            yield "</div>"


def _row(row: tuple[Cell, ...]) -> str:
    first, *rest = row
    cells = "".join(
        f'<td class="gap">{escape(cell.text)}</td>' if cell.gap else f"<td>{escape(cell.text)}</td>"
        for cell in rest
    )
    return f'<tr><th scope="row" class="place">{escape(first.text)}</th>{cells}</tr>'


def _shares(table: Table) -> list[str]:
    """Return the columns' widths by their longest words, for Qt breaks words to fit columns."""
    longest = [_longest(name) + 2 for name in table.head]  # set bold
    for _title, rows in table.groups:
        for row in rows:
            words = (_longest(cell.text) + 2 * (at == 0) for at, cell in enumerate(row))
            longest = [max(both) for both in zip(longest, words, strict=True)]
    return [f' width="{100 * width // sum(longest)}%"' for width in longest]


def _longest(text: str) -> int:
    return max(map(len, text.split()), default=0) + 2  # room for the space between columns
