"""The words of the API's description: introduction, parameters, and requests as examples.

A key of `PARAMETERS` is the name of a parameter, or `operation.name` where it means another thing.
"""

from typing import Any

INTRODUCTION = """\
What observers recommend, what authorities answer, and what became of it, across elections.
Everything here is public and can be read without a key, from pages of other sites too.

**Lists** answer `items`, `total` (over all pages) and `next`: give it as `after`, with the same
query, for the next page; null means that there is none. A filter can be repeated: its values are
alternatives, and filters narrow each other. An empty parameter counts as absent. Every row has an
address of its own.

**Days.** `as_of` shows documents dated by that day, read with what is known now; an imprecise date
counts from its last possible day. Dates in answers are as precise as known: `2011`, `2011-03` or
`2011-03-21`. Absent is null, an empty list is `[]`, and no member is ever left out.

**Readings.** `basis` says whether a document states a thing (`stated`) or somebody reads it from
documents (`editor`, `editor_reading`); then the reader is named. Summaries are the tracker's own
words. `position`, `reported` and assessments are three things: what an authority accepts, what it
says is done, and what others found.

**Errors** are problem documents (RFC 9457), in the language of Accept-Language where there is a
translation. A wrong query is answered 400, with `errors` that name the parameter and what is
allowed; an unknown key 404, with the `nearest` keys; an address that exists for reading only 405.

**Asking again.** Each answer has an ETag; a request with it in If-None-Match is answered 304 when
nothing changed.
"""

TAGS: list[dict[str, str]] = [
    {"name": "recommendations", "description": "Items: recommendations, findings, welcomed steps."},
    {"name": "responses", "description": "What authorities answer."},
    {"name": "assessments", "description": "Whether it is done: says whom, on what evidence."},
    {"name": "links", "description": "Which items belong together, and who says so."},
    {"name": "threads", "description": "Recurring recommendations: one point across elections."},
    {"name": "undertakings", "description": "What authorities said they will do."},
    {"name": "statements", "description": "Claims about many recommendations, recomputed."},
    {"name": "elections", "description": "Elections and countries."},
    {"name": "documents", "description": "Documents, held or only known of."},
    {"name": "organisations", "description": "Who observes, answers, assesses, is addressed."},
    {"name": "topics", "description": "Themes and sub-themes."},
    {"name": "standards", "description": "Instruments and provisions that documents cite."},
    {"name": "search", "description": "Search in everything."},
]

PARAMETERS: dict[str, tuple[str, Any]] = {
    "as_of": ("", "2016-12-31"),
    "limit": ("", 20),
    "q": ("", "observers access"),
    "search.q": ("", "observers access"),
    "group": ("", ["item"]),
    "country": ("", ["KZ"]),
    "election": ("", ["KZ-2011-PRES"]),
    "list_undertakings.election": ("", ["KZ-2016-PARL"]),
    "document": ("", ["kz-2011-cec-comments"]),
    "topic": ("", ["counting"]),
    "kind": ("Kinds of item.", ["recommendation", "concern"]),
    "list_elections.kind": ("Kinds of election.", ["PARL"]),
    "list_documents.kind": ("Kinds of document.", ["final_report"]),
    "list_organisations.kind": ("Kinds of organisation.", ["observer"]),
    "priority": ("Whether its document calls it a priority; `unknown`: it marks none.", ["true"]),
    "addressee": ("", ["kz-cec"]),
    "position": ("Positions of the authority; `no_answer`: none is held.", ["not_accepted"]),
    "list_responses.position": ("Positions of the authority.", ["not_accepted"]),
    "reported": ("What the authority reports; `no_answer`: no answer is held.", ["implemented"]),
    "list_responses.reported": ("What the authority reports.", ["implemented"]),
    "assessment": ("The latest assessment; `not_assessed`: there is none.", ["partially"]),
    "headline": (
        "Where it stands: the newer of the latest assessment and the latest recommendation again.",
        ["recommended_again"],
    ),
    "later": ("What later reports on elections say of it.", ["recommended_again"]),
    "accounts_differ": ("Whether it was reported as done and later found otherwise.", ["true"]),
    "overdue": ("Whether the day announced has passed without its being found kept.", ["true"]),
    "thread": ("", ["results-by-polling-station"]),
    "standard": ("", ["copenhagen-1990"]),
    "reason": ("Reasons that the authority gives.", ["already_in_law"]),
    "container": ("", "include"),
    "list_recommendations.sort": (
        "The order; `-` turns it around. Ties go by reference.",
        "-recurrence",
    ),
    "list_threads.sort": ("The order; ties go by slug.", "-span"),
    "responder": ("", ["kz-cec"]),
    "item": ("", ["KZ-2011-PRES-2B"]),
    "list_undertakings.item": ("", ["KZ-2004-PARL-6"]),
    "ground": ("On what a reported implementation rests.", ["already_in_place"]),
    "scope": ("Whether it is about the law, the practice or both.", ["law"]),
    "assessor": ("", ["odihr"]),
    "level": ("Levels of implementation.", ["partially"]),
    "list_topics.level": ("", ["1"]),
    "list_assessments.basis": ("Stated in the document, or a reading of it.", ["stated"]),
    "list_links.basis": ("Stated in a document, or an editor's.", ["editor"]),
    "relation": ("How the two items belong together.", ["repeats"]),
    "list_links.state": ("", ["confirmed"]),
    "list_undertakings.state": (
        "What the newest document shows; `no_finding`: none shows anything.",
        ["not_kept"],
    ),
    "by": ("", ["kz-cec"]),
    "verifiable": ("Whether it can be verified from the documents held.", ["false"]),
    "agrees": ("Whether it agrees with its own figures.", ["false"]),
    "issuer": ("", ["odihr"]),
    "held": ("", ["true"]),
    "parent": ("", ["voting"]),
    "instrument_class": ("Classes of instrument.", ["treaty"]),
    "binds": ("", ["KZ"]),
    "cited": ("", "true"),
    "instrument": ("", ["copenhagen-1990"]),
    "cited_by": ("", ["kz-cec"]),
    "purpose": ("", ["said_to_be_met"]),
    "ref": ("The reference.", "KZ-2011-PRES-2B"),
    "id": ("The id; it never changes.", 1),
    "code": ("The code.", "KZ-2016-PARL"),
    "get_country.code": ("The code (ISO 3166-1).", "KZ"),
    "get_thread.slug": ("The slug.", "results-by-polling-station"),
    "get_document.slug": ("The slug.", "kz-2016-final-report"),
    "get_document_page.slug": ("The slug of the document.", "kz-2016-final-report"),
    "number": ("The number of the page.", 22),
    "get_organisation.slug": ("The slug.", "odihr"),
    "get_topic.slug": ("The slug, which may hold a slash.", "voting/secrecy"),
    "get_standard.slug": ("The slug, which may hold a slash.", "copenhagen-1990/7.6"),
    "list_citations.slug": ("The slug of the standard.", "copenhagen-1990/7.6"),
    "list_citations.purpose": ("", ["basis"]),
    "get_instrument.slug": ("The slug.", "copenhagen-1990"),
}

