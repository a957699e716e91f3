"""Rows that are each wrong in one way, and the constraints that refuse them."""

from collections.abc import Callable
from dataclasses import dataclass

from app.recommendations.models import Recommendation
from tests.db.rows import Row, World


@dataclass(frozen=True)
class Case:
    """A row that is wrong in one way, and the constraint that refuses it.

    The name stands in the message of both databases; SQLite names columns for a unique constraint
    and nothing for a foreign key.
    """

    table: str
    change: Callable[[World], Row]
    constraint: str
    sqlite: str | None = None


def key(table: str, column: str, **change: object) -> Case:
    """A second row with the key of an existing one."""
    return Case(table, lambda _world: dict(change), f"uq_{table}_{column}", f"{table}.{column}")


def pair(table: str, columns: str, change: Callable[[World], Row]) -> Case:
    """A second row with the same values in several columns."""
    names = columns.split()
    name = f"uq_{table}_{'_'.join(names)}"
    return Case(table, change, name, ", ".join(f"{table}.{column}" for column in names))


def check(table: str, name: str, change: Callable[[World], Row]) -> Case:
    """A row that a CHECK refuses."""
    return Case(table, change, f"ck_{table}_{name}")


def foreign(table: str, name: str, change: Callable[[World], Row]) -> Case:
    """A row that repeats a fact of another row wrongly."""
    return Case(table, change, f"fk_{table}_{name}", "FOREIGN KEY")


KEYS = [
    key("countries", "code", code="AA"),
    key("elections", "code", code="AA-2010-PARL"),
    key("organisations", "slug", slug="observers"),
    key("topics", "slug", slug="voting"),
    key("instruments", "slug", slug="charter"),
    key("standards", "slug", slug="charter/1"),
    key("documents", "slug", slug="aa-2010-parl-final-report"),
    key("recommendations", "ref", ref="AA-2010-PARL-1", number="PARL-1"),
    key("recommendations", "sort_key", sort_key="AA-2010-PARL-000001"),
    key("responses", "key", key="response-1"),
    key("assessments", "key", key="assessment-1"),
    key("undertakings", "key", key="undertaking-1"),
    key("statements", "key", key="statement-1"),
    key("threads", "slug", slug="one"),
    pair("recommendations", "document_id ordinal", lambda _: {"ordinal": 1}),
    pair("links", "earlier_id later_id", lambda w: _later(w.later_concern)),
    pair("thread_members", "thread_id item_id", lambda w: {"item_id": w.item.id, "main": False}),
    pair("response_reasons", "response_id reason", lambda _: {"reason": "unclear"}),
    pair("statement_figures", "statement_id label", lambda _: {"label": "implemented"}),
]

ITEMS = [
    foreign(
        "recommendations", "election_id_country_id", lambda w: {"country_id": w.foreign.country_id}
    ),
    check("recommendations", "container_kind", lambda _: {"kind": "concern", "container": True}),
    check(
        "recommendations",
        "container_parent",
        lambda w: {"container": True, "parent_id": w.container.id, "parent_container": True},
    ),
    foreign(
        "recommendations",
        "parent_id_election_id_parent_container",
        lambda w: {"parent_id": w.item.id, "parent_container": True},
    ),
    check(
        "recommendations",
        "parent_is_container",
        lambda w: {"parent_id": w.item.id, "parent_container": False},
    ),
    check(
        "recommendations",
        "parent_is_container",
        lambda w: {"parent_id": w.container.id, "parent_container": None},
    ),
    foreign(
        "recommendations",
        "parent_id_election_id_parent_container",
        lambda w: {
            "parent_id": w.container.id,
            "parent_container": True,
            "election_id": w.later.election_id,
            "document_id": w.later.document_id,
        },
    ),
    foreign(
        "recommendations",
        "document_id_election_id",
        lambda w: {"document_id": w.later.document_id},
    ),
    pair(
        "recommendations",
        "election_id number",
        lambda _: {"ref": "AA-2010-PARL-X-1", "number": "1"},
    ),
    *(
        check("recommendations", "ref_ends_in_number", lambda _, r=ref: {"ref": r})  # type: ignore[misc]
        for ref in ("AA-2010-PARL-8", "AA-2010-PARL9", "AA-2010-PARL-19", "9", "-", "", "%-9_")
    ),
    check("recommendations", "quoted_text_has_source", lambda _: {"quoted_text": "Words."}),
    check("recommendations", "some_text", lambda _: {"summary": None}),
]


def _later(item: Recommendation) -> Row:
    """The columns of a link that repeat facts of its later end."""
    return {
        "later_id": item.id,
        "later_kind": item.kind.value,
        "later_container": item.container,
        "later_election_id": item.election_id,
    }


def _same_election(w: World, item: Recommendation) -> Row:
    return _later(item) | {"later_held_on": w.valid["links"]["earlier_held_on"]}


