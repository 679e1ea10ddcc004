"""The running application, for tests that drive it from outside."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.acceptance.app_parts import (
    Chat,
    copied,
    found_company,
    found_draft,
    running,
)


@pytest.fixture(scope="session")
def company(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Found the sample company once; tests take copies."""
    return found_company(tmp_path_factory.mktemp("company") / "template.db")


@pytest.fixture
async def chat(company: Path, tmp_path: Path) -> AsyncIterator[Chat]:
    """Run the application for the sample company, on a Monday at eight."""
    async with running(copied(company, tmp_path / "chat.db")) as opened:
        yield opened


@pytest.fixture(scope="session")
def unlaunched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Found the sample company as a draft, once; tests take copies."""
    return found_draft(tmp_path_factory.mktemp("draft") / "template.db")


@pytest.fixture
async def draft(unlaunched: Path, tmp_path: Path) -> AsyncIterator[Chat]:
    """Run the application for the sample company before its launch."""
    async with running(copied(unlaunched, tmp_path / "draft.db")) as opened:
        yield opened
