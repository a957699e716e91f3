"""The fields of each kind of entry, in the order in which an editor works."""

from collections.abc import Sequence

from app.entries.forms.fields import Spec
from app.web.i18n import marked

_DAY = marked("As precise as it is known: 2011, 2011-03 or 2011-03-21.")
_SLUGS = marked("Short names, with commas between them.")
_SLUG = marked("Small letters, digits and hyphens. It stays for good.")
_COUNTRY = marked("Two capital letters, as KZ.")


def _document(label: str = marked("Document"), *, wide: bool = False) -> Spec:
    return Spec("document", label, wide=wide, refers="document")


def _organisation(path: str, label: str, hint: str = "") -> Spec:
    return Spec(path, label, hint=hint, refers="organisation")


def _organisations(path: str, label: str, *, wide: bool = False) -> Spec:
    return Spec(path, label, "list", hint=_SLUGS, wide=wide, refers="organisation")


def _item(path: str, label: str) -> Spec:
    return Spec(path, label, refers="item")


_PAGE = Spec("page", marked("Page"), "number")
_BASIS = Spec("page_basis", marked("Page is"), "choice", "page_basis", optional=True)
_SECTION = Spec("section", marked("Section"), wide=True)
_NOTE = Spec("note", marked("Note"), "text")
_SUMMARY = Spec("summary", marked("Our summary"), "text")
_KEY = Spec("key", marked("Short name"), wide=True, hint=_SLUG)

_PLACES = Spec(
    "places",
    marked("Places"),
    "rows",
    columns=(
        _document(wide=True),
        _PAGE,
        _BASIS,
        _SECTION,
        Spec("role", marked("Where it is"), "choice", "place_role"),
    ),
)
_EVIDENCE = Spec(
    "evidence",
    marked("Evidence"),
    "rows",
    columns=(
        _document(wide=True),
        _PAGE,
        _BASIS,
        _SECTION,
        Spec("direction", marked("Points to"), "choice", "direction"),
        Spec("note", marked("Words"), "text"),
    ),
)
_CITATIONS = Spec(
    "standards",
    marked("Standards cited"),
    "rows",
    columns=(
        Spec("standard", marked("Standard"), refers="provision"),
        Spec("purpose", marked("Purpose"), "choice", "purpose"),
        _organisation("cited_by", marked("Cited by")),
        _PAGE,
        Spec("as_printed", marked("As printed"), wide=True),
        _SECTION,
        _document(),
        Spec("note", marked("Note")),
    ),
)

_ITEM = (
    _document(wide=True),
    Spec("number", marked("Number")),
    Spec("number_as_printed", marked("Number as printed")),
    Spec("kind", marked("Kind"), "choice", "kind"),
    Spec("heading", marked("Heading"), wide=True),
    _PLACES,
    Spec("priority", marked("Priority"), "flag", "priority"),
    Spec("official_text", marked("Official text"), "text", rows=9),
    Spec("quoted_text", marked("Quoted text"), "text", rows=9),
    Spec("quoted_by", marked("Quoted by"), refers="document"),
    _SUMMARY,
    Spec("container", marked("Only introduces lettered items"), "flag", "yes_no"),
    Spec("parent", marked("Belongs to"), hint=marked("The number of its lead-in.")),
    _organisations("proposers", marked("Proposed by")),
    _organisations("addressees", marked("Addressed to")),
    Spec(
        "topics",
        marked("Topics"),
        "list",
        hint=marked("The first is the main one."),
        refers="topic",
    ),
    Spec("only_kind", marked("Only in this kind of election"), "flag", "yes_no"),
    _CITATIONS,
    _NOTE,
)

