"""The desk and other addresses that are not for the public; who sits at this machine."""

from ipaddress import ip_address

from fastapi import Request

DESK = "/desk"
"""Where the addresses of the desk begin."""

PRIVATE = (DESK, "/account", "/admin", "/sign-in", "/sign-out", "/password")
"""Where addresses begin that no browser keeps and nobody cites."""

FORWARDED = frozenset({"forwarded", "via", "x-real-ip", "x-client-ip", "true-client-ip"})
"""Headers that tell of a server in between; so do all that begin with one of `FORWARDING`."""

FORWARDING = ("x-forwarded-", "x-original-", "x-cluster-", "x-envoy-", "cf-", "fastly-")


def is_desk(path: str) -> bool:
    """Return whether an address belongs to the desk."""
    return f"{path}/".startswith(f"{DESK}/")


def is_private(path: str) -> bool:
    """Return whether an address is not for the public: its pages are neither kept nor cited."""
    return f"{path}/".startswith(tuple(f"{start}/" for start in PRIVATE))


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
    """Return whether `LOCAL_DESK` is on and the request comes from this machine.

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
