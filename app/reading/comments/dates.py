"""The date that comments print above what they quote first."""

import re

from app.reading.comments.stream import Stream
from app.reading.reports.front import read_date

LONGEST_DATE = 40
"""Letters and digits of a line that gives a date, the name of a place beside it."""
_OTHER = re.compile(
    r"elect|vot|poll|referend|ballot|report|letter|выбор|голосован|референдум|отч[её]т|письм",
    re.IGNORECASE,
)
"""Words beside the date of something else."""


def date_of_head(stream: Stream, taken: list[tuple[int, int]]) -> str | None:
    """Return the date that stands alone, or with a place, on a line above all that was found.

    Where lines give different dates, none is sure.
    """
    first = min((start for start, _ in taken), default=0)
    dates = set()
    for block in stream.blocks_between(0, first) if first else []:
        words = stream.text[block.start : min(first, block.end)]
        if sum(map(str.isalnum, words)) <= LONGEST_DATE and not _OTHER.search(words):
            dates.add(read_date(words))
    dates.discard(None)
    return dates.pop() if len(dates) == 1 else None
