"""Records that are hard to show: endless words, other scripts, markup, very many of one thing.

Three countries have all their texts of one kind; `AA` has 60 elections, and one of them 500 items
in one document and one thread. What is made is the same each time.
"""

from sqlalchemy.orm import Session

from app.responses.models import Response
from app.search.service import renew
from app.statuses.service import refresh
from tests import factories

WORD = "Wahlrechts" * 30
"""Of 300 letters, without a place to break it."""
ENDLESS = "x" * 2000
ADDRESS = "https://example.org/" + "very/long/" * 15 + "page?of=" + "an-address" * 10 + "#end"
CHINESE = "选举观察团建议公布每个投票站的结果" * 8
WIDE = f"{WORD} {ADDRESS} {CHINESE}"
ARABIC = "«نشر النتائج (2019): كل مركز اقتراع»!"
HEBREW = "(פרסום התוצאות, 2019): כל קלפי!"
RTL = f"{ARABIC} {HEBREW}"
MARKUP = (
    "<script>document.title = 'no'</script><img src=x onerror=alert(1)>"
    "</p></a></main> &amp; &lt;b&gt; \"'` {{ 7 * 7 }} {% raw %} %(n)s %s %% 🗳️👩🏽‍⚖️🏳️‍🌈 ‮ overridden"
)
TEXTS = {"BB": WIDE, "CC": RTL, "DD": MARKUP}
"""The text that a country has wherever it has one."""
YEARS = range(1960, 2020)
ITEMS = 500
TOPICS = 40


def slug_of(country: str, thing: str) -> str:
    """Return the slug of a thing of one of the countries in `TEXTS`."""
    return f"{country.lower()}-{thing}"


def fill(db: Session) -> None:
    """Make all of it."""
    for country, text in TEXTS.items():
        _country(db, country, text)
    _very_many(db)
    refresh(db)
    renew(db)


def fill_one(db: Session) -> None:
    """Make one item and what it cannot be without."""
    factories.make_item(db)
    refresh(db)
    renew(db)


def _country(db: Session, country: str, text: str) -> None:
    """Make a country that has something of every kind, each text of which is `text`."""
    observers, authority = slug_of(country, "observers"), slug_of(country, "authority")
    topic, standard = f"{slug_of(country, 'theme')}/sub", f"{slug_of(country, 'treaty')}/1.2"
    factories.make_country(db, country, name=text)
    for slug, kind in ((observers, "observer"), (authority, "authority")):
        factories.make_organisation(
            db, slug, name=text, short_name=text, kind=kind, country=country
        )
    factories.make_topic(db, slug_of(country, "theme"), title=text)
    factories.make_topic(db, topic, title=text)
    factories.make_instrument(
        db,
        slug_of(country, "treaty"),
        title=text,
        short_title=text,
        note=text,
        binds=[{"country": country, "from": "2000", "note": text}],
    )
    factories.make_standard(db, standard, label=text)
    for year in (2010, 2014, 2018):
        _election(db, f"{country}-{year}-PARL", text)
    first, second = f"{country}-2010-PARL-1", f"{country}-2014-PARL-1"
    _about(db, first, text)
    factories.make_link(db, first, second, why=text, by=text)
    members = [{"item": first, "part": text}, {"item": second}]
    thread = slug_of(country, "thread")
    factories.make_thread(db, members, thread, title=text, summary=text, topic=topic, by=text)


def _election(db: Session, code: str, text: str) -> None:
    """Make an election, its report in a language nobody knows, and three items of it."""
    country = code[:2]
    observers = slug_of(country, "observers")
    factories.make_election(db, code, title=text, note=text)
    factories.make_document(
        db,
        f"{code.lower()}-final-report",
        code,
        title=text,
        issuers=[observers],
        note=text,
        language="qaa-Zyyy",
        url=ADDRESS,
        date_basis="inferred",
        date_note=text,
    )
    given = {
        "heading": text,
        "summary": text,
        "number_as_printed": text,
        "note": text,
        "topics": [f"{slug_of(country, 'theme')}/sub"],
        "addressees": [slug_of(country, "authority")],
        "places": [{"role": "list", "page": 7, "page_basis": "printed", "section": text}],
        "standards": [
            {
                "standard": f"{slug_of(country, 'treaty')}/1.2",
                "purpose": "basis",
                "cited_by": observers,
                "as_printed": text,
                "note": text,
            }
        ],
    }
    official = ENDLESS if text is WIDE else text
    factories.make_item(db, f"{code}-1", priority=True, official_text=official, **given)
    quoted = {"quoted_text": official, "quoted_by": f"{code.lower()}-final-report"}
    factories.make_item(db, f"{code}-C1", **quoted, **given | {"summary": None})
    factories.make_item(db, f"{code}-W1", **given)