_ANSWER = (
    _document(wide=True),
    _KEY,
    Spec(
        "answers",
        marked("Answers"),
        "rows",
        columns=(_item("item", marked("Item")), Spec("part", marked("Part of it"), wide=True)),
    ),
    Spec("position", marked("Position"), "choice", "position"),
    Spec("reported", marked("Reported"), "choice", "reported"),
    Spec("ground", marked("Ground"), "choice", "ground"),
    Spec("scope", marked("Scope"), "choice", "scope"),
    Spec("stated_as", marked("Status as printed"), wide=True),
    Spec("standpoint", marked("Standpoint"), "text", rows=9),
    _PLACES,
    _organisation("responder", marked("Who answers")),
    _organisation("on_information_from", marked("On information from")),
    _SUMMARY,
    Spec("reasons", marked("Reasons"), "several", "reason"),
    _CITATIONS,
    _NOTE,
)

_DOCUMENT = (
    Spec("slug", marked("Short name")),
    Spec("kind", marked("Kind"), "choice", "document_kind"),
    Spec("title", marked("Title"), wide=True),
    Spec("election", marked("Election"), refers="election"),
    Spec(
        "country",
        marked("Country"),
        hint=marked("Where it belongs to no election."),
        refers="country",
    ),
    _organisations("issuers", marked("Issued by"), wide=True),
    Spec("published_on", marked("Date"), hint=_DAY),
    Spec("date_basis", marked("Date is"), "choice", "date_basis", optional=True),
    Spec("date_note", marked("About the date"), wide=True),
    Spec("language", marked("Language")),
    Spec("pages", marked("Pages"), "number"),
    Spec("pages_basis", marked("Pages are"), "choice", "page_basis", optional=True),
    Spec("url", marked("Public address"), wide=True),
    Spec("held", marked("Its text is here"), "flag", "yes_no"),
    Spec("reiterates_earlier", marked("Says that earlier items still stand"), "flag", "yes_no"),
    Spec(
        "reiterates_place",
        marked("Where it says so"),
        "group",
        columns=(_document(wide=True), _PAGE, _BASIS, _SECTION),
    ),
    _NOTE,
)

_UNDERTAKING = (
    _document(wide=True),
    _KEY,
    _item("item", marked("Item")),
    Spec("answer", marked("Answer"), refers="answer"),
    _organisation("by", marked("Announced by")),
    Spec("due_on", marked("Due"), hint=_DAY),
    _SUMMARY,
    _PLACES,
    Spec(
        "found",
        marked("What became of it"),
        "rows",
        columns=(
            _document(wide=True),
            _PAGE,
            _BASIS,
            _SECTION,
            Spec("state", marked("Found"), "choice", "undertaking_state"),
            Spec("read_by", marked("Read by")),
            Spec("note", marked("Words"), "text"),
        ),
    ),
    _NOTE,
)

_STATEMENT = (
    _document(wide=True),
    _KEY,
    _organisation("by", marked("Stated by")),
    Spec("verifiable", marked("Can be verified"), "flag", "yes_no"),
    _SUMMARY,
    _PLACES,
    Spec(
        "figures",
        marked("Figures"),
        "rows",
        columns=(
            Spec("label", marked("Label"), wide=True),
            Spec("value", marked("Number"), "number"),
            Spec("of", marked("Out of"), "number"),
            Spec("stated_percent", marked("Per cent as stated"), "fraction"),
            Spec("parts", marked("Labels of figures that add up to it"), "lines"),
        ),
    ),
    _NOTE,
)

_ASSESSMENT = (
    _document(wide=True),
    Spec("key", marked("Short name"), wide=True),
    _item("item", marked("Item")),
    Spec("level", marked("Level"), "choice", "level"),
    Spec("scope", marked("Scope"), "choice", "scope"),
    Spec("basis", marked("Basis"), "choice", "assessment_basis"),
    _organisations("assessors", marked("Assessed by")),
    Spec("read_by", marked("Read by"), hint=marked("Where an editor reads the level out of it.")),
    Spec("on", marked("Date"), hint=_DAY),
    _NOTE,
    _EVIDENCE,
)

