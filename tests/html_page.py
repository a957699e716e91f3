"""A parsed page or fragment, and what a reader does with it: read, follow links, fill in forms."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode, urljoin, urlsplit
from xml.etree.ElementTree import Element

CONTROLS = ("input", "select", "textarea")
SITE = "http://testserver"


def squeeze(text: str) -> str:
    """Return the text with its white space as a browser shows it."""
    return " ".join(text.split())


def text_of(element: Element) -> str:
    """Return the text in an element."""
    return squeeze("".join(element.itertext()))


def classes(element: Element) -> set[str]:
    """Return the classes of an element."""
    return set((element.get("class") or "").split())


@dataclass
class Document:
    """A parsed page or fragment."""

    url: str
    status: int
    headers: Mapping[str, str]
    html: str
    root: Element
    parents: dict[Element, Element] = field(init=False)

    def __post_init__(self) -> None:
        self.parents = {child: parent for parent in self.root.iter() for child in parent}

    def elements(self, *tags: str) -> Iterator[Element]:
        """Yield the elements with one of the tags, or all, in their order."""
        for element in self.root.iter():
            if isinstance(element.tag, str) and (not tags or element.tag in tags):
                yield element

    def with_class(self, name: str) -> list[Element]:
        """Return the elements of a class."""
        return [element for element in self.elements() if name in classes(element)]

    def within(self, element: Element) -> Iterator[Element]:
        """Yield what an element stands in, from the inside."""
        while element in self.parents:
            element = self.parents[element]
            yield element

    @property
    def ids(self) -> list[str]:
        """The ids, in their order."""
        return [value for element in self.elements() if (value := element.get("id")) is not None]

    def by_id(self, value: str) -> Element:
        """Return the element with an id."""
        return next(element for element in self.elements() if element.get("id") == value)

    @property
    def text(self) -> str:
        """All text: of the part `main` where there is one."""
        return text_of(next(self.elements("main"), self.root))

    @property
    def h1(self) -> str:
        """The text of the main heading."""
        return text_of(next(self.elements("h1")))

    @property
    def title(self) -> str:
        """The title of the page."""
        return text_of(next(self.elements("title")))

    def links(self) -> list[str]:
        """Return the addresses of all links, made whole."""
        return [
            urljoin(SITE + self.url, element.get("href") or "") for element in self.elements("a")
        ]

    def link(self, name: str) -> str:
        """Return the address of the one link with this text."""
        found = {
            element.get("href") or "" for element in self.elements("a") if text_of(element) == name
        }
        assert len(found) == 1, f"{self.url}: {len(found)} links named “{name}”"
        return found.pop()

    def refs(self) -> list[str]:
        """Return the references of the items that a list shows, in their order."""
        return [
            (element.get("id") or "").removeprefix("item-") for element in self.with_class("item")
        ]


@dataclass
class Page(Document):
    """A whole page."""

    def form(self, action: str) -> Element:
        """Return the form in `main` with an action."""
        main = next(self.elements("main"))
        return next(form for form in main.iter("form") if form.get("action") == action)

    def submitted(self, form: Element, **changes: Sequence[str]) -> str:
        """Return the address that a form with GET leads to, after the reader made changes.

        A change gives the values that a control has from then on; a choice must be on offer.
        """
        pairs: list[tuple[str, str]] = []
        offered: set[tuple[str, str]] = set()
        names = []
        for control in form.iter():
            name = control.get("name")
            if control.tag not in CONTROLS or not name:
                continue
            names.append(name)
            values, choices = _values(control)
            offered |= {(name, choice) for choice in choices}
            wanted = changes.get(name)
            if wanted is not None:
                values = [value for value in wanted if not choices or value in choices]
            pairs += [(name, value) for value in values]
        for name, wanted in changes.items():
            assert name in names, f"{self.url}: the form has no control {name}"
            missing = [value for value in wanted if (name, value) not in pairs]
            assert not missing, f"{self.url}: {name} does not offer {missing}"
        return f"{form.get('action')}?{urlencode(pairs)}"


def _values(control: Element) -> tuple[list[str], list[str]]:
    """What a control sends as it stands, and what it offers (empty: anything)."""
    if control.tag == "select":
        options = [(option.get("value") or "", option) for option in control.iter("option")]
        marked = [value for value, option in options if option.get("selected") is not None]
        return marked[:1] or [options[0][0]], [value for value, _ in options]
    value = control.get("value") or ""
    if control.get("type") in ("checkbox", "radio"):
        return ([value] if control.get("checked") is not None else []), [value]
    return [value], []


def path_of(url: str) -> str:
    """Return an address without its host and without the part within the page."""
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
