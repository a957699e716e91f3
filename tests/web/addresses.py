"""One address of each page, and of the states a page can be in."""

import re

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
    "text": "/documents/kz-2016-final-report/text",
    "organisations": "/organisations",
    "organisations, chosen": "/organisations?country=KZ&kind=court",
    "organisation, authority": "/organisations/kz-cec",
    "organisation, observer": "/organisations/odihr",
    "organisation, nothing": "/organisations/venice-commission",
    "topics": "/topics",
    "topic": "/topics/counting",
    "topic, sub": "/topics/counting/results",
    "topic, nothing": "/topics/electoral-system/referendum",
    "countries": "/countries",
    "country": "/countries/KZ",
    "undertakings": "/undertakings",
    "undertakings, chosen": "/undertakings?responder=kz-cec&state=kept_in_part&sort=-due",
    "undertakings, nothing": "/undertakings?state=kept",
    "statements": "/statements",
    "statements, chosen": "/statements?by=kz-cec&agrees=false",
    "standards": "/standards",
    "standards, chosen": "/standards?cited_by=kz-cec&purpose=disputed",
    "standards, nothing": "/standards?cited_by=pace",
    "standard": "/standards/copenhagen-1990/7.5",
    "standard, chosen": "/standards/copenhagen-1990/7.5?purpose=disputed",
    "standard, treaty": "/standards/iccpr/25",
    "instrument": "/standards/copenhagen-1990",
    "instrument, no provision": "/standards/venice-code",
    "method": "/about/method",
    "data": "/data",
    "corrections": "/corrections",
    "corrections, unknown": "/corrections?number=7",
}
FORMS = {
    "correction": "/corrections/new",
    "correction, of a page": "/corrections/new?page=%2Fthreads%3Fsort%3Dtopic",
}
"""Pages that are another each time they are asked for, since each has a stamp of its own."""

STAMP = re.compile(r'name="stamp" value="[^"]*"')
"""When a form was opened."""


def without_stamp(page: bytes) -> str:
    """Return an answer without the stamp of its form, if it has one."""
    return STAMP.sub("", page.decode("latin-1"))


WITH_FRAGMENT = {
    "list": "frag_view",
    "list, chosen": "frag_view",
    "list, words": "frag_view",
    "list, nothing": "frag_view",
    "list, page two": "frag_view",
    "search": "frag_view",
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
