"""Answers of an authority that were read become drafts."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from app.core.textfold import digest
from app.imports.drafts.choosing import Chosen
from app.imports.drafts.matching import Items, KnownAnswer, Match, warning
from app.imports.drafts.wording import new_draft, passage_of, plain, warnings_of, where
from app.imports.models import Draft
from app.reading.model import FoundAnswer, Reading
from app.vocabulary.lists import MatchBasis, PlaceRole


def draft_answers(
    reading: Reading,
    chosen: Chosen,
    responder: str,
    refs: Mapping[str, str],
    items: Items,
    known: Sequence[KnownAnswer],
    keys: Collection[str],
) -> list[Draft]:
    """Return the drafts of the answers.

    `refs` are the references of what was quoted, by the numbers that the reader gave; what is not
    quoted is looked for among the `items` of the election. `keys` are those of all answers that are
    recorded. An answer to several items is one draft.
    """
    drafts = []
    left = {answer.key: answer for answer in known}
    used = set(keys)
    printed = _numbers_given(reading, refs, chosen.election)
    for shared in _together(reading.answers):
        answer = shared[0]
        found = [
            refs.get(entry.number) or items.named(entry.kind, entry.number)
            for entry in shared
            if entry.number
        ]
        tied = [ref for ref in found if ref]
        text = plain(answer.standpoint)
        match = _match(tied, text, left)
        key = match.ref or _new_key(responder, chosen.election, answer.number, used)
        used.add(key)
        draft = _draft(answer, text, tied, key, match, chosen, responder, known)
        draft.passage["answers"] = [
            {"kind": entry.kind.value, "number": printed.get(entry.number, entry.number)}
            for entry in shared
            if entry.kind and entry.number
        ]
        drafts.append(draft)
    return drafts


def _numbers_given(reading: Reading, refs: Mapping[str, str], election: str) -> dict[str, str]:
    """The numbers that items without a printed one have or will have, by those of the reader."""
    return {
        item.number: refs[item.number].removeprefix(f"{election}-")
        for item in reading.items
        if item.number_as_printed is None and item.number in refs
    }


def wait_for_items(drafts: list[Draft], doubtful: Collection[str]) -> list[Draft]:
    """Let answers wait for a person where it is open which item they quote; return the drafts."""
    for draft in drafts:
        refs = [entry["item"] for entry in draft.content["answers"] if entry["item"] in doubtful]
        if refs and draft.basis is not MatchBasis.DIGEST:
            message = f"what it quotes may not be {', '.join(refs)}: decide about that item first"
            draft.warnings = [*draft.warnings, warning("item_doubtful", message, blocking=True)]
    return drafts


def _together(answers: Sequence[FoundAnswer]) -> list[list[FoundAnswer]]:
    """The answers, those to several items that are given once for each put together."""
    found: list[list[FoundAnswer]] = []
    groups: dict[tuple[str, ...], list[FoundAnswer]] = {}
    for answer in answers:
        numbers = sorted({str(answer.number), *answer.shared_with})
        name = (*numbers, answer.standpoint)
        if answer.shared_with and name in groups:
            groups[name].append(answer)
            continue
        groups[name] = [answer]
        found.append(groups[name])
    return found


def _match(refs: list[str], text: str, left: dict[str, KnownAnswer]) -> Match:
    """The answer with these words, else the one to these items; none is taken twice."""
    name = digest(text)
    same = [answer for answer in left.values() if answer.digest == name]
    to_item = [answer for answer in left.values() if set(refs) & set(answer.refs)]
    for found, basis in (
        ([answer for answer in same if answer in to_item], MatchBasis.DIGEST),
        (same, MatchBasis.DIGEST),
        (to_item, MatchBasis.NUMBER),
    ):
        if found:
            del left[found[0].key]
            return Match(found[0].key, basis)
    return Match()


def _draft(
    answer: FoundAnswer,
    text: str,
    refs: list[str],
    key: str,
    match: Match,
    chosen: Chosen,
    responder: str,
    known: Sequence[KnownAnswer],
) -> Draft:
    matched = next((entry for entry in known if entry.key == match.ref), None)
    if not refs and matched:
        refs = list(matched.refs)
    place = {
        "document": chosen.slug,
        **where(answer.page, answer.page_basis),
        "section": answer.section or "Comments",
        "role": PlaceRole.BODY.value,
    }
    content: dict[str, Any] = {
        "document": chosen.slug,
        "key": key,
        "answers": [{"item": ref} for ref in refs],
        "responder": responder,
        "position": answer.position.value,
        "reported": answer.reported.value,
        "ground": answer.ground.value,
        "stated_as": answer.stated_as,
        "standpoint": text or None,
        "places": [place],
        "digest": digest(text) if text else None,
    }
    passage = passage_of(
        text, answer.page, answer.page_basis, answer.section, answer.spans, PlaceRole.BODY
    )
    passage |= {
        "status_spans": [
            {"piece": span.piece, "start": span.start, "end": span.end}
            for span in answer.status_spans
        ],
    }
    return new_draft(
        "answer",
        key,
        content,
        passage=passage,
        match=match,
        warnings=[
            *_warnings(refs, text, answer.stated_as, match, matched),
            *warnings_of(answer.warnings, blocking=match.basis is not MatchBasis.DIGEST),
        ],
    )


def _warnings(
    refs: list[str], text: str, stated: str | None, match: Match, matched: KnownAnswer | None
) -> list[dict[str, Any]]:
    found = []
    if not refs:
        message = "no item was found that it answers: say which"
        found.append(warning("untied", message, blocking=True))
    if not text and not stated:
        found.append(warning("empty", "no words of an answer were found", blocking=True))
    if matched and matched.standpoint and digest(matched.standpoint) != digest(text):
        found.append(
            warning(
                "differs",
                f"{matched.key} has other words attached: choose which of the two it keeps",
                blocking=True,
                present=matched.standpoint,
                found=text,
            )
        )
    elif (
        matched
        and not matched.standpoint
        and matched.digest
        and match.basis is not (MatchBasis.DIGEST)
    ):
        message = f"the words are not those that {matched.key} was recorded from"
        found.append(warning("digest_differs", message, blocking=True))
    return found


def _new_key(responder: str, election: str, number: str | None, used: set[str]) -> str:
    """A key such as `kz-cec-2011-2b`; longer where that is taken."""
    year = election.split("-")[1].lower() if "-" in election else ""
    item = re.sub(r"[^a-z0-9]+", "-", (number or "untied").lower()).strip("-")
    for stem in (f"{responder}-{year}-{item}", f"{responder}-{election.lower()}-{item}"):
        if stem not in used:
            return stem
    place = 2
    while f"{responder}-{year}-{item}-{place}" in used:
        place += 1
    return f"{responder}-{year}-{item}-{place}"
