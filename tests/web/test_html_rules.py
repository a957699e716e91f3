"""The rules for pages find what they are there to find."""

import pytest

from tests.html_rules import SECURITY, VARY, check_fragment, check_headers, check_page

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
