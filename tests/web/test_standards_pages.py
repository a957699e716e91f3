"""`/standards` and `/standards/{slug}`: what is cited, to what end, and whether it bound then."""

from xml.etree.ElementTree import Element

import pytest
import sqlalchemy as sa
from starlette.testclient import TestClient

from app.core.db import Database
from app.standards.inputs import InstrumentInput
from app.standards.service import save_instrument
from app.statuses.service import refresh
from tests.factories import make_country, make_item, make_response, make_standard
from tests.html_client import HtmlClient
from tests.html_page import Page, squeeze, text_of
from tests.web.api import walk

pytestmark = pytest.mark.one_database

SEVEN_FIVE = "/standards/copenhagen-1990/7.5"


def words(element: Element) -> str:
    """Return the text in an element, its parts apart."""
    return squeeze(" ".join(element.itertext()))


def lines(page: Page) -> dict[str, str]:
    """Return the standards that a page lists: address and text of each."""
    found = {}
    for listed in page.with_class("provisions"):
        for entry in listed.iter("li"):
            found[next(entry.iter("a")).get("href") or ""] = words(entry)
    return found


def cited(page: Page) -> list[Element]:
    """Return the citations that a page shows."""
    return page.with_class("cited")


def item_links(element: Element) -> list[str]:
    """Return the references of the items that a citation links to."""
    start = "/recommendations/"
    links = [link.get("href") or "" for link in element.iter("a")]
    return [link.removeprefix(start).partition("?")[0] for link in links if link.startswith(start)]


def test_classes_stand_in_their_order_each_explained(html: HtmlClient) -> None:
    page = html.get("/standards")
    assert [text_of(heading) for heading in page.elements("h2")] == [
        "treaty",
        "interpretation",
        "political commitment",
        "good practice",
    ]
    for said in (
        "Binding on the states that are party to it.",
        "A body's reading of a treaty that it watches over.",
        "Given by states to each other, not as a treaty.",
        "Advice, binding on nobody.",
    ):
        assert page.text.count(said) == 1


def test_each_standard_says_how_often_it_is_cited_to_what_end_by_whom(html: HtmlClient) -> None:
    found = lines(html.get("/standards"))
    assert found[SEVEN_FIVE] == (
        "7.5 Right to seek office without discrimination disputed 9 citations:"
        " basis OSCE/ODIHR 7; disputed Central Election Commission 2"
    )
    assert found["/standards/iccpr/25"] == (
        "25 Right to vote and be elected 2 citations:"
        " basis OSCE/ODIHR 1; said to be met Central Election Commission 1"
    )
    assert found["/standards/siracusa-1984/22"] == (
        "22 Meaning of public order 2 citations: invoked as a limit Central Election Commission 2"
    )
    assert "as a whole" in found["/standards/copenhagen-1990"]


def test_counts_are_those_of_the_api(html: HtmlClient, client: TestClient) -> None:
    rows = {f"/standards/{row['slug']}": row for row in walk(client, "/standards")}
    page = html.get("/standards")
    found = lines(page)
    assert set(found) == {address for address, row in rows.items() if row["citations"]}
    for address, text in found.items():
        assert f" {rows[address]['citations']} citation" in text
    total = sum(row["citations"] for row in rows.values())
    assert f"{total} citations of {len(found)} standards in 4 documents." in page.text
    assert f"{len(found)} standards shown" in page.text


def test_instrument_says_whom_it_binds_since_when(html: HtmlClient) -> None:
    text = html.get("/standards").text
    assert (
        "International Covenant on Civil and Political Rights · 16 December 1966"
        " · binds Kazakhstan since 24 April 2006 (in force after ratification in January 2006)"
    ) in text
    assert "commits Kazakhstan since 30 January 1992 (on joining the CSCE)" in text
    early = html.get("/standards/iccpr?as_of=2006-04-23").text
    assert "binds Kazakhstan from 24 April 2006, not yet on this day" in early


def test_filters_narrow_what_is_counted(html: HtmlClient) -> None:
    found = lines(html.get("/standards?cited_by=kz-cec&purpose=disputed"))
    assert found == {
        "/standards/cis-convention-2002/11.4": "11.4 Non-voting representatives on electoral bodies"
        " 1 citation: disputed Central Election Commission 1",
        "/standards/copenhagen-1990": "as a whole The Document as a whole, no paragraph named"
        " 1 citation: disputed Central Election Commission 1",
        SEVEN_FIVE: "7.5 Right to seek office without discrimination"
        " 2 citations: disputed Central Election Commission 2",
    }
    said = "No standard is known by this day with these filters."
    assert said in html.get("/standards?cited_by=pace").text
    treaties = lines(html.get("/standards?instrument_class=treaty&instrument=cedaw"))
    assert list(treaties) == ["/standards/cedaw/4.1"]
    assert lines(html.get("/standards?binds=KZ&instrument_class=interpretation")) == {}


