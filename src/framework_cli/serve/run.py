"""Serving the page on this machine until somebody interrupts it."""

import asyncio
import logging
import os
import signal
import socket
from typing import TYPE_CHECKING

import uvicorn

from framework_cli.serve.app import application
from framework_cli.serve.guard import OPEN, Guard
from framework_cli.serve.token import Keys

if TYPE_CHECKING:
    from collections.abc import Callable

    from framework_cli.serve.desk import Desk

HOST = "127.0.0.1"
GRACE = 0.5  # seconds that requests under way are given at the end; a write that has begun is finished


def bound(port: int) -> socket.socket:
    """A socket that listens on this machine only; for 0 on any free port. Raises OSError."""
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if os.name == "nt":  # there another program could take over an address that is merely reused
            made.setsockopt(socket.SOL_SOCKET, getattr(socket, "SO_EXCLUSIVEADDRUSE"), 1)  # noqa: B009
        else:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((HOST, port))
        made.listen()
    except OSError:
        made.close()
        raise
    return made


def serve(desk: "Desk", listening: socket.socket, start: str, ready: "Callable[[str], None]") -> None:
    """Serve the page over a bound socket until interrupted; `ready` is told the link that opens it.

    Raises KeyboardInterrupt at the end, for Ctrl+C as for a request to terminate.
    """
    server, link = made(desk, listening, start)
    for number in (signal.SIGINT, signal.SIGTERM):  # a shell that starts it beside has the first ignored
        signal.signal(number, signal.default_int_handler)
    ready(link)
    asyncio.run(server.serve(sockets=[listening]))


def made(desk: "Desk", listening: socket.socket, start: str = "/") -> tuple[uvicorn.Server, str]:
    """A server over a desk that is not running yet, and the link that opens its page."""
    port, keys = listening.getsockname()[1], Keys()
    guarded = Guard(application(desk), keys, port, start)
    _quiet()
    return uvicorn.Server(_settings(guarded)), f"http://{HOST}:{port}{OPEN}?token={keys.token}"


def _settings(guarded: Guard) -> uvicorn.Config:
    """Plain HTTP/1.1 by the same parser everywhere; no log, since addresses and words would be in it."""
    return uvicorn.Config(
        guarded, http="h11", ws="none", lifespan="off", loop="asyncio", interface="asgi3",
        log_config=None, access_log=False, server_header=False, proxy_headers=False,
        timeout_graceful_shutdown=GRACE,  # type: ignore[arg-type]
    )  # fmt: skip


def _quiet() -> None:
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "asyncio"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [logging.NullHandler()], False
