"""Chart specifications to pictures, by vl-convert in a process of its own.

The library holds the interpreter's lock for a second on its first chart and a tenth
of a second on later ones, so a thread would stall every conversation; a process does
not. Our fonts are registered there, because a font that is missing gives a picture
without any text and without an error.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
Spec = dict[str, Any]

_FONTS = Path(__file__).with_name("fonts")


class Pictures:
    """Draws pictures; the process starts with the first one."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None

    async def png(self, spec: Spec, *, scale: float = 2.0) -> bytes:
        """Return ``spec`` as PNG, ``scale`` times as many pixels as it says.

        Raises:
            ValueError: ``spec`` is no Vega-Lite specification.
            BrokenProcessPool: the process died twice over it.
        """
        return await self._draw(_png, spec, scale)

    async def svg(self, spec: Spec) -> str:
        """Return ``spec`` as SVG text.

        Raises:
            ValueError: ``spec`` is no Vega-Lite specification.
            BrokenProcessPool: the process died twice over it.
        """
        return await self._draw(_svg, spec)

    async def close(self) -> None:
        """Finish the picture that is being drawn and end the process."""
        pool, self._pool = self._pool, None
        if pool is not None:
            await asyncio.to_thread(pool.shutdown, cancel_futures=True)

    async def _draw(self, job: Callable[..., T], *arguments: object) -> T:
        loop = asyncio.get_running_loop()
        pool = self._started()
        try:
            return await loop.run_in_executor(pool, job, *arguments)
        except BrokenProcessPool:
            # Another picture that broke with it may have put a new pool here already.
            if self._pool is pool:
                self._pool = None
            return await loop.run_in_executor(self._started(), job, *arguments)

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                1, mp_context=get_context("spawn"), initializer=_prepare
            )
        return self._pool


def _prepare() -> None:
    import vl_convert

    # Ctrl-C reaches the whole process group; the parent ends this one in order.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    vl_convert.register_font_directory(str(_FONTS))


def _png(spec: Spec, scale: float) -> bytes:
    import vl_convert

    drawn: bytes = vl_convert.vegalite_to_png(spec, scale=scale, allowed_base_urls=[])
    return drawn


def _svg(spec: Spec) -> str:
    import vl_convert

    drawn: str = vl_convert.vegalite_to_svg(spec, allowed_base_urls=[])
    return drawn
