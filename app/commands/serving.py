"""`serve`: migrate, load the seed data into an empty database, serve."""

import errno
import os
import socket
from contextlib import closing
from typing import Annotated
from urllib.parse import urlsplit

import sqlalchemy as sa
import typer
import uvicorn
from sqlmodel import col
from uvicorn.supervisors import Multiprocess

from app.accounts.managing import has_administrator
from app.commands.console import begin_history, opened, progress, say
from app.config import Settings
from app.corrections.forgetting import forget_now
from app.elections.models import Country
from app.errors import AppError
from app.seeding import loader
from app.web.desk import is_this_machine


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on.")] = 8000,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes that serve.")] = 1,
) -> None:
    """Bring the database up to date, load the sample data into an empty one, and serve."""
    settings = Settings()
    _keep_the_desk_here(settings, host)
    with closing(_bind(host, port)) as listener:
        administered = _prepare(settings)
        _run(listener, workers, administered)


def _keep_the_desk_here(settings: Settings, host: str) -> None:
    """Refuse to open the desk where others could reach it: it asks nobody who they are yet."""
    if not settings.local_desk:
        return
    if not is_this_machine(host):
        raise AppError(
            f"LOCAL_DESK is on, and {host} can be reached from other machines: serve on 127.0.0.1,"
            " or start without LOCAL_DESK; the commands do everything that the desk does"
        )
    public = urlsplit(settings.public_url).hostname
    if public and not is_this_machine(public):
        raise AppError(
            f"LOCAL_DESK is on, and PUBLIC_URL names {public}: a server that passes requests on"
            " would open the desk to everybody; start without one of the two"
        )


def _prepare(settings: Settings) -> bool:
    """Make the database ready; return whether there is an administrator."""
    with opened(settings) as database:
        with database.read() as db:
            empty = db.execute(sa.select(col(Country.id)).limit(1)).first() is None
        if empty:
            with progress("Loading the sample data") as show, database.write() as db:
                loader.load_into_empty(db, settings.seeds, show)
        begin_history(database)
        forget_now(database)
        with database.read() as db:
            return has_administrator(db)


def _run(listener: socket.socket, workers: int, administered: bool) -> None:
    shown_host, shown_port = listener.getsockname()[:2]
    address = f"[{shown_host}]" if ":" in shown_host else shown_host
    say(f"Throughline is at http://{address}:{shown_port} (stop with Ctrl+C)")
    if not administered:
        say(
            "Nobody can sign in yet. Make the first administrator with:"
            " .venv/bin/throughline user add EMAIL --role administrator"
        )
    config = uvicorn.Config(
        "app.main:app_from_environment",
        factory=True,
        workers=workers,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=10,
    )
    if workers > 1:
        Multiprocess(config, sockets=[listener]).run()
    else:
        uvicorn.Server(config).run(sockets=[listener])


def _bind(host: str, port: int) -> socket.socket:
    """Listen first, so that a port in use is said before anything else is done."""
    listener: socket.socket | None = None
    try:
        family, kind, proto, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, proto)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(2048)
    except OSError as error:
        if listener is not None:
            listener.close()
        if error.errno == errno.EADDRINUSE:
            raise AppError(
                f"port {port} on {host} is in use: stop what uses it, or choose another with --port"
            ) from None
        reason = error.strerror or os.strerror(error.errno or 0)
        raise AppError(f"cannot listen on {host}:{port}: {reason}") from None
    listener.set_inheritable(True)
    return listener
