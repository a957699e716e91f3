"""On whose behalf something is written."""

from dataclasses import dataclass

from app.vocabulary.lists import Channel


@dataclass(frozen=True)
class By:
    """Who acts, how and why: what an act of history keeps. `name` is public.

    `reason` is what the person gave, if anything; `user_id` is empty where no account acts.
    """

    name: str
    channel: Channel
    user_id: int | None = None
    reason: str | None = None
