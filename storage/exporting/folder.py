"""A folder that is there whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from engagement.errors import OperationError


@contextmanager
def new_folder(out: Path) -> Iterator[Path]:
    """Lend a folder that becomes ``out`` once everything is in it.

    It can be read by its owner alone: what is exported is about people.

    Raises:
        OperationError: there is something at ``out``, or it cannot be written.
    """
    if out.exists() and not (out.is_dir() and not any(out.iterdir())):
        raise OperationError(f"{out} exists already: name a new folder")
    part: Path | None = None
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
        yield part
        part.rename(out)
    except OSError as error:
        raise OperationError(f"{out} cannot be written: {error.strerror}") from error
    finally:
        if part is not None:
            shutil.rmtree(part, ignore_errors=True)