def _about(db: Session, ref: str, text: str) -> None:
    """Make what was said of an item: an answer, an announcement, an assessment, figures."""
    country = ref[:2]
    authority, observers = slug_of(country, "authority"), slug_of(country, "observers")
    comments = slug_of(country, "comments")
    place = {"page": 3, "page_basis": "counted", "section": text}
    factories.make_document(
        db,
        comments,
        f"{country}-2010-PARL",
        kind="comments",
        title=text,
        issuers=[authority],
        published_on="2011-03-01",
    )
    answer = factories.make_response(
        db,
        ref,
        document=comments,
        responder=authority,
        on_information_from=authority,
        reported="implemented",
        answers=[{"item": ref, "part": text}],
        stated_as=text,
        summary=text,
        standpoint=ENDLESS if text is WIDE else text,
        reasons=["unclear"],
        note=text,
        places=[place | {"role": "body"}],
    )
    _read(db, comments, text, ref, answer)
    factories.make_undertaking(
        db, ref, document=comments, by=authority, summary=text, places=[place | {"role": "body"}]
    )
    factories.make_assessment(
        db,
        ref,
        document=f"{country.lower()}-2014-parl-final-report",
        assessors=[observers],
        level="not_implemented",
        basis="editor_reading",
        read_by=text,
        note=text,
        evidence=[place | {"note": text, "direction": "unchanged"}],
    )
    factories.make_statement(
        db,
        document=comments,
        by=authority,
        summary=text,
        note=text,
        verifiable=False,
        places=[place | {"role": "body"}],
        figures=[{"label": text, "value": 10**9, "of": 10**10, "stated_percent": 55.5}],
    )


def _read(db: Session, document: str, text: str, ref: str, answer: Response) -> None:
    """Make a page of text: a piece of every kind, and passages that run on beyond each other."""
    kinds = ("furniture", "heading", "paragraph", "list", "table", "footnote")
    page = factories.make_page(
        db,
        document,
        3,
        [
            *({"kind": kind, "text": text, "label": "1", "level": 3} for kind in kinds),
            f"{text}¹ {text}",
            *([ENDLESS] if text is WIDE else []),
        ],
        basis="counted",
        label="iii",
    )
    last = len(kinds)
    first, second = len(text) // 3, len(text) // 2
    for owner, words, ordinal in (
        (ref, text[:second], 0),
        (answer, f"{text[first:]}¹", 0),
        (ref, text[first:second], 1),
    ):
        factories.make_passage(db, page, owner, words, last, ordinal=ordinal)
    factories.make_passage(db, page, answer, text, 1, ordinal=1)
    name = f"{text.replace('/', ' ')[:100]}.pdf"
    factories.make_file(db, document, name=name)


def _very_many(db: Session) -> None:
    """Make 60 elections with one recurring recommendation, and one election with 500 items."""
    refs = [f"AA-{year}-PARL-1" for year in YEARS]
    for ref in refs:
        factories.make_item(db, ref, topics=["voting"])
    last = f"AA-{YEARS[-1]}-PARL"
    factories.make_topic(db, "many")
    topics = [f"many/of-{number}" for number in range(TOPICS)]
    factories.make_item(db, f"{last}-C1", topics=topics)
    for number in range(2, ITEMS + 1):
        factories.make_item(db, f"{last}-{number}")
        refs.append(f"{last}-{number}")
    factories.make_thread(db, refs, "many", title="Very many")
