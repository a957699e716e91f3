"""The pages of `tests.hard_data`: every kind of page for each kind of text, and the very long."""

from tests.hard_data import TEXTS, slug_of

LISTS = {
    "overview": "/",
    "list": "/recommendations",
    "search": "/search",
    "threads": "/threads",
    "matrix": "/matrix",
    "differ": "/accounts-differ",
    "elections": "/elections",
    "documents": "/documents",
    "organisations": "/organisations",
    "topics": "/topics",
    "countries": "/countries",
    "undertakings": "/undertakings",
    "statements": "/statements",
    "standards": "/standards",
    "method": "/about/method",
    "data": "/data",
    "corrections": "/corrections",
    "correction": "/corrections/new",
}
"""The pages that stand without a record: on no rows at all they say so."""


def of_country(code: str) -> dict[str, str]:
    """Return the pages of what a country of `TEXTS` has."""
    low = code.lower()
    found = {
        "list": f"/recommendations?country={code}",
        "item": f"/recommendations/{code}-2010-PARL-1",
        "item, quoted": f"/recommendations/{code}-2014-PARL-C1",
        "threads": f"/threads?country={code}",
        "thread": f"/threads/{slug_of(code, 'thread')}",
        "matrix": f"/matrix?country={code}&show=all",
        "differ": f"/accounts-differ?country={code}",
        "election": f"/elections/{code}-2010-PARL",
        "document": f"/documents/{low}-2014-parl-final-report",
        "comments": f"/documents/{slug_of(code, 'comments')}",
        "leaf": f"/documents/{slug_of(code, 'comments')}/pages/3",
        "leaf, items": f"/documents/{low}-2010-parl-final-report/pages/7",
        "text": f"/documents/{slug_of(code, 'comments')}/text",
        "organisation": f"/organisations/{slug_of(code, 'observers')}",
        "authority": f"/organisations/{slug_of(code, 'authority')}",
        "topic": f"/topics/{slug_of(code, 'theme')}/sub",
        "country": f"/countries/{code}",
        "undertakings": f"/undertakings?responder={slug_of(code, 'authority')}",
        "statements": f"/statements?by={slug_of(code, 'authority')}",
        "standards": f"/standards?country={code}",
        "standard": f"/standards/{slug_of(code, 'treaty')}/1.2",
        "instrument": f"/standards/{slug_of(code, 'treaty')}",
    }
    return {f"{code} {name}": address for name, address in found.items()}


MANY = {
    "many, item of 40 topics": "/recommendations/AA-2019-PARL-C1",
    "many, item": "/recommendations/AA-2019-PARL-1",
    "many, list": "/recommendations?country=AA&limit=200",
    "many, thread": "/threads/many",
    "many, matrix": "/matrix?country=AA&show=all",
    "many, election": "/elections/AA-2019-PARL",
    "many, document": "/documents/aa-2019-parl-final-report",
    "many, leaf": "/documents/aa-2019-parl-final-report/pages/7",
    "many, country": "/countries/AA",
    "many, topics": "/topics/many",
}
FOUND = {
    "search, word": "/search?q=Wahlrechts*",
    "search, right to left": "/search?q=%D9%86%D8%B4%D8%B1",
    "search, markup": "/search?q=script",
    "search, what was typed": "/search?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E%22%27" + "y" * 300,
}
HARD_PAGES = {
    **LISTS,
    **{name: address for code in TEXTS for name, address in of_country(code).items()},
    **MANY,
    **FOUND,
}
"""All pages of the hard data."""
