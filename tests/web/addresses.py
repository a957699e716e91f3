"""One address of each page, and of the states a page can be in."""

PAGES = {
    "overview": "/",
    "list": "/recommendations",
    "list, chosen": "/recommendations?election=KZ-2011-PRES&kind=recommendation&sort=-recurrence",
    "list, words": "/recommendations?q=observers+access",
    "list, nothing": "/recommendations?q=zzzzzz",
    "list, page two": "/recommendations?limit=7",
    "search": "/search",
    "search, found": "/search?q=results",
    "search, narrowed": "/search?q=results&kind=recommendation",
    "search, one group": "/search?q=results&group=answer",
    "search, meant": "/search?q=comission",
    "search, nothing to look for": "/search?q=%22+*",
    "item": "/recommendations/KZ-2004-PARL-6",
    "item, answered": "/recommendations/KZ-2011-PRES-2B",
    "item, lead-in": "/recommendations/KZ-2011-PRES-2",
    "item, finding": "/recommendations/KZ-2007-PARL-C3",
    "item, observation": "/recommendations/KZ-2011-PRES-O14",
    "item, welcomed": "/recommendations/KZ-2016-PARL-W1",
    "threads": "/threads",
    "threads, sorted": "/threads?sort=topic",
    "thread": "/threads/results-by-polling-station",
    "matrix": "/matrix",
    "matrix, all": "/matrix?show=all&sort=accounts_differ",
    "differ": "/accounts-differ",
    "differ, chosen": "/accounts-differ?kind=recommendation&topic=complaints&sort=reference",
    "differ, page two": "/accounts-differ?limit=4",
    "differ, nothing": "/accounts-differ?basis=stated",
    "elections": "/elections",
    "election": "/elections/KZ-2011-PRES",
    "election, not held": "/elections/KZ-2005-PRES",
    "documents": "/documents",
    "document": "/documents/kz-2011-cec-comments",
    "document, not held": "/documents/kz-2011-final-report",
    "leaf": "/documents/kz-2016-final-report/pages/22",
    "method": "/about/method",
}
WITH_FRAGMENT = {
    "list": "frag_view",
    "list, chosen": "frag_view",
    "list, words": "frag_view",
    "list, nothing": "frag_view",
    "list, page two": "frag_view",
    "search, found": "frag_view",
    "search, narrowed": "frag_view",
    "search, one group": "frag_view",
    "search, meant": "frag_view",
    "search, nothing to look for": "frag_view",
    "threads": "frag_threads",
    "threads, sorted": "frag_threads",
    "matrix": "frag_threads",
    "matrix, all": "frag_threads",
}
"""The pages of which htmx is given a block."""


def with_parameter(address: str, name: str, value: str) -> str:
    """Return the address with one more parameter."""
    return f"{address}{'&' if '?' in address else '?'}{name}={value}"
