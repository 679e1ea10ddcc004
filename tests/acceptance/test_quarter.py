"""A quarter as an outside checker sees it, in Swedish and in English.

The story is played once in each language, through the real application. What must
never happen is told from its facts alone; and of every such check it is shown that it
would notice.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection, delete, select

from bot.app import Store, open_store
from bot.exports import Wanted, export
from engagement import facts as f
from engagement.catalogue import Reader
from engagement.facts import Fact, Record
from engagement.people import Function, Person
from engagement.texts import Language
from storage import ledger
from storage import tables as t
from tests.acceptance import outside_checker as checker
from tests.acceptance import outside_handovers as handovers
from tests.acceptance.app_parts import BEGAN, CCO, CFO, COO, CTO, KARIN, ROHAN
from tests.acceptance.evidence_parts import records as exported_records
from tests.acceptance.evidence_parts import verify
from tests.acceptance.quarter_parts import (
    AUDIT,
    ENDS,
    FIRST,
    LEAVES,
    STOCKHOLM,
    SUCCESSOR,
    WEEKS,
    Played,
    play,
)
from tests.contracts.store_parts import replay

pytestmark = pytest.mark.timeout(300)
LANGUAGES: tuple[Language, ...] = ("sv", "en")
WHOSE = "lindvalla"
MONDAYS = tuple(FIRST + timedelta(weeks=n) for n in range(1, WEEKS))


@dataclass
class Quarters:
    """Each language's story, played when it is first asked for."""

    folder: Path
    _played: dict[Language, Played] = field(default_factory=dict)

    def of(self, language: Language) -> Played:
        """Return the story in a language."""
        if language not in self._played:
            database = self.folder / f"{language}.db"
            files = self.folder / f"files-{language}"
            self._played[language] = asyncio.run(play(database, files, language))
        return self._played[language]


@pytest.fixture(scope="module")
def quarters(tmp_path_factory: pytest.TempPathFactory) -> Quarters:
    return Quarters(folder=tmp_path_factory.mktemp("quarter"))


@pytest.fixture(params=LANGUAGES)
def quarter(request: pytest.FixtureRequest, quarters: Quarters) -> Played:
    return quarters.of(request.param)


@pytest.fixture
def records(quarters: Quarters) -> Sequence[Record]:
    """What happened in Swedish, for showing that a check would notice."""
    return quarters.of("sv").records


def of(records: Sequence[Record], kind: type[Any]) -> list[Any]:
    """Return the records of a kind of fact."""
    return [record for record in records if isinstance(record.fact, kind)]


def person(records: Sequence[Record], whom: str) -> Person:
    found: list[Person] = [r.fact.person for r in of(records, f.PersonRecorded)]
    return [one for one in found if one.person_id == whom][-1]


# --- what happened -----------------------------------------------------------------


def test_there_was_something_to_check(quarter: Played) -> None:
    """Else all that follows would say nothing."""
    happened = Counter(type(record.fact) for record in quarter.records)
    often = (f.CommitmentKept, f.CommitmentMissed, f.CaseClosed, f.PromptDeferred)
    once = (f.ItemHandedOver, f.ItemDropped, f.CaseHandedOver, f.DialogueHeld)
    assert min(happened[kind] for kind in often) > 2
    assert all(happened[kind] for kind in once)
    assert WEEKS == happened[f.DigestPosted]
    blocked = [r for r in of(quarter.records, f.PromptAnswered) if _blocked(r.fact)]
    assert {COO} == {record.fact.person_id for record in blocked}
    assert len(blocked) > 2


def _blocked(fact: Any) -> bool:
    return bool(fact.option == "blocked")


def test_everybody_is_asked_in_their_own_language(quarter: Played) -> None:
    """And the channel is written to in the organisation's."""
    for record in of(quarter.records, f.PromptAsked):
        who = person(quarter.records, record.fact.person_id)
        assert who.language == record.fact.question.language
    title = {"sv": "Kvaliteten i veckan", "en": "Quality this week"}
    digests = [one for one in quarter.channel if title[quarter.language] in one.text]
    assert WEEKS == len(digests)


# --- when, and how often ------------------------------------------------------------


def test_nothing_before_the_launch(quarter: Played) -> None:
    assert not checker.before_launch(quarter.records)


def test_the_first_question_comes_a_day_after_the_introduction(
    quarter: Played,
) -> None:
    assert not checker.asked_too_soon(quarter.records)


