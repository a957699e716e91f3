"""What Word's styles say of a paragraph or a run: headings, bold, size, numbering."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OFF = {"0", "false", "off", "none"}


def child(element: "_Element | None", *names: str) -> "_Element | None":
    """Return the element at the end of a path of child names, where it is there."""
    for name in names:
        if element is None:
            return None
        element = element.find(W + name)
    return element


def value(element: "_Element | None", *names: str, attribute: str = "val") -> str | None:
    """Return an attribute of the element at the end of a path, where it is there."""
    found = child(element, *names)
    return None if found is None else found.get(W + attribute)


def switched(properties: "_Element | None", name: str) -> bool | None:
    """Return whether a property such as bold is on or off, or nothing where it is not said."""
    found = child(properties, name)
    if found is None:
        return None
    return (found.get(W + "val") or "true") not in OFF


class Styles:
    """The styles of a document; each asks the style that it is based on for what it leaves open."""

    def __init__(self, root: "_Element | None") -> None:
        self._styles: dict[str, _Element] = {}
        self._default: str | None = None
        self._document = child(root, "docDefaults", "rPrDefault", "rPr")
        for style in [] if root is None else root.findall(W + "style"):
            identity = style.get(W + "styleId") or ""
            self._styles[identity] = style
            if style.get(W + "type") == "paragraph" and style.get(W + "default") in ("1", "true"):
                self._default = identity

    def chain(self, style: str | None) -> list["_Element"]:
        """Return a style and those that it is based on, nearest first."""
        found: list[_Element] = []
        while style in self._styles and self._styles[style] not in found:
            found.append(self._styles[style])
            style = value(found[-1], "basedOn")
        return found

    def of_paragraph(self, paragraph: "_Element") -> list["_Element"]:
        """Return the styles of a paragraph, nearest first."""
        return self.chain(value(paragraph, "pPr", "pStyle") or self._default)

    def name(self, paragraph: "_Element") -> str:
        """Return the name of a paragraph's style in small letters."""
        styles = self.of_paragraph(paragraph)
        return (value(styles[0], "name") or "").lower() if styles else ""

    def level(self, paragraph: "_Element") -> int:
        """Return the level of a heading, from 1; 0 for what is none."""
        outline = value(paragraph, "pPr", "outlineLvl")
        for style in self.of_paragraph(paragraph):
            if outline is None:
                outline = value(style, "pPr", "outlineLvl")
            name = (value(style, "name") or "").lower()
            if name == "title":
                return 1
            if name.startswith("heading ") and name[8:].isdecimal():
                return int(name[8:])
        return int(outline) + 1 if outline and outline.isdecimal() and int(outline) < 9 else 0

    def numbering(self, paragraph: "_Element") -> tuple[str, int] | None:
        """Return the list and the level in it that a paragraph belongs to, where it does."""
        places = [child(paragraph, "pPr", "numPr")]
        places += [child(style, "pPr", "numPr") for style in self.of_paragraph(paragraph)]
        number = next((n for n in (value(place, "numId") for place in places) if n), None)
        if number is None or number == "0":
            return None
        level = next((n for n in (value(place, "ilvl") for place in places) if n), "0")
        return number, int(level) if level.isdecimal() else 0

    def breaks_before(self, paragraph: "_Element") -> bool:
        """Whether a paragraph begins a new page by its format."""
        for place in [paragraph, *self.of_paragraph(paragraph)]:
            said = switched(child(place, "pPr"), "pageBreakBefore")
            if said is not None:
                return said
        return False

    def run_switch(self, run: "_Element", paragraph: "_Element", name: str) -> bool:
        """Whether a property of letters (`b`, `i`, `vanish`) is on for a run."""
        properties = child(run, "rPr")
        said = switched(properties, name)
        if said is not None:
            return said
        for style in [*self.chain(value(properties, "rStyle")), *self.of_paragraph(paragraph)]:
            said = switched(child(style, "rPr"), name)
            if said is not None:
                return said
        return bool(switched(self._document, name))

    def run_value(self, run: "_Element", paragraph: "_Element", name: str) -> str | None:
        """Return a property of letters (`sz`, `vertAlign`) of a run."""
        properties = child(run, "rPr")
        places = [properties]
        places += [child(style, "rPr") for style in self.chain(value(properties, "rStyle"))]
        places += [child(style, "rPr") for style in self.of_paragraph(paragraph)]
        for place in [*places, self._document]:
            said = value(place, name)
            if said is not None:
                return said
        return None

    def language(self) -> str | None:
        """Return the document's language, as `en`."""
        for style in [None, *self.chain(self._default)]:
            place = self._document if style is None else child(style, "rPr")
            said = value(place, "lang")
            if said:
                return said.partition("-")[0].lower()
        return None
