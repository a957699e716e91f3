"""Whether the words of a list ask for something, or only tell what was found."""

import re

from app.reading.layout.asking import asks

_SPEAKS_OF_LIST = re.compile(r"\brecommendations\b|\bрекомендаци[ийя]", re.IGNORECASE)
_URGES = re.compile(
    r"\b(?:calls?\s+(?:up)?on|urges?|asks?|invites?|encourages?|advises?|requests?|suggests?|"
    r"proposes?|expects?|призыва\w+|предлага\w+|просит|просим)\b",
    re.IGNORECASE,
)
_FOUND = re.compile(
    r"\b(?:conclude[sd]?|note[sd]?|observe[sd]|found|finds|welcome[sd]|commend(?:s|ed)|regret(?:s|ted)|"
    r"consider(?:s|ed)|was|were|ha(?:s|ve|d)\s+been|отмеча\w+|был[аио]?|констатиру\w+)\b"
    r"|^(?:the|an?|this|these|those|it|its|their|they|we|our|there|in|on|at|all|most|many|some|"
    r"overall|however)\b",
    re.IGNORECASE,
)
"""What tells: a verb of finding, or a subject before the verb, where a request begins with one."""
_CONCLUSIONS = re.compile(r"\bconclusions?\b|\bfindings\b|\bвывод\w*|\bзаключени\w+", re.IGNORECASE)


def is_request(text: str) -> bool:
    """Tell whether a sentence of a list without marks asks for something."""
    return asks(text) and not _SPEAKS_OF_LIST.search(text)


def only_tells(text: str, section: str) -> bool:
    """Tell whether an item of a list of conclusions too says what was found and asks nothing."""
    if not _CONCLUSIONS.search(section) or asks(text) or _URGES.search(text):
        return False
    return bool(_FOUND.search(text))
