"""What a validator refuses beside errors of parsing: content models, attributes, ARIA, addresses.

It knows the elements and attributes that our pages use and refuses all others, so that a new one is
looked up first. Each check yields what is wrong in words.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from tests.html_page import CONTROLS, Document, text_of


def _all(words: str) -> set[str]:
    return set(words.split())


PHRASING = _all(
    "a abbr b bdi bdo br button cite code data del dfn em i img input ins kbd label mark noscript"
    " output progress q s samp script select small span strong sub sup svg textarea time u var wbr"
    " option optgroup"
)
"""What may stand in a line of text."""
IN_LINES = _all(
    "p h1 h2 h3 h4 h5 h6 span b i em strong small mark code cite q s sub sup time pre abbr bdi"
    " label button legend summary"
)
"""The elements that hold nothing else."""
IN_HEADINGS = {"summary": {"h2", "h3", "h4", "h5", "h6"}, "legend": {"h2", "h3", "h4", "h5", "h6"}}
PARENTS = {
    "li": {"ul", "ol"},
    "dt": {"dl", "div"},
    "dd": {"dl", "div"},
    "summary": {"details"},
    "legend": {"fieldset"},
    "caption": {"table"},
    "thead": {"table"},
    "tbody": {"table"},
    "tr": {"thead", "tbody", "tfoot", "table"},
    "th": {"tr"},
    "td": {"tr"},
    "option": {"select", "optgroup"},
}
CHILDREN = {
    "thead": {"tr"},
    "tbody": {"tr"},
    "tfoot": {"tr"},
    "select": {"option", "optgroup"},
    "colgroup": {"col"},
}
INTERACTIVE = {"a", "button", "details", "iframe", "label", "embed", *CONTROLS}
NOT_IN = {
    "a": INTERACTIVE,
    "button": INTERACTIVE,
    "label": INTERACTIVE - set(CONTROLS),
    "form": {"form"},
    "header": {"header", "footer", "main"},
    "footer": {"header", "footer", "main"},
    "article": {"main"},
    "aside": {"main"},
    "nav": {"main"},
    "dt": {"header", "footer", "article", "aside", "nav", "section", "h1", "h2", "h3", "h4"},
    "th": {"header", "footer", "article", "aside", "nav", "section", "h1", "h2", "h3", "h4"},
    "caption": {"table"},
}
"""What may not stand anywhere in an element."""
EVERYWHERE = {
    "autofocus",
    "class",
    "id",
    "lang",
    "dir",
    "title",
    "hidden",
    "role",
    "tabindex",
    "translate",
}
ATTRIBUTES: dict[str, set[str]] = {
    "html": set(), "head": set(), "body": set(), "title": set(), "main": set(), "header": set(),
    "footer": set(), "nav": set(), "section": set(), "article": set(), "aside": set(),
    "div": set(), "p": set(), "span": set(), "b": set(), "i": set(), "em": set(), "strong": set(),
    "small": set(), "mark": set(), "code": set(), "bdi": set(), "br": set(), "pre": set(),
    "h1": set(), "h2": set(), "h3": set(), "h4": set(), "h5": set(), "h6": set(), "cite": set(),
    "ul": set(), "ol": {"start", "reversed", "type"}, "li": {"value"}, "dl": set(), "dt": set(),
    "dd": set(), "blockquote": {"cite"}, "figure": set(), "figcaption": set(), "abbr": set(),
    "time": {"datetime"}, "hr": set(), "kbd": set(), "sup": set(), "sub": set(), "wbr": set(),
    "table": set(), "caption": set(), "colgroup": {"span"}, "col": {"span"}, "thead": set(),
    "tbody": set(), "tfoot": set(), "tr": set(), "td": {"colspan", "rowspan", "headers"},
    "th": {"colspan", "rowspan", "headers", "scope", "abbr"},
    "a": {"href", "rel", "download", "hreflang", "type", "target"},
    "img": {"src", "srcset", "sizes", "alt", "width", "height", "loading", "decoding"},
    "meta": {"name", "content", "charset", "property"},
    "link": {"rel", "href", "type", "hreflang", "sizes", "media", "title"},
    "script": {"src", "integrity", "defer", "async", "crossorigin", "type"},
    "ins": {"cite", "datetime"}, "del": {"cite", "datetime"}, "progress": {"value", "max"},
    "form": {"action", "method", "autocomplete", "novalidate", "enctype"},
    "fieldset": {"disabled", "name"}, "legend": set(), "label": {"for"},
    "button": {"type", "name", "value", "disabled", "form", "formaction"},
    "select": {"name", "multiple", "size", "required", "disabled", "autocomplete", "form"},
    "option": {"value", "selected", "disabled", "label"}, "optgroup": {"label", "disabled"},
    "input": {"type", "name", "value", "disabled", "form", "autocomplete"},
    "textarea": {"name", "rows", "cols", "maxlength", "required", "readonly", "placeholder"},
    "details": {"open", "name"}, "summary": set(), "output": {"for", "name"},
}  # fmt: skip
"""The elements and, beside those that stand everywhere, their attributes."""
_WORDS = {
    "maxlength",
    "minlength",
    "placeholder",
    "readonly",
    "required",
    "pattern",
    "size",
    "list",
}
_NUMBERS = {"min", "max", "step", "readonly", "required", "list"}
INPUTS = {
    "text": _WORDS, "search": _WORDS, "email": _WORDS | {"multiple"}, "url": _WORDS,
    "password": _WORDS, "date": _NUMBERS, "number": _NUMBERS | {"placeholder"}, "hidden": set(),
    "file": {"accept", "multiple", "required"},
    "checkbox": {"checked", "required"}, "radio": {"checked", "required"}, "submit": set(),
}  # fmt: skip
"""The attributes of each type of input."""
ROLES = _all(
    "alert alertdialog application article banner button cell checkbox columnheader combobox"
    " complementary contentinfo definition dialog directory document feed figure form grid gridcell"
    " group heading img link list listbox listitem log main marquee math menu menubar menuitem"
    " meter navigation none note option presentation progressbar radio radiogroup region row"
    " rowgroup rowheader scrollbar search searchbox separator slider spinbutton status switch tab"
    " table tablist tabpanel term textbox timer toolbar tooltip tree treegrid treeitem"
)
_BOOL = {"true", "false"}
ARIA: dict[str, set[str] | None] = {
    "aria-label": None, "aria-labelledby": None, "aria-describedby": None, "aria-controls": None,
    "aria-details": None, "aria-owns": None, "aria-level": None, "aria-colcount": None,
    "aria-rowcount": None, "aria-colindex": None, "aria-rowindex": None, "aria-posinset": None,
    "aria-setsize": None, "aria-valuenow": None, "aria-valuemin": None, "aria-valuemax": None,
    "aria-valuetext": None, "aria-roledescription": None, "aria-description": None,
    "aria-hidden": _BOOL, "aria-expanded": _BOOL, "aria-busy": _BOOL, "aria-atomic": _BOOL,
    "aria-disabled": _BOOL, "aria-modal": _BOOL, "aria-required": _BOOL, "aria-selected": _BOOL,
    "aria-pressed": {*_BOOL, "mixed"}, "aria-checked": {*_BOOL, "mixed"},
    "aria-invalid": {*_BOOL, "grammar", "spelling"}, "aria-live": {"off", "polite", "assertive"},
    "aria-current": {*_BOOL, "page", "step", "location", "date", "time"},
    "aria-sort": {"ascending", "descending", "none", "other"},
    "aria-haspopup": {*_BOOL, "menu", "listbox", "tree", "grid", "dialog"},
    "aria-autocomplete": {"inline", "list", "both", "none"}, "aria-relevant": None,
}  # fmt: skip
"""The states and properties, with the values that are allowed where these are few."""
HTMX = _all(
    "hx-get hx-target hx-swap hx-trigger hx-push-url hx-sync hx-validate hx-include hx-indicator"
    " hx-swap-oob hx-post hx-encoding"
)
NAMELESS = {"p", "span", "div", "b", "i", "em", "strong", "small", "code", "mark", "bdi", "time"}
"""Elements that a label may not name unless they have a role."""
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
DAY = re.compile(r"[12]\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
WRONG_IN_ADDRESS = re.compile(r"[\s\"<>\\^`{|}\x00-\x20\x7f]|%(?![0-9A-Fa-f]{2})")


def check_content(page: Document) -> Iterator[str]:
    """Yield all that is wrong with elements, attributes, content models and ARIA."""
    ids = {element.get("id"): element for element in page.elements() if element.get("id")}
    for element in page.elements():
        tag = str(element.tag)
        if (
            tag in ("svg", "DOCUMENT_FRAGMENT")
            or tag.startswith("{")
            or any(e.tag == "svg" for e in page.within(element))
        ):
            continue
        for wrong in (
            *_attributes(element, tag),
            *_aria(page, element, tag),
            *_values(element, tag, ids),
            *_within(page, element, tag),
            *_children(element, tag),
        ):
            yield f"{wrong}: {tag} “{text_of(element)[:50]}”"
    for table in page.elements("table"):
        yield from _table(table)


def _attributes(element: Element, tag: str) -> Iterator[str]:
    if tag not in ATTRIBUTES:
        yield "unknown or obsolete element"
        return
    allowed = EVERYWHERE | ATTRIBUTES[tag]
    if tag == "input":
        kind = element.get("type") or "text"
        if kind not in INPUTS:
            yield f"unknown type {kind}"
        allowed = allowed | INPUTS.get(kind, set())
    for name in element.keys():  # noqa: SIM118  # an Element is no mapping
        if name not in allowed | HTMX and not re.match(r"aria-|data-[a-z]", name):
            yield f"attribute {name} not allowed"


def _aria(page: Document, element: Element, tag: str) -> Iterator[str]:
    role = element.get("role")
    if role is not None and role not in ROLES:
        yield f"no such role as “{role}”"
    for name, value in element.items():
        if not name.startswith("aria-"):
            continue
        if name not in ARIA:
            yield f"no such attribute as {name}"
        elif not value.strip():
            yield f"empty {name}"
        elif (values := ARIA[name]) is not None and value not in values:
            yield f"{name} cannot be “{value}”"
    named = element.get("aria-label") is not None or element.get("aria-labelledby") is not None
    if named and tag in NAMELESS and role is None:
        yield "a name on what has no role"
    hidden = [e for e in (element, *page.within(element)) if e.get("aria-hidden") == "true"]
    if hidden and (tag in {"a", "button", "summary", *CONTROLS} or element.get("tabindex")):
        yield "hidden from readers, yet takes the focus"


def _values(element: Element, tag: str, ids: dict[str | None, Element]) -> Iterator[str]:
    value = element.get("id")
    if value is not None and (not value or re.search(r"\s", value)):
        yield f"id “{value}” is empty or has white space"
    if (index := element.get("tabindex")) not in (None, "0", "-1"):
        yield f"tabindex {index} changes the order"
    if (lang := element.get("lang")) is not None and not LANGUAGE.fullmatch(lang):
        yield f"lang “{lang}” is no tag of a language"
    if element.get("dir") not in (None, "ltr", "rtl", "auto"):
        yield f"dir cannot be “{element.get('dir')}”"
    for name in ("href", "src", "action", "hx-get", "cite"):
        address = element.get(name)
        if address is not None and WRONG_IN_ADDRESS.search(address):
            yield f"{name} “{address[:60]}” is no address"
    target = ids.get(element.get("for")) if tag == "label" else None
    if target is not None and (target.tag not in CONTROLS or target.get("type") == "hidden"):
        yield "label for what is no control"
    if tag == "input" and element.get("type") == "date":
        for name in ("value", "min", "max"):
            if element.get(name) and not DAY.fullmatch(element.get(name) or ""):
                yield f"{name} “{element.get(name)}” is no day"
    if tag == "article" and not any(e.tag in {"h2", "h3", "h4", "h5"} for e in element.iter()):
        yield "article without a heading"


def _within(page: Document, element: Element, tag: str) -> Iterator[str]:
    outer = list(page.within(element))
    # In a fragment the outermost element stands in what is around it in the page.
    directly = outer[0].tag if outer else "DOCUMENT_FRAGMENT"
    if tag in PARENTS and directly not in {"DOCUMENT_FRAGMENT", *PARENTS[tag]}:
        yield f"{tag} directly in {directly}"
    for parent in outer:
        if tag in NOT_IN.get(str(parent.tag), ()) and element.get("type") != "hidden":
            yield f"{tag} in {parent.tag}"
    if tag not in PHRASING:
        for parent in outer:
            if parent.tag in IN_LINES and tag not in IN_HEADINGS.get(str(parent.tag), ()):
                yield f"{tag} in {parent.tag}"
    if element.get("tabindex") is not None and any(e.tag in ("a", "button") for e in outer):
        yield "takes the focus within what takes it"


def _children(element: Element, tag: str) -> Iterator[str]:
    children = [child for child in element if isinstance(child.tag, str)]
    tags = [str(child.tag) for child in children]
    for wrong in set(tags) - CHILDREN.get(tag, set(tags)):
        yield f"{wrong} directly in {tag}"
    if tag in ("details", "fieldset") and {"summary", "legend"} & set(tags[1:]):
        yield "its title is not first"
    if tag == "details" and tags[:1] != ["summary"]:
        yield "no summary first"
    if tag == "label" and len([e for e in element.iter() if e.tag in CONTROLS]) > 1:
        yield "two controls in a label"
    if tag in ("ul", "ol", "dl", "select", "tr", "table") and (
        (element.text or "").strip() or any((child.tail or "").strip() for child in element)
    ):
        yield f"text directly in {tag}"
    if tag == "dl":
        groups = [child for child in children if child.tag == "div"] or [element]
        for group in groups:
            names = "".join({"dt": "t", "dd": "d"}.get(str(child.tag), "x") for child in group)
            if not re.fullmatch(r"(t+d+)+", names):
                yield "not terms, each with what it means"


def _table(table: Element) -> Iterator[str]:
    tags = [str(child.tag) for child in table]
    order = [("caption", "colgroup", "thead", "tbody", "tr", "tfoot").index(tag) for tag in tags]
    if order != sorted(order):
        yield f"the parts of a table in the order {', '.join(tags)}"
    widths = {
        sum(int(cell.get("colspan") or 1) for cell in row if cell.tag in ("td", "th"))
        for row in table.iter("tr")
    }
    if len(widths) > 1 and not [cell for cell in table.iter() if cell.get("rowspan")]:
        yield f"rows of {sorted(widths)} cells in a table “{text_of(table)[:50]}”"
