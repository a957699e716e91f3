"""Rules of the templates themselves: they compile, escape everything, and speak through gettext."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from app.web.templating import TEMPLATES, environment

FILES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
SHOWN = ("alt", "aria-label", "aria-description", "placeholder", "title", "label", "summary")
"""Attributes whose text readers see or hear."""
OWN_NAMES = {"Throughline"}
"""Names that are the same in all languages."""
HOLE = "\ufffc"
"""Stands for what an expression puts in."""


def source(name: str) -> str:
    """Return the text of a template."""
    return (TEMPLATES / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FILES)
def test_template_compiles(name: str) -> None:
    environment().get_template(name)


def test_environment_escapes_and_refuses_what_is_not_there() -> None:
    env = environment()
    assert env.autoescape is True
    assert env.from_string("{{ x }}").render(x="<b>") == "&lt;b&gt;"
    with pytest.raises(Exception, match="is undefined"):
        env.from_string("{{ nothing }}").render()


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_marked_safe(name: str) -> None:
    text = source(name)
    for pattern in (r"\|\s*safe\b", r"\bautoescape\b", r"\bMarkup\b"):
        assert not re.search(pattern, text), f"{name}: {pattern}"


def test_python_marks_nothing_safe() -> None:
    for path in TEMPLATES.parent.joinpath("app").rglob("*.py"):
        assert "Markup(" not in path.read_text(encoding="utf-8"), path


@pytest.mark.parametrize("name", FILES)
def test_file_is_a_page_a_component_or_an_include(name: str) -> None:
    """A page extends the shell; a component holds macros only; an include begins with `_`."""
    text = source(name)
    if name == "base.html":
        assert text.startswith("<!doctype html>")
    elif name.startswith("components/"):
        bare = re.sub(r"\{#.*?#\}|\{% macro .*?endmacro %\}", "", text, flags=re.DOTALL)
        assert not bare.strip(), f"{name}: text outside macros"
    elif not Path(name).name.startswith("_"):
        assert text.startswith('{% extends "base.html" %}')


class _Visible(HTMLParser):
    """Collects the text that readers see."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in ("script", "style")
        self.found += [value for key, value in attrs if key in SHOWN and value]
        if dict(attrs).get("type") in ("submit", "button") and dict(attrs).get("value"):
            self.found.append(dict(attrs)["value"] or "")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.found.append(data)


def _literals(node: nodes.Node | None) -> Iterator[str]:
    """Yield the texts that an expression can put in as they are, not through a call or a filter."""
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, nodes.CondExpr):
        yield from _literals(node.expr1)
        yield from _literals(node.expr2)
    elif isinstance(node, nodes.Or | nodes.And | nodes.Add):
        yield from _literals(node.left)
        yield from _literals(node.right)
    elif isinstance(node, nodes.Concat):
        for part in node.nodes:
            yield from _literals(part)


def _is_class(node: nodes.Node) -> bool:
    """Whether a block holds the class of `main`, no text."""
    return isinstance(node, nodes.Block) and node.name == "shape"


def visible(env: Environment, text: str) -> list[str]:
    """Return the texts of a template that readers see and that no call has translated."""
    html = []
    tree = env.parse(text)
    tree.body = [node for node in tree.body if not _is_class(node)]
    for node in tree.find_all(nodes.Output):
        for part in node.nodes:
            if isinstance(part, nodes.TemplateData):
                html.append(part.data)
            else:
                html.append(HOLE + " ".join(_literals(part)) + HOLE)
        html.append("\n")
    # A tag whose name is put in is still a tag.
    joined = re.sub(rf"(</?){HOLE}[^{HOLE}]*{HOLE}", r"\1i", "".join(html))
    parser = _Visible()
    parser.feed(joined)
    parser.close()
    return parser.found


def words(text: str) -> list[str]:
    """Return the words in a text that would have to be translated."""
    return [word for word in re.findall(r"[^\W\d_]{2,}", text) if word not in OWN_NAMES]


@pytest.mark.parametrize("name", FILES)
def test_no_visible_text_stands_outside_gettext(name: str) -> None:
    found = [text.strip() for text in visible(environment(), source(name)) if words(text)]
    assert not found, f"{name}: {found}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>Hello {{ name }}</p>", ["Hello"]),
        ("<p>{{ _('Hello') }}</p>", []),
        ("<p>{{ 'Hello' if x else 'Bye' }}</p>", ["Hello", "Bye"]),
        ("<p class=\"{{ 'wide' if x }}\">{{ x|label('kind') }}</p>", []),
        ('<input placeholder="Words">', ["Words"]),
        ('<a aria-label="{{ _("Next") }}">·</a>', []),
        ('<{{ level }} class="item-text">{{ text }}</{{ level }}>', []),
        ("<p>Throughline</p>", []),
        ('<button type="submit" value="Go">{{ x }}</button>', ["Go"]),
    ],
)
def test_the_rule_about_visible_text_finds_it(text: str, expected: list[str]) -> None:
    found = [word for part in visible(environment(), text) for word in words(part)]
    assert found == expected
