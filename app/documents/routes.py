"""`/documents`, `/documents/{slug}`, its pages one by one, its text in one piece, its original."""

from typing import Annotated, Literal

from fastapi import Path, Query, Request
from fastapi.responses import FileResponse, HTMLResponse, Response
from pydantic import Field

from app.core.files import FileStore
from app.documents import building, queries
from app.documents.pages import DocumentsPage
from app.documents.pictures import PDF
from app.names.queries import load_names
from app.web.deps import ReadDb
from app.web.lists import Key
from app.web.queries import WHOLE, AsOfQuery
from app.web.routing import page_router
from app.web.templating import render_page

router = page_router()

PageNumber = Annotated[int, Path(ge=0, le=100_000)]
"""0 is what stands before page 1."""
GIVEN_AS = {
    PDF,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "text/html",
    "text/markdown",
    "text/plain",
}
"""Media types that an original is given as; another is only bytes to a browser."""

ALONE = {"Content-Security-Policy": "default-src 'none'; sandbox"}
"""An original comes from elsewhere: it runs nothing and belongs to no page of ours."""

KEPT = {"Cache-Control": "public, max-age=3600"}


class TextQuery(AsOfQuery):
    """The query of the text of a document."""

    part: Annotated[int, WHOLE] = Field(
        default=1, ge=1, le=1000, description="The part of a very long text, from 1."
    )


class PictureQuery(AsOfQuery):
    """The query of the picture of a page."""

    width: Literal["480", "960", "1440"] = Field(default="960", description="Pixels.")


@router.get("/documents", name="documents:list")
def list_page(request: Request, db: ReadDb, query: Annotated[AsOfQuery, Query()]) -> HTMLResponse:
    """Show the documents, held or only known of."""
    documents = queries.list_documents(db, query.day)
    names = load_names(
        db, organisations={slug for document in documents for slug in document.issuers}
    )
    page = DocumentsPage(documents, names, query.day, query.as_of)
    return render_page(request, "documents/list.html", page)


@router.get("/documents/{slug}", name="documents:document")
def document_page(
    request: Request, db: ReadDb, slug: Key, query: Annotated[AsOfQuery, Query()]
) -> HTMLResponse:
    """Show one document: facts, contents, pages, statements and items."""
    page = building.build_document(db, slug, query)
    return render_page(request, "documents/document.html", page)


@router.get("/documents/{slug}/text", name="documents:text")
def text_page(
    request: Request, db: ReadDb, slug: Key, query: Annotated[TextQuery, Query()]
) -> HTMLResponse:
    """Show the text of a document in one piece, for reading and for paper."""
    page = building.build_text(db, slug, query.part, query)
    return render_page(request, "documents/text.html", page)


@router.get("/documents/{slug}/file", name="documents:file", response_class=Response)
def original(
    request: Request, db: ReadDb, slug: Key, query: Annotated[AsOfQuery, Query()]
) -> Response:
    """Give the original file, where the editor has said that it may be shown."""
    document, path = building.find_original(db, _files(request), slug, query)
    assert document.file
    kind = document.file.media_type
    return FileResponse(
        path,
        media_type=kind if kind in GIVEN_AS else "application/octet-stream",
        filename=document.file.name,
        headers=ALONE,
    )


# Before the page, whose address would take "22.png" for its number.
@router.get(
    "/documents/{slug}/pages/{number}.png", name="documents:picture", response_class=Response
)
def picture(
    request: Request,
    db: ReadDb,
    slug: Key,
    number: PageNumber,
    query: Annotated[PictureQuery, Query()],
) -> Response:
    """Give the picture of a page, where the original is a PDF that may be shown."""
    path = building.find_picture(db, _files(request), slug, number, int(query.width), query)
    return FileResponse(path, media_type="image/png", headers=KEPT)


@router.get("/documents/{slug}/pages/{number}", name="documents:page")
def leaf_page(
    request: Request,
    db: ReadDb,
    slug: Key,
    number: PageNumber,
    query: Annotated[AsOfQuery, Query()],
) -> HTMLResponse:
    """Show one page of a document: its text, and what is recorded from it."""
    page = building.build_leaf(db, slug, number, query)
    return render_page(request, "documents/leaf.html", page)


def _files(request: Request) -> FileStore:
    return FileStore(request.app.state.settings.files)
