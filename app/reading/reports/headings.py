"""What headings of reports say: recommendations follow, they have priority, they end."""

import re
from collections.abc import Sequence

from app.reading.layout.rows import SUPERSCRIPTS, is_capitals
from app.reading.model import Piece, PieceKind, Text

_OPENS = re.compile(
    r"\brecommendations?\b|\brecommandations?\b|\brecomendaciones\b|\bрекомендаци[ияй]\b",
    re.IGNORECASE,
)
_NOT_OPENS = re.compile(
    r"\b(?:follow[- ]?up\s+(?:to|on|of)|previous|prior|past|earlier|implementation\s+of|"
    r"status\s+of|addressed|предыдущ\w*|прошл\w*|выполнени\w*|реализаци\w*)\b",
    re.IGNORECASE,
)
_PRIORITY = re.compile(r"\b(?:priorit\w+|key|приоритетн\w+|ключев\w+)\b", re.IGNORECASE)
_OTHER = re.compile(
    r"\b(?:other|additional|further|general|прочи\w+|други\w+|ины\w+|дополнительн\w+)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"^(?:annex|appendix|appendices|glossary|acronyms|abbreviations|about\s+(?:the\s+)?\w+|"
    r"acknowledge?ments?|list\s+of\s|final\s+results|election\s+results|bibliography|endnotes|"
    r"voluntary\s+pledges|приложени\w+|глоссарий|список\s|благодарност\w+|об?\s+бдипч)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")


def opens_list(heading: str) -> bool:
    """Tell whether a heading says that recommendations follow, and not those of earlier reports."""
    return len(heading) <= 160 and bool(_OPENS.search(heading)) and not _NOT_OPENS.search(heading)


def ends_list(heading: str) -> bool:
    """Tell whether a heading begins what stands behind a report: annexes, glossary, the issuer."""
    return bool(_ENDS.match(heading))


def is_priority(heading: str) -> bool | None:
    """Return whether a heading calls its recommendations priorities, `None` if it is silent."""
    if not _OPENS.search(heading):
        return None
    if _PRIORITY.search(heading):
        return True
    return False if _OTHER.search(heading) else None


def abbreviations(text: Text) -> set[str]:
    """Return the words that the document prints in capitals within its sentences.

    They tell which words of a heading in capitals stay so.
    """
    words: set[str] = set()
    for piece in text.pieces:
        if piece.kind in (PieceKind.PARAGRAPH, PieceKind.LIST) and not is_capitals(piece.text):
            found = _WORD.findall(piece.text)
            words.update(word for word in found if word.isupper() and len(word) > 1)
            words.difference_update(word.upper() for word in found if word.islower())
    return words


def shown(heading: str, kept: set[str]) -> str:
    """Return a heading as people write it: capitals become a sentence, abbreviations stay."""
    bare = heading.strip().rstrip(f"{SUPERSCRIPTS}*†").rstrip(" :.")
    if not is_capitals(bare):
        return bare
    words = _WORD.sub(lambda word: word[0] if word[0] in kept else word[0].lower(), bare)
    return words[:1].upper() + words[1:]


def named(piece: Piece, kept: set[str]) -> str:
    """Return a heading with its label, as the name of a section."""
    text = shown(piece.text, kept)
    label = (piece.label or "").strip()
    return f"{label} {text}".strip() if label else text


def path_of(stack: Sequence[tuple[int, str]]) -> str:
    """Return the name of a place in the document: its headings from the outermost."""
    return ", ".join(name for _, name in stack)
