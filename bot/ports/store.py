"""The store: one unit of work is one transaction, loads, decisions and all.

A unit is synchronous and belongs to one organisation. State is only ever written by
recording facts; what the machinery needs for itself (outbox, dialogues, when to look
at whom) has verbs of its own and is never evidence.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from bot.ports.inbound import Actor
from bot.ports.platform import Posted
from engagement.cadence import Past
from engagement.cards import Card
from engagement.cases import Case
from engagement.commitments import Commitment
from engagement.facts import Record
from engagement.kpis import Baseline, Kpi, Reading
from engagement.objectives import Goal, Objective
from engagement.occasions import Occasion
from engagement.organisation import Organisation, Programme
from engagement.people import Absence, Assignment, ClosedPeriod, Person
from engagement.questions import Question
from engagement.reviews import Review, ReviewAction
from engagement.risks import Risk
from engagement.subjects import Entry
from engagement.texts import Language

T = TypeVar("T")


class People(Protocol):
    """Who takes part."""

    def get(self, person_id: str) -> Person | None:
        """Return one person, also one who left."""
        ...

    def of_account(self, actor: Actor) -> Person | None:
        """Return the person whose account it is."""
        ...

    def accounts(self, person_ids: Sequence[str]) -> Mapping[str, Actor]:
        """Return the accounts that people are written to; some may have none."""
        ...

    def all(self) -> tuple[Person, ...]:
        """Return everybody who has not left, by id."""
        ...

    def coordinators(self) -> tuple[Person, ...]:
        """Return the coordinators who have not left, by id."""
        ...

    def assignments(self) -> tuple[Assignment, ...]:
        """Return every function that is or was held."""
        ...

    def absences(self, person_ids: Sequence[str]) -> tuple[Absence, ...]:
        """Return the absences of some people that were not withdrawn."""
        ...

    def closed_periods(self) -> tuple[ClosedPeriod, ...]:
        """Return when the company or a site is closed."""
        ...

    def to_look_at(self, now: datetime, *, after: str, most: int) -> tuple[Person, ...]:
        """Return people, by id and after ``after``, whose time to be looked at came."""
        ...

    def look_at(self, times: Mapping[str, datetime | None]) -> None:
        """Say when the planner shall look at whom next."""
        ...

    def next_look(self) -> datetime | None:
        """Return the earliest of those times."""
        ...


class Entries(Protocol):
    """What questions are about."""

    def goals(self) -> tuple[Goal, ...]:
        """Return the strategic goals."""
        ...

    def objectives(self) -> tuple[Objective, ...]:
        """Return the objectives."""
        ...

    def risks(self) -> tuple[Risk, ...]:
        """Return the risks and opportunities."""
        ...

    def reviews(self) -> tuple[Review, ...]:
        """Return the management reviews, by day."""
        ...

    def actions(self) -> tuple[ReviewAction, ...]:
        """Return the actions of all reviews."""
        ...

    def others(self) -> tuple[Entry, ...]:
        """Return what came from ``subjects.csv``."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalRow:
    """One episode of a KPI as it was recorded."""

    kpi_id: str
    episode: str
    rule: str
    first_period: str
    period: str
    direction: str
    detected_at: datetime
    digest: str | None
    "Period of the digest that led with it as new."
    explained_by: str | None


