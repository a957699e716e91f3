"""What somebody typed, as clauses: words and phrases to find, and those to leave out.

No text is an error. Quotation marks of any kind make a phrase once closed, a minus before a word or
phrase leaves it out, a star ends the beginning of a word; words joined without a space, as in a
reference or `vote-counting`, are a phrase.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from app.search.words import words_of

MOST_CLAUSES = 24
_CHUNK = re.compile(r'(?P<minus>[-−–](?=\S))?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″", '"'))
# Words too common to ask for when there are others.
_COMMON = frozenset(
    re.findall(
        r"\w+",
        "a about an and any are as at be been by did do does for from had has have how in into is"
        " it its me of on or said say show such tell that the their them there these they this"
        " those to was were what when where which who whose why will with"
        " и в во на не с со к ко о об от по для из у что это как а но или за до",
    )
)


@dataclass(frozen=True)
class Clause:
    """Words to find next to each other, or to leave out.

    `beginning` says that the last word may be the beginning of one, `starred` that it is.
    """

    words: tuple[str, ...]
    negative: bool = False
    quoted: bool = False
    beginning: bool = False
    starred: bool = False

    @property
    def text(self) -> str:
        """The clause as it could be typed."""
        joined = " ".join(self.words)
        shown = f'"{joined}"' if len(self.words) > 1 else joined
        return f"{'-' if self.negative else ''}{shown}{'*' if self.starred else ''}"


@dataclass(frozen=True)
class ParsedQuery:
    """The clauses of a query in order; `common` are the words left aside as too common."""

    clauses: tuple[Clause, ...]
    common: tuple[str, ...] = ()

    @property
    def wanted(self) -> tuple[Clause, ...]:
        """What is to be found."""
        return tuple(clause for clause in self.clauses if not clause.negative)

    @property
    def unwanted(self) -> tuple[Clause, ...]:
        """What is to be left out."""
        return tuple(clause for clause in self.clauses if clause.negative)

    def without(self, dropped: Clause) -> "ParsedQuery":
        """Return the query without one of its clauses."""
        return ParsedQuery(
            tuple(clause for clause in self.clauses if clause != dropped), self.common
        )

    @property
    def text(self) -> str:
        """The query as it could be typed."""
        return " ".join(clause.text for clause in self.clauses)


@lru_cache(maxsize=256)
def parse(text: str) -> ParsedQuery:
    """Return the clauses of what somebody typed; none where it holds no letter and no digit."""
    composed = unicodedata.normalize("NFC", text).translate(_QUOTES)
    clauses = []
    for found in _CHUNK.finditer(composed):
        quoted = found["phrase"] is not None
        chunk = found["phrase"] if quoted else found["word"]
        words = tuple(token.word for token in words_of(chunk))
        if words:
            clauses.append(
                Clause(
                    words,
                    negative=found["minus"] is not None,
                    quoted=quoted,
                    starred=not quoted and chunk.endswith("*"),
                )
            )
    clauses = list(dict.fromkeys(clauses))[:MOST_CLAUSES]
    ours = [clause for clause in clauses if not clause.negative and _is_common(clause)]
    if any(not clause.negative and clause not in ours for clause in clauses):
        clauses = [clause for clause in clauses if clause not in ours]
    else:
        ours = []
    if clauses and not clauses[-1].negative and not clauses[-1].quoted:
        last = clauses[-1]
        clauses[-1] = Clause(last.words, beginning=True, starred=last.starred)
    return ParsedQuery(tuple(clauses), tuple(clause.words[0] for clause in ours))


def _is_common(clause: Clause) -> bool:
    return (
        not clause.quoted
        and not clause.starred
        and len(clause.words) == 1
        and clause.words[0] in _COMMON
    )