def test_never_more_than_three_messages_in_seven_days(quarter: Played) -> None:
    assert not checker.too_many(quarter.records)


def test_at_most_one_message_a_day(quarter: Played) -> None:
    assert not checker.twice_a_day(quarter.records)


def test_every_message_comes_in_working_hours(quarter: Played) -> None:
    assert not checker.outside_hours(quarter.records)


def test_nothing_is_asked_or_sent_twice(quarter: Played) -> None:
    assert not checker.asked_twice(quarter.records)


# --- who sees what -------------------------------------------------------------------


def test_no_audience_is_ever_widened(quarter: Played) -> None:
    assert not checker.widened(quarter.records)


def test_no_name_beside_a_missed_commitment_in_any_channel(quarter: Played) -> None:
    assert not checker.shamed(quarter.records, texts(quarter))


def test_participation_is_never_told_of_few_or_with_one_missing(
    quarter: Played,
) -> None:
    assert not checker.participation_told(texts(quarter))


def texts(quarter: Played) -> list[str]:
    """Return what the leadership channel was told; not all of it without names."""
    found = [one.text for one in quarter.channel]
    kept = person(quarter.records, CTO).name
    assert any(kept in text for text in found)
    return found


# --- answers that are owed, and silence -----------------------------------------------


def test_every_blocked_answer_is_closed_or_listed(quarter: Played) -> None:
    assert not checker.in_a_hole(quarter.records, quarter.listed)
    assert quarter.listed


def test_nobody_is_reminded_twice(quarter: Played) -> None:
    assert not checker.pestered(quarter.records)


def test_a_silent_one_is_the_coordinators_and_not_asked_a_third_time(
    quarter: Played,
) -> None:
    """The CCO never answers; each silence is told, and stands on the list."""
    asked = [r for r in of(quarter.records, f.PromptAsked) if r.fact.person_id == CCO]
    told = [r.fact.occasion_id for r in of(quarter.records, f.CoordinatorTold)]
    assert not checker.silence_untold(quarter.records, CCO)
    assert {r.fact.occasion_id for r in asked} & {*told}
    assert "Petter Hallgren" in quarter.said["today 3"]


# --- who leaves, and who follows --------------------------------------------------------


def test_who_has_left_is_written_to_no_more(quarter: Played) -> None:
    assert not handovers.leaver_disturbed(quarter.records)


def test_who_follows_is_asked_about_what_they_accepted(quarter: Played) -> None:
    """By a tap at once, or because nobody objected in five working days."""
    assert not handovers.asked_before_accepting(quarter.records)
    accepted = Counter(r.fact.by_silence for r in of(quarter.records, f.ItemAccepted))
    assert accepted[True]
    assert accepted[False]


def test_nothing_of_who_left_is_left_behind(quarter: Played) -> None:
    assert not handovers.left_behind(quarter.records, CFO, quarter.left)


def test_the_function_goes_on_with_who_follows(quarter: Played) -> None:
    """Vacant in between; then theirs."""
    ended = [r.fact.assignment for r in of(quarter.records, f.FunctionEnded)]
    (begun,) = [
        record.fact.assignment
        for record in of(quarter.records, f.FunctionAssigned)
        if record.fact.assignment.person_id == SUCCESSOR
    ]
    assert (Function.CFO, LEAVES) == (ended[-1].function, ended[-1].until)
    assert Function.CFO is begun.function
    assert begun.since > LEAVES


# --- the audit, and the coordinator -------------------------------------------------------


def test_nothing_is_raised_near_the_audit(quarter: Played) -> None:
    """It was tried in week 8, and refused with the reason."""
    assert not checker.raised_near(quarter.records, AUDIT[0])
    (said,) = [text for line, text in quarter.said.items() if line.startswith("set ")]
    assert "Nordcert" in said


def test_a_brief_comes_each_monday_at_eight(quarter: Played) -> None:
    for whom in (KARIN, ROHAN):
        briefs = [one.at for one in quarter.told[whom] if _is_brief(one.text)]
        who = person(quarter.records, whom)
        assert not checker.briefs_missing(briefs, who, MONDAYS), whom


def _is_brief(text: str) -> bool:
    heads = ("väntar på dig", "waits for you", "wait for you", "waiting for you")
    return any(head in text.partition("\n")[0] for head in heads)


# --- the ledger, and what leaves it ----------------------------------------------------------


