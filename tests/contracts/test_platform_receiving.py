"""Every chat platform hands on alike: who, where, what, and once."""

from __future__ import annotations

import pytest

from bot.ports import Click, Command, File, Place, Posted, Sent, Submit, Text, What
from tests.contracts.platform_parts import BENCHES, Bench, to_person
from tests.unit.webchat_parts import card

ONE, TWO = "1" * 32, "2" * 32


@pytest.fixture(params=sorted(BENCHES))
async def bench(request: pytest.FixtureRequest) -> Bench:
    return await BENCHES[request.param]()


@pytest.fixture
async def posted(bench: Bench) -> Posted:
    """Return a question to the person."""
    delivery = await bench.platform.send(to_person(bench), card(), "k")
    assert isinstance(delivery, Sent)
    return delivery.posted


def what(bench: Bench) -> What:
    (only,) = bench.received
    return only.what


async def test_it_is_said_who_did_it_and_where(bench: Bench, posted: Posted) -> None:
    assert await bench.click(posted, "occ1.why", ONE)

    (inbound,) = bench.received
    assert (bench.platform.name, bench.person) == (
        inbound.actor.platform,
        inbound.actor.user_id,
    )
    assert Place(conversation=posted.conversation, direct=True) == inbound.place


async def test_a_press_gives_the_action_of_the_card(
    bench: Bench, posted: Posted
) -> None:
    await bench.click(posted, "occ1.why", ONE)

    assert Click(action_id="occ1.why", message=posted.message) == what(bench)


@pytest.mark.parametrize(
    "values",
    [
        {"answer": "o1"},
        {"text": "En mening med å, ä och ö."},
        {"number": "95,2"},
        {"day": "2026-12-08"},
        {"moment": "2026-12-08T14:00"},
        {"answer": "o2", "moment": "2026-12-08T08:30"},
    ],
    ids=["option", "text", "number", "day", "moment", "two"],
)
async def test_a_form_gives_each_value_under_its_input(
    bench: Bench, posted: Posted, values: dict[str, str]
) -> None:
    """Options as ids, numbers as they were typed, days and minutes as ISO."""
    await bench.submit(posted, "occ1.answer", values, ONE)

    expected = Submit(action_id="occ1.answer", values=values, message=posted.message)
    assert expected == what(bench)


async def test_what_is_written_comes_with_its_own_message(bench: Bench) -> None:
    await bench.write("klart", nonce=ONE)

    written = what(bench)
    assert isinstance(written, Text)
    assert ("klart", None, True) == (
        written.text,
        written.reply_to,
        bool(written.message),
    )


async def test_a_reply_says_what_it_answers(bench: Bench, posted: Posted) -> None:
    await bench.write("klart", nonce=ONE, answering=posted)

    written = what(bench)
    assert isinstance(written, Text)
    assert posted.message == written.reply_to


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("/ledning status @E2", "status @E2"),
        ("/LEDNING Hjälp", "Hjälp"),
        ("/ledning", ""),
    ],
)
async def test_a_command_comes_without_its_name(
    bench: Bench, typed: str, expected: str
) -> None:
    await bench.write(typed, nonce=ONE)

    assert Command(text=expected) == what(bench)


async def test_a_file_comes_whole_and_with_what_was_written(bench: Bench) -> None:
    content = "kpi;vecka;värde\n".encode("cp1252")

    await bench.drop("mätvärden.csv", content, "/ledning import kpi", ONE)

    expected = File(name="mätvärden.csv", content=content, note="/ledning import kpi")
    assert expected == what(bench)


async def test_the_same_press_twice_is_known_by_its_id(
    bench: Bench, posted: Posted
) -> None:
    """The application drops the second; the platform only has to name it alike."""
    await bench.click(posted, "occ1.why", ONE)
    await bench.click(posted, "occ1.why", ONE)
    await bench.click(posted, "occ1.why", TWO)

    first, again, other = (inbound.event_id for inbound in bench.received)
    assert first == again
    assert first != other


async def test_what_was_not_recorded_is_not_acknowledged(
    bench: Bench, posted: Posted
) -> None:
    """A platform tries again only what it was told had failed."""
    bench.fail()

    assert not await bench.click(posted, "occ1.why", ONE)


async def test_after_stopping_nothing_is_taken_in(bench: Bench, posted: Posted) -> None:
    await bench.platform.stop()

    assert not await bench.click(posted, "occ1.why", ONE)
    assert bench.received == []
