"""How the page of something found is known."""

from collections.abc import Sequence

from app.reading.model import PageInfo, PieceKind, Span, Text
from app.vocabulary.lists import PageBasis


def page_of(text: Text, number: int) -> PageInfo:
    """Return the page with a number."""
    return next(page for page in text.pages if page.number == number)


def basis_of(text: Text, number: int, spans: Sequence[Span]) -> PageBasis:
    """Return how the page is known on which something with these spans begins.

    Where the next page's start is inferred, so is what stands behind the first third of this one.
    """
    page = page_of(text, number)
    following = next((one for one in text.pages if one.number == number + 1), None)
    if following is None or following.basis is not PageBasis.INFERRED or not spans:
        return page.basis
    before = total = 0
    for place, piece in enumerate(text.pieces):
        if piece.page == number and piece.kind is not PieceKind.FOOTNOTE:
            before += len(piece.text) if place < spans[0].piece else 0
            total += len(piece.text)
    return page.basis if before < total / 3 else PageBasis.INFERRED