def test_the_ledger_is_intact_and_gives_the_same_state_again(quarter: Played) -> None:
    """State is nothing but the facts read from the start."""
    with closing(open_store(f"sqlite:///{quarter.database}")) as store:
        assert store.transactions.read_here(
            lambda connection: ledger.check(connection, WHOSE).intact
        )
        before = state(store)
        store.transactions.write_here(again)
        assert before == state(store)


def state(store: Store) -> dict[str, list[Any]]:
    def read(connection: Connection) -> dict[str, list[Any]]:
        return {
            table.name: sorted(map(repr, connection.execute(select(table))))
            for table in t.STATE
        }

    return store.transactions.read_here(read)


def again(connection: Connection) -> None:
    for table in t.STATE:
        connection.execute(delete(table))
    replay(ledger.decoded(list(ledger.read(connection, WHOSE))), connection, WHOSE)


def test_an_export_verifies_and_marks_what_was_said_near_the_audit(
    quarter: Played, tmp_path: Path
) -> None:
    """With Python alone; the answers of the 21 days before carry the audit's id."""
    folder, elsewhere = tmp_path / "export", tmp_path / "elsewhere"
    elsewhere.mkdir()
    with closing(open_store(f"sqlite:///{quarter.database}")) as store:
        export(store, folder, Wanted(), quarter.language)
    ran = verify(folder, elsewhere)
    assert 0 == ran.status, ran.all
    rows = exported_records(folder)
    assert not checker.badly_marked(rows, when(quarter.records), audit_of(quarter))
    assert any(row["near_audit"] for row in rows)
    unmarked = [row | {"near_audit": None} for row in rows]
    assert checker.badly_marked(unmarked, when(quarter.records), audit_of(quarter))


def when(records: Sequence[Record]) -> Callable[[int], datetime]:
    """Return number of a record -> when it happened; what came later happened at the end."""

    def at(seq: int) -> datetime:
        known = records[seq].header.occurred_at if seq < len(records) else ENDS
        return known.astimezone(STOCKHOLM)

    return at


def audit_of(quarter: Played) -> tuple[str, date]:
    audits = [record.fact.audit for record in of(quarter.records, f.AuditRecorded)]
    (which,) = [one.audit_id for one in audits if one.first_on == AUDIT[0]]
    return which, AUDIT[0]


# --- the checks can fail ---------------------------------------------------------------------


def changed(record: Record, at: datetime | None = None, **new: Any) -> Record:
    """Return a record that tells something else, or of another time."""
    header = record.header
    if at is not None:
        header = replace(header, recorded_at=at, occurred_at=at)
    return Record(fact=replace(record.fact, **new), header=header)


def without(records: Sequence[Record], *kinds: type[Fact]) -> list[Record]:
    return [record for record in records if not isinstance(record.fact, kinds)]


def bundle(records: Sequence[Record], whom: str = COO) -> Record:
    """Return the first questions that came to somebody."""
    found: list[Record] = [
        record
        for record in of(records, f.MessageDelivered)
        if (record.fact.kind, record.fact.person_id) == ("bundle", whom)
    ]
    return found[0]


def later(record: Record, **span: float) -> Record:
    return changed(record, record.header.recorded_at + timedelta(**span))


def test_a_message_before_the_launch_would_be_noticed(
    records: Sequence[Record],
) -> None:
    assert checker.before_launch([bundle(records), *records])
    assert checker.before_launch(without(records, f.OrganisationLaunched))


def test_a_question_without_an_introduction_would_be_noticed(
    records: Sequence[Record],
) -> None:
    assert checker.asked_too_soon(without(records, f.PersonIntroduced))


def test_a_flood_would_be_noticed(records: Sequence[Record]) -> None:
    first = bundle(records)
    flood = [later(first, days=n) for n in (1, 2, 3)]
    assert not checker.twice_a_day([*records, flood[2]])
    assert checker.too_many([*records, *flood])
    assert checker.twice_a_day([*records, later(first, hours=1)])


@pytest.mark.parametrize("hours", [-6, 12, 24 * 4])
def test_a_message_at_night_or_on_a_saturday_would_be_noticed(
    records: Sequence[Record], hours: int
) -> None:
    assert checker.outside_hours([*records, later(bundle(records), hours=hours)])


def test_a_question_put_twice_would_be_noticed(records: Sequence[Record]) -> None:
    for kind in (f.PromptPlanned, f.PromptAsked, f.MessageDelivered):
        assert checker.asked_twice([*records, of(records, kind)[0]])


