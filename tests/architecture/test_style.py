"""The style sheet: every class is used and has its rule; colours and sizes of type are tokens."""

import re
from collections.abc import Iterator

import pytest
from jinja2 import Environment, nodes

from app.config import ROOT
from app.vocabulary.labels import WORDS
from app.web.templating import TEMPLATES, environment

SHEET = (ROOT / "app/static/app.css").read_text(encoding="utf-8")
SCRIPT = (ROOT / "app/static/app.js").read_text(encoding="utf-8")
OTHERS = {"htmx-request"}
"""Classes that htmx sets."""
GIVEN = {"theme", "sub"}
"""Classes that a page gives to a macro."""
HOOKS = {"place"}
"""Classes without a rule of their own, by which a kind of link can be found."""
MADE = {
    "is-": {value for words in WORDS.values() for value in words} | {"none"},
    "sign-": {"recommendation", "concern", "welcomed"},
    "strip-": {"occurs", "welcomed", "assessed", "absent", "not-held"},
}
"""Beginnings of classes that an expression ends, and what it can put behind them."""


def without_comments(sheet: str) -> str:
    """Return the sheet without its comments and its texts in quotes."""
    return re.sub(r'"[^"\n]*"', "", re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL))


def rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield each rule: what it is for, and what it says."""
    yield from re.findall(r"([^{}]+)\{([^{}]*)\}", without_comments(sheet))


def styled() -> set[str]:
    """The classes that the sheet has rules for."""
    return {
        name for selector, _ in rules(SHEET) for name in re.findall(r"\.([a-z][\w-]*)", selector)
    }


def _texts(node: nodes.Node) -> Iterator[str]:
    """Yield the texts that an expression can put into a class, not those it compares."""
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, nodes.CondExpr):
        yield from _texts(node.expr1)
        if node.expr2 is not None:
            yield from _texts(node.expr2)


def classes(env: Environment, text: str) -> tuple[set[str], set[str]]:
    """Return the classes of a template, and the beginnings of those that an expression ends."""
    whole: set[str] = set(re.findall(r"block shape %\}([a-z]+)", text))
    begun: set[str] = set()
    pattern = r'\sclass="((?:[^"{]|\{\{.*?\}\}|\{%.*?%\})*)"'
    for value in re.findall(pattern, text):
        for expression in re.findall(r"\{\{(.*?)\}\}", value):
            for output in env.parse("{{" + expression + "}}").find_all(nodes.Output):
                whole |= {name for part in output.nodes for t in _texts(part) for name in t.split()}
        for name in re.sub(r"\{\{.*?\}\}", "\ufffc", re.sub(r"\{%.*?%\}", " ", value)).split():
            start, hole, _ = name.partition("\ufffc")
            if not hole:
                whole.add(name)
            elif start.endswith("-"):
                begun.add(start)
            elif start:
                whole.add(start)
    return whole, begun


def used() -> set[str]:
    """The classes that templates and the script can set."""
    found: set[str] = set(re.findall(r'classList\.add\("([\w-]+)"\)', SCRIPT))
    for path in TEMPLATES.rglob("*.html"):
        whole, begun = classes(environment(), path.read_text(encoding="utf-8"))
        found |= whole | {start + value for start in begun for value in MADE[start]}
    return found


def test_every_rule_is_for_something_that_stands_on_a_page() -> None:
    assert styled() - used() - OTHERS - GIVEN == set(), "Mend: remove the rule"


def test_every_class_has_a_rule() -> None:
    made = tuple(MADE)
    without = {name for name in used() - styled() if not name.startswith(made)}
    assert without == HOOKS, "Mend: write its rule, or leave the class out"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('<p class="a b{{ " c" if x }}">', {"a", "b", "c"}),
        ("<p class=\"{{ 'd' if x == 'y' else 'e' }}\">", {"d", "e"}),
        ('<p{% if x %} class="f"{% endif %} class="g{% if y %} h{% endif %}">', {"f", "g", "h"}),
    ],
)
def test_classes_are_found(text: str, expected: set[str]) -> None:
    assert classes(environment(), text.replace('{{ " c"', "{{ ' c'"))[0] == expected


TOKENS = re.compile(r":root\s*$")
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(|:\s*(?:white|black|red|gr[ae]y)\b")


def test_colours_stand_in_the_tokens_alone() -> None:
    wrong = [
        f"{selector.strip()}: {body.strip()}"
        for selector, body in rules(SHEET)
        if not TOKENS.search(selector) and COLOUR.search(body)
    ]
    assert not wrong, "\n".join([*wrong, "Rule: a colour is a token of :root"])


def test_sizes_of_type_are_steps() -> None:
    """Paper has its own, in points; a sign may be as large as the text it stands in (em)."""
    wrong = []
    for selector, body in rules(SHEET):
        for size in re.findall(r"\bfont(?:-size)?:\s*([^;]+)", body):
            if not re.search(r"var\(--step|inherit|[\d.]+(?:em|pt)\b|clamp\(", size):
                wrong.append(f"{selector.strip()}: {size.strip()}")
    assert not wrong, "\n".join([*wrong, "Rule: a size of type is a step of the scale"])


def test_every_token_is_defined_and_used() -> None:
    text = without_comments(SHEET)
    defined = set(re.findall(r"(--[\w-]+)\s*:", text))
    asked = set(re.findall(r"var\((--[\w-]+)", text))
    assert asked - defined == set()
    assert defined - asked == set()