_LINK = (
    _item("earlier", marked("Earlier")),
    _item("later", marked("Later")),
    Spec("relation", marked("Relation"), "choice", "relation"),
    Spec("state", marked("State"), "choice", "link_state"),
    Spec("basis", marked("Basis"), "choice", "link_basis"),
    Spec("why", marked("Why"), "text"),
    Spec(
        "place",
        marked("Where it is stated"),
        "group",
        columns=(_document(wide=True), _PAGE, _SECTION),
    ),
    Spec("by", marked("By")),
)

_THREAD = (
    Spec("slug", marked("Short name"), hint=_SLUG),
    Spec("title", marked("Title"), wide=True),
    Spec("topic", marked("Topic"), refers="topic"),
    _SUMMARY,
    Spec("by", marked("Curated by")),
    Spec(
        "members",
        marked("Occurrences"),
        "rows",
        columns=(
            _item("item", marked("Item")),
            Spec("main", marked("Its main thread"), "flag", "yes_no"),
            Spec("part", marked("Part of it"), wide=True),
        ),
    ),
    Spec(
        "story",
        marked("Welcomed steps"),
        "lines",
        hint=marked("References, one in each line."),
        refers="item",
    ),
)

_INSTRUMENT = (
    Spec("slug", marked("Short name"), hint=_SLUG),
    Spec("short_title", marked("Short title")),
    Spec("title", marked("Title"), wide=True),
    Spec("class", marked("Class"), "choice", "instrument_class"),
    Spec("dated", marked("Date"), hint=_DAY),
    _NOTE,
    Spec(
        "binds",
        marked("Countries that it binds or commits"),
        "rows",
        columns=(
            Spec("country", marked("Country"), refers="country"),
            Spec("from", marked("From"), hint=_DAY),
            Spec("note", marked("Note"), wide=True),
        ),
    ),
)

FORMS: dict[str, Sequence[Spec]] = {
    "country": (
        Spec("code", marked("Code"), hint=_COUNTRY),
        Spec("name", marked("Name"), wide=True),
    ),
    "election": (
        Spec("code", marked("Code"), hint=marked("Country, year and kind, as KZ-2016-PARL.")),
        Spec("title", marked("Title"), wide=True),
        Spec("first_day", marked("First day"), hint=_DAY),
        Spec("last_day", marked("Last day"), hint=_DAY),
        _NOTE,
    ),
    "organisation": (
        Spec("slug", marked("Short name"), hint=_SLUG),
        Spec("name", marked("Name"), wide=True),
        Spec("short_name", marked("Name in lists")),
        Spec("kind", marked("Kind"), "choice", "organisation_kind"),
        Spec("country", marked("Country"), hint=_COUNTRY, refers="country"),
    ),
    "topic": (
        Spec("slug", marked("Short name"), hint=marked("Theme, or theme/sub-theme.")),
        Spec("title", marked("Title"), wide=True),
    ),
    "instrument": _INSTRUMENT,
    "provision": (
        Spec(
            "standard",
            marked("Instrument and number"),
            hint=marked("As copenhagen-1990/7.6."),
            wide=True,
        ),
        Spec("label", marked("Label"), wide=True),
    ),
    "document": _DOCUMENT,
    "item": _ITEM,
    "answer": _ANSWER,
    "undertaking": _UNDERTAKING,
    "statement": _STATEMENT,
    "assessment": _ASSESSMENT,
    "link": _LINK,
    "thread": _THREAD,
}
"""The form of each kind of entry."""

NOT_ASKED: dict[str, tuple[str, ...]] = {
    "item": ("digest",),
    "answer": ("digest",),
    "link": ("score", "signals", "decided_at", "place.page_basis"),
}
"""Fields that no person writes: a form keeps what they hold."""


def find(entry: str, name: str) -> Spec:
    """Return a field of a kind of entry by its name; raises `KeyError` where there is none."""
    for spec in FORMS[entry]:
        if spec.path == name:
            return spec
    raise KeyError(name)
