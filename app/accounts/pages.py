"""What the page to sign in shows."""

from dataclasses import dataclass, field

from app.web.desk import is_desk
from app.web.forms import Problem, first_problem

DESK_HOME = "/desk/imports"
"""Where who signed in goes, if to nowhere else."""

KEPT = "kept."
"""What the names of fields begin with that are kept while somebody signs in."""


@dataclass(frozen=True)
class SignInPage:
    """The form to sign in. `next` is where it leads.

    `kept` are the fields of a form that was sent without a sign-in: with `resend` they are sent
    there once somebody has signed in. `files`: a file was sent too, and is lost. `cut`: it was too
    long to be kept whole.
    """

    next: str = DESK_HOME
    email: str = ""
    problems: list[Problem] = field(default_factory=list)
    kept: list[tuple[str, str]] = field(default_factory=list)
    resend: bool = False
    files: bool = False
    cut: bool = False

    def problem(self, name: str) -> str:
        """Return what is wrong with a field, empty where nothing is."""
        return first_problem(self.problems, name)

    @property
    def desk(self) -> bool:
        """Whether it leads to the desk."""
        return is_desk(self.next.partition("?")[0])


@dataclass(frozen=True)
class ResendPage:
    """Who signed in again sends what was typed before: `kept`, to the address `next`."""

    next: str
    kept: list[tuple[str, str]]
    files: bool = False


def local_address(given: str) -> str:
    """Return an address of this site: `given` if it is one, else that of the desk.

    What browsers take for another site begins with two slashes, or holds a backslash or a
    character that they leave out.
    """
    fine = (
        given.startswith("/")
        and not given.startswith("//")
        and "\\" not in given
        and given.isprintable()
        and len(given) <= 2000
        and not given.startswith(("/sign-in", "/sign-out"))
    )
    return given if fine else DESK_HOME
