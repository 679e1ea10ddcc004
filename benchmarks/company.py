"""Companies of any size, made through the product's own code."""

from __future__ import annotations

import secrets
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.app import Store, make_desk, new_id, open_store, software
from bot.desk.desk import Sitting
from bot.desk.recording import machinery
from bot.ports import Posted
from bot.ports.store import Letter, Unit
from engagement.facts import (
    ActionRecorded,
    Author,
    Fact,
    Header,
    IdentityLinked,
    KpiRecorded,
    PersonRecorded,
    PromptAnswered,
    PromptAsked,
    PromptPlanned,
    ReadingRecorded,
    RiskRecorded,
)
from engagement.kpis import Direction, Kpi, Period
from engagement.occasions import Rank
from engagement.organisation import Mode, Organisation, OrganisationState
from engagement.people import Person
from engagement.questions import Question
from engagement.reviews import ReviewAction
from engagement.risks import Risk
from engagement.texts import Bilingual
from storage import engine, founding, upgrade
from storage.unit import Transactions

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
"Tuesday 09:00 in Stockholm: everybody's slot."


LEADERS = 8
"A top management team."


def found(path: Path) -> Store:
    """Found an empty launched organisation."""
    url = f"sqlite:///{path}"
    database = engine.connect(url)
    upgrade.upgrade(database)
    transactions = Transactions(database)
    organisation = Organisation(
        organisation_id="bench",
        name="Bench",
        mode=Mode.LIVE,
        state=OrganisationState.LAUNCHED,
        began_on=date(2026, 1, 1),
    )
    header = Header(author=Author(person_id=None), occurred_at=NOW, recorded_at=NOW)
    transactions.write_here(
        lambda c: founding.found(
            c, organisation, header, secrets.token_bytes, software()
        )
    )
    transactions.close()
    database.close()
    return open_store(url)


def record(
    store: Store, facts: list[Fact], *, now: datetime = NOW, batch: int = 5000
) -> None:
    """Record facts, some thousands at a time."""
    desk = make_desk(lambda: now)
    for start in range(0, len(facts), batch):

        def write(unit: Unit, some: list[Fact] = facts[start : start + batch]) -> None:
            machinery(Sitting(unit=unit, desk=desk, now=now))(*some)

        store.work.here(write)


def person(number: int) -> Person:
    """Return one of many executives."""
    return Person(
        person_id=f"B{number:06}",
        name=f"Person {number}",
        role=Bilingual(en="Manager", sv="Chef"),
        language="sv" if number % 2 else "en",
        zone="Europe/Stockholm",
        country="SE",
        joined_on=date(2026, 1, 1),
    )


def people(store: Store, number: int) -> None:
    """Add people with an account, a risk and an action each."""
    facts: list[Fact] = []
    for one in range(number):
        who = person(one)
        facts += [
            PersonRecorded(person=who),
            IdentityLinked(
                person_id=who.person_id,
                platform="webchat",
                workspace="local",
                user_id=who.person_id,
                verified_by="bench",
            ),
            RiskRecorded(
                risk=Risk(
                    risk_id=f"R{one:06}",
                    title=Bilingual(en=f"Risk {one}", sv=f"Risk {one}"),
                    owner_id=who.person_id,
                    reviewed_on=date(2026, 6, 1),
                )
            ),
            ActionRecorded(
                action=ReviewAction(
                    action_id=f"A{one:06}",
                    title=Bilingual(en=f"Action {one}", sv=f"Åtgärd {one}"),
                    owner_id=who.person_id,
                    due_on=date(2027, 6, 1),
                    reviewed_on=date(2026, 6, 1),
                )
            ),
        ]
    record(store, facts)
    store.work.here(
        lambda unit: unit.people.look_at(
            {person(one).person_id: NOW for one in range(number)}
        )
    )


def question() -> Question:
    """Return a question with four buttons, as it was shown."""
    from engagement.prompts.four_way import EXAMPLE

    return EXAMPLE


def asked_company(path: Path, number: int) -> list[tuple[str, str]]:
    """Found a company with as many open questions; returns person and occasion."""
    store = found(path)
    people(store, LEADERS)
    facts, found_ones = [], []
    for one in range(number):
        leader = one % LEADERS
        who, which = person(leader).person_id, new_id()
        found_ones.append((who, which))
        facts += _asked(who, which, f"A{leader:06}", NOW)
    record(store, facts)
    store.work.here(lambda unit: _deliver(unit, found_ones))
    store.close()
    _fold(path)
    return found_ones


def _deliver(unit: Unit, asked: list[tuple[str, str]]) -> None:
    """Send each question in a message of its own."""
    for who, which in asked:
        letter = Letter(
            message_id=f"m{which}",
            kind="bundle",
            key=f"bundle:{which}",
            person_id=who,
            platform="webchat",
            recipient=who,
            language="en",
            occasions=(which,),
            not_before=NOW,
            created_at=NOW,
        )
        unit.outbox.write(letter)
    for errand in unit.outbox.claim(NOW, NOW + timedelta(minutes=1), len(asked)):
        posted = Posted(
            conversation=f"dm:{errand.letter.recipient}",
            message=errand.letter.message_id,
        )
        unit.outbox.settle(errand, "sent", reason="", at=NOW, posted=posted)


def _asked(who: str, which: str, action: str, at: datetime) -> list[Fact]:
    return [
        PromptPlanned(
            occasion_id=which,
            key=f"prompt:P35:action:{action}:{which}:{who}",
            person_id=who,
            prompt_id="P35",
            subject=f"action:{action}",
            period="2026-11",
            rank=Rank.CADENCE,
            owed=False,
            not_before=at,
            due_at=at,
        ),
        PromptAsked(
            occasion_id=which,
            person_id=who,
            message_id=f"m{which}",
            question=question(),
            expires_at=at + timedelta(days=3650),
        ),
    ]


PAST_WEEKS = 100


def answered(store: Store, number: int) -> None:
    """Add answers of the past two years, spread over the leaders."""
    for weeks in range(PAST_WEEKS, 0, -1):
        at = NOW - timedelta(weeks=weeks + 1)
        facts: list[Fact] = []
        for one in range(number // PAST_WEEKS):
            who, which = person(one % LEADERS).person_id, new_id()
            facts += _asked(who, which, f"A{one % LEADERS:06}", at)
            facts.append(
                PromptAnswered(
                    occasion_id=which,
                    person_id=who,
                    revision=1,
                    how="tap",
                    late=False,
                    question=question(),
                    subject=None,
                    option="done",
                )
            )
        record(store, facts, now=at)


def figures(store: Store) -> None:
    """Add eight KPIs with a year of readings each."""
    facts: list[Fact] = []
    for kpi in range(8):
        kpi_id = f"kpi{kpi}"
        facts.append(
            KpiRecorded(
                kpi=Kpi(
                    kpi_id=kpi_id,
                    name=Bilingual(en=kpi_id, sv=kpi_id),
                    direction=Direction.UP,
                    decimals=1,
                )
            )
        )
        period = Period.parse("2025-W47")
        for week in range(52):
            value = f"{90 + (week * 7 + kpi * 3) % 5}.{week % 10}"
            facts.append(_reading(kpi_id, str(period), value))
            period = period.next()
    record(store, facts)


def _reading(kpi_id: str, period: str, value: str) -> Fact:
    from decimal import Decimal

    return ReadingRecorded(
        kpi_id=kpi_id, period=period, revision=1, value=Decimal(value)
    )


def _fold(path: Path) -> None:
    """Bring the write-ahead log into the file, so that a copy of it is whole."""
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
