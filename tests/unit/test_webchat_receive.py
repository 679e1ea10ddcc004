"""From a POST to what a person did: each kind of deed, and what is refused."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
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
    Sent,
    Submit,
    Target,
    Text,
    What,
)
from tests.unit.webchat_parts import NONCE, NOW, Stage, card, form, stage

HOME = "/chat/E1"
OWN = Place(conversation="dm:E1", direct=True)


async def posted(made: Stage, **target: str) -> str:
    """Post a question and return its message."""
    chosen = Target(**target) if target else Target(user_id="E1")
    sent = await made.platform.send(chosen, card(), f"key {target}")
    assert isinstance(sent, Sent)
    return sent.posted.message


async def act(made: Stage, **fields: str) -> httpx.Response:
    async with made.browser() as browser:
        return await browser.post(f"{HOME}/act", data=form(**fields))


async def say(made: Stage, text: str, **fields: str) -> httpx.Response:
    data = form(conversation="dm:E1", text=text) | fields
    async with made.browser() as browser:
        return await browser.post(f"{HOME}/say", data=data)


def whats(made: Stage) -> list[What]:
    return [inbound.what for inbound in made.received]


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


@pytest.mark.parametrize(
    "halves",
    [
        {"day__when": "2026-12-01", "time__when": ""},
        {"day__when": "", "time__when": "14:00"},
        {"day__when": "2026-02-30", "time__when": "14:00"},
        {"day__when": "2026-12-01", "time__when": "25:00"},
    ],
    ids=["no time", "no day", "no such day", "no such time"],
)
async def test_half_a_moment_is_refused_in_words(halves: dict[str, str]) -> None:
    made = await stage()
    message = await posted(made)

    answer = await act(made, message=message, submit="f.submit", **halves)

    assert answer.status_code == 422
    assert "sv:chat.error.moment" in answer.text
    assert made.received == []


async def test_only_plain_input_names_are_taken() -> None:
    made = await stage()
    message = await posted(made)

    answer = await act(made, message=message, submit="a.b", **{"in:<b>": "x"})

    assert answer.status_code == 422
    assert made.received == []


@pytest.mark.parametrize("action", ["", "with blank", "å", "x" * 256])
async def test_an_action_that_no_card_could_have_is_refused(action: str) -> None:
    made = await stage()
    message = await posted(made)

    answer = await act(made, message=message, click=action)

    assert answer.status_code == 422
    assert made.received == []


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


@pytest.mark.parametrize(
    ("name", "content", "status", "why"),
    [
        ("virus.exe", b"MZ", 422, "file_kind"),
        ("tom.csv", b"", 422, "file_empty"),
        ("stor.csv", b"x" * (5 * 1024 * 1024 + 1), 413, "file_size"),
    ],
    ids=["kind", "empty", "large"],
)
async def test_a_file_that_cannot_be_taken_is_refused_in_words(
    name: str, content: bytes, status: int, why: str
) -> None:
    made = await stage()
    async with made.browser() as browser:
        answer = await browser.post(
            f"{HOME}/say",
            data=form(conversation="dm:E1", text=""),
            files={"file": (name, content, "text/csv")},
        )

    assert answer.status_code == status
    assert f"sv:chat.error.{why}" in answer.text
    assert made.received == []
    assert made.chat.messages == []


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


async def test_nobody_changes_the_words_of_another_or_a_command() -> None:
    made = await stage()
    await say(made, "hej", conversation="channel:leadership")
    await say(made, "/ledning status", nonce="b" * 32)
    theirs, command = (line.message_id for line in made.chat.messages)
    before = list(made.chat.messages)

    async with made.browser() as browser:
        answers = [
            await browser.post(f"/chat/E8/messages/{theirs}/delete", data=form()),
            await browser.post(f"{HOME}/messages/{command}/delete", data=form()),
            await browser.post(
                f"{HOME}/messages/{theirs}/edit", data=form(text="/ledning help")
            ),
            await browser.post(f"{HOME}/messages/{theirs}/edit", data=form(text=" ")),
        ]

    assert [answer.status_code for answer in answers] == [422, 422, 422, 422]
    assert before == made.chat.messages
    assert len(made.received) == 2


async def test_the_same_deed_sent_twice_has_one_line_and_one_id() -> None:
    made = await stage()

    await say(made, "klart")
    await say(made, "klart")

    assert len(made.chat.messages) == 1
    assert [f"E1:{NONCE}"] * 2 == [inbound.event_id for inbound in made.received]
    assert whats(made)[0] == whats(made)[1]


@pytest.mark.parametrize("nonce", ["short", "x" * 65, "å" * 32, "a b" * 8, "../../etc"])
async def test_a_nonce_that_our_page_did_not_make_is_refused(nonce: str) -> None:
    made = await stage()

    answer = await say(made, "hej", nonce=nonce)

    assert answer.status_code == 422
    assert made.received == []


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


@pytest.mark.parametrize(
    ("text", "status", "why"),
    [("", 422, "empty"), (" \n ", 422, "empty"), ("å" * 4001, 422, "long")],
    ids=["nothing", "blank", "long"],
)
async def test_text_that_cannot_be_taken_is_refused_in_words(
    text: str, status: int, why: str
) -> None:
    made = await stage()

    answer = await say(made, text)

    assert answer.status_code == status
    assert f"sv:chat.error.{why}" in answer.text
    assert made.received == []
    assert made.chat.messages == []


async def test_four_thousand_characters_are_taken_whole() -> None:
    made = await stage()

    await say(made, "å" * 4000)

    assert made.chat.messages[0].text == "å" * 4000


async def test_what_is_no_form_is_refused_in_words() -> None:
    made = await stage()
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    async with made.browser() as browser:
        answer = await browser.post(f"{HOME}/say", content=b"--y", headers=kind)
        json = await browser.post(f"{HOME}/say", json={"text": "hej"})

    assert (answer.status_code, json.status_code) == (400, 404)
    assert "sv:chat.error.unreadable" in answer.text
    assert made.received == []


async def test_a_body_beyond_the_guards_limit_is_413_in_words() -> None:
    made = await stage()
    kind = {"Content-Type": "multipart/form-data; boundary=x"}

    async def endless() -> AsyncIterator[bytes]:
        head = 'Content-Disposition: form-data; name="file"; filename="a.csv"'
        yield f"--x\r\n{head}\r\n\r\n".encode()
        for _ in range(7):
            yield b"x" * 1024 * 1024

    async with made.browser() as browser:
        answer = await browser.post(f"{HOME}/say", content=endless(), headers=kind)

    assert answer.status_code == 413
    assert "en:web.error.413" in answer.text
    assert made.received == []


async def test_a_line_that_vanishes_meanwhile_is_404_and_nothing_is_handed_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = await stage()
    await say(made, "klart")
    line = made.chat.messages[0].message_id

    async def vanished(*_: object) -> bool:
        return False

    monkeypatch.setattr(made.chat, "put_text", vanished)
    async with made.browser() as browser:
        answer = await browser.post(f"{HOME}/messages/{line}/delete", data=form())

    assert answer.status_code == 404
    assert len(made.received) == 1


@pytest.mark.parametrize(
    ("path", "fields", "why"),
    [
        ("/chat/E99/say", {"text": "hej"}, "no_person"),
        (f"{HOME}/say", {"text": "hej", "conversation": "dm:E8"}, "no_conversation"),
        (
            f"{HOME}/say",
            {"text": "hej", "conversation": "channel:x"},
            "no_conversation",
        ),
        (f"{HOME}/act", {"message": "gone", "click": "a.b"}, "no_message"),
        (f"{HOME}/messages/gone/delete", {}, "no_message"),
        (
            f"{HOME}/say",
            {"text": "hej", "conversation": "dm:E1", "thread": "gone"},
            "no_message",
        ),
    ],
    ids=["person", "theirs", "channel", "card", "line", "thread"],
)
async def test_what_is_not_there_is_404_in_words(
    path: str, fields: dict[str, str], why: str
) -> None:
    made = await stage()
    async with made.browser() as browser:
        answer = await browser.post(path, data=form(**fields))

    assert answer.status_code == 404
    assert f":chat.error.{why}" in answer.text
    assert made.received == []


async def test_nobody_acts_on_a_card_that_is_not_for_them() -> None:
    made = await stage()
    theirs = await posted(made, user_id="E8")
    hidden = await posted(made, channel="leadership", visible_to="E8")

    answers = [
        await act(made, message=theirs, click="occ1.why"),
        await act(made, message=hidden, click="occ1.why"),
        await say(made, "hej", thread=theirs),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert made.received == []


async def test_a_message_of_another_room_of_ones_own_is_no_thread_here() -> None:
    made = await stage()
    shared = await posted(made, channel="leadership")

    answer = await say(made, "hej", thread=shared)

    assert answer.status_code == 404
    assert made.received == []


async def test_before_the_start_and_after_the_stop_nothing_is_taken_in() -> None:
    made = await stage(started=False)
    early = await say(made, "hej")
    made = await stage()
    await made.platform.stop()
    late = await say(made, "hej")

    assert (early.status_code, late.status_code) == (503, 503)
    assert "sv:chat.error.closed" in late.text
    assert made.received == []
