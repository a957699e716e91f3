"""From `/` along all links: every kind of page is right, and every internal link answers.

Of addresses that differ only in a key or a value a fixed share is fetched; of the others the key
must name a record. So the crawl stays short as data grows, and still no link may be dead.
"""

import hashlib
from collections import defaultdict
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.html_client import HtmlClient
from tests.html_page import SITE

pytestmark = pytest.mark.one_database

MOST = 3
"""How many addresses of one shape are fetched."""
KEYED = {
    "recommendations": "ref",
    "threads": "slug",
    "elections": "code",
    "documents": "slug",
    "statements": "id",
    "organisations": "slug",
    "topics": "slug",
    "countries": "code",
    "standards": "slug",
}
WITH_SLASH = {"topics", "standards"}
"""The lists whose keys may hold a slash."""
LISTS = {
    "thread": "threads",
    "topic": "topics",
    "election": "elections",
    "document": "documents",
    "country": "countries",
    "addressee": "organisations",
    "assessor": "organisations",
    "cited_by": "organisations",
    "issuer": "organisations",
    "responder": "organisations",
    "standard": "standards",
}
"""The lists that the values of parameters are from."""


class Known:
    """The keys of all records, from the read API."""

    def __init__(self, html: HtmlClient) -> None:
        self.keys: dict[str, set[str]] = {}
        for name in {*KEYED, *LISTS.values(), "instruments"}:
            self.keys[name] = set()
            address: str | None = f"/api/v1/{name}?limit=200"
            if name == "recommendations":
                address = f"{address}&container=include"
            first = address
            while address:
                answer = html.client.get(address).json()
                for row in answer["items"]:
                    key = row.get("ref") or row.get("slug") or row.get("code") or row["id"]
                    self.keys[name].add(str(key))
                address = f"{first}&after={answer['next']}" if answer["next"] else None

    def missing(self, url: str) -> list[str]:
        """Return what an address names and nothing bears."""
        parts = urlsplit(url)
        steps = [step for step in parts.path.split("/") if step not in ("", "api", "v1")]
        wrong = []
        if len(steps) > 1 and steps[0] in KEYED:
            key = "/".join(steps[1:]) if steps[0] in WITH_SLASH else steps[1]
            known = self.keys[steps[0]]
            if steps[0] == "standards":
                known = known | self.keys["instruments"]
            if key.removesuffix(".csv") not in known:
                wrong.append(key)
        for name, value in parse_qsl(parts.query):
            if name in LISTS and value not in self.keys[LISTS[name]] | self.keys["instruments"]:
                wrong.append(f"{name}={value}")
        return wrong


def is_file(url: str) -> bool:
    """Return whether an address gives rows as a file, not a page."""
    return urlsplit(url).path.endswith(".csv")


def shape(url: str) -> str:
    """Return what an address has in common with others of its kind."""
    parts = urlsplit(url)
    steps = parts.path.split("/")
    if WITH_SLASH & set(steps):
        steps = steps[: next(n for n, step in enumerate(steps) if step in WITH_SLASH) + 2]
    at = next((n for n, step in enumerate(steps) if step in KEYED), len(steps))
    kept = [
        step if n <= at or not (n == at + 1 or step.isdigit()) else "*" + ".csv" * is_file(step)
        for n, step in enumerate(steps)
    ]
    return "/".join(kept) + "?" + "&".join(sorted({name for name, _ in parse_qsl(parts.query)}))


def test_every_link_answers(html: HtmlClient) -> None:
    known = Known(html)
    waiting, seen = ["/"], {"/"}
    fetched: dict[str, int] = defaultdict(int)
    anchors: dict[str, set[str]] = defaultdict(set)
    ids: dict[str, set[str]] = {}
    dead: list[str] = []
    while waiting:
        url = waiting.pop()
        fetched[shape(url)] += 1
        if url.startswith(("/api/", "/static/")) or is_file(url):
            if html.client.get(url).status_code != 200:
                dead.append(url)
            continue
        page = html.get(url)
        ids[url] = set(page.ids)
        found = []
        for link in page.links():
            parts = urlsplit(link)
            if f"{parts.scheme}://{parts.netloc}" != SITE:
                continue
            address = parts.path + (f"?{parts.query}" if parts.query else "")
            if parts.fragment:
                anchors[address].add(parts.fragment)
            if address not in seen:
                seen.add(address)
                found.append(address)
                dead += [f"{address} on {url}: no {key}" for key in known.missing(address)]
        # In an order that is the same each time and favours no page.
        found.sort(key=lambda address: hashlib.sha256(address.encode()).digest())
        for address in found:
            if fetched[shape(address)] + sum(shape(w) == shape(address) for w in waiting) < MOST:
                waiting.append(address)
    assert not dead, "\n".join(dead[:20])
    for address, names in anchors.items():
        missing = names - ids[address] if address in ids else set()
        assert not missing, f"{address} has no {missing}"
    assert {
        "/?", "/recommendations?", "/recommendations/*?", "/threads/*?", "/matrix?",
        "/elections/*?", "/organisations/*?", "/topics/*?", "/countries/*?", "/standards/*?",
        "/undertakings?", "/statements?", "/documents/*?", "/documents/*/pages/*?",
        "/about/method?",
        "/recommendations?topic", "/recommendations?after", "/api/v1/openapi.json?",
        "/api/v1/recommendations/*?", "/data?", "/recommendations.csv?",
        "/recommendations/*.csv?",
    } <= set(fetched)  # fmt: skip
    assert len(seen) > 800