EXAMPLES: dict[str, list[str]] = {
    "list_recommendations": [
        "?election=KZ-2011-PRES&kind=recommendation&accounts_differ=true&limit=1",
        "?kind=concern&kind=welcomed&as_of=2003-01-01",
    ],
    "get_recommendation": ["/KZ-2011-PRES-2B"],
    "list_responses": ["?position=not_accepted&reason=already_in_law&limit=1"],
    "get_response": ["/3"],
    "list_assessments": ["?level=mostly&limit=1"],
    "get_assessment": ["/1"],
    "list_links": ["?item=KZ-2011-PRES-2B&relation=repeats&limit=1"],
    "get_link": ["/1"],
    "list_threads": ["?topic=counting&limit=1"],
    "get_thread": ["/results-by-polling-station"],
    "list_undertakings": ["?state=not_kept&limit=1"],
    "get_undertaking": ["/1"],
    "list_statements": ["?by=kz-cec&limit=1"],
    "get_statement": ["/1"],
    "list_elections": ["?kind=PRES&limit=1"],
    "get_election": ["/KZ-2016-PARL", "/KZ-2005-PRES"],
    "list_countries": [""],
    "get_country": ["/KZ"],
    "list_documents": ["?election=KZ-2011-PRES&held=true&limit=1"],
    "get_document": ["/kz-2016-final-report"],
    "get_document_page": ["/kz-2016-final-report/pages/25"],
    "list_organisations": ["?kind=observer&limit=2"],
    "get_organisation": ["/odihr"],
    "list_topics": ["?parent=voting&limit=2"],
    "get_topic": ["/voting/secrecy"],
    "list_standards": ["?instrument=copenhagen-1990&purpose=disputed&limit=1"],
    "get_standard": ["/copenhagen-1990/7.6"],
    "list_citations": ["/copenhagen-1990/7.6/citations?purpose=basis&limit=1"],
    "list_instruments": ["?instrument_class=treaty&limit=1"],
    "get_instrument": ["/copenhagen-1990"],
    "search": ["?q=observers+access&limit=1"],
}
"""Requests of each operation that exemplify it, behind the address of its list."""

_NO_SUCH = {
    "recommendations": "KZ-2016-PARL-240",
    "threads": "result-by-polling-station",
    "elections": "KZ-2016-PRES",
    "documents": "kz-2016-final-reports",
    "organisations": "odhir",
    "topics": "voting/secrets",
    "standards": "copenhagen-1990/7.66",
    "instruments": "copenhagen-1991",
    "countries": "ZK",
}


def of_all(base: str) -> list[str]:
    """Return requests of a list that go wrong: a wrong query, and an attempt to write."""
    return [f"GET {base}?limit=many&colour=red", f"POST {base}"]


def of_one(base: str, rest: str) -> list[str]:
    """Return requests of single records that go wrong; `rest` follows the key in the address."""
    rest = rest.replace("{number}", "22")
    address = f"{base}/{_NO_SUCH.get(base.rpartition('/')[2], '987654321')}{rest}"
    return [f"GET {address}?as_of=yesterday", f"GET {address}", f"POST {address}"]
