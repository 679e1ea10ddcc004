"""Everything that makes a fact evidence: who, when, for whom, under which requirement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from engagement.catalogue import Reader
from engagement.texts import Bilingual, Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who recorded a fact, as they were then."""

    person_id: str | None
    "None: the machinery."
    name: str = ""
    role: str = ""
    "In the organisation's language."
    roles: Bilingual | None = None
    "The same in both languages; older records have none."

    def role_in(self, language: Language) -> str:
        """Return the role in a reader's language, as far as it was recorded in it."""
        return self.role if self.roles is None else self.roles.within(language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where an inbound fact came from: the identity of the raw payload."""

    platform: str
    workspace: str
    user_id: str
    conversation: str
    message: str | None
    event_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Everything that makes a fact evidence."""

    author: Author
    occurred_at: datetime
    recorded_at: datetime
    on_behalf_of: str | None = None
    audience: tuple[Reader, ...] = ()
    "Who may see it besides its author; frozen, never widened afterwards."
    requirements: tuple[str, ...] = ()
    "As resolved then: ``iso9001:2015/5.1.1.e``."
    retention: str = "evidence"
    source: Source | None = None
