"""Put the method page together: words, examples that hold, and what limits them today."""

from datetime import date

from sqlalchemy.orm import Session

from app.documents.queries import list_documents
from app.errors import NotFoundError
from app.method.examples import EXAMPLES
from app.method.pages import Code, CodeList, MethodPage, Shown
from app.method.words import LISTS, anchor
from app.recommendations.queries import list_refs
from app.recommendations.records import ItemRecord
from app.threads.queries import get_thread, list_columns
from app.threads.records import ThreadRecord, to_record
from app.vocabulary.labels import WORDS
from app.web.queries import AsOfQuery


def build_method(db: Session, query: AsOfQuery) -> MethodPage:
    """Return the method page. 25 statements at most."""
    day = query.day
    held = [document for document in list_documents(db, day) if document.held]
    refs = {example.key for example in EXAMPLES.values() if example.is_item}
    records: dict[str, ItemRecord | ThreadRecord | None] = {
        item.ref: item for item in list_refs(db, sorted(refs), day)
    }
    slugs = {example.key for example in EXAMPLES.values() if not example.is_item}
    records |= {slug: _thread(db, slug, day) for slug in sorted(slugs)}
    return MethodPage(
        lists=[
            CodeList(
                title,
                anchor("list", group),
                [Code(value, word, anchor(group, value)) for value, word in WORDS[group].items()],
            )
            for group, title in LISTS.items()
        ],
        examples={
            name: Shown(example.path, getattr(record, "title", example.key), example.text)
            for name, example in EXAMPLES.items()
            if (record := records.get(example.key)) and example.holds(record)
        },
        columns=list_columns(db, day),
        reiterating=[document for document in held if document.reiterates_earlier],
        imprecise=[
            document
            for document in held
            if document.published_on and len(document.published_on) < len("2011-03-21")
        ],
    )


def _thread(db: Session, slug: str, day: date) -> ThreadRecord | None:
    try:
        return to_record(get_thread(db, slug, day))
    except NotFoundError:
        return None
