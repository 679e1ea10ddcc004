"""Drawing charts, outside of any transaction."""

from __future__ import annotations

from typing import Any, Protocol


class Drawing(Protocol):
    """Vega-Lite specifications to pictures."""

    async def png(self, spec: dict[str, Any], *, scale: float = 2.0) -> bytes:
        """Draw a specification as PNG."""
        ...
