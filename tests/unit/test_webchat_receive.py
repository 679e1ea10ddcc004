"""From a POST to what a person did: each kind of deed."""

from __future__ import annotations

import pytest

from bot.ports import (
    Actor,
    Click,
    Command,
    Deleted,
    Edited,
    File,
    Inbound,
    Place,
    Submit,
    Text,
)
from tests.unit.webchat_parts import (
    HOME,
    NONCE,
    NOW,
    act,
    form,
    posted,
    say,
    stage,
    whats,
)

OWN = Place(conversation="dm:E1", direct=True)


async def test_a_click_says_who_where_when_and_which_action() -> None:
    made = await stage()
    message = await posted(made)

    answer = await act(made, message=message, click="occ1.why")

    assert answer.status_code == 204
    assert [
        Inbound(
            event_id=f"E1:{NONCE}",
            actor=Actor(platform="webchat", workspace="local", user_id="E1"),
            place=OWN,
            occurred_at=NOW,
            received_at=NOW,
            what=Click(action_id="occ1.why", message=message),
        )
    ] == made.received


async def test_one_tap_is_a_submit_of_its_option() -> None:
    made = await stage()
    message = await posted(made)

    await act(made, message=message, submit="occ1.answer", in__answer="o2")

    assert [
        Submit(action_id="occ1.answer", values={"answer": "o2"}, message=message)
    ] == whats(made)


async def test_a_button_beside_a_form_is_a_click_whatever_was_filled_in() -> None:
    made = await stage()
    message = await posted(made)

    await act(
        made,
        message=message,
        submit="occ1.answer",
        in__answer="o2",
        click="occ1.later",
    )

    assert [Click(action_id="occ1.later", message=message)] == whats(made)


async def test_day_and_time_become_one_minute() -> None:
    made = await stage()
    message = await posted(made)

    await act(
        made,
        message=message,
        submit="f.submit",
        day__when="2026-12-01",
        time__when="14:00",
        in__line="",
        in__day="2026-12-02",
    )

    (what,) = whats(made)
    assert isinstance(what, Submit)
    assert dict(what.values) == {"when": "2026-12-01T14:00", "day": "2026-12-02"}


async def test_a_moment_that_may_be_left_empty_is_left_out() -> None:
    made = await stage()
    message = await posted(made)

    await act(
        made, message=message, submit="f.submit", day__when="", time__when="", in__a="x"
    )

    assert [Submit(action_id="f.submit", values={"a": "x"}, message=message)] == whats(
        made
    )


async def test_written_words_are_shown_at_once_and_handed_on() -> None:
    made = await stage()

    answer = await say(made, "klart, se protokoll 12")

    (line,) = made.chat.messages
    assert answer.status_code == 204
    assert (
        line.author,
        line.text,
        line.conversation,
        line.posted_at,
    ) == ("E1", "klart, se protokoll 12", "dm:E1", NOW)
    assert [Text(text="klart, se protokoll 12", message=line.message_id)] == whats(made)


async def test_an_answer_in_a_thread_names_the_message_that_starts_it() -> None:
    made = await stage()
    root = await posted(made)
    await say(made, "ett", thread=root)
    first = made.chat.messages[-1].message_id

    await say(made, "två", thread=first, nonce="b" * 32)

    second = made.received[-1]
    assert Text(text="två", message="id-000005", reply_to=root) == second.what
    assert Place(conversation="dm:E1", direct=True, thread=root) == second.place


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("/ledning status", "status"),
        ("/LEDNING  ask @maria P26 ", "ask @maria P26"),
        ("/status", "status"),
        ("/ledning", ""),
        ("/ledningen", "ledningen"),
        ("/ledning import kpi\nrad två", "import kpi\nrad två"),
    ],
)
async def test_text_with_a_slash_is_a_command_without_it(
    text: str, command: str
) -> None:
    made = await stage()

    await say(made, text)

    assert [Command(text=command)] == whats(made)


async def test_a_command_in_a_channel_is_seen_by_its_author_alone() -> None:
    made = await stage()

    await say(made, "/ledning status", conversation="channel:leadership")
    await say(made, "hej", conversation="channel:leadership", nonce="b" * 32)

    assert [line.visible_to for line in made.chat.messages] == ["E1", None]
    assert Place(conversation="channel:leadership", direct=False) == (
        made.received[0].place
    )


async def test_an_answer_to_what_only_you_see_stays_between_you_and_the_bot() -> None:
    made = await stage()
    root = await posted(made, channel="leadership", visible_to="E1")

    await say(made, "tack", conversation="channel:leadership", thread=root)

    assert made.chat.messages[-1].visible_to == "E1"


async def test_a_file_comes_with_its_note_and_is_named_in_the_chat() -> None:
    made = await stage()
    data = form(conversation="dm:E1", text="/ledning import kpi")
    async with made.browser() as browser:
        await browser.post(
            f"{HOME}/say",
            data=data,
            files={"file": ("mapp\\Nyckeltal.CSV", b"kpi;v\n", "text/plain")},
        )

    assert [
        File(name="Nyckeltal.CSV", content=b"kpi;v\n", note="/ledning import kpi")
    ] == whats(made)
    assert (
        made.chat.messages[0].text
        == "/ledning import kpi\nsv:chat.file_line name=Nyckeltal.CSV size=1 kB"
    )


async def test_ones_own_words_can_be_changed_and_removed() -> None:
    made = await stage()
    await say(made, "klart")
    line = made.chat.messages[0].message_id
    address = f"{HOME}/messages/{line}"

    async with made.browser() as browser:
        await browser.post(f"{address}/edit", data=form(text="inte klart"))
        (changed,) = made.chat.messages
        assert changed.text == "inte klart"
        await browser.post(f"{address}/delete", data=form())

    assert [Edited(message=line, text="inte klart"), Deleted(message=line)] == whats(
        made
    )[1:]
    (removed,) = made.chat.messages
    assert removed.text is None
    assert removed.deleted


async def test_the_same_deed_sent_twice_has_one_line_and_one_id() -> None:
    made = await stage()

    await say(made, "klart")
    await say(made, "klart")

    assert len(made.chat.messages) == 1
    assert [f"E1:{NONCE}"] * 2 == [inbound.event_id for inbound in made.received]
    assert whats(made)[0] == whats(made)[1]


async def test_without_a_script_each_deed_is_new_and_leads_back_to_the_page() -> None:
    made = await stage()
    async with made.browser() as browser:
        del browser.headers["HX-Request"]
        answer = await browser.post(
            f"{HOME}/say", data={"conversation": "dm:E1", "text": "hej"}
        )

    assert answer.status_code == 303
    assert answer.headers["location"] == "/chat/E1?in=dm%3AE1"
    assert made.received[0].event_id.startswith("E1:id-")


async def test_control_characters_are_removed_and_line_ends_are_plain() -> None:
    made = await stage()

    await say(made, "a\x00b\x1b[31m\r\nc\td\x85\u200de")

    assert made.chat.messages[0].text == "ab[31m\nc\td\u200de"


async def test_four_thousand_characters_are_taken_whole() -> None:
    made = await stage()

    await say(made, "å" * 4000)

    assert made.chat.messages[0].text == "å" * 4000