class Kpis(Protocol):
    """KPIs and their readings."""

    def all(self) -> tuple[Kpi, ...]:
        """Return the KPIs, by id."""
        ...

    def get(self, kpi_id: str) -> Kpi | None:
        """Return one KPI."""
        ...

    def readings(self, kpi_id: str) -> tuple[Reading, ...]:
        """Return the current reading of each period, oldest first."""
        ...

    def baseline(self, kpi_id: str) -> Baseline | None:
        """Return the baseline stated last."""
        ...

    def revision(self, kpi_id: str, period: str) -> int:
        """Return the newest revision of a period's reading; 0 when there is none."""
        ...

    def signals(self) -> tuple[SignalRow, ...]:
        """Return every episode, oldest first."""
        ...


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
        """Return the planned and asked occasions of some people, without details."""
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

    def took_part(self, start: datetime, end: datetime) -> tuple[int, int]:
        """Return how many people were asked in a span, and how many answered."""
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

    def kept_between(self, start: datetime, end: datetime) -> tuple[Commitment, ...]:
        """Return commitments that were kept in a span of time."""
        ...

    def case(self, case_id: str) -> Case | None:
        """Return one case."""
        ...

    def open_cases(self) -> tuple[Case, ...]:
        """Return the cases that somebody waits for, most urgent first."""
        ...

    def case_of_occasion(self, occasion_id: str) -> Case | None:
        """Return the case that an answer opened."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One message on its way: to a person or to a channel."""

    message_id: str
    kind: str
    "``bundle``, ``owed``, ``reminder``, ``reply``, ``notice``, ``digest`` ..."
    key: str
    "Unique; a second letter with the same key is not written."
    person_id: str | None = None
    channel: str | None = None
    platform: str
    recipient: str
    "User id or channel, as the platform knows it."
    language: Language
    occasions: tuple[str, ...] = ()
    card: Card | None = None
    "None: it is rendered from its occasions when it is sent."
    parent: str | None = None
    "Message whose thread it belongs to."
    thread: str | None = None
    "Platform's id of the message whose thread it belongs to, if it is not ours."
    visible_to: str | None = None
    not_before: datetime
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """One row of the outbox, taken for sending."""

    outbox_id: int
    action: str
    "``send`` or ``update``."
    attempt: int
    letter: Letter
    posted: Posted | None
    "Where the message is, if it was delivered."
    parent_posted: Posted | None


class Outbox(Protocol):
    """Messages on their way."""

    def write(self, letter: Letter) -> bool:
        """Queue a letter; False when one with its key was written before."""
        ...

    def refresh(self, message_id: str, at: datetime) -> None:
        """Queue one update of a delivered message; the last state wins."""
        ...

    def claim(self, now: datetime, lease_until: datetime, most: int) -> list[Errand]:
        """Take what is ready: the first of each conversation."""
        ...

    def lapsed(self, now: datetime) -> list[Errand]:
        """Return rows whose lease ran out: nobody knows whether they were sent."""
        ...

    def settle(
        self,
        errand: Errand,
        state: str,
        *,
        reason: str,
        at: datetime,
        posted: Posted | None,
    ) -> None:
        """Close a row: ``sent``, ``failed``, ``doubtful`` or ``dropped``."""
        ...

    def postpone(self, errand: Errand, not_before: datetime, reason: str) -> None:
        """Put a row back."""
        ...

    def restate(self, message_id: str, card: Card, at: datetime) -> None:
        """Give a message another card, and queue its update if it was delivered."""
        ...

    def stage(
        self, message_id: str, card: Card, questions: Mapping[str, Question]
    ) -> None:
        """Keep what is about to be sent: occasion id -> its question as shown."""
        ...

    def staged(self, message_id: str) -> Mapping[str, Question]:
        """Return the questions that were staged."""
        ...

    def message(self, message_id: str) -> Letter | None:
        """Return a message whatever its state."""
        ...

    def by_key(self, key: str) -> Letter | None:
        """Return the message that was written under a key."""
        ...

    def message_of(self, occasion_id: str) -> Letter | None:
        """Return the message that asks a question."""
        ...

    def message_at(self, posted: Posted) -> Letter | None:
        """Return our message that is in that place."""
        ...

    def posted(self, message_id: str) -> Posted | None:
        """Return where a message is, if it was delivered."""
        ...

    def sent_since(
        self, person_ids: Sequence[str], since: datetime
    ) -> Mapping[str, tuple[datetime, ...]]:
        """Return when proactive messages went, or are about to go, to each person."""
        ...

    def bundles(
        self, person_ids: Sequence[str], since: datetime
    ) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """Return key and message id of each person's bundles written since then."""
        ...

    def doubtful(self) -> tuple[Letter, ...]:
        """Return messages of which nobody knows whether they arrived."""
        ...

    def delivered(self) -> int:
        """Return how many messages were delivered so far."""
        ...

    def next_ready(self) -> datetime | None:
        """Return when the next row may go."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialogue:
    """Where a person is within a question or a form; it is never evidence."""

    person_id: str
    reference: str
    "An occasion, a form, or ``typed:<conversation>``."
    step: str
    data: Mapping[str, str]
    expires_at: datetime


class Dialogues(Protocol):
    """Steps within questions and forms."""

    def get(self, reference: str, now: datetime) -> Dialogue | None:
        """Return the dialogue, unless it expired."""
        ...

    def of(self, references: Sequence[str], now: datetime) -> Mapping[str, Dialogue]:
        """Return the dialogues of several references."""
        ...

    def newest(self, person_id: str, step: str, now: datetime) -> Dialogue | None:
        """Return the dialogue of a person that is in a step, the newest one."""
        ...

    def put(self, dialogue: Dialogue) -> None:
        """Keep where the person is."""
        ...

    def clear(self, reference: str) -> None:
        """Forget it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRow:
    """One import."""

    import_id: str
    kind: str
    file_name: str
    rows: int
    at: datetime
    first_seq: int
    last_seq: int
    undone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestRow:
    """One posted digest."""

    period: str
    message_id: str
    revision: int
    posted_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which records are meant."""

    clause: str | None = None
    "``5.1.1`` or ``5.1.1.e``: with all that stands below it."
    person_id: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    "Before it."


class Books(Protocol):
    """The ledger and what is derived from it: append, read, head."""

    def head(self) -> tuple[int, bytes]:
        """Return size and root."""
        ...

    def occasion_of_message(self, message: str) -> str | None:
        """Return the question that a person's own message answered."""
        ...

    def root_at(self, seq: int) -> bytes:
        """Return the root of the tree that ends with record ``seq``."""
        ...

    def records(self, first: int, last: int) -> tuple[tuple[int, Record | None], ...]:
        """Return records by number, None where the payload was redacted."""
        ...

    def previous(self, kind: str, entry: str, before: int) -> Record | None:
        """Return the newest record of a kind about an entry before a number.

        ``kind`` is the name of a fact, ``entry`` what it is about: ``risk:R01``.
        """
        ...

    def imports(self) -> tuple[ImportRow, ...]:
        """Return imports, newest first."""
        ...

    def digest(self, period: str) -> DigestRow | None:
        """Return the digest of a period."""
        ...

    def latest_digest(self) -> DigestRow | None:
        """Return the newest digest."""
        ...

    def counts(self, wanted: Filter) -> Mapping[str, int]:
        """Count asked, answered, late, skipped, silent, deferred ... for a filter."""
        ...


