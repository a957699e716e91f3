"""Who may work at the desk: until there are accounts, who sits at this machine, and nobody else."""

from ipaddress import ip_address

from fastapi import Depends, Request

from app.errors import AppError, marked
from app.web.i18n import gettext

DESK = "/desk"
"""Where the addresses of the desk begin."""

FORWARDED = frozenset({"forwarded", "via", "x-real-ip", "x-client-ip", "true-client-ip"})
"""Headers that tell of a server in between; so do all that begin with one of `FORWARDING`."""

FORWARDING = ("x-forwarded-", "x-original-", "x-cluster-", "x-envoy-", "cf-", "fastly-")


class DeskClosedError(AppError):
    """The desk was asked for from elsewhere, or is not switched on."""

    status = 403
    title = marked("The desk is closed")


def is_desk(path: str) -> bool:
    """Return whether an address belongs to the desk."""
    return f"{path}/".startswith(f"{DESK}/")


def is_this_machine(host: str) -> bool:
    """Return whether a host name or address means this machine alone."""
    name = host.strip("[]").rstrip(".").lower()
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def is_open(request: Request) -> bool:
    """Return whether the desk is switched on and the request comes from this machine.

    The address that the request came from must be this machine's, it must be sent to a local name
    (a page of another site can lead its own name here), and nothing may have passed it on.
    """
    client = request.client.host if request.client else ""
    headers = request.headers
    return (
        bool(request.app.state.settings.local_desk)
        and is_this_machine(client)
        and is_this_machine(_host(headers.get("host", "")))
        and not any(name in FORWARDED or name.startswith(FORWARDING) for name in headers)
    )


def _host(header: str) -> str:
    """The Host header without its port; an IPv6 address stands in brackets there."""
    return header.partition("]")[0] if header.startswith("[") else header.partition(":")[0]


def _enter(request: Request) -> None:
    if not is_open(request):
        raise DeskClosedError(
            gettext(
                "Until there are accounts, the desk answers only to this machine: start the service"
                " here with LOCAL_DESK=1 and open it under 127.0.0.1 or localhost. The commands do"
                " everything without it: throughline import --help lists them."
            )
        )


ENTER = Depends(_enter)
"""For routers of the desk: raises `DeskClosedError` before anything of the request is read."""
