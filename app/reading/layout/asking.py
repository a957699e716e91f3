"""Words that ask for something: what has them may be a recommendation, and is no mere name."""

import re

_PLAINLY = r"should|must|ought|needs?\s+to|следует|необходимо"
_MAY_ASK = re.compile(rf"\b(?:{_PLAINLY}|could|shall)\b", re.IGNORECASE)
_ASKS = re.compile(
    rf"\b(?:{_PLAINLY}|(?:could|may|might)\s+(?:be|also|consider)|"
    r"(?:is|are)\s+(?:encouraged|advised|invited|recommended)|recommends?|рекоменду\w+|должн\w+)\b",
    re.IGNORECASE,
)


def may_ask(text: str) -> bool:
    """Tell whether a text may ask for something: “could” may only tell what was possible."""
    return bool(_MAY_ASK.search(text))


def asks(text: str) -> bool:
    """Tell whether a text asks for something."""
    return bool(_ASKS.search(text))