class Unit(Protocol):
    """One transaction of one organisation."""

    @property
    def organisation_id(self) -> str:
        """Whose it is."""
        ...

    @property
    def people(self) -> People:
        """Who takes part."""
        ...

    @property
    def entries(self) -> Entries:
        """What questions are about."""
        ...

    @property
    def kpis(self) -> Kpis:
        """KPIs and readings."""
        ...

    @property
    def occasions(self) -> Occasions:
        """Questions and answers."""
        ...

    @property
    def promises(self) -> Promises:
        """Commitments and cases."""
        ...

    @property
    def outbox(self) -> Outbox:
        """Messages on their way."""
        ...

    @property
    def dialogues(self) -> Dialogues:
        """Steps within questions and forms."""
        ...

    @property
    def books(self) -> Books:
        """The ledger."""
        ...

    def organisation(self) -> Organisation:
        """Return the organisation."""
        ...

    def programme(self) -> Programme:
        """Return its programme."""
        ...

    def record(self, *records: Record) -> int:
        """Append facts to the ledger and bring the state up to them.

        Returns:
            The number of the last record.
        """
        ...

    def seen(self, platform: str, event_id: str, at: datetime) -> bool:
        """Note an inbound event; True when it was noted before."""
        ...

    def last_beat(self, name: str) -> datetime | None:
        """Return when a part of the machinery was last alive."""
        ...

    def keep_file(self, name: str, content: bytes, at: datetime) -> str:
        """Keep a file until its import is confirmed; returns its id."""
        ...

    def kept_file(self, file_id: str) -> bytes | None:
        """Return a file that was kept."""
        ...

    def beat(self, name: str, at: datetime) -> None:
        """Note that a part of the machinery is alive."""
        ...

    def new_id(self) -> str:
        """Return a fresh opaque identifier."""
        ...


class Work(Protocol):
    """How units are run: one thread hop and one transaction each."""

    async def run(self, unit: Callable[[Unit], T]) -> T:
        """Run ``unit`` in one writing transaction; an exception undoes all of it."""
        ...

    async def read(self, unit: Callable[[Unit], T]) -> T:
        """Run ``unit`` on a connection that only reads."""
        ...


Ready = Callable[[], Awaitable[Mapping[str, bool]]]