LINKS = [
    check("links", "recurrence", lambda w: _same_election(w, w.lettered)),
    check(
        "links",
        "recurrence",
        lambda w: _same_election(w, w.lettered) | {"relation": "repeats_in_part"},
    ),
    check("links", "recurrence", lambda w: _same_election(w, w.lettered) | {"relation": "extends"}),
    check("links", "recurrence", lambda w: _later(w.earlier) | {"later_held_on": "2005-06-01"}),
    check("links", "recurrence", lambda w: _later(w.later_welcomed)),
    check(
        "links",
        "recurrence",
        lambda w: {"earlier_id": w.welcomed.id, "earlier_kind": "welcomed"},
    ),
    foreign("links", "later_id", lambda w: _later(w.foreign)),
    foreign("links", "earlier_election_id", lambda _: {"earlier_held_on": "2000-01-01"}),
    foreign("links", "later_election_id", lambda _: {"later_held_on": "2020-01-01"}),
    foreign("links", "later_id", lambda w: _later(w.later) | {"later_kind": "concern"}),
    check(
        "links", "no_container", lambda w: _same_election(w, w.container) | {"relation": "related"}
    ),
    foreign(
        "links",
        "later_id",
        lambda w: (
            _same_election(w, w.container) | {"relation": "related", "later_container": False}
        ),
    ),
    check("links", "two_items", lambda w: _same_election(w, w.item) | {"relation": "related"}),
    check("links", "within_election", lambda _: {"relation": "same_finding"}),
    check(
        "links",
        "within_election",
        lambda w: {"relation": "supports", "earlier_id": w.concern.id, "earlier_kind": "concern"},
    ),
    check("links", "supports", lambda w: _same_election(w, w.lettered) | {"relation": "supports"}),
    check("links", "stated_has_place", lambda _: {"basis": "stated"}),
    check(
        "links",
        "stated_has_place",
        lambda w: {"basis": "stated", "document_id": w.item.document_id},
    ),
    check("links", "confirmed_has_reason", lambda _: {"why": None}),
    check("links", "why", lambda _: {"why": " "}),
    check("links", "why", lambda _: {"why": "", "state": "suggested"}),
    check("links", "confirmed_is_decided", lambda _: {"decided_by": None}),
    check("links", "confirmed_is_decided", lambda _: {"decided_at": None}),
    check("links", "decided_by", lambda _: {"decided_by": ""}),
    check("links", "score", lambda _: {"score": 1.01}),
    check("links", "score", lambda _: {"score": -0.01}),
]

ANSWERS_AND_ASSESSMENTS = [
    check(
        "response_items",
        "no_container",
        lambda w: {"item_id": w.container.id, "item_container": True},
    ),
    foreign("response_items", "item_id_item_container", lambda w: {"item_id": w.container.id}),
    Case(
        "response_items",
        lambda w: {"item_id": w.item.id},
        "uq_response_items_whole",
        "response_items.response_id, response_items.item_id",
    ),
    check("responses", "ground_of_report", lambda _: {"reported": "none"}),
    check(
        "assessments", "no_container", lambda w: {"item_id": w.container.id, "item_container": True}
    ),
    foreign("assessments", "item_id_item_container", lambda w: {"item_id": w.container.id}),
    check("assessments", "reading_names_reader", lambda _: {"basis": "editor_reading"}),
    check("assessments", "reading_names_reader", lambda _: {"read_by": "Somebody"}),
    check("evidence", "page_and_basis", lambda _: {"page_basis": None}),
    check(
        "undertakings",
        "no_container",
        lambda w: {"item_id": w.container.id, "item_container": True},
    ),
    check("undertakings", "no_container", lambda _: {"item_container": None}),
    foreign("undertakings", "item_id_item_container", lambda w: {"item_id": w.container.id}),
    check("undertaking_findings", "page_and_basis", lambda _: {"page": None}),
]

THREADS = [
    check("thread_members", "no_container", lambda w: {"item_id": w.container.id,
                                                       "container": True}),
    foreign(
        "thread_members",
        "item_id_country_id_election_id_kind_container",
        lambda w: {"item_id": w.container.id},
    ),
    foreign(
        "thread_members",
        "item_id_country_id_election_id_kind_container",
        lambda w: {"item_id": w.concern.id},
    ),
    foreign(
        "thread_members",
        "thread_id_country_id|fk_thread_members_item_id",
        lambda w: {"country_id": w.foreign.country_id},
    ),
    check(
        "thread_members",
        "story_is_welcomed",
        lambda w: {"item_id": w.welcomed.id, "kind": "welcomed"},
    ),
    check("thread_members", "story_is_welcomed", lambda _: {"role": "story", "main": False}),
    check(
        "thread_members",
        "main_is_occurrence",
        lambda w: {"item_id": w.welcomed.id, "kind": "welcomed", "role": "story", "main": True},
    ),
    Case(
        "thread_members",
        lambda w: {"item_id": w.later_concern.id, "kind": "concern",
                   "election_id": w.later_concern.election_id},
        "uq_thread_members_item_id_main",
        "thread_members.item_id",
    ),
]  # fmt: skip

