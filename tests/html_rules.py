"""The rules that every page keeps: valid HTML, structure, names, references, headers.

Each check yields what is wrong in words; `check_page` and `check_fragment` fail with all of it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

import html5lib
from html5lib.html5parser import ParseError

from tests.html_content import check_content
from tests.html_page import CONTROLS, Document, Page, path_of, text_of

VARY = ("HX-Request", "HX-History-Restore-Request", "HX-Boosted")
SECURITY = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self';"
    " img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
FILES = ("data:application/x-bibtex;", "data:application/x-research-info-systems;")
"""What a link may hold whole: files of citations, which browsers save and never show."""
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls")
CHILDREN = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"div", "dt", "dd"},
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot"},
    "tr": {"th", "td"},
}
"""What may stand directly in an element that holds nothing else."""


def check_headers(path: str, headers: Mapping[str, str]) -> None:
    """Check what every HTML answer carries."""
    assert headers["content-type"] == "text/html; charset=utf-8", path
    named = {name.strip() for name in headers.get("vary", "").split(",")}
    assert set(VARY) <= named, f"{path}: Vary lacks {set(VARY) - named}"
    for name, value in SECURITY.items():
        assert headers.get(name) == value, f"{path}: {name}: {headers.get(name)}"
    assert "set-cookie" not in headers, path


def _parsed(url: str, html: str, fragment: bool) -> Element:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    try:
        root: Element = (
            parser.parseFragment(html, container="div") if fragment else parser.parse(html)
        )
    except ParseError as error:
        line, column = parser.tokenizer.stream.position()
        around = "\n".join(html.splitlines()[max(line - 2, 0) : line + 1])
        raise AssertionError(
            f"{url}: invalid HTML at line {line}, column {column}: {error}\n{around}"
        ) from None
    return root


def check_page(url: str, status: int, headers: Mapping[str, str], html: str) -> Page:
    """Return a page, parsed and checked."""
    assert html.startswith("<!doctype html>"), f"{url}: no doctype first"
    page = Page(path_of(url), status, headers, html, _parsed(url, html, fragment=False))
    problems = [
        *_common(page),
        *_structure(page),
        *(f"{what}=“{value}” names nothing" for what, value in _dangling(page, set(page.ids))),
    ]
    assert not problems, f"{page.url}:\n" + "\n".join(problems)
    return page


def check_fragment(url: str, status: int, headers: Mapping[str, str], html: str) -> Document:
    """Return a fragment, parsed and checked; what it points to may be in the page around it."""
    assert "<html" not in html, f"{url}: a whole page, where a fragment was asked for"
    found = Document(path_of(url), status, headers, html, _parsed(url, html, fragment=True))
    problems = _common(found)
    assert not problems, f"{found.url}:\n" + "\n".join(problems)
    return found


def _common(page: Document) -> list[str]:
    """What holds for pages and fragments alike."""
    return [
        *(f"id {name} stands {n} times" for name, n in Counter(page.ids).items() if n > 1),
        *_code(page),
        *_forms(page),
        *_names(page),
        *_nesting(page),
        *_htmx(page),
        *check_content(page),
    ]


def _code(page: Document) -> Iterator[str]:
    for element in page.elements():
        if element.tag == "style":
            yield "inline <style>"
        if element.tag == "script" and not element.get("src"):
            yield "inline <script>"
        for name, value in element.items():
            if name == "style" or name.startswith(("on", "hx-on", "hx-vals", "hx-vars")):
                yield f"inline code in {name}=“{value}”"
            code = name in ("href", "src", "action") and re.match(r"\s*(javascript|data):", value)
            if code and not (element.get("download") and value.startswith(FILES)):
                yield f"code in {name}=“{value}”"


def _forms(page: Document) -> Iterator[str]:
    labelled = {element.get("for") for element in page.elements("label")}
    for form in page.elements("form"):
        if not form.get("action") or form.get("method") not in ("get", "post"):
            yield f"form {form.get('id') or ''} without action or method"
        if not [button for button in form.iter("button") if button.get("type") == "submit"]:
            yield f"form {form.get('id') or form.get('action')} without a submit button"
    for control in page.elements(*CONTROLS):
        if control.get("type") == "hidden":
            continue
        inside = any(parent.tag == "label" for parent in page.within(control))
        if not (inside or control.get("id") in labelled or control.get("aria-labelledby")):
            yield f"{control.tag} {control.get('name')} without a label"
        if not control.get("name"):
            yield f"{control.tag} {control.get('id')} without a name"


def _names(page: Document) -> Iterator[str]:
    """Each link, button, heading, label and region says what it is."""
    for element in page.elements("a", "button", "label", "legend", "summary", "th", *HEADINGS):
        if not text_of(element) and not element.get("aria-label"):
            yield f"empty {element.tag} {dict(element.items())}"
    for element in page.elements("a"):
        if not element.get("href"):
            yield f"link without href: {text_of(element)}"
    for element in page.elements("img"):
        if element.get("alt") is None:
            yield f"img {element.get('src')} without alt"
    for element in page.elements("section", "aside", "nav"):
        named = element.get("aria-label") or element.get("aria-labelledby")
        if not named and element.get("role") != "alert":
            yield f"{element.tag} without a name: {text_of(element)[:60]}"


def _nesting(page: Document) -> Iterator[str]:
    for element in page.elements(*CHILDREN):
        for child in element:
            if isinstance(child.tag, str) and child.tag not in CHILDREN[str(element.tag)]:
                yield f"{child.tag} directly in {element.tag}: {text_of(child)[:60]}"
    for element in page.elements("a", "button", *CONTROLS):
        outer = [parent.tag for parent in page.within(element) if parent.tag in ("a", "button")]
        if outer:
            yield f"{element.tag} in {outer[0]}: {text_of(element)[:60]}"
    for element in page.elements("th"):
        if element.get("scope") not in ("col", "row", "colgroup", "rowgroup"):
            yield f"th without scope: {text_of(element)[:60]}"


def _htmx(page: Document) -> Iterator[str]:
    """HTMX makes quicker what works without it: the same address, a target and a swap."""
    for element in page.elements():
        address = element.get("hx-get")
        if address is None:
            sent = element.get("hx-post")
            if sent is None and element.get("hx-target") is not None:
                yield f"hx-target without hx-get on {element.tag}"
            if sent is not None and (element.tag != "form" or element.get("action") != sent):
                yield f"hx-post=“{sent}” on {element.tag} that leads elsewhere without scripts"
            continue
        plain = element.get("action") if element.tag == "form" else element.get("href")
        if plain != address:
            yield f"hx-get=“{address}” on {element.tag} that leads to “{plain}” without scripts"
        for name in ("hx-target", "hx-swap"):
            if not element.get(name):
                yield f"hx-get=“{address}” without {name}"
    for element in page.elements():
        for name in ("hx-boost", "hx-ext", "hx-inherit", "hx-disinherit", "hx-select"):
            if element.get(name) is not None:
                yield f"{name} is not used here"


def _structure(page: Page) -> Iterator[str]:
    headings = list(page.elements(*HEADINGS))
    if sum(element.tag == "h1" for element in headings) != 1:
        yield f"{sum(element.tag == 'h1' for element in headings)} h1"
        return
    head = page.title.rpartition(" · Throughline")[0]
    if not head or not (page.title.startswith(page.h1) or head in page.h1):
        yield f"title “{page.title}” does not name the h1 “{page.h1}”"
    levels = [int(str(element.tag)[1]) for element in headings]
    for before, level, element in zip(levels, levels[1:], headings[1:], strict=False):
        if level > before + 1:
            yield f"h{level} “{text_of(element)}” follows h{before}"
    for tag in ("main", "header", "footer", "title"):
        if len(list(page.elements(tag))) != 1:
            yield f"not one {tag}"
    if not next(page.elements("html")).get("lang"):
        yield "no language"
    first = next(element for element in page.elements("body")).find("a")
    if first is None or first.get("href") != "#main":
        yield "the first link does not skip to the content"


def _dangling(page: Document, ids: set[str]) -> Iterator[tuple[str, str]]:
    """References within the page to ids that are not there."""
    for element in page.elements():
        for name in REFERENCES:
            for value in (element.get(name) or "").split():
                if value not in ids:
                    yield name, value
        for name in ("href", "hx-target", "hx-include", "hx-indicator"):
            value = element.get(name) or ""
            if value.startswith("#") and value[1:] not in ids:
                yield name, value
