"""What the lists of words are made of."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Word:
    """A label and what it means, in one sentence."""

    label: str
    definition: str = ""


def marked(message: str) -> str:
    """Mark a message for extraction into the catalogues."""
    return message


def make_word(label: str, definition: str = "") -> Word:
    """Return a word; both texts are marked by who writes them."""
    return Word(label, definition)
