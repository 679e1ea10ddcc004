"""``ledning`` as a process, the way its operator runs it."""

from __future__ import annotations

import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx

COMMAND = Path(sys.executable).with_name("ledning")
PATIENCE_SECONDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What a command said and how it ended."""

    status: int
    said: str
    warned: str

    @property
    def all(self) -> str:
        """Return everything that could be read."""
        return self.said + self.warned


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A folder to sit in, and a database in it."""

    folder: Path
    url: str

    @property
    def file(self) -> Path:
        """Return the file of the database."""
        return Path(self.url.removeprefix("sqlite:///"))

    def at(self, url: str) -> Desk:
        """Return the same folder with another database."""
        return replace(self, url=url)

    def environment(self, **settings: str) -> dict[str, str]:
        """Return a clean environment with settings."""
        clean = {
            name: held
            for name, held in os.environ.items()
            if not name.startswith(("LEDNING_", "COV_")) and name != "PORT"
        }
        return clean | {"DATABASE_URL": self.url} | settings

    def run(self, *words: str, **settings: str) -> Ran:
        """Run a command to its end."""
        return self.run_after(None, *words, **settings)

    def run_after(
        self, before: Callable[[], None] | None, *words: str, **settings: str
    ) -> Ran:
        """Run a command in a process that was made ready by ``before``."""
        done = subprocess.run(  # noqa: S603 - our own command
            [COMMAND, *words],
            cwd=self.folder,
            env=self.environment(**settings),
            capture_output=True,
            encoding="utf-8",
            timeout=PATIENCE_SECONDS,
            check=False,
            preexec_fn=before,
        )
        return Ran(status=done.returncode, said=done.stdout, warned=done.stderr)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Read the database behind Ledning's back."""
        with closing(sqlite3.connect(self.file)) as connection:
            return connection.execute(query).fetchall()

    def change(self, *statements: str) -> None:
        """Change the database as an intruder would, who knows of the guards."""
        with closing(sqlite3.connect(self.file)) as connection:
            for (name,) in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            ).fetchall():
                connection.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                assert connection.execute(statement).rowcount != 0
            connection.commit()

    def published(self) -> str:
        """Return size and root as the ledger has them now."""
        ((size, root),) = self.rows("SELECT size, root FROM ledger_head")
        return f"{size}:{root.hex()}"

    @contextmanager
    def served(self, *words: str, **settings: str) -> Iterator[Serving]:
        """Run a command that serves, until it is told to end."""
        port = settings.setdefault("PORT", str(free_port()))
        with (
            (self.folder / "out.txt").open("w") as out,
            (self.folder / "log.txt").open("w") as log,
            subprocess.Popen(  # noqa: S603 - our own command
                [COMMAND, *words],
                cwd=self.folder,
                env=self.environment(**settings),
                stdout=out,
                stderr=log,
            ) as process,
        ):
            serving = Serving(process=process, port=int(port), folder=self.folder)
            try:
                serving.wait()
                yield serving
            finally:
                if process.poll() is None:
                    process.kill()


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """A process that answers on a port."""

    process: subprocess.Popen[bytes]
    port: int
    folder: Path

    @property
    def address(self) -> str:
        """Return where it answers."""
        return f"http://127.0.0.1:{self.port}"

    def wait(self) -> None:
        """Wait until it is up."""
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            assert self.process.poll() is None, self.log()
            try:
                assert 200 == self.get("/healthz")[0]
            except httpx.TransportError:
                time.sleep(0.05)
            else:
                return
        raise AssertionError(f"it did not come up: {self.log()}")

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        """Ask for a page; returns status and body."""
        answer = httpx.get(self.address + path, headers=headers, timeout=20)
        return answer.status_code, answer.text

    def post(self, path: str, body: dict[str, str], **headers: str) -> tuple[int, str]:
        """Send a form."""
        answer = httpx.post(self.address + path, data=body, headers=headers, timeout=20)
        return answer.status_code, answer.text

    def log(self) -> str:
        """Return what it wrote to standard error."""
        return (self.folder / "log.txt").read_text()

    def events(self) -> list[dict[str, Any]]:
        """Return its log; every line of it is JSON."""
        return [json.loads(line) for line in self.log().splitlines()]

    def end(self, signal: int) -> tuple[int, float]:
        """Tell it to end; returns its exit status, and how many seconds it took."""
        began = time.monotonic()
        self.process.send_signal(signal)
        status = self.process.wait(PATIENCE_SECONDS)
        return status, time.monotonic() - began


def free_port() -> int:
    """Return a port that nobody listens on."""
    with closing(socket.socket()) as door:
        door.bind(("127.0.0.1", 0))
        port: int = door.getsockname()[1]
        return port


def desk(folder: Path, template: Path | None = None) -> Desk:
    """Return a desk with a copy of a database, or with none yet."""
    file = folder / "ledning.db"
    if template is not None:
        shutil.copyfile(template, file)
    return Desk(folder=folder, url=f"sqlite:///{file}")


def lines(text: str) -> Sequence[str]:
    """Return the lines that say something."""
    return [line for line in text.splitlines() if line.strip()]
