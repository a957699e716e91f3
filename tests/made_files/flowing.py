"""Reports as HTML and Markdown."""

import html
import re
from pathlib import Path

from tests.made_files.model import (
    Block,
    Contents,
    Heading,
    Item,
    Made,
    NewPage,
    Sample,
    pieces,
)

COUNTED = re.compile(r"\d+[.]")


def _grouped(sample: Sample) -> list[Block | list[Item]]:
    """Return the blocks, items that HTML can number itself gathered in lists."""
    found: list[Block | list[Item]] = []
    for block in sample.blocks:
        listed = isinstance(block, Item) and (block.bullet or COUNTED.fullmatch(block.label))
        if isinstance(block, Item) and listed:
            if found and isinstance(found[-1], list):
                found[-1].append(block)
            else:
                found.append([block])
        elif not isinstance(block, Contents | NewPage):
            found.append(block)
    return found


class _Notes:
    """Footnotes, gathered for the end."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def add(self, text: str) -> int:
        self.texts.append(text)
        return len(self.texts)


def make_html(sample: Sample, folder: Path) -> Made:
    """Write a sample as a web page."""
    notes = _Notes()

    def marked(text: str) -> str:
        found = ""
        for part, note in pieces(text):
            found += html.escape(part)
            if note is not None:
                number = notes.add(note)
                found += f'<sup id="fnref{number}"><a href="#fn{number}">{number}</a></sup>'
        return found

    body = [f'<header><p class="title">{html.escape(sample.title)}</p></header>']
    body.append('<nav><ul><li><a href="/">Start</a></li><li>Recommendations</li></ul></nav>')
    for block in _grouped(sample):
        if isinstance(block, list):
            body.append(_html_list(block, [marked(item.text) for item in block]))
        elif isinstance(block, Heading):
            label = f"{block.label} " if block.label else ""
            body.append(f"<h{block.level}>{label}{html.escape(block.text)}</h{block.level}>")
        elif isinstance(block, Item):
            body.append(f"<p>{html.escape(block.label)} {marked(block.text)}</p>")
        elif not isinstance(block, Contents | NewPage):
            text = marked(block.text)
            body.append(f"<p>{f'<b>{text}</b>' if block.bold else text}</p>")
    entries = [
        f'<li id="fn{number}"><p>{html.escape(text)} <a href="#fnref{number}">↩</a></p></li>'
        for number, text in enumerate(notes.texts, 1)
    ]
    if entries:
        body.append(f'<section class="footnotes"><ol>{"".join(entries)}</ol></section>')
    page = (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>{html.escape(sample.title)}</title><style>p {{ margin: 0 }}</style></head>"
        f"<body>\n{chr(10).join(body)}\n<script>document.title;</script></body></html>\n"
    )
    path = folder / f"{sample.name}.html"
    path.write_text(page, encoding="utf-8")
    return Made(sample, "html", path, {})


def _html_list(items: list[Item], texts: list[str]) -> str:
    kind = "ul" if items[0].bullet else "ol"
    start = "" if items[0].bullet else f' start="{items[0].number}"'
    entries = "".join(f"<li>{text}</li>" for text in texts)
    return f"<{kind}{start}>{entries}</{kind}>"


def make_markdown(sample: Sample, folder: Path) -> Made:
    """Write a sample as Markdown."""
    notes = _Notes()

    def marked(text: str) -> str:
        found = ""
        for part, note in pieces(text):
            found += part if note is None else f"{part}[^{notes.add(note)}]"
        return found

    parts = []
    for block in _grouped(sample):
        if isinstance(block, list):
            parts.append("\n".join(f"{_sign(item)} {marked(item.text)}" for item in block))
        elif isinstance(block, Heading):
            label = f"{block.label} " if block.label else ""
            parts.append(f"{'#' * block.level} {label}{block.text}")
        elif isinstance(block, Item):
            parts.append(f"{block.label} {marked(block.text)}")
        elif not isinstance(block, Contents | NewPage):
            text = marked(block.text)
            parts.append(f"**{text}**" if block.bold else text)
    parts += [f"[^{number}]: {text}" for number, text in enumerate(notes.texts, 1)]
    path = folder / f"{sample.name}.md"
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    return Made(sample, "markdown", path, {})


def _sign(item: Item) -> str:
    return "-" if item.bullet else item.label