def test_more_readers_would_be_noticed(records: Sequence[Record]) -> None:
    for kind in (f.PromptAnswered, f.CaseOpened):
        narrow = [r for r in of(records, kind) if len(r.header.audience) < len(Reader)]
        header = replace(narrow[0].header, audience=tuple(Reader))
        wide = Record(fact=narrow[0].fact, header=header)
        assert checker.widened([*records, wide]), kind


def test_a_name_in_the_channel_would_be_noticed(records: Sequence[Record]) -> None:
    """Beside a missed promise, and beside anything that is not theirs to be told."""
    made = {
        r.fact.commitment_id: r.fact.what.text for r in of(records, f.CommitmentMade)
    }
    what = min(made[r.fact.commitment_id] for r in of(records, f.CommitmentMissed))
    unkept = without(records, f.CommitmentKept)
    assert checker.shamed(unkept, [f"Väntar: {what}"])
    assert checker.shamed(unkept, [f"{person(records, CTO).name}: {what}"])
    assert checker.shamed(records, [f"{person(records, COO).name}: 2 försenade"])


def test_a_count_that_points_at_somebody_would_be_noticed() -> None:
    told = "{} av {} tillfrågade under veckan har svarat."
    assert checker.participation_told([told.format(5, 6)])
    assert checker.participation_told([told.format(4, 4)])
    assert not checker.participation_told([told.format(4, 6), told.format(6, 6)])


def test_an_answer_in_a_hole_would_be_noticed(
    records: Sequence[Record], quarters: Quarters
) -> None:
    listed = quarters.of("sv").listed
    assert checker.in_a_hole(without(records, f.CaseOpened), listed)
    assert checker.in_a_hole(without(records, f.CaseClosed), ())


def test_a_second_reminder_would_be_noticed(records: Sequence[Record]) -> None:
    reminded = of(records, f.PromptReminded)
    silent = [record for record in reminded if record.fact.reason == "silence"]
    assert checker.pestered([*records, silent[0]])


def test_silence_that_nobody_heard_of_would_be_noticed(
    records: Sequence[Record],
) -> None:
    assert checker.silence_untold(without(records, f.CoordinatorTold), CCO)


def test_a_message_to_who_left_would_be_noticed(records: Sequence[Record]) -> None:
    one = changed(bundle(records, CFO), datetime(2026, 12, 29, 9, tzinfo=BEGAN.tzinfo))
    assert handovers.leaver_disturbed([*records, one])


def test_a_hasty_hand_over_would_be_noticed(records: Sequence[Record]) -> None:
    assert handovers.asked_before_accepting(without(records, f.ItemAccepted))
    (handed, *_) = of(records, f.ItemHandedOver)
    fact = f.ItemAccepted(
        subject=handed.fact.subject, person_id=SUCCESSOR, by_silence=True
    )
    hasty = later(Record(fact=fact, header=handed.header), days=2)
    where = list(records).index(handed) + 1
    assert handovers.asked_before_accepting(
        [*records[:where], hasty, *without(records[where:], f.ItemAccepted)]
    )


def test_something_left_behind_would_be_noticed(records: Sequence[Record]) -> None:
    handing = (f.ItemHandedOver, f.ItemDropped, f.ItemAccepted)
    left = datetime.combine(LEAVES, BEGAN.timetz(), ZoneInfo("UTC"))
    until = [record for record in records if record.header.recorded_at < left]
    assert "objective:O2" in handovers.left_behind(without(until, *handing), CFO, "")
    titles: Mapping[str, str] = {"objective:O2": "Lägre kvalitetsbristkostnad"}
    assert "objective:O2" not in handovers.left_behind(
        without(until, *handing), CFO, titles["objective:O2"]
    )


def test_a_raised_budget_would_be_noticed(records: Sequence[Record]) -> None:
    (first, *_) = of(records, f.ProgrammeRecorded)
    programme = first.fact.programme
    rules = replace(programme.rules, items_per_bundle=3)
    near = datetime(2027, 1, 11, 9, tzinfo=BEGAN.tzinfo)
    more = changed(first, near, programme=replace(programme, rules=rules))
    assert checker.raised_near([*records, more], AUDIT[0])
    assert not checker.raised_near([*records, more], date(2027, 6, 1))


def test_a_missing_brief_would_be_noticed(records: Sequence[Record]) -> None:
    assert len(MONDAYS) == len(
        checker.briefs_missing([], person(records, KARIN), MONDAYS)
    )
