"""Texts in scripts written from right to left stand apart, so that punctuation stays in its place.

A value with such letters is put between the two characters by which Unicode sets a text apart.
Where it ends up as text of a page these become `<bdi>`; in attributes and titles, which hold no
elements, they go. So no template has to think of it, and pages without such letters stay as they
are.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import pass_context

FIRST, LAST = "\u2068", "\u2069"
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdfd\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_ISOLATES = re.compile("[\u2066-\u2069]")
_PIECES = re.compile(
    r"<(?:title|option|textarea|pre|script)\b.*?</(?:title|option|textarea|pre|script)>|<[^>]*>",
    re.DOTALL,
)


def apart(value: object) -> object:
    """Return a text set apart if it needs it; what is no text, or is HTML already, as it is."""
    if type(value) is not str or value.isascii():
        return value
    text = _ISOLATES.sub("", value)
    return f"{FIRST}{text}{LAST}" if _RIGHT_TO_LEFT.search(text) else text


def bare(text: str) -> str:
    """Return the text without the marks of what stands apart."""
    return text.replace(FIRST, "").replace(LAST, "")


def unmarked(text: str) -> str:
    """Return a text of which pieces are shown one by one, without marks of its own."""
    return _ISOLATES.sub("", text)


def isolate(html: str) -> str:
    """Turn the marks into elements where there is text, and drop them everywhere else."""
    if FIRST not in html:
        return html
    found, at = [], 0
    for piece in _PIECES.finditer(html):
        found.append(html[at : piece.start()].replace(FIRST, "<bdi>").replace(LAST, "</bdi>"))
        found.append(bare(piece.group()))
        at = piece.end()
    return "".join([*found, html[at:].replace(FIRST, "<bdi>").replace(LAST, "</bdi>")])


def telling_apart(globals_: Mapping[str, Any], name: str) -> Callable[..., Any]:
    """Return the gettext function of this name, with what is put into messages set apart."""
    made = globals_[name]

    @pass_context
    def translate(context: Any, *message: Any, **values: Any) -> Any:
        return made(context, *message, **{key: apart(value) for key, value in values.items()})

    return translate
