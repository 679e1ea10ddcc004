"""What the tests of facts stand on: one of everything that a fact can hold, filled in."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from engagement.audits import Audit, AuditKind
from engagement.cards import ChoiceOption
from engagement.catalogue import Reader
from engagement.facts import Author, Fact, Header, Record, Source
from engagement.kpis import Baseline, ChartKind, Direction, Kpi, Limits, Period, Rule
from engagement.launch import Notice
from engagement.moments import Moment
from engagement.objectives import Goal, Objective, Track
from engagement.organisation import (
    DigestTime,
    Mode,
    Organisation,
    OrganisationState,
    Programme,
    PromptSetting,
    Rules,
)
from engagement.people import (
    Absence,
    Assignment,
    ClosedPeriod,
    Function,
    Permission,
    Person,
    Slot,
    WorkingHours,
)
from engagement.questions import AskedFollowUp, AskedRange, Question
from engagement.reviews import ActionState, Review, ReviewAction
from engagement.risks import Risk, RiskKind
from engagement.subjects import Entry
from engagement.texts import Bilingual

ORGANISATION = "lindvalla"
NOW = datetime(2026, 11, 23, 7, 0, 0, 123456, tzinfo=UTC)
"A Monday morning in Stockholm, a little after eight."

COORDINATOR = "C1"
EXECUTIVE = "E3"

HEADER = Header(
    author=Author(person_id=EXECUTIVE, name="Maria Lindqvist", role="operativ chef"),
    occurred_at=NOW - timedelta(seconds=2),
    recorded_at=NOW,
    on_behalf_of="E1",
    audience=(Reader.COORDINATOR, Reader.AUDITOR),
    requirements=("iso9001:2015/5.1.1.e", "iso9001:2015/9.3.3.a"),
    retention="commitment",
    source=Source(
        platform="webchat",
        workspace="local",
        user_id=EXECUTIVE,
        conversation="d-E3",
        message="m-77",
        event_id="e-1",
    ),
)

DUE = Moment.of(datetime(2026, 12, 1, 14, 0), "Europe/Stockholm")  # noqa: DTZ001 - wall clock
LATER = Moment.of(datetime(2026, 12, 8, 9, 30), "Asia/Kolkata")  # noqa: DTZ001 - wall clock

QUESTION = Question(
    prompt_id="P35",
    prompt_version=2,
    prompt_digest="ab" * 32,
    language="sv",
    kind="four_way",
    text="Din åtgärd ”Ta beslut om provrigg”, klar senast 30 november. Hur går det?",
    options=(
        ChoiceOption(option_id="done", label="Klart"),
        ChoiceOption(option_id="planned", label="Planerat"),
    ),
    number=AskedRange(least=Decimal(0), most=Decimal(20), decimals=0, unit="kunder"),
    follow_ups=(
        AskedFollowUp(
            follow_up_id="when",
            when=("planned",),
            kind="moment",
            ask="Vilken dag och vilken tid?",
            options=(ChoiceOption(option_id="a", label="A"),),
            required=False,
            commits=True,
            promise="Prata med den som äger ”{answer}”",
        ),
    ),
    object="Ta beslut om provrigg",
    audience=(Reader.LEADERSHIP,),
    seen_by="Karin Åberg och revisorn ser svaret.",
)

ORGANISATION_BODY = Organisation(
    organisation_id=ORGANISATION,
    name="Lindvalla Pumpar AB",
    mode=Mode.REHEARSAL,
    state=OrganisationState.LAUNCHED,
    zone="Europe/Stockholm",
    language="sv",
    country="SE",
    region="O",
    channel="leadership",
    platform="webchat",
    editions=("iso9001:2015",),
    began_on=date(2026, 11, 23),
    policy="Vi håller vad vi lovar.",
)
PROGRAMME = Programme(
    rules=Rules(
        messages_per_week=2, deadline_days=(30, 7), extra_event_item=("ceo", "coo")
    ),
    digest=DigestTime(
        slot=Slot(weekday=0, at=time(9, 15)),
        wait_for_readings=True,
        at_latest=Slot(weekday=2, at=time(12)),
    ),
    prompts={"P35": PromptSetting(on=False, cadence="monthly")},
)
NOTICE = Notice(
    controller="Lindvalla Pumpar AB",
    contact="dataskydd@lindvalla.example",
    purpose=Bilingual(en="To follow up leadership.", sv="Att följa upp ledarskapet."),
    retention=Bilingual(en="Four years.", sv="Fyra år."),
    text=Bilingual(en="You may object.", sv="Du får invända."),
)
CLOSED = ClosedPeriod(
    period_id="Z1",
    starts=date(2026, 12, 24),
    ends=date(2027, 1, 1),
    site="Göteborg",
    title=Bilingual(en="Christmas stop", sv="Julstopp"),
)


def person(person_id: str, name: str, *permissions: Permission) -> Person:
    """Return somebody with every field filled in but those of leaving and pausing."""
    return Person(
        person_id=person_id,
        name=name,
        role=Bilingual(en="COO", sv="operativ chef"),
        language="sv",
        zone="Europe/Stockholm",
        country="SE",
        region="O",
        site="Göteborg",
        email=f"{person_id.lower()}@example.com",
        hours=WorkingHours(start=time(7, 30), end=time(16), days=frozenset({0, 1, 2})),
        slot=Slot(weekday=2, at=time(10, 30)),
        permissions=frozenset(permissions or {Permission.EXECUTIVE}),
        joined_on=date(2019, 1, 7),
        pace=2,
    )


GONE = replace(
    person("E9", "Olle Gran", Permission.EXECUTIVE, Permission.ADMIN),
    left_on=date(2026, 6, 30),
    paused_until=date(2026, 7, 1),
)
ASSIGNMENT = Assignment(
    function=Function.COO,
    person_id=EXECUTIVE,
    since=date(2024, 1, 1),
    until=date(2027, 1, 1),
)
ABSENCE = Absence(
    absence_id="B1",
    person_id=EXECUTIVE,
    starts=date(2026, 12, 1),
    ends=date(2026, 12, 3),
)
GOAL = Goal(goal_id="G1", title=Bilingual(en="Promises kept", sv="Hålla löften"))
OBJECTIVE = Objective(
    objective_id="O1",
    title=Bilingual(en="On time in full", sv="Leveransprecision"),
    goal_id="G1",
    owner_id=EXECUTIVE,
    kpis=("otif",),
    unit=Bilingual(en="%", sv="%"),
    baseline=Decimal("91.2"),
    target=Decimal("95.0"),
    due_on=date(2026, 12, 31),
    what="Planeringsverktyg",
    resources="Två planerare",
    evaluated_by="Månadsmöte",
    cadence="monthly",
    since=date(2026, 1, 1),
    reviewed_on=date(2026, 11, 10),
    value=Decimal("95.2"),
    track=Track.ON_TRACK,
    confidence=7,
)
RISK = Risk(
    risk_id="R01",
    title=Bilingual(en="One casting supplier", sv="En gjutgodsleverantör"),
    kind=RiskKind.OPPORTUNITY,
    owner_id=EXECUTIVE,
    likelihood=3,
    impact=5,
    site="Göteborg",
    treatment="Två leverantörer",
    treated_on=date(2026, 11, 1),
    since=date(2026, 1, 1),
    reviewed_on=date(2026, 11, 3),
)
REVIEW = Review(review_id="L1", held_on=date(2026, 12, 15), cancelled=True)
AUDIT = Audit(
    audit_id="X1",
    body="Nordcert",
    first_on=date(2027, 2, 2),
    last_on=date(2027, 2, 3),
    scope="ISO 9001, Göteborg",
    kind=AuditKind.SURVEILLANCE,
    sites=("Göteborg",),
    cancelled=True,
)
ACTION = ReviewAction(
    action_id="A1",
    title=Bilingual(en="Decide on the test rig", sv="Ta beslut om provrigg"),
    review_id="L1",
    kind="resources",
    owner_id=EXECUTIVE,
    due_on=date(2026, 11, 30),
    state=ActionState.DONE,
    state_on=date(2026, 11, 20),
    done_on=date(2026, 11, 20),
    since=date(2026, 9, 3),
    reviewed_on=date(2026, 11, 20),
)
ENTRY = Entry(
    kind="supplier",
    entry_id="S1",
    title=Bilingual(en="Ostgjut", sv="Östgjut"),
    owner_id=EXECUTIVE,
    on=date(2026, 11, 1),
    values={"ppm": "640", "limit": "500"},
)
KPI = Kpi(
    kpi_id="otif",
    name=Bilingual(en="On time in full", sv="Leveransprecision"),
    unit=Bilingual(en="%", sv="%"),
    direction=Direction.UP,
    decimals=1,
    chart=ChartKind.XMR,
    target=Decimal("95.0"),
    lower_bound=Decimal(0),
    upper_bound=Decimal(100),
    owner_id=EXECUTIVE,
    rules=(Rule.OUTSIDE_LIMITS, Rule.RUN_OF_EIGHT),
    definition=Bilingual(en="Lines delivered", sv="Levererade rader"),
)
BASELINE = Baseline(
    kpi_id="otif",
    first=Period.parse("2026-W22"),
    last=Period.parse("2026-W37"),
    chosen_by=COORDINATOR,
    chosen_at=NOW,
    reason="",
    since=Period.parse("2026-W22"),
    limits=Limits(
        count=16,
        total=Decimal("1459.9"),
        ranges=15,
        range_total=Decimal("16.5"),
    ),
)


def commit(name: str, text: str) -> bytes:
    """Commit without a salt, so that an encoding repeats."""
    return hashlib.sha256(f"{name}={text}".encode()).digest()


def recorded(fact: Fact, number: int = 0) -> Record:
    """Return a fact with a full header, a minute later for every number."""
    at = NOW + timedelta(minutes=number)
    header = replace(HEADER, occurred_at=at - timedelta(seconds=2), recorded_at=at)
    return Record(fact=fact, header=header)
