"""Writes of statements."""

from sqlalchemy.orm import Session

from app.core.records import get_id, put, replace_parts
from app.documents import service as documents
from app.documents.models import Document, Place
from app.errors import RuleError
from app.organisations.models import Organisation
from app.statements.inputs import StatementInput
from app.statements.models import Statement, StatementFigure


def save_statement(db: Session, given: StatementInput) -> Statement:
    """Add or change a statement, its places and figures; flushes.

    Raises `RuleError` when a part names no other figure of the statement.
    """
    labels = {figure.label for figure in given.figures}
    for index, figure in enumerate(given.figures):
        for part in figure.parts:
            if part == figure.label or part not in labels:
                raise RuleError(f"no other figure “{part}”", f"figures.{index}.parts")
    row = put(
        db,
        Statement,
        {"key": given.key},
        {
            "document_id": get_id(db, Document, "document", slug=given.document),
            "by_id": get_id(db, Organisation, "by", slug=given.by),
            "summary": given.summary,
            "verifiable": given.verifiable,
            "note": given.note,
        },
    )
    owner = {"statement_id": row.id}
    replace_parts(db, Place, owner, documents.places(db, given.places, owner, given.document))
    figures = [
        StatementFigure(statement_id=row.id, **figure.model_dump(), ordinal=index)
        for index, figure in enumerate(given.figures)
    ]
    replace_parts(db, StatementFigure, owner, figures)
    return row
