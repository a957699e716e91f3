"""Citations of every page: three forms of the same facts, an address that shows the view again."""

import re
from datetime import date
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from starlette.testclient import TestClient

from app.config import Settings
from app.core import clock
from app.core.db import Database
from app.main import create_app
from app.web.citations import View
from tests.html_client import HtmlClient
from tests.html_page import SITE, Document, Page, text_of
from tests.web.addresses import PAGES, with_parameter
from tests.web.test_as_of import LATER

pytestmark = pytest.mark.one_database

DAY = "2011-12-31"
KEY = re.compile(r"throughline-[a-z0-9]+(-[a-z0-9]+)*-\d{8}")
TEX = {
    r"\textbackslash{}": "\\", r"\textasciitilde{}": "~", r"\textasciicircum{}": "^",
    r"\{": "{", r"\}": "}", r"\&": "&", r"\%": "%", r"\$": "$", r"\#": "#", r"\_": "_",
}  # fmt: skip


def value_of(text: str) -> tuple[str, str]:
    """Return the value at the start of a text, out of its braces, and what follows it."""
    if not text.startswith("{"):
        value, _, rest = text.partition(",")
        return value, rest
    depth, at = 0, 0
    while True:
        if text[at] == "\\":
            at += 1
        elif text[at] in "{}":
            depth += 1 if text[at] == "{" else -1
        at += 1
        if depth == 0:
            return text[1 : at - 1], text[at:].partition(",")[2]


def bibtex(text: str) -> tuple[str, dict[str, str]]:
    """Parse one entry of BibTeX: its key and its fields, protecting braces taken away."""
    head = re.match(r"@misc\{([^\s,{}]+),\s*", text)
    assert head, text
    fields, rest = {}, text[head.end() :].strip()
    while rest != "}":
        name, _, rest = rest.partition("=")
        value, rest = value_of(rest.lstrip())
        fields[name.strip()] = value.removeprefix("{").removesuffix("}")
        rest = rest.strip()
    return head[1], fields


def untex(text: str) -> str:
    """Return what TeX would print for an escaped text."""
    return re.sub(
        r"\\textbackslash\{\}|\\textascii(?:tilde|circum)\{\}|\\[{}&%$#_]",
        lambda found: TEX[found.group()],
        text,
    )


def ris(text: str) -> dict[str, str]:
    """Parse one record of RIS: its fields by tag; it begins with TY and ends with ER."""
    fields = {}
    lines = text.split("\n")
    assert lines.pop() == ""
    for line in lines:
        found = re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line)
        assert found, line
        assert found[1] not in fields
        fields[found[1]] = found[2]
    assert next(iter(fields)) == "TY"
    assert list(fields)[-1] == "ER"
    assert fields["ER"] == ""
    return fields


def raw(page: Document, name: str) -> str:
    """Return a form of the citation as it stands in the page, white space and all."""
    return "".join(page.by_id(f"citation-{name}").itertext())


def metas(page: Page) -> dict[str, str]:
    """Return what the head tells reference managers."""
    return {
        name: meta.get("content") or ""
        for meta in page.elements("meta")
        if (name := meta.get("name") or "").startswith("DC.")
    }


@pytest.mark.parametrize(
    ("name", "day"),
    [(name, day) for name in PAGES for day in ("", DAY) if not day or name not in LATER],
)
def test_every_page_is_cited_in_three_forms(html: HtmlClient, name: str, day: str) -> None:
    address = with_parameter(PAGES[name], "as_of", day) if day else PAGES[name]
    page = html.get(address)
    today = clock.today().isoformat()
    key, fields = bibtex(raw(page, "bibtex"))
    record = ris(raw(page, "ris"))
    plain = raw(page, "plain")
    url = fields["url"]
    assert KEY.fullmatch(key)
    assert record["ID"] == key
    assert record["TY"] == "ELEC"
    assert record["UR"] == url
    assert f" {url} " in plain
    title = record["TI"]
    assert title == untex(fields["title"])
    assert f"“{title}”" in plain
    assert "&" not in title.replace(" & ", "")
    assert fields["author"] == record["AU"] == "Throughline"
    assert (fields["year"], record["PY"]) == (today[:4], today[:4])
    assert (fields["urldate"], record["Y2"]) == (today, today.replace("-", "/") + "/")
    assert fields["note"] == record["N1"] == f"As of {day or today}"
    assert metas(page) == {
        "DC.title": title,
        "DC.creator": "Throughline",
        "DC.publisher": "Throughline",
        "DC.date": today,
        "DC.identifier": url,
        "DC.language": "en",
    }
    parts = urlsplit(url)
    assert f"{parts.scheme}://{parts.netloc}" == SITE
    assert parse_qs(parts.query)["as_of"] == [day or today]
    asked = parse_qs(urlsplit(address).query)
    assert {**parse_qs(parts.query), "as_of": []} == {**asked, "as_of": []}


