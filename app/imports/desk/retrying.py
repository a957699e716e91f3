"""A kept file whose reading failed, and what has to be said so that it can be read."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.imports.desk.pages import RetryForm, UploadForm
from app.imports.drafts.choosing import candidates
from app.imports.records import WholeImport
from app.vocabulary.lists import ImportKind
from app.web.forms import Problem, Sent

ASKED = ("document", "election", "table")
"""What reading may say that it cannot find out: which document or election it is, or that the file
is a table."""

FIELDS = ("election", "document", "new_document", "published_on")


def build_retry(
    db: Session,
    whole: WholeImport,
    form: UploadForm,
    problems: Sequence[Problem],
    sent: Sent | None,
) -> RetryForm | None:
    """Return how a document is read again; nothing for a table, which has its columns for that.

    1 statement beside the form's. What was sent stands in it.
    """
    line = whole.record
    if line.kind is ImportKind.TABLE:
        return None
    values = {name: sent.text(name) if sent else form.value(name) for name in FIELDS}
    asked = str(whole.found.get("asks") or "")
    message = (line.message or "").replace(f"{line.name}: {asked}: ", f"{line.name}: ", 1)
    labels = dict(form.documents)
    slugs = [row.slug for row in candidates(db, line.kind, values["election"])]
    if values["document"] and values["document"] not in slugs:
        slugs.append(values["document"])
    return RetryForm(
        asks=asked if asked in ASKED else "",
        message=message,
        version=line.version,
        values=values,
        elections=form.elections,
        documents=[(slug, labels.get(slug, slug)) for slug in slugs],
        problems=list(problems),
    )