def test_counts_of_filters_are_what_choosing_gives(html: HtmlClient) -> None:
    page = html.get("/standards?cited_by=kz-cec")
    (listed,) = page.with_class("filters")
    seen = 0
    for entry in listed.iter("li"):
        link = next(entry.iter("a"))
        number = [text_of(span) for span in entry.iter("span") if span.get("class") == "soft"]
        if link.get("aria-current") or not number:
            continue
        if (link.get("href") or "").count("cited_by=") > 1:
            continue  # one more organisation adds to those chosen
        assert len(lines(html.get(link.get("href") or ""))) == int(number[0])
        seen += 1
    assert seen >= 6


def test_provision_shows_each_citation_by_end_in_time_order(html: HtmlClient) -> None:
    page = html.get(SEVEN_FIVE)
    assert page.h1 == "Copenhagen Document 7.5"
    assert [text_of(heading) for heading in page.elements("h2")] == ["basis 7", "disputed 2"]
    shown = [item_links(entry) for entry in cited(page)]
    assert shown[:3] == [["KZ-2007-PARL-C9"], ["KZ-2007-PARL-C10"], ["KZ-2011-PRES-O4"]]
    assert sorted(shown[3:7]) == [
        ["KZ-2016-PARL-6"], ["KZ-2016-PARL-C16"], ["KZ-2016-PARL-C17"], ["KZ-2016-PARL-C39"],
    ]  # fmt: skip
    assert sorted(shown[7:]) == [["KZ-2011-PRES-12"], ["KZ-2011-PRES-O4"]]
    assert "Some cite it as a basis, others say that it is none." in page.text
    assert page.link("All items that cite it, or whose answers do") == (
        "/recommendations?standard=copenhagen-1990/7.5"
    )


def test_citation_names_place_and_how_it_stood_then(html: HtmlClient) -> None:
    page = html.get(SEVEN_FIVE)
    first = text_of(cited(page)[0])
    assert first.startswith("OSCE/ODIHR · Preliminary statement 2007, page 3 (counted)")
    assert (
        "Not binding by its nature: political commitment. Kazakhstan was committed to it then"
        " (19 August 2007), since 30 January 1992."
    ) in first
    (answer,) = [entry for entry in cited(page) if "KZ-2011-PRES-12" in text_of(entry)]
    text = text_of(answer)
    assert text.startswith("Central Election Commission · Comments of an authority 2011, page 26")
    assert "In its answer to" in text
    treaty = html.get("/standards/iccpr/25")
    said = "Bound Kazakhstan then (2011), since 24 April 2006."
    assert all(said in text_of(entry) for entry in cited(treaty))
    assert len(cited(treaty)) == 2
    advice = html.get("/standards/venice-code/I.1.1.d.iii")
    assert all(
        "Not binding by its nature: good practice." in text_of(entry) for entry in cited(advice)
    )
    assert "Printed as “Paragraph I.1.1.1.d.iii.”." in advice.text
    declaration = text_of(cited(html.get("/standards/udhr/21(3)"))[0])
    assert "Since when it applies to Kazakhstan is not recorded." in declaration


def test_citation_without_a_page_of_its_own_stands_where_its_answer_does(html: HtmlClient) -> None:
    """The answer to O3 cites the Siracusa Principles; the seed gives no page of the citation."""
    entry = next(
        entry
        for entry in cited(html.get("/standards/siracusa-1984/22"))
        if item_links(entry) == ["KZ-2011-PRES-O3"]
    )
    row = next(
        row
        for row in walk(html.client, "/responses", item="KZ-2011-PRES-O3")
        if row["places"][0]["document"] == "kz-2011-cec-comments"
    )
    assert f"page {row['places'][0]['page']} (counted)" in text_of(entry)


def test_instrument_lists_its_provisions_and_what_cites_it_as_a_whole(html: HtmlClient) -> None:
    page = html.get("/standards/copenhagen-1990")
    assert page.h1.startswith("Document of the Copenhagen Meeting")
    found = lines(page)
    assert SEVEN_FIVE in found
    assert "/standards/copenhagen-1990" not in found
    assert all(address.startswith("/standards/copenhagen-1990/") for address in found)
    assert [item_links(entry) for entry in cited(page)] == [
        ["KZ-2004-PARL-W10"], ["KZ-2011-PRES-16A"], ["KZ-2011-PRES-1"],
    ]  # fmt: skip
    assert "Cited as a whole 3 citations" in words(next(page.elements("main")))


def test_instrument_without_a_citation_as_a_whole_has_its_provisions(html: HtmlClient) -> None:
    page = html.get("/standards/iccpr")
    assert len(lines(page)) == 7
    assert cited(page) == []


def test_day_hides_later_citations(html: HtmlClient) -> None:
    page = html.get(f"{SEVEN_FIVE}?as_of=2011-12-30")
    assert [item_links(entry) for entry in cited(page)] == [
        ["KZ-2007-PARL-C9"], ["KZ-2007-PARL-C10"],
    ]  # fmt: skip
    assert "No citation of it is recorded" in html.get(f"{SEVEN_FIVE}?as_of=2003-01-01").text
    assert "Nothing here" in html.get("/standards?as_of=2003-01-01").text


