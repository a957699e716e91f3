"""Texts from right to left stand apart in text and nowhere else."""

from collections.abc import Iterator

import pytest
from jinja2 import Environment

from app.web.bidi import FIRST, LAST, apart, bare, isolate, unmarked
from app.web.templating import environment

ARABIC, HEBREW = "نشر!", "(פרסום)"


@pytest.mark.parametrize("value", ["plain", "обычный", "選挙", "🗳️", "", 7, None, 2.5])
def test_other_values_stay_as_they_are(value: object) -> None:
    assert apart(value) == value


@pytest.mark.parametrize("value", [ARABIC, HEBREW, f"AA-1 {ARABIC}", "ﷺ", "\U0001e900"])
def test_right_to_left_is_marked(value: str) -> None:
    assert apart(value) == FIRST + value + LAST
    assert bare(str(apart(value))) == value


def test_marks_in_data_are_dropped() -> None:
    assert apart(f"{LAST}{ARABIC}{FIRST}{FIRST}") == FIRST + ARABIC + LAST
    assert apart(f"é{FIRST}") == "é"
    assert unmarked(f"{FIRST}a\u2066b") == "ab"


def rendered(env: Environment) -> Iterator[tuple[str, str]]:
    """Yield templates as they are rendered with a text in Arabic, and what is expected."""
    inner = f"<bdi>{ARABIC}</bdi>"
    yield "<p>{{ x }}, y</p>", f"<p>{inner}, y</p>"
    yield '<a href="/a" title="{{ x }}">{{ x }}</a>', f'<a href="/a" title="{ARABIC}">{inner}</a>'
    yield "<title>{{ x }}</title>", f"<title>{ARABIC}</title>"
    yield (
        '<select><option value="{{ x }}">{{ x }}</option></select>',
        (f'<select><option value="{ARABIC}">{ARABIC}</option></select>'),
    )
    yield "<pre>{{ x }}</pre>{{ x }}", f"<pre>{ARABIC}</pre>{inner}"
    yield "{{ _('on %(a)s.', a=x) }}", f"on {inner}."
    yield "{{ ngettext('%(num)s of %(a)s', '%(num)s of %(a)s', 2, a=x) }}", f"2 of {inner}"
    yield "<p title=\"{{ _('on %(a)s.', a=x) }}\">1</p>", f'<p title="on {ARABIC}.">1</p>'
    yield "{{ x if 1 else 2 }}{{ 'b' }}", f"{inner}b"
    yield "{% macro m(a) %}<i>{{ a }}</i>{% endmacro %}{{ m(x) }}", f"<i>{inner}</i>"


def test_templates_need_not_think_of_it() -> None:
    env = environment()
    for template, expected in rendered(env):
        assert isolate(env.from_string(template).render(x=ARABIC)) == expected


def test_markup_is_escaped_all_the_same() -> None:
    env = environment()
    html = isolate(env.from_string("{{ x }}{{ _('%(a)s', a=x) }}").render(x=f"<b>{HEBREW}</b>"))
    assert html == f"<bdi>&lt;b&gt;{HEBREW}&lt;/b&gt;</bdi>" * 2
