"""Markdown to lines, by way of HTML."""

import re

from app.reading.formats.html import read_text
from app.reading.formats.text import decode
from app.reading.model import Source

REFERENCE = re.compile(r"\[\^(\d{1,3})\](?!:)")
NOTE = re.compile(r"^\[\^(\d{1,3})\]:[ \t]*(.*(?:\n[ \t]+\S.*)*)", re.MULTILINE)
FRONT = re.compile(r"\A---\n(.*?)\n(?:---|\.\.\.)\n", re.DOTALL)


def read(data: bytes) -> Source:
    """Read Markdown: CommonMark with tables and numbered footnotes, `[^1]` and `[^1]: text`."""
    from markdown_it import MarkdownIt

    text, warnings = decode(data)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = FRONT.sub("", text)
    text = REFERENCE.sub(r"<sup>\1</sup>", text)
    text = NOTE.sub(_note, text)
    # A line break may stand before the next letter of a list that Markdown does not know as one.
    parser = MarkdownIt("commonmark", {"breaks": True}).enable("table")
    tokens = parser.parse(text)
    for token in tokens:
        if token.type == "ordered_list_open" and token.markup == ")":
            token.attrSet("data-mark", ")")
    html = parser.renderer.render(tokens, parser.options, {})
    source = read_text(html, "markdown", warnings)
    first = next((line for line in source.pages[0].lines if line.level == 1), None)
    return Source(
        "markdown",
        source.pages,
        paged=False,
        whole_paragraphs=True,
        title=first.text if first else None,
        warnings=source.warnings,
    )


def _note(found: re.Match[str]) -> str:
    """Return a footnote as HTML, which the reader of HTML knows."""
    return f'\n<p id="fn{found[1]}">{found[2]}</p>\n'
