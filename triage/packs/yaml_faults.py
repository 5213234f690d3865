"""What the YAML reader objects to, in words that tell how to mend it, and where."""

import yaml

Place = tuple[int | None, int | None]
"""Line and column from 1; None where the reader does not tell."""

_SAID = {
    "mapping values are not allowed in this context": (
        "a colon where none can stand; put quotes around a text with a colon, "
        "or mend the indentation"
    ),
    "did not find expected key": (
        "the lines do not fit together; mend the indentation or the quotes above"
    ),
    "did not find expected '-' indicator": (
        "this line is no item of the list above; begin it with '- ' or mend the indentation"
    ),
    "did not find expected ',' or ']'": "a comma or ] is missing, or quotes around a text",
    "did not find expected ',' or '}'": "a comma or } is missing, or quotes around a text",
    "did not find expected node content": "a value is missing here",
    "could not find expected ':'": "a key without a colon; write 'key: value'",
    "found character that cannot start any token": (
        "a tab or a sign that cannot begin a value; indent with blanks, put quotes around the text"
    ),
    "found unexpected end of stream": "a quotation mark is not closed",
    "block sequence entries are not allowed in this context": (
        "a list cannot begin here; begin it on a line of its own"
    ),
    "found unknown escape character": (
        "an unknown escape after \\; write \\\\, or use single quotes"
    ),
    "found a tab character where an indentation space is expected": (
        "a tab as indentation; indent with blanks"
    ),
    "found a tab character that violates indentation": "a tab as indentation; indent with blanks",
    "did not find expected comment or line break": "a text after | or > begins on the next line",
    "did not find expected <document start>": "one document a file; remove what follows",
    "found invalid Unicode character escape code": "an escape that names no character",
    "did not find expected alphabetic or numeric character": (
        "anchors and aliases are not allowed; put quotes around a text with & or *"
    ),
    "found unknown directive name": "a line that begins with %; put quotes around the text",
    "found undefined tag handle": "tags (!…) are not allowed; write the plain value",
    "control characters are not allowed": "a character that YAML does not allow",
}
"""What the YAML reader says, and what a person can do about it."""


def fault(error: yaml.YAMLError, text: str) -> tuple[str, Place]:
    """Return what is wrong with a text that is no YAML, and the place."""
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or "a character that YAML does not allow"
    said = _SAID.get(what, what)
    begun = getattr(error, "context_mark", None)
    if begun and "quotation mark" in said:  # the reader stands at the end of the file by then
        mark = begun
    elif begun and said.startswith("a comma"):
        said += f"; the bracket opens on line {begun.line + 1}"
    return said, (mark.line + 1, mark.column + 1) if mark else _place_of_offset(text, error)


def _place_of_offset(text: str, error: yaml.YAMLError) -> Place:
    """Return line and column of an error that only counts the bytes before it."""
    offset = getattr(error, "position", None)
    if not isinstance(offset, int):
        return None, None
    before = text.encode()[:offset].decode(errors="ignore")
    return before.count("\n") + 1, len(before) - before.rfind("\n")
