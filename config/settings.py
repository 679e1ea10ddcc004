"""Settings: read once from the environment, frozen, every error with key and remedy."""

from __future__ import annotations

import difflib
import ipaddress
import os
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from engagement.errors import OperationError

_REMEDIES = {
    "DATABASE_URL": "sqlite:///FILE or postgresql+psycopg://USER@HOST/NAME",
    "PORT": "a port from 1 to 65535",
    "LEDNING_HOST": "an address to listen on, such as 127.0.0.1 or 0.0.0.0",
    "LEDNING_ORGANISATION": "the id of one organisation of the database",
    "LEDNING_ALLOWED_HOSTS": "host names, separated by commas",
    "LEDNING_LOG_LEVEL": "debug, info, warning or error",
}
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Settings(BaseSettings):
    """Everything that the environment decides."""

    model_config = SettingsConfigDict(frozen=True, extra="ignore", env_prefix="")

    database_url: str = Field(
        default=f"sqlite:///{Path('ledning.db')}", validation_alias="DATABASE_URL"
    )
    port: Annotated[int, Field(ge=1, le=65535)] = Field(
        default=8080, validation_alias="PORT"
    )
    host: str = Field(default="127.0.0.1", validation_alias="LEDNING_HOST")
    organisation: str | None = Field(
        default=None, validation_alias="LEDNING_ORGANISATION"
    )
    allowed_hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        default=LOOPBACK, validation_alias="LEDNING_ALLOWED_HOSTS"
    )
    "Host headers that are answered; others are refused."
    log_level: str = Field(default="info", validation_alias="LEDNING_LOG_LEVEL")

    @field_validator("allowed_hosts", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        names = tuple(part.strip() for part in value.split(",") if part.strip())
        if not names or any(set("/ *") & set(name) for name in names):
            raise ValueError("no host names")
        return names

    @field_validator("log_level")
    @classmethod
    def _known_level(cls, value: str) -> str:
        if value.lower() not in {"debug", "info", "warning", "error"}:
            raise ValueError("unknown level")
        return value.lower()

    @property
    def loopback(self) -> bool:
        """Whether only this machine can reach the application."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


def load() -> Settings:
    """Read the settings.

    Raises:
        OperationError: a value cannot be used; the message names key and remedy.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        key = str(first["loc"][0]) if first["loc"] else "?"
        remedy = _REMEDIES.get(key, "see docs/operations.md")
        raise OperationError(f"{key} cannot be used: set it to {remedy}") from None


def strangers() -> dict[str, str]:
    """Return keys of ours in the environment that are no settings, with the likeliest.

    A slip in a key would otherwise leave its default in force, unsaid.
    """
    found = sorted(n for n in os.environ if n.startswith("LEDNING_"))
    return {
        name: next(iter(difflib.get_close_matches(name, _REMEDIES, n=1)), "")
        for name in found
        if name not in _REMEDIES
    }
