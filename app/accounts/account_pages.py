"""What the templates of the account and of administration may use, and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from app.accounts.managing import UserRecord
from app.accounts.person import Person
from app.accounts.tokens import NewToken, TokenRecord
from app.vocabulary.lists import Role
from app.web.forms import Problem, first_problem


@dataclass(frozen=True)
class Form:
    """What was typed into a form, and what is wrong with it."""

    values: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def value(self, name: str) -> str:
        """Return what was typed into a field."""
        return self.values.get(name, "")

    def problem(self, name: str) -> str:
        """Return what is wrong with a field, empty where nothing is."""
        return first_problem(self.problems, name)


@dataclass(frozen=True)
class PasswordPage:
    """The form that a link opens: for which e-mail address it sets a password; `done`: it is set.

    Without `email` the link does not hold any more.
    """

    email: str
    form: Form = Form()
    done: bool = False


@dataclass(frozen=True)
class ForgottenPage:
    """The form that asks for a link by mail; `mail`: mails are sent, `asked`: one was asked for."""

    mail: bool
    asked: bool = False
    form: Form = Form()


@dataclass(frozen=True)
class SignInLine:
    """A sign-in of the person; `here`: the one that shows this page."""

    id: int
    browser: str
    created_at: datetime
    seen_at: datetime
    here: bool


@dataclass(frozen=True)
class AccountPage:
    """One's own account. `made` is a token just made, shown this once."""

    person: Person
    email: str
    sign_ins: Sequence[SignInLine]
    tokens: Sequence[TokenRecord]
    roles: Sequence[Role]
    form: Form = Form()
    said: str = ""
    made: NewToken | None = None

    @property
    def others(self) -> int:
        """How many other sign-ins there are."""
        return sum(not line.here for line in self.sign_ins)


@dataclass(frozen=True)
class MadeLink:
    """A link just made, shown this once: for whom, its whole address, and until when it holds."""

    email: str
    address: str
    expires_at: datetime


@dataclass(frozen=True)
class UsersPage:
    """The accounts, and the form that adds one."""

    users: Sequence[UserRecord]
    roles: Sequence[Role]
    form: Form = Form()
    said: str = ""
    link: MadeLink | None = None


@dataclass(frozen=True)
class AdminPage:
    """What there is to administer: accounts by state, tokens in use, whether mail is sent."""

    open_users: int
    waiting_users: int
    closed_users: int
    tokens: int
    mail: bool