def test_treaty_that_did_not_bind_yet_or_may_have_is_said_so(
    own_html: HtmlClient, database: Database
) -> None:
    with database.write() as db:
        make_country(db, "AA", name="Arcadia")
        for slug, since in (("early", "2010-12"), ("late", "2012"), ("near", "2010")):
            given = {
                "slug": slug, "short_title": slug, "title": slug, "class": "treaty",
                "binds": [{"country": "AA", "from": since}],
            }  # fmt: skip
            save_instrument(db, InstrumentInput.model_validate(given))
            make_standard(db, f"{slug}/1")
        cites = [{"standard": f"{slug}/1", "purpose": "basis", "cited_by": "observers"}
                 for slug in ("early", "late", "near")]  # fmt: skip
        make_item(db, "AA-2010-PARL-2")
        make_item(db, "AA-2010-PARL-1", standards=cites)
        refresh(db)
        assert db.execute(sa.text("SELECT count(*) FROM citations")).scalar_one() == 3
    late = text_of(cited(own_html.get("/standards/late/1"))[0])
    assert "did not yet bind Arcadia then (1 December 2010): only from 2012." in late
    for slug, since in (("near", "2010"), ("early", "December 2010")):
        text = text_of(cited(own_html.get(f"/standards/{slug}/1"))[0])
        assert "Whether it applied to Arcadia then cannot be said" in text
        assert f"it applies since {since}" in text


def test_answer_to_several_items_names_them_all(own_html: HtmlClient, database: Database) -> None:
    with database.write() as db:
        make_standard(db, "charter")
        make_standard(db, "charter/1")
        refs = ["AA-2010-PARL-1", "AA-2010-PARL-2"]
        disputes = [{"standard": "charter", "purpose": "disputed"}]
        make_response(db, refs, standards=disputes, summary="It does not ask for that.")
        refresh(db)
    (entry,) = cited(own_html.get("/standards/charter"))
    assert item_links(entry) == refs
    assert "It does not ask for that. our summary" in text_of(entry)
    assert "No citation of it is recorded" in own_html.get("/standards/charter/1").text


def test_citations_come_in_pages(own_html: HtmlClient, database: Database) -> None:
    with database.write() as db:
        make_standard(db)
        for number in range(1, 6):
            given = {"standard": "charter/1", "purpose": "basis", "cited_by": "observers"}
            make_item(db, "AA-2010-PARL-9")
            make_item(db, f"AA-2010-PARL-{number}", standards=[given])
        refresh(db)
    address: str | None = "/standards/charter/1?limit=2"
    seen = []
    while address:
        page = own_html.get(address)
        assert [text_of(heading) for heading in page.elements("h2")] == ["basis 5"]
        seen += [ref for entry in cited(page) for ref in item_links(entry)]
        links = [link for link in page.elements("a") if text_of(link) == "Next page"]
        address = links[0].get("href") if links else None
    assert seen == [f"AA-2010-PARL-{number}" for number in range(1, 6)]


@pytest.mark.parametrize(
    ("address", "near"),
    [
        ("/standards/copenhagen-1990/7.55", "copenhagen-1990/7.5"),
        ("/standards/copenhagen-1991", "copenhagen-1990"),
        ("/standards/ICCPR/25", "iccpr/25"),
    ],
)
def test_unknown_standard_is_answered_with_the_nearest(
    html: HtmlClient, address: str, near: str
) -> None:
    page = html.get(address, status=404)
    assert page.link(near) == f"/standards/{near}"
    html.get(page.link(near))


@pytest.mark.parametrize(
    ("address", "parameter", "allowed"),
    [
        ("/standards?purpose=poetry", "purpose", "invoked_as_limit"),
        ("/standards?instrument_class=law", "instrument_class", "good_practice"),
        ("/standards?instrument=iccp", "instrument", "iccpr"),
        ("/standards?binds=XX", "binds", "KZ"),
        ("/standards?country=XX", "country", "KZ"),
        ("/standards?cited_by=nobody", "cited_by", "kz-cec"),
        ("/standards/iccpr/25?purpose=poetry", "purpose", "disputed"),
        ("/standards/iccpr/25?cited_by=nobody", "cited_by", "kz-cec"),
    ],
)
def test_wrong_value_is_named(html: HtmlClient, address: str, parameter: str, allowed: str) -> None:
    text = html.get(address, status=400).text
    assert f"{parameter}: " in text
    assert allowed in text.partition(f"Allowed for {parameter}: ")[2]


def test_dossier_leads_to_the_page_of_a_standard(html: HtmlClient) -> None:
    links = html.get("/recommendations/KZ-2016-PARL-6").links()
    assert any(link.endswith(SEVEN_FIVE) for link in links)
