"""Listening and serving until the process is told to end."""

from __future__ import annotations

import signal
import socket
import sys

import uvicorn
from starlette.applications import Starlette

from engagement.errors import OperationError


def listen(host: str, port: int) -> socket.socket:
    """Take an address before anything else is done, so that a refusal is early.

    Raises:
        OperationError: it is taken, or none of this machine's.
    """
    door: socket.socket | None = None
    try:
        family, kind, proto, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        door = socket.socket(family, kind, proto)
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(address)
        # From here on who comes waits, until the application is there to answer.
        door.listen()
    except OSError as error:
        if door is not None:
            door.close()
        raise OperationError(
            f"cannot listen on {host}:{port} ({error.strerror}): set PORT to a free"
            " port, or LEDNING_HOST to an address of this machine"
        ) from error
    return door


def serve(page: Starlette, door: socket.socket, *, grace: int) -> None:
    """Serve until SIGTERM or Ctrl+C; what is in flight gets ``grace`` seconds.

    Raises:
        OperationError: the application did not come up.
    """
    config = uvicorn.Config(
        page,
        log_level="warning",
        log_config=None,
        timeout_graceful_shutdown=grace,
        server_header=False,
    )
    server = uvicorn.Server(config)
    # Uvicorn hands the signal on when it is done; to be told to end is no failure.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    server.run(sockets=[door])
    if not server.started:
        raise OperationError("the application did not start: the log above says why")
