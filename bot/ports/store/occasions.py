"""Questions and answers, and what an answer promised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from engagement.cadence import Past
from engagement.cases import Case
from engagement.commitments import Commitment
from engagement.occasions import Occasion
from engagement.queues import Wait


class Occasions(Protocol):
    """Questions and their answers."""

    def get(self, occasion_id: str) -> Occasion | None:
        """Return one occasion."""
        ...

    def by_key(self, key: str) -> Occasion | None:
        """Return the occasion of a unique key."""
        ...

    def of_message(self, message_id: str) -> tuple[Occasion, ...]:
        """Return what a message asks, in order."""
        ...

    def unsettled(self, person_ids: Sequence[str]) -> tuple[Occasion, ...]:
        """Return what is planned, asked or to come back of some people's, bare."""
        ...

    def asked_since(self, person_id: str, since: datetime) -> tuple[Occasion, ...]:
        """Return what one person was asked since then, oldest first."""
        ...

    def past(
        self, person_ids: Sequence[str], since: datetime
    ) -> Mapping[str, tuple[Past, ...]]:
        """Return each person's questions planned since then, oldest first."""
        ...

    def earlier(self, occasion: Occasion) -> tuple[Occasion, ...]:
        """Return open questions of the same prompt and subject to the same person."""
        ...

    def told_since(self, since: datetime) -> tuple[Occasion, ...]:
        """Return what a coordinator was told of since then and is still unanswered."""
        ...

    def took_part(self, start: datetime, end: datetime) -> tuple[int, int]:
        """Return how many people were asked in a span, and how many answered."""
        ...

    def waits(self, since: datetime) -> Mapping[str, tuple[Wait, ...]]:
        """Return each person's questions that were put off since then."""
        ...

    def triggered(self, start: datetime, end: datetime) -> frozenset[str]:
        """Return the prompts that an event had planned in a span of time."""
        ...

    def asked_again(self, occasion: Occasion) -> bool:
        """Whether the same was asked of the same person later."""
        ...


class Promises(Protocol):
    """Commitments and cases."""

    def commitment(self, commitment_id: str) -> Commitment | None:
        """Return one commitment."""
        ...

    def commitments_of_occasion(self, occasion_id: str) -> tuple[Commitment, ...]:
        """Return what an answer promised."""
        ...

    def open_commitments(self, person_ids: Sequence[str]) -> tuple[Commitment, ...]:
        """Return what some people still owe."""
        ...

    def closed_commitments(
        self, person_ids: Sequence[str], since: datetime
    ) -> tuple[Commitment, ...]:
        """Return what some people owed until it was closed, since then."""
        ...

    def kept_between(self, start: datetime, end: datetime) -> tuple[Commitment, ...]:
        """Return commitments that were kept in a span of time."""
        ...

    def case(self, case_id: str) -> Case | None:
        """Return one case."""
        ...

    def open_cases(self, *, until: date | None = None) -> tuple[Case, ...]:
        """Return the cases that somebody waits for, due by ``until``; urgent first."""
        ...

    def cases_between(self, start: datetime, end: datetime) -> tuple[int, int]:
        """Return how many cases were opened and how many closed in a span of time."""
        ...

    def closed_cases(self, person_id: str, since: datetime) -> tuple[Case, ...]:
        """Return the cases of one person that were closed since then, newest first."""
        ...

    def case_of_occasion(self, occasion_id: str) -> Case | None:
        """Return the case that an answer opened."""
        ...

    def talked_since(self, since: datetime) -> Mapping[str, datetime]:
        """Return when a coordinator last noted a talk with each person, since then."""
        ...
