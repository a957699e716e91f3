"""The rules for pages find what they are there to find."""

import pytest

from tests.html_rules import SECURITY, VARY, check_fragment, check_headers, check_page

pytestmark = pytest.mark.one_database

RIGHT = """<!doctype html>
<html lang="en"><head><title>Lists · Throughline</title></head>
<body><a href="#main">Skip</a><header></header>
<main id="main"><h1>Lists</h1>
<form action="/a" method="get" id="f"><label for="q">Words</label><input id="q" name="q">
<button type="submit">Show</button></form>
<a href="/b" hx-get="/b" hx-target="#main" hx-swap="outerHTML">b</a>
</main><footer></footer></body></html>"""
HEADERS = SECURITY | {"content-type": "text/html; charset=utf-8", "vary": ", ".join(VARY)}


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("</main>", "<p><div>x</div></p></main>", "invalid HTML"),
        ("</main>", "<p>a & b &nope</main>", "invalid HTML"),
        ("<!doctype html>", "", "no doctype"),
        ("<h1>Lists</h1>", "<p>Lists</p>", "0 h1"),
        ("<h1>Lists</h1>", "<h1>Lists</h1><h1>More</h1>", "2 h1"),
        ("<h1>Lists</h1>", "<h1>Other</h1>", "does not name the h1"),
        ("<h1>Lists</h1>", "<h1>Lists</h1><h3>Deep</h3>", "follows h1"),
        ("<h1>Lists</h1>", "<h1>Lists</h1><h2></h2>", "empty h2"),
        ("</main>", '<p id="q">x</p></main>', "id q stands 2 times"),
        ('<label for="q">Words</label>', "", "without a label"),
        ('for="q"', 'for="z"', "for=“z” names nothing"),
        ('name="q"', "", "without a name"),
        (' method="get"', "", "without action or method"),
        ('action="/a" ', "", "without action or method"),
        ('<button type="submit">Show</button>', "", "without a submit button"),
        ("</main>", "<style>p { color: red }</style></main>", "inline <style>"),
        ("</main>", "<script>1</script></main>", "inline <script>"),
        ("<main ", '<main style="color: red" ', "inline code in style"),
        ("<main ", '<main onclick="1" ', "inline code in onclick"),
        ("<main ", '<main hx-on:click="1" ', "inline code in hx-on:click"),
        ('href="/b"', 'href="javascript:1"', "code in href"),
        ('hx-target="#main"', 'hx-target="#none"', "hx-target=“#none” names nothing"),
        ('hx-target="#main"', "", "without hx-target"),
        (' hx-swap="outerHTML"', "", "without hx-swap"),
        ('hx-get="/b"', 'hx-get="/c"', "leads to “/b” without scripts"),
        ("<main ", '<main hx-boost="true" ', "hx-boost is not used here"),
        ("</main>", '<a href="#none">x</a></main>', "href=“#none” names nothing"),
        ("</main>", '<section aria-labelledby="none">x</section></main>', "names nothing"),
        ("</main>", "<section>x</section></main>", "section without a name"),
        ("</main>", '<p aria-describedby="none">x</p></main>', "names nothing"),
        ("</main>", '<a href="/c"></a></main>', "empty a"),
        ("</main>", "<a>c</a></main>", "link without href"),
        ("</main>", '<img src="/c.png"></main>', "without alt"),
        ("</main>", "<ul><p>x</p></ul></main>", "p directly in ul"),
        ("</main>", "<table><tr><th>x</th></tr></table></main>", "th without scope"),
        ("</main>", '<a href="/c">x <input name="i"></a></main>', "input in a"),
        (' lang="en"', "", "no language"),
        ("</main>", "<h2><div>x</div></h2></main>", "div in h2"),
        ("</main>", "<span><p>x</p></span></main>", "p in span"),
        ("</main>", "<li>x</li></main>", "li directly in main"),
        ("</main>", "<dl><dt>x</dt></dl></main>", "not terms"),
        ("</main>", "<dl><div><dd>x</dd></div></dl></main>", "not terms"),
        ("</main>", "<dl>x<dt>t</dt><dd>d</dd></dl></main>", "text directly in dl"),
        ("</main>", "<ul>x<li>y</li></ul></main>", "text directly in ul"),
        ("</main>", "<details><p>x</p></details></main>", "no summary first"),
        ("</main>", '<a href="/c"><label>x</label></a></main>', "label in a"),
        ("</main>", '<button type="button"><a href="/c">x</a></button></main>', "a in button"),
        ("</main>", '<a href="/c"><b tabindex="0">x</b></a></main>', "within what takes it"),
        (
            "</main>",
            "<table><tbody><tr><td>x</td></tr><tr><td>x</td><td>y</td></tr></tbody></table></main>",
            r"rows of \[1, 2\] cells",
        ),
        ("</main>", '<p class="a" class="b">x</p></main>', "invalid HTML"),
        ("</main>", '<p align="left">x</p></main>', "attribute align not allowed"),
        ("</main>", "<center>x</center></main>", "invalid HTML|obsolete"),
        ("</main>", "<foo>x</foo></main>", "unknown or obsolete"),
        ("</main>", '<td2 x="1">x</td2></main>', "unknown or obsolete"),
        ("</main>", '<p role="heading1">x</p></main>', "no such role"),
        ("</main>", '<p aria-lable="x">x</p></main>', "no such attribute as aria-lable"),
        ("</main>", '<p aria-live="loud">x</p></main>', "aria-live cannot be"),
        ("</main>", '<a href="/c" aria-current="yes">x</a></main>', "aria-current cannot be"),
        ("</main>", '<div aria-label="x">x</div></main>', "a name on what has no role"),
        ("</main>", '<a href="/c" aria-hidden="true">x</a></main>', "hidden from readers"),
        ("</main>", '<p id="a b">x</p></main>', "white space"),
        ("</main>", '<p tabindex="3">x</p></main>', "changes the order"),
        ("</main>", '<p lang="english">x</p></main>', "no tag of a language"),
        ("</main>", '<p dir="left">x</p></main>', "dir cannot be"),
        ('href="/b"', 'href="/b c"', "is no address"),
        ('href="/b"', 'href="/b%zz"', "is no address"),
        ('id="q" name="q"', 'id="q" name="q" type="checkbox" maxlength="3"', "maxlength not"),
        ('id="q" name="q"', 'id="q" name="q" type="date" min="1900"', "is no day"),
        ('id="q" name="q"', 'id="q" name="q" type="colour"', "unknown type"),
        ('<label for="q">', '<label for="main">', "label for what is no control"),
        ("</main>", "<article><p>x</p></article></main>", "article without a heading"),
        ("</main>", "<fieldset><p>x</p><legend>y</legend></fieldset></main>", "not first"),
        ('<a href="#main">Skip</a>', "", "does not skip"),
    ],
)
def test_fault_in_a_page_is_found(before: str, after: str, message: str) -> None:
    assert before in RIGHT
    check_page("/", 200, {}, RIGHT)
    with pytest.raises(AssertionError, match=message):
        check_page("/", 200, {}, RIGHT.replace(before, after, 1))


@pytest.mark.parametrize(
    ("html", "message"),
    [
        ("<!doctype html><html></html>", "a whole page"),
        ("<p><div>x</div></p>", "invalid HTML"),
        ('<p id="a"></p><p id="a"></p>', "id a stands 2 times"),
        ('<input name="q">', "without a label"),
    ],
)
def test_fault_in_a_fragment_is_found(html: str, message: str) -> None:
    with pytest.raises(AssertionError, match=message):
        check_fragment("/", 200, {}, html)


@pytest.mark.parametrize("name", HEADERS)
def test_missing_header_is_found(name: str) -> None:
    check_headers("/", HEADERS)
    with pytest.raises(AssertionError):
        check_headers("/", HEADERS | {name: ""})


def test_cookie_is_found() -> None:
    with pytest.raises(AssertionError):
        check_headers("/", HEADERS | {"set-cookie": "a=b"})