PLACES = [
    check("places", "one_owner", lambda _: {"item_id": None}),
    check("places", "one_owner", lambda _: {"response_id": 1}),
    check("places", "one_owner", lambda _: {"undertaking_id": 1}),
    check("places", "one_owner", lambda _: {"statement_id": 1}),
    Case("places", lambda _: {"main": True}, "uq_places_item_id_main", "places.item_id"),
    Case(
        "places",
        lambda _: {"main": True, "item_id": None, "response_id": 1},
        "uq_places_response_id_main",
        "places.response_id",
    ),
    check("places", "page", lambda _: {"page": 0}),
    check("places", "page_and_basis", lambda _: {"page": None}),
    check("places", "page_and_basis", lambda _: {"page_basis": None}),
    check("places", "section", lambda _: {"section": ""}),
    check("citations", "one_owner", lambda _: {"item_id": 1, "response_id": 1}),
    check("citations", "one_owner", lambda _: {"item_id": None, "response_id": None}),
    check("topics", "two_levels", lambda _: {"slug": "voting/other", "parent_id": None}),
    check("topics", "two_levels", lambda _: {"parent_id": 1}),
    check("statement_figures", "value_and_of", lambda _: {"value": -1}),
    check("statement_figures", "value_and_of", lambda _: {"of": 0}),
    foreign("documents", "election_id_country_id", lambda w: {"country_id": w.foreign.country_id}),
    check("documents", "reiterates_place", lambda _: {"reiterates_earlier": True}),
    check("documents", "reiterates_page", lambda _: {"reiterates_page": 0}),
    check("item_statuses", "assessment", lambda _: {"assessment": "well"}),
    check("item_statuses", "assessment", lambda _: {"assessment": "recommended_again"}),
    check("item_statuses", "headline", lambda _: {"headline": "well"}),
    check("item_statuses", "headline", lambda _: {"headline": ""}),
    check("item_statuses", "interval", lambda _: {"until": "1999-01-01"}),
    check("thread_statuses", "interval", lambda _: {"until": "1998-01-01"}),
]

WRONG_DATES = [
    "",
    "11",
    "201a",
    "²011",
    "0000",
    "9999",
    "2011-3",
    "2011-00",
    "2011-13",
    "2011-1a",
    "2011/03",
    "2011-03-1",
    "2011-03-00",
    "2011-03-32",
    "2011-03-3 ",
    "2011-03/21",
    "2011-3-021",
    "21 March 2011",
    "2011-03-21T",
]

DATES = [
    *(
        check(table, f"{column}_form", lambda _, c=column, w=wrong: {c: w})  # type: ignore[misc]
        for table, column in (
            ("elections", "first_day"),
            ("elections", "last_day"),
            ("documents", "published_on"),
            ("assessments", "assessed_on"),
            ("undertakings", "due_on"),
            ("instruments", "dated"),
            ("instrument_bindings", "binds_from"),
        )
        for wrong in WRONG_DATES
    ),
    check(
        "elections",
        "days_in_order",
        lambda _: {"first_day": "2012-03-21", "last_day": "2012-03-20"},
    ),
    check("documents", "held_is_dated", lambda _: {"published_on": None, "published_by": None}),
    check("documents", "published_on_and_by", lambda _: {"published_by": None}),
    check("documents", "published_on_and_by", lambda _: {"published_on": None, "held": False}),
    check("undertakings", "due_on_and_by", lambda _: {"due_by": None}),
    check("undertakings", "due_on_and_by", lambda _: {"due_on": None}),
]

TEXTS = [
    pair("drafts", "import_id ordinal", lambda _: {"ordinal": 0}),
    check("drafts", "matches_and_basis", lambda _: {"matches": "AA-2010-PARL-1"}),
    check("drafts", "matches_and_basis", lambda _: {"basis": "digest"}),
    check("imports", "sha256", lambda _: {"sha256": "a" * 63}),
    check("imports", "failure_is_explained", lambda _: {"state": "failed"}),
    check("document_files", "sha256", lambda _: {"sha256": ""}),
    check("document_files", "size", lambda _: {"size": 0}),
    Case(
        "document_files",
        lambda w: {"document_id": w.item.document_id},
        "uq_document_files_document_id",
        "document_files.document_id",
    ),
    check("document_pages", "number", lambda _: {"number": -1}),
    check("document_pages", "sheet", lambda _: {"sheet": 0}),
    pair("document_pages", "document_id number", lambda _: {"number": 1}),
    check("passages", "one_owner", lambda _: {"item_id": None}),
    check("passages", "one_owner", lambda _: {"response_id": 1}),
    check("passages", "span", lambda _: {"piece": -1}),
    check("passages", "span", lambda _: {"start": 12}),
    foreign("passages", "document_id_page", lambda _: {"page": 2}),
]

CASES = [
    *KEYS,
    *ITEMS,
    *LINKS,
    *ANSWERS_AND_ASSESSMENTS,
    *THREADS,
    *PLACES,
    *DATES,
    *TEXTS,
]
