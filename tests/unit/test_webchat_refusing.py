"""What a person sends that cannot be taken: refused in words, and nothing kept."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from tests.unit.webchat_parts import HOME, act, form, posted, say, stage


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


@pytest.mark.parametrize("nonce", ["short", "x" * 65, "å" * 32, "a b" * 8, "../../etc"])
async def test_a_nonce_that_our_page_did_not_make_is_refused(nonce: str) -> None:
    made = await stage()

    answer = await say(made, "hej", nonce=nonce)

    assert answer.status_code == 422
    assert made.received == []


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
