"""A small world in which the cadence's decisions come true.

It does what planner, dispatcher and projections do to questions and messages, in
memory: a unique key refuses a second row, a message asks its questions when it is
delivered, and the planner or the platform may be down for a while.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from engagement.cadence import (
    Decisions,
    PersonView,
    Reminder,
    Sending,
    Setting,
    due,
    expiry_of,
    free_from,
    key_of,
)
from engagement.calendar import WorkCalendar, iso_week
from engagement.catalogue import Cadence
from engagement.commitments import Commitment, CommitmentState
from engagement.moments import Moment
from engagement.occasions import Occasion, OccasionState, Rank, advance
from engagement.people import Absence, Person, Slot, WorkingHours
from engagement.subjects import Subject
from tests.unit.cadence_parts import (
    INTERNAL,
    a_past_of,
    a_person,
    a_prompt,
    a_setting,
    a_signal,
    a_subject,
    an_event,
    at,
    day,
)

START = at("2026-10-19 06:00")
"A Monday: clocks change that week in Europe, a week later in America."
HOLIDAYS = {
    "SE": ("2026-12-24", "2026-12-25", "2026-12-31", "2027-01-01", "2027-01-06"),
    "US": ("2026-11-26", "2026-12-25", "2027-01-01"),
    "IN": ("2026-11-09", "2026-12-25"),
}
PROMPTS = (
    a_prompt("M1"),
    a_prompt("M2", kind="sentence"),
    a_prompt("M3", kind="sentence", asked_of=("ceo",)),
    a_prompt("Q1", cadence=Cadence.QUARTERLY),
    a_prompt("R1", subject="risk", asked_of=("owner",), reviews_subject=True),
    a_prompt("D1", subject="action", asked_of=("owner",), events=("deadline",)),
    an_event("S1", kind="sentence"),
    *INTERNAL,
)
KINDS = {prompt.prompt_id: prompt.kind for prompt in PROMPTS}
PEOPLE = (
    a_person(person_id="E1"),
    a_person(
        person_id="E2",
        zone="America/New_York",
        country="US",
        hours=WorkingHours(start=time(7), end=time(16)),
        slot=Slot(weekday=3, at=time(18)),
    ),
    a_person(
        person_id="E3",
        zone="Asia/Kolkata",
        country="IN",
        hours=WorkingHours(start=time(9), end=time(18)),
        slot=Slot(weekday=1, at=time(10)),
    ),
)
CEO = "E1"
MONTH = timedelta(days=28)
"A signal that was detected longer ago is history."
OPEN = {OccasionState.PLANNED, OccasionState.ASKED}
CAPPED = {"bundle", "owed", "reminder"}


@dataclass
class Letter:
    """A message, on its way until ``sent_at``."""

    message_id: str
    kind: str
    key: str
    person_id: str
    items: tuple[str, ...]
    written_at: datetime
    sent_at: datetime | None = None
    in_hours: bool = False
    "Whether its person could be written to when it was sent."
    dropped: bool = False

    @property
    def queued(self) -> bool:
        return self.sent_at is None and not self.dropped


@dataclass
class World:
    """People, what they were asked, and what was sent."""

    now: datetime = START
    up: bool = True
    "Whether the platform takes messages."
    people: dict[str, Person] = field(
        default_factory=lambda: {p.person_id: p for p in PEOPLE}
    )
    absences: list[Absence] = field(default_factory=list)
    subjects: dict[str, Subject] = field(default_factory=dict)
    commitments: dict[str, Commitment] = field(default_factory=dict)
    occasions: dict[str, Occasion] = field(default_factory=dict)
    letters: dict[str, Letter] = field(default_factory=dict)
    "By key."
    looks: dict[str, datetime | None] = field(default_factory=dict)
    ends: list[tuple[str, str]] = field(default_factory=list)
    "Key and reason of what ended without an answer."
    deferred: dict[str, str] = field(default_factory=dict)
    "Key -> why it waited last."
    told: list[str] = field(default_factory=list)
    woken: list[tuple[datetime, datetime]] = field(default_factory=list)
    "When something was to come back, and when it did."

    def __post_init__(self) -> None:
        for person_id in self.people:
            self.looks[person_id] = self.now
            for risk in ("a", "b"):
                self.put(a_subject(f"{risk}-{person_id}", owner=person_id))
        self.put(a_subject("A1", "action", CEO, since=day("2026-06-01")))

    # --- what the cadence sees -------------------------------------------------

    def calendar(self, person_id: str) -> WorkCalendar:
        person = self.people[person_id]
        off = frozenset(day(one) for one in HOLIDAYS[person.country])
        absences = tuple(self.absences)
        return WorkCalendar.of(person, {(person.country, None): off}, absences)

    def setting(self) -> Setting:
        today = self.now.date()
        subjects = [
            self._dated(one)
            for one in self.subjects.values()
            if one.kind != "signal" or one.since is None or today - one.since < MONTH
        ]
        return replace(a_setting(of=subjects), prompts=PROMPTS, began_on=START.date())

    def _dated(self, subject: Subject) -> Subject:
        """Give an action the notice that holds today, as ``topics`` does."""
        if subject.kind != "action":
            return subject
        due_on, today = date(2026, 12, 15), self.now.date()
        days = [n for n in (30, 7, 1) if due_on - timedelta(n) <= today <= due_on]
        events = {"deadline": f"due-{min(days)}"} if days else {}
        return replace(subject, events=events)

    def view(self, person_id: str) -> PersonView:
        mine = [o for o in self.occasions.values() if o.person_id == person_id]
        letters = [x for x in self.letters.values() if x.person_id == person_id]
        bundles = [x for x in letters if x.kind == "bundle"]
        return PersonView(
            calendar=self.calendar(person_id),
            functions=("ceo",) if person_id == CEO else (),
            unsettled=tuple(o for o in mine if o.state in OPEN or o.snoozed_until),
            past=tuple(map(a_past_of, mine)),
            sent=tuple(
                x.sent_at or self.now
                for x in letters
                if x.kind in CAPPED and not x.dropped
            ),
            under_way=frozenset(i for x in letters if x.queued for i in x.items),
            bundles=tuple(x.key for x in bundles),
            bundle_messages=tuple(x.message_id for x in bundles),
            commitments=tuple(
                c
                for c in self.commitments.values()
                if c.person_id == person_id and c.state is CommitmentState.OPEN
            ),
        )

    # --- what happens ----------------------------------------------------------

    def put(self, subject: Subject) -> None:
        self.subjects[subject.key] = subject
        self._wake(subject.owner_id)

    def drop(self, key: str) -> None:
        subject = self.subjects.pop(key, None)
        self._wake(subject.owner_id if subject is not None else None)

    def signal(self, person_id: str) -> None:
        number = len(self.subjects)
        since = self.now.date()
        self.put(a_signal(f"s{number}", owner_id=person_id, since=since))

    def be_away(self, person_id: str, first: date, last: date) -> None:
        number = len(self.absences)
        absence = Absence(
            absence_id=f"A{number}", person_id=person_id, starts=first, ends=last
        )
        self.absences.append(absence)
        self._wake(person_id)

    def promise(self, person_id: str, due_at: datetime) -> None:
        wall = self.people[person_id].local(due_at).replace(tzinfo=None)
        moment = Moment.of(wall.replace(second=0), self.people[person_id].zone)
        number = len(self.commitments)
        self.commitments[f"K{number}"] = Commitment(
            commitment_id=f"K{number}",
            person_id=person_id,
            occasion_id="",
            what="It",
            due=moment,
            first_due=moment,
            made_at=self.now,
        )
        self._wake(person_id)

    def ask(self, person_id: str) -> None:
        """A coordinator's own question, planned as the command does it."""
        view, rules = self.view(person_id), self.setting().rules
        when = free_from(view.sent, self.now, view.calendar, rules) or self.now
        number, period = len(self.occasions), f"ask-{len(self.occasions)}"
        self._plan(
            Occasion(
                occasion_id=f"o{number}",
                key=key_of("ASK", f"question:{number}", period, person_id),
                person_id=person_id,
                prompt_id="ASK",
                subject=f"question:{number}",
                period=period,
                rank=Rank.EVENT,
                owed=True,
                planned_at=self.now,
                not_before=when,
                due_at=self.now,
                asked_by="C1",
            )
        )
        self._wake(person_id)

    def answer(self, occasion_id: str) -> None:
        occasion = self.occasions[occasion_id]
        self._change(occasion_id, state=OccasionState.ANSWERED, snoozed_until=None)
        if occasion.prompt_id == "S1" and occasion.subject is not None:
            self.drop(occasion.subject)
        about = (occasion.subject or "").partition(":")[2]
        if occasion.prompt_id == "CHECK":
            kept = replace(self.commitments[about], state=CommitmentState.KEPT)
            self.commitments[about] = kept
        self._wake(occasion.person_id)

    def snooze(self, occasion_id: str, at: datetime) -> datetime:
        """Put a question off until the first opening after ``at``."""
        person_id = self.occasions[occasion_id].person_id
        until = self.calendar(person_id).next_open(at) or at
        self._change(occasion_id, snoozed_until=until)
        self._wake(person_id)
        return until

    # --- time ------------------------------------------------------------------

    def next_look(self) -> datetime:
        return min(at for at in self.looks.values() if at is not None)

    def run_to(self, target: datetime) -> None:
        """Let time pass with the planner awake."""
        while (at := self.next_look()) <= target:
            self.now = max(self.now, at)
            self.tick()
        self.now = max(self.now, target)

    def tick(self) -> None:
        """Plan everybody whose time has come, and send."""
        for person_id, look_at in self.looks.items():
            if look_at is not None and look_at <= self.now:
                self.look(person_id)
        self.deliver()

    def look(self, person_id: str) -> Decisions:
        decided = due(self.view(person_id), self.setting(), self.now)
        self._carry_out(person_id, decided)
        return decided

    def _wake(self, person_id: str | None) -> None:
        if person_id is not None:
            self.looks[person_id] = self.now

    # --- carrying out ----------------------------------------------------------

    def _carry_out(self, person_id: str, decided: Decisions) -> None:
        ids = {o.key: i for i, o in self.occasions.items()}
        for want in decided.wants:
            which = ids[want.key] = f"o{len(self.occasions)}"
            self._plan(
                Occasion(
                    occasion_id=which,
                    key=want.key,
                    person_id=person_id,
                    prompt_id=want.prompt_id,
                    subject=want.subject,
                    period=want.period,
                    rank=want.rank,
                    owed=want.owed,
                    planned_at=self.now,
                    not_before=want.not_before,
                    due_at=want.due_at,
                )
            )
        for end in decided.ends:
            self._change(
                end.occasion_id, state=OccasionState(end.how), snoozed_until=None
            )
            self.ends.append((self.occasions[end.occasion_id].key, end.reason))
        for deferral in decided.deferrals:
            self._change(ids[deferral.key], not_before=deferral.until)
            self.deferred[deferral.key] = deferral.reason
        if decided.pace is not None:
            person = replace(self.people[person_id], pace=decided.pace)
            self.people[person_id] = person
        for which in decided.tell:
            self._change(which, told_at=self.now)
            self.told.append(which)
        for sending in decided.sendings:
            items = tuple(ids[key] for key in sending.items)
            self._write(person_id, sending, sending.key, items)
        for reminder in decided.reminders:
            first = self.occasions[reminder.occasion_ids[0]]
            mark = f"{first.occasion_id}:{first.snoozed_until}"
            mark = mark if reminder.kind == "wake" else reminder.message_id
            key = f"{reminder.kind}:{mark}"
            self._write(person_id, reminder, key, reminder.occasion_ids)
        self.looks[person_id] = decided.look_at

    def _plan(self, occasion: Occasion) -> None:
        assert occasion.key not in {o.key for o in self.occasions.values()}
        self.occasions[occasion.occasion_id] = occasion

    def _change(self, occasion_id: str, **new: object) -> None:
        old = self.occasions[occasion_id]
        if isinstance(to := new.get("state"), OccasionState):
            advance(old.state, to)
        changed: Occasion = replace(old, **new)  # type: ignore[arg-type]  # named above
        self.occasions[occasion_id] = changed

    def _write(
        self,
        person_id: str,
        decided: Sending | Reminder,
        key: str,
        items: tuple[str, ...],
    ) -> None:
        assert key not in self.letters, f"written twice: {key}"
        self.letters[key] = Letter(
            message_id=f"m{len(self.letters)}",
            kind=decided.kind,
            key=key,
            person_id=person_id,
            items=items,
            written_at=self.now,
        )

    # --- sending ---------------------------------------------------------------

    def deliver(self) -> None:
        """Send what is queued and still wanted, as far as people can be reached."""
        for letter in [x for x in self.letters.values() if x.queued and self.up]:
            calendar = self.calendar(letter.person_id)
            letter.in_hours = calendar.open_at(self.now)
            if not letter.in_hours:
                later = calendar.next_open(self.now)
                old = letter.kind == "bundle" and (
                    later is None or _week(later) != _week(letter.written_at)
                )
                letter.dropped = old
            elif letter.kind in {"bundle", "owed"}:
                self._ask(letter, calendar)
            else:
                self._remind(letter)
            if not letter.queued:
                self._wake(letter.person_id)

    def _ask(self, letter: Letter, calendar: WorkCalendar) -> None:
        items = [self.occasions[i] for i in letter.items]
        wanted = [o for o in items if o.state is OccasionState.PLANNED]
        letter.dropped = not wanted
        letter.sent_at = self.now if wanted else None
        for occasion in wanted:
            for old in self.occasions.values():
                same = (old.prompt_id, old.subject, old.person_id) == (
                    occasion.prompt_id,
                    occasion.subject,
                    occasion.person_id,
                )
                late = old.state in {OccasionState.ASKED, OccasionState.EXPIRED}
                if same and late:
                    self._change(
                        old.occasion_id,
                        state=OccasionState.SUPERSEDED,
                        snoozed_until=None,
                    )
            self._change(
                occasion.occasion_id,
                state=OccasionState.ASKED,
                message_id=letter.message_id,
                asked_at=self.now,
                expires_at=expiry_of(self.now, calendar, self.setting().rules),
            )

    def _remind(self, letter: Letter) -> None:
        items = [self.occasions[i] for i in letter.items]
        waiting = [o for o in items if self._comes_back(o, letter.kind)]
        letter.dropped = not waiting
        letter.sent_at = self.now if waiting else None
        for occasion in waiting:
            new: dict[str, datetime | None] = {"reminded_at": self.now}
            if letter.kind == "wake" and occasion.snoozed_until is not None:
                self.woken.append((occasion.snoozed_until, self.now))
                new = {"snoozed_until": None, "woken_at": self.now}
            self._change(occasion.occasion_id, **new)

    def _comes_back(self, occasion: Occasion, kind: str) -> bool:
        """Whether it is still wanted, just before it is sent."""
        until = occasion.snoozed_until
        if kind == "wake":
            return occasion.answerable and until is not None and until <= self.now
        return occasion.waiting and until is None


def _week(instant: datetime) -> str:
    return iso_week(instant.date())
