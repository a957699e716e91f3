"""Who asks: what of an account the rest of the program may know."""

from dataclasses import dataclass

from app.vocabulary.lists import Role

_RANK = {role: rank for rank, role in enumerate(Role)}


@dataclass(frozen=True)
class Person:
    """A person who is signed in, or a program with that person's token. `name` is public."""

    id: int
    name: str
    role: Role

    def may(self, role: Role) -> bool:
        """Return whether the person may do what `role` may."""
        return _RANK[self.role] >= _RANK[role]
