"""Web pages and Markdown as lines."""

import pytest

from app.reading.formats import html, markdown
from app.reading.model import Line, LineRole


def lines(text: str) -> list[Line]:
    """The lines of a web page with this body."""
    page = f"<!doctype html><html><head></head><body>{text}</body></html>"
    return html.read(page.encode()).pages[0].lines


def shown(text: str) -> list[tuple[str | None, str]]:
    """The labels and texts of a web page with this body."""
    return [(line.label, line.text) for line in lines(text)]


@pytest.mark.parametrize(
    ("markup", "labels"),
    [
        ("<ol>", ["1.", "2."]),
        ('<ol start="7">', ["7.", "8."]),
        ('<ol type="a">', ["a.", "b."]),
        ('<ol type="A" start="26">', ["Z.", "AA."]),
        ('<ol type="i" start="4">', ["iv.", "v."]),
        ('<ol type="I">', ["I.", "II."]),
        ('<ol style="list-style-type: lower-alpha">', ["a.", "b."]),
        ('<ol style="list-style: none">', [None, None]),
        ("<ul>", ["•", "•"]),
        ('<ul style="list-style-type:none">', [None, None]),
        ('<ol start="many">', ["1.", "2."]),
    ],
)
def test_entries_have_the_numbers_that_a_browser_shows(
    markup: str, labels: list[str | None]
) -> None:
    end = markup[:3].replace("<", "</") + ">"
    found = shown(f"{markup}<li>One</li><li>Two</li>{end}")
    assert found == [(labels[0], "One"), (labels[1], "Two")]


def test_lists_within_lists_and_numbers_set_by_hand() -> None:
    found = shown(
        '<ol><li>One<ol type="a"><li>first<li>second</ol></li><li value="9"><p>Nine</p><p>more</p>'
        "</li><li>Ten</ol>"
    )
    assert found == [
        ("1.", "One"),
        ("a.", "first"),
        ("b.", "second"),
        ("9.", "Nine"),
        (None, "more"),
        ("10.", "Ten"),
    ]


def test_what_is_not_text_is_dropped() -> None:
    found = shown(
        "<nav>Menu</nav><script>x()</script><style>p {}</style><p hidden>no</p>"
        '<p style="display: none">no</p><form><button>Send</button></form><!-- no --><p>Yes</p>'
    )
    assert found == [(None, "Yes")]


def test_heads_and_feet_of_the_page_are_furniture_but_not_those_of_its_text() -> None:
    found = lines(
        "<header><p>Site</p></header><main><header><h1>Title</h1></header><p>Text</p></main>"
        "<footer>Imprint</footer>"
    )
    assert [(line.role, line.text, line.level) for line in found] == [
        (LineRole.HEADER, "Site", 0),
        (LineRole.BODY, "Title", 1),
        (LineRole.BODY, "Text", 0),
        (LineRole.HEADER, "Imprint", 0),
    ]


def test_loose_text_and_line_breaks() -> None:
    found = shown(
        "<div>Loose <b>words</b><p>Own</p>after</div><p>1. One<br>goes on<br>2. Two<br><br>End</p>"
    )
    assert [text for _, text in found] == [
        "Loose words",
        "Own",
        "after",
        "1. One goes on",
        "2. Two",
        "End",
    ]


@pytest.mark.parametrize(
    "mark",
    [
        "<sup>12</sup>",
        '<sup><a href="#fn12">12</a></sup>',
        '<a href="#_ftn12" name="_ftnref12"><span>[12]</span></a>',
        '<sup class="ref"><a href="#cite">[12]</a></sup>',
    ],
)
def test_marks_of_footnotes_are_superscripts(mark: str) -> None:
    assert shown(f"<p>law{mark}, and</p>") == [(None, "law¹², and")]


def test_raised_letters_and_links_stay_words() -> None:
    found = shown('<p>the 19<sup>th</sup> and <a href="/note">a note</a> [3]</p>')
    assert found == [(None, "the 19th and a note [3]")]


