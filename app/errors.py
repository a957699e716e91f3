"""Errors with a message for people and an HTTP status.

A title is marked here and translated where it is shown; a message is translated by who writes it.
"""


def marked(message: str) -> str:
    """Mark a title for extraction into the catalogues."""
    return message


class AppError(Exception):
    """Something that a person asked for cannot be done; the message says why and names the mend."""

    status = 400
    title = marked("Bad request")

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class DatabaseUnavailableError(AppError):
    """The database cannot be opened, reached or understood."""

    status = 503
    title = marked("Database unavailable")


class BusyError(AppError):
    """What is asked for takes long, and enough others ask for it just now."""

    status = 503
    title = marked("Try again soon")


class NotFoundError(AppError):
    """No such record; `nearest` holds references or slugs that come close, best first."""

    status = 404
    title = marked("Not found")

    def __init__(self, message: str, nearest: list[str] | None = None) -> None:
        super().__init__(message)
        self.nearest = nearest or []


class NotYetError(NotFoundError):
    """The record exists, but its document is dated after the day of the view."""

    title = marked("Not yet on that day")


class ParameterError(AppError):
    """One or more query parameters are unknown or malformed."""

    title = marked("Wrong parameter")

    def __init__(self, errors: list["ParameterProblem"]) -> None:
        super().__init__(" ".join(problem.message for problem in errors))
        self.errors = errors


class ParameterProblem:
    """A wrong parameter: its name, what is wrong, and what is allowed (empty when anything is)."""

    def __init__(self, parameter: str, message: str, allowed: list[str] | None = None) -> None:
        self.parameter = parameter
        self.message = message
        self.allowed = allowed or []


class RuleError(AppError):
    """A write that breaks a rule of the model; `field` names the input at fault, where one is.

    `entry` is the place, from 0, of the entry at fault where several are written together.
    """

    status = 422
    title = marked("Not possible")

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field
        self.entry: int | None = None


class UnreadableError(AppError):
    """A file that cannot be read; the message names it and says what is wrong, where, and the mend.

    `code` tells programs which case it is: `empty`, `encrypted`, `too_long` ...
    """

    status = 422
    title = marked("Not readable")

    def __init__(self, message: str, code: str = "unreadable") -> None:
        super().__init__(message)
        self.code = code


class ConflictError(AppError):
    """What was to be changed has been changed by somebody else since it was shown."""

    status = 409
    title = marked("Changed meanwhile")