@pytest.mark.parametrize("name", PAGES)
def test_cited_address_shows_the_view_again(html: HtmlClient, name: str) -> None:
    page = html.get(PAGES[name])
    again = html.get(ris(raw(page, "ris"))["UR"].removeprefix(SITE))
    assert again.h1 == page.h1
    assert again.refs() == page.refs()
    assert raw(again, "bibtex") == raw(page, "bibtex")


def test_files_hold_what_is_shown(html: HtmlClient) -> None:
    page = html.get("/recommendations/KZ-2011-PRES-2B")
    links = {
        link.get("download"): link.get("href") or ""
        for link in page.elements("a")
        if link.get("download")
    }
    key, _ = bibtex(raw(page, "bibtex"))
    kind, _, text = links[f"{key}.bib"].partition(",")
    assert kind == "data:application/x-bibtex;charset=utf-8"
    assert unquote(text) == raw(page, "bibtex")
    kind, _, text = links[f"{key}.ris"].partition(",")
    assert kind == "data:application/x-research-info-systems;charset=utf-8"
    assert unquote(text) == raw(page, "ris").replace("\n", "\r\n")
    assert len(links) == 2


@pytest.mark.parametrize(
    ("address", "key", "title"),
    [
        (
            "/recommendations/KZ-2004-PARL-6",
            "throughline-recommendations-kz-2004-parl-6-20111231",
            "KZ-2004-PARL-6: Recommendation, Final report 2004, page 25 (counted),"
            " section XVI. Recommendations, A. Legal framework",
        ),
        ("/", "throughline-overview-20111231", None),
        ("/matrix", "throughline-matrix-20111231", "What came back"),
    ],
)
def test_titles_and_keys_by_hand(
    html: HtmlClient, address: str, key: str, title: str | None
) -> None:
    record = ris(raw(html.get(f"{address}?as_of={DAY}"), "ris"))
    assert record["ID"] == key
    if title:
        assert record["TI"] == title
    assert record["UR"] == f"{SITE}{address}?as_of={DAY}"


def test_two_views_of_a_list_have_two_keys(html: HtmlClient) -> None:
    keys = {
        ris(raw(html.get(f"/recommendations{query}"), "ris"))["ID"]
        for query in ("", "?kind=concern", "?kind=welcomed", "?kind=concern&sort=-date")
    }
    assert len(keys) == 4


def test_list_is_cited_whole_whatever_page_is_shown(html: HtmlClient) -> None:
    page = html.get("/recommendations?kind=concern&limit=10")
    second = html.get(page.link("Next page"))
    assert raw(second, "ris") == raw(page, "ris")


def test_cited_title_and_address_are_escaped(html: HtmlClient) -> None:
    page = html.get("/recommendations?q=100%25+a_b+%26+%7Bx%7D+%23%5C")
    _, fields = bibtex(raw(page, "bibtex"))
    assert parse_qs(urlsplit(fields["url"]).query)["q"] == ["100% a_b & {x} #\\"]
    assert not re.search(r"[{}\\ ]", fields["url"])


@pytest.mark.parametrize("title", ["A & B", "50% of $5 #1_a", "{x} ~ ^ \\ end", "“Қазақстан”"])
def test_any_title_is_escaped(title: str) -> None:
    view = View("https://x.org/", "https://x.org/?a=1%25", "/a.csv", "throughline-x-20260102",
                date(2026, 1, 2), True, date(2026, 3, 4))  # fmt: skip
    rendered = title.replace("&", "&amp;").replace(" ", "\n ")
    found = view.citation(rendered)
    key, fields = bibtex(found.bibtex)
    assert (key, fields["month"]) == ("throughline-x-20260102", "mar")
    assert untex(fields["title"]) == ris(found.ris)["TI"] == title
    assert found.plain == (
        f"Throughline, “{title}”, as of 2 January 2026. https://x.org/?a=1%25 (read 4 March 2026)"
    )


@pytest.mark.parametrize("address", ["/nothing", "/recommendations?kind=poem", "/threads/none"])
def test_an_error_is_not_cited(client: TestClient, address: str) -> None:
    text = client.get(address).text
    assert 'id="citation"' not in text
    assert "DC.title" not in text


@pytest.mark.parametrize(
    "address", ["/recommendations/KZ-2011-PRES-2B", "/threads/results-by-polling-station"]
)
def test_permanent_link_names_no_day(html: HtmlClient, address: str) -> None:
    for query in ("", "?as_of=2016-12-31"):
        page = html.get(address + query)
        field = page.by_id("permalink")
        assert field.get("value") == SITE + address
        assert field.get("readonly") is not None
    button = next(b for b in page.elements("button") if b.get("data-copy") == "permalink")
    assert text_of(button) == "Copy link"


def test_public_address_is_cited(shared_seeded: Database) -> None:
    url = shared_seeded.engine.url.render_as_string(hide_password=False)
    settings = Settings(
        database_url=url, database_pool=5, threads=5, public_url="https://example.org/t/"
    )
    with TestClient(create_app(settings)) as client:
        page = HtmlClient(client).get(f"/matrix?as_of={DAY}")
    assert ris(raw(page, "ris"))["UR"] == f"https://example.org/t/matrix?as_of={DAY}"