@pytest.mark.parametrize(
    "notes",
    [
        '<section class="footnotes"><ol><li id="fn1"><p>Said so. <a href="#fnref1">↩</a></p></li>'
        '<li id="fn2">Twice</li></ol></section>',
        '<div class="footnotes"><ol><li>Said so.</li><li>Twice</li></ol></div>',
        '<div id="ftn1"><p>[1] Said so.</p></div><div id="ftn2"><p>[2] Twice</p></div>',
        '<p id="fn1"><sup>1</sup> Said so.</p><p id="fn2"><sup>2</sup> Twice</p>',
    ],
)
def test_footnotes_are_told_with_their_marks(notes: str) -> None:
    found = lines(f"<p>Text</p>{notes}<p>After</p>")
    assert [(line.role.value, line.mark, line.text) for line in found] == [
        ("body", None, "Text"),
        ("footnote", "1", "Said so."),
        ("footnote", "2", "Twice"),
        ("body", None, "After"),
    ]


def test_tables_give_rows_and_frames_give_paragraphs() -> None:
    found = lines(
        "<table><tr><th>No</th><th>Text</th></tr><tr><td>1<td>Do <b>it</b></table>"
        "<table><tr><td><h2>Framed</h2><td><p>beside</p></table>"
    )
    assert [(line.role.value, line.text, line.level) for line in found] == [
        ("table", "No | Text", 0),
        ("table", "1 | Do it", 0),
        ("body", "Framed", 2),
        ("body", "beside", 0),
    ]


@pytest.mark.parametrize(
    ("declared", "encoded"),
    [
        ("", "utf-8"),
        ("", "utf-16"),
        ("", "utf-8-sig"),
        ("windows-1251", "windows-1251"),
        ("koi8-r", "koi8-r"),
        ("", "windows-1251"),
    ],
)
def test_encodings_are_told_from_marks_the_page_or_its_letters(declared: str, encoded: str) -> None:
    text = "Комиссия приняла решение"
    meta = f'<meta charset="{declared}">' if declared else ""
    page = f"<html><head>{meta}</head><body><p>{text}</p></body></html>"
    source = html.read(page.encode(encoded))
    assert source.pages[0].lines[0].text == text


def test_a_page_that_lies_about_its_encoding_is_warned_of() -> None:
    source = html.read('<html><meta charset="utf-8"><p>été à côté'.encode("windows-1252"))
    assert source.pages[0].lines[0].text == "été à côté"
    assert "encoding_wrong" in [warn.code for warn in source.warnings]


def test_title_and_language() -> None:
    source = html.read(b'<html lang="en-GB"><head><title> A\n report</title></head><p>x')
    assert (source.title, source.language) == ("A report", "en")


def test_xhtml_and_its_declaration() -> None:
    data = '<?xml version="1.0" encoding="utf-8"?><html xmlns="x"><body><p>Zoë</p></body></html>'
    assert html.read(data.encode()).pages[0].lines[0].text == "Zoë"


def marked(text: str) -> list[tuple[str | None, str]]:
    """The labels and texts of a Markdown file."""
    return [(line.label, line.text) for line in markdown.read(text.encode()).pages[0].lines]


def test_markdown_lists_keep_their_numbers_and_signs() -> None:
    assert marked("3. Three\n4. Four\n\n1) One\n2) Two\n\n- dash\n* star\n") == [
        ("3.", "Three"),
        ("4.", "Four"),
        ("1)", "One"),
        ("2)", "Two"),
        ("•", "dash"),
        ("•", "star"),
    ]


def test_letters_that_markdown_does_not_count_are_lines() -> None:
    text = "Lead-in:\n(a) first thing\ngoes on\n(b) second thing\n"
    assert marked(text) == [
        (None, "Lead-in:"),
        (None, "(a) first thing goes on"),
        (None, "(b) second thing"),
    ]


def test_markdown_footnotes_headings_and_front_matter() -> None:
    source = markdown.read(
        b"---\ntitle: not text\n---\n# Title\n\nSaid.[^1] More[^2], too.\n\n[^1]: First\n  on\n"
        b"[^2]: Second\n"
    )
    found = source.pages[0].lines
    assert source.title == "Title"
    assert [(line.role.value, line.level, line.mark, line.text) for line in found] == [
        ("body", 1, None, "Title"),
        ("body", 0, None, "Said.¹ More², too."),
        ("footnote", 0, "1", "First on"),
        ("footnote", 0, "2", "Second"),
    ]


def test_markup_in_markdown_is_read_and_scripts_are_not() -> None:
    assert marked("<script>x()</script>\n\nText <b>bold</b>\n") == [(None, "Text bold")]
