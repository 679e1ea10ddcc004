"""Every chat platform sends alike: to whom, once, in place, and never raising."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from bot.platforms import PLATFORMS
from bot.ports import Bug, Posted, Sent, Target, Unreachable
from engagement.cards import (
    Action,
    Card,
    ChoiceInput,
    ChoiceOption,
    DayInput,
    Download,
    Fields,
    Input,
    MomentInput,
    NumberInput,
    Paragraph,
    Picture,
    Section,
    State,
    TextInput,
)
from tests.contracts.platform_parts import BENCHES, Bench, ids_of, to_person
from tests.unit.webchat_parts import card, question

DAY = date(2026, 11, 24)
PIXEL = b"\x89PNG\r\n\x1a\n the rest of a picture"


def choice(count: int) -> ChoiceInput:
    options = tuple(
        ChoiceOption(option_id=f"c{n}", label=f"Svar {n}") for n in range(count)
    )
    return ChoiceInput(input_id="pick", label="Välj", options=options)


INPUTS: tuple[Input, ...] = (
    choice(3),
    choice(12),
    TextInput(input_id="line", label="En mening", most=200),
    TextInput(input_id="lines", label="Flera", most=2000, lines=4),
    NumberInput(
        input_id="sure", label="Säker", least=Decimal(0), most=Decimal(10), decimals=0
    ),
    NumberInput(
        input_id="rate", label="Andel", least=Decimal(0), most=Decimal(100), decimals=2
    ),
    DayInput(input_id="day", label="Dag", earliest=DAY),
    MomentInput(input_id="moment", label="När", earliest=DAY),
)


def asking(*inputs: Input) -> Card:
    """Return a card that has these inputs and every kind of action."""
    section = Section(
        reference="occ7",
        state=State.OPEN,
        blocks=(Paragraph(text="Hur går det?"),),
        inputs=inputs,
        submit=Action(action_id="occ7.answer", label="Svara"),
        actions=(Action(action_id="occ7.back", label="Tillbaka"),),
        more=(Action(action_id="occ7.why", label="Varför?"),),
    )
    return card(section)


@pytest.fixture(params=sorted(BENCHES))
async def bench(request: pytest.FixtureRequest) -> Bench:
    return await BENCHES[request.param]()


async def sent(bench: Bench, target: Target, given: Card, key: str = "k") -> Posted:
    delivery = await bench.platform.send(target, given, key)
    assert isinstance(delivery, Sent), delivery
    return delivery.posted


def test_every_platform_of_the_application_is_put_through_this() -> None:
    assert set(PLATFORMS) == set(BENCHES)


@pytest.mark.parametrize("name", sorted(BENCHES))
async def test_a_platform_is_called_what_the_table_calls_it(name: str) -> None:
    assert (await BENCHES[name]()).platform.name == name


async def test_a_card_reaches_its_person_and_nobody_else(bench: Bench) -> None:
    posted = await sent(bench, to_person(bench), card())

    seen = await bench.shown(posted, bench.person)

    assert seen is not None
    assert "Hur går det?" in seen.raw
    assert await bench.shown(posted, bench.somebody_else) is None


@pytest.mark.parametrize("given", INPUTS, ids=lambda one: one.input_id)
async def test_what_is_shown_carries_the_ids_of_the_card(
    bench: Bench, given: Input
) -> None:
    """Widgets differ between platforms; ids of inputs, options and actions do not."""
    whole = asking(given)
    posted = await sent(bench, to_person(bench), whole)

    seen = await bench.shown(posted, bench.person)

    assert seen is not None
    assert ids_of(whole) == (seen.actions, seen.inputs, seen.options)


async def test_the_same_key_posts_once(bench: Bench) -> None:
    first = await sent(bench, to_person(bench), card(), "once")

    assert first == await sent(bench, to_person(bench), card(title="Nytt"), "once")


async def test_what_was_sent_is_found_by_its_key(bench: Bench) -> None:
    if not bench.platform.capabilities.reconcile:
        pytest.skip("this platform cannot say")
    posted = await sent(bench, to_person(bench), card(), "known")

    assert posted == await bench.platform.find(to_person(bench), "known")
    assert await bench.platform.find(to_person(bench), "unknown") is None


async def test_an_update_takes_the_place_of_what_was_shown(bench: Bench) -> None:
    posted = await sent(bench, to_person(bench), card(question("old")))

    delivery = await bench.platform.update(posted, card(question("new")))

    seen = await bench.shown(posted, bench.person)
    assert seen is not None
    assert (Sent(posted=posted), frozenset({"new.answer", "new.why"})) == (
        delivery,
        seen.actions,
    )


async def test_an_update_of_what_is_gone_is_unreachable(bench: Bench) -> None:
    gone = Posted(conversation="nowhere", message="gone")

    assert isinstance(await bench.platform.update(gone, card()), Unreachable)


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (Target(user_id="nobody"), Unreachable),
        (Target(channel="nowhere"), Unreachable),
        (Target(channel="leadership", visible_to="nobody"), Unreachable),
        (Target(), Bug),
        (Target(user_id="E1", channel="leadership"), Bug),
    ],
    ids=["person", "channel", "only reader", "no target", "two targets"],
)
async def test_who_cannot_be_reached_is_told_from_our_own_mistake(
    bench: Bench, target: Target, expected: type[Unreachable | Bug]
) -> None:
    """One unreachable person must stop nobody else; a mistake is never retried."""
    assert isinstance(await bench.platform.send(target, card(), "k"), expected)


async def test_inputs_that_could_not_be_handed_in_are_our_mistake(
    bench: Bench,
) -> None:
    section = Section(reference="occ1", state=State.OPEN, inputs=INPUTS[2:3])

    assert isinstance(
        await bench.platform.send(to_person(bench), card(section), "k"), Bug
    )


async def test_an_answer_stands_in_the_thread_of_its_message(bench: Bench) -> None:
    if not bench.platform.capabilities.thread:
        pytest.skip("this platform has no threads")
    root = await sent(bench, Target(channel=bench.channel), card(title="Rot"), "root")
    inside = Target(channel=bench.channel, thread=root.message)

    reply = await sent(bench, inside, card(title="Detaljer"), "reply")

    seen = await bench.shown(reply, bench.person)
    assert seen is not None
    assert (root.conversation, True) == (reply.conversation, "Detaljer" in seen.raw)


async def test_a_thread_that_is_gone_is_unreachable(bench: Bench) -> None:
    target = Target(user_id=bench.person, thread="gone")

    assert isinstance(await bench.platform.send(target, card(), "k"), Unreachable)


async def test_what_is_for_one_reader_is_seen_by_no_other(bench: Bench) -> None:
    if not bench.platform.capabilities.ephemeral:
        pytest.skip("this platform shows everything to everybody")
    target = Target(channel=bench.channel, visible_to=bench.person)

    posted = await sent(bench, target, card())

    assert await bench.shown(posted, bench.person) is not None
    assert await bench.shown(posted, bench.somebody_else) is None


async def test_a_picture_comes_with_its_words_and_a_download_with_its_name(
    bench: Bench,
) -> None:
    if not bench.platform.capabilities.files:
        pytest.skip("this platform has no files")
    picture = await bench.keep(PIXEL, "image/png", "otif.png")
    sheet = await bench.keep(b"kpi,period,value\n", "text/csv", "readings.csv")
    blocks = (
        Picture(file_id=picture, alt="OTIF 95,2 % i v47"),
        Download(file_id=sheet, name="readings.csv", label="Mall"),
    )
    section = Section(reference="n", state=State.NOTICE, blocks=blocks)

    posted = await sent(bench, to_person(bench), card(section))

    seen = await bench.shown(posted, bench.person)
    assert seen is not None
    assert "OTIF 95,2 % i v47" in seen.raw
    assert "readings.csv" in seen.raw
    assert (PIXEL, b"kpi,period,value\n") == (
        await bench.fetched(picture),
        await bench.fetched(sheet),
    )


async def test_the_largest_card_of_the_core_is_shown_whole(bench: Bench) -> None:
    """Two long questions, a list of forty, a hundred rows: nothing is cut off."""
    rows = tuple((f"Rad {n}", "värde " * 5) for n in range(100))
    long = Section(
        reference="long",
        state=State.OPEN,
        blocks=(Paragraph(text="å" * 3000 + "SLUT"), Fields(rows=rows)),
        inputs=(choice(40),),
        submit=Action(action_id="long.answer", label="Svara"),
    )

    posted = await sent(bench, to_person(bench), card(long, question("second")))

    seen = await bench.shown(posted, bench.person)
    assert seen is not None
    assert "SLUT" in seen.raw
    assert {"c39", "o1"} <= seen.options
    assert {"long.answer", "second.answer"} <= seen.actions


async def test_what_people_wrote_is_text_and_never_markup(bench: Bench) -> None:
    hostile = '<img src=x onerror=alert(1)> *fet* <@U123> &amp; "'
    section = Section(
        reference="n", state=State.NOTICE, blocks=(Paragraph(text=hostile),)
    )

    posted = await sent(bench, to_person(bench), card(section))

    seen = await bench.shown(posted, bench.person)
    assert seen is not None
    assert "<img src=x" not in seen.raw
    assert "onerror=alert(1)" in seen.raw
