"""The pages of the web chat: who one can be, and what one sees of conversations."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.ports import ChatMessage, Sent, Target
from tests.unit.webchat_parts import (
    ANNIKA,
    NOW,
    USERS,
    Stage,
    card,
    stage,
)


async def get(made: Stage, path: str, **headers: str) -> str:
    async with made.browser(Accept="text/html", **headers) as browser:
        answer = await browser.get(path)
    assert answer.status_code == 200, answer.text
    return answer.text


def line(message_id: str, text: str | None = "hej", **changes: object) -> ChatMessage:
    plain = ChatMessage(
        message_id=message_id,
        conversation="dm:E1",
        thread=None,
        author="E1",
        card=None,
        text=text,
        posted_at=NOW,
    )
    return replace(plain, **changes)  # type: ignore[arg-type] # fields of the message


async def test_one_chooses_who_to_be_and_sees_who_coordinates() -> None:
    page = await get(await stage(), "/")
    executives, coordinators = page.split("en:chooser.coordinators")

    assert '<html lang="en">' in page
    assert 'href="/chat/E1"' in executives
    assert 'href="/chat/E8"' in executives
    assert 'href="/chat/C1"' in coordinators


@pytest.mark.parametrize(
    ("language", "shown", "hidden"), [("en", "CEO", "vd"), ("sv", "vd", "CEO")]
)
async def test_roles_on_the_first_page_are_in_the_readers_language(
    language: str, shown: str, hidden: str
) -> None:
    page = await get(await stage(), f"/?language={language}")

    assert f">{shown}</span>" in page
    assert f">{hidden}</span>" not in page


@pytest.mark.parametrize(
    ("path", "accepted", "language"),
    [
        ("/", "sv-SE,sv;q=0.9,en;q=0.8", "sv"),
        ("/", "en-GB,sv;q=0.9", "en"),
        ("/?language=sv", "en-GB", "sv"),
    ],
)
async def test_the_first_page_is_in_the_readers_language(
    path: str, accepted: str, language: str
) -> None:
    page = await get(await stage(), path, **{"Accept-Language": accepted})

    assert f'<html lang="{language}">' in page


async def test_a_persons_page_is_in_their_language_with_all_their_rooms() -> None:
    page = await get(await stage(), "/chat/E8")

    assert '<html lang="en">' in page
    assert re.findall(r'data-room="([^"]+)"', page) == ["dm:E8", "channel:leadership"]
    assert 'hx-sse:connect="/chat/E8/stream?most=40"' in page


async def test_an_unknown_person_is_404_in_words() -> None:
    made = await stage()
    async with made.browser(Accept="text/html") as browser:
        del browser.headers["HX-Request"]
        answer = await browser.get("/chat/E99")

    assert answer.status_code == 404
    assert "en:chat.error.no_person" in answer.text
    assert "<!doctype html>" in answer.text


async def test_nobody_sees_what_is_for_somebody_else() -> None:
    made = await stage()
    await made.platform.send(Target(user_id="E8"), card(title="Privat"), "k1")
    await made.platform.send(
        Target(channel="leadership", visible_to="E8"), card(title="Viskat"), "k2"
    )

    page = await get(made, "/chat/E1")

    assert "Privat" not in page
    assert "Viskat" not in page
    assert "en:chat.only_you" in await get(made, "/chat/E8")


async def test_times_and_days_are_the_readers_own() -> None:
    made = await stage()
    late = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
    await made.chat.post(line("M1", conversation="channel:leadership", posted_at=late))

    assert "01:30" in (indian := await get(made, "/chat/E8"))
    assert "en:Wed 2026-11-25" in indian
    assert "21:00" in (swedish := await get(made, "/chat/E1"))
    assert "sv:Tue 2026-11-24" in swedish


async def test_in_ones_own_room_an_answer_quotes_what_it_answers() -> None:
    """However old that is: the question is fetched, so that the link leads to it."""
    made = await stage()
    sent = await made.platform.send(Target(user_id="E1"), card(title="Vecka 48"), "k")
    assert isinstance(sent, Sent)
    root = sent.posted.message
    for n in range(60):
        await made.chat.post(line(f"M{n}"))
    await made.platform.send(
        Target(user_id="E1", thread=root), card(title="Påminnelse"), "k2"
    )

    page = await get(made, "/chat/E1")

    assert f'id="m-{root}"' in page
    assert f'<a class="quote" href="#m-{root}">' in page
    assert page.index("Påminnelse") > page.index('id="m-M59"')


async def test_in_a_channel_answers_stand_under_their_message() -> None:
    made = await stage()
    target = Target(channel="leadership")
    sent = await made.platform.send(target, card(title="Vecka 47"), "k")
    assert isinstance(sent, Sent)
    await made.chat.post(line("M1", conversation="channel:leadership"))
    await made.platform.send(
        replace(target, thread=sent.posted.message), card(title="Detaljer"), "k2"
    )

    page = await get(made, "/chat/E1")

    assert "sv:chat.replies count=1" in page
    assert page.index("Detaljer") < page.index('id="m-M1"')


async def test_an_answer_to_what_one_may_not_see_stands_by_itself() -> None:
    made = await stage()
    room = "channel:leadership"
    await made.chat.post(line("M1", conversation=room, visible_to="E8"))
    await made.chat.post(line("M2", conversation=room, thread="M1"))

    page = await get(made, "/chat/E1")

    assert 'id="m-M1"' not in page
    assert 'id="m-M2"' in page


async def test_only_ones_own_words_can_be_changed() -> None:
    made = await stage()
    room = "channel:leadership"
    for each in (
        line("own", conversation=room),
        line("theirs", conversation=room, author="E8"),
        line("command", "/ledning status", conversation=room),
        line("gone", None, conversation=room, deleted=True),
    ):
        await made.chat.post(each)

    page = await get(made, "/chat/E1")

    assert re.findall(r'id="mend-([a-z]+)"', page) == ["own"]
    assert "sv:chat.removed" in page


async def test_changed_words_say_so_and_an_updated_card_does_not() -> None:
    made = await stage()
    await made.chat.post(line("M1", edited_at=NOW + timedelta(minutes=1)))
    await made.chat.post(
        line("M2", None, author=None, card=card(), edited_at=NOW + timedelta(minutes=1))
    )

    page = await get(made, "/chat/E1")

    assert page.count("sv:chat.edited") == 1


async def test_somebody_who_has_left_is_still_named() -> None:
    made = await stage(users=USERS[1:])
    await made.chat.post(line("M1", conversation="channel:leadership"))

    assert '<span class="name" dir="auto">E1</span>' in await get(made, "/chat/E8")


async def test_words_are_text_and_their_addresses_links() -> None:
    made = await stage()
    await made.chat.post(
        line("M1", "<b>se</b> https://example.org/?a=1&b=2 javascript:alert(1)")
    )

    page = await get(made, "/chat/E1")

    assert "&lt;b&gt;se&lt;/b&gt;" in page
    assert (
        '<a href="https://example.org/?a=1&amp;b=2" rel="noopener nofollow" '
        'target="_blank">https://example.org/?a=1&amp;b=2</a>'
    ) in page
    assert 'href="javascript' not in page


async def test_older_lines_are_one_link_away_up_to_a_limit() -> None:
    made = await stage()
    for n in range(39):
        await made.chat.post(line(f"M{n}"))
    assert "chat.earlier" not in await get(made, "/chat/E1")
    for n in range(39, 41):
        await made.chat.post(line(f"M{n}"))

    page = await get(made, "/chat/E1")
    more = await get(made, "/chat/E1?in=dm%3AE1&most=80")
    silly = await get(made, "/chat/E1?most=99999999999")

    assert 'id="m-M0"' not in page
    assert 'href="/chat/E1?in=dm%3AE1&amp;most=80"' in page
    assert 'id="m-M0"' in more
    assert "stream?most=40" in silly


async def test_the_room_in_the_address_is_the_one_a_narrow_page_shows() -> None:
    made = await stage()

    shared = await get(made, "/chat/E1?in=channel:leadership")
    wrong = await get(made, "/chat/E1?in=dm:E8")

    assert 'data-room="channel:leadership" data-shown data-side' in shared
    assert 'data-room="dm:E1" data-shown' in wrong


async def test_the_present_state_can_be_fetched_without_the_stream() -> None:
    made = await stage()
    await made.platform.send(Target(user_id="E1"), card(title="Vecka 48"), "k")

    fragments = await get(made, "/chat/E1/now")

    assert 'hx-target="#log-0" hx-swap="innerMorph"' in fragments
    assert 'hx-target="#log-1" hx-swap="innerMorph"' in fragments
    assert "Vecka 48" in fragments


async def test_a_picture_is_shown_and_any_other_file_only_saved() -> None:
    made = await stage()
    picture = await made.files.put(b"png", "image/png", "otif.png")
    page = await made.files.put(b"<script>", "text/html", 'å "x".html')
    async with made.browser() as browser:
        shown = await browser.get(f"/chat/files/{picture}")
        saved = await browser.get(f"/chat/files/{page}")
        gone = await browser.get("/chat/files/none")

    assert (shown.content, shown.headers["content-type"]) == (b"png", "image/png")
    assert shown.headers["content-disposition"].startswith("inline")
    assert (
        saved.headers["content-disposition"]
        == "attachment; filename*=UTF-8''%C3%A5%20%22x%22.html"
    )
    assert saved.headers["x-content-type-options"] == "nosniff"
    assert gone.status_code == 404


async def test_text_without_a_blank_and_from_right_to_left_is_kept_as_it_is() -> None:
    made = await stage()
    await made.chat.post(line("M1", "x" * 3000))
    await made.chat.post(line("M2", "مرحبا 👩‍🏭"))

    page = await get(made, "/chat/E1")

    assert "x" * 3000 in page
    assert '<p class="words" dir="auto">مرحبا 👩‍🏭</p>' in page


async def test_the_heading_names_whose_page_it_is() -> None:
    page = await get(await stage(), "/chat/E1")

    assert f"sv:chat.heading name={ANNIKA.name}" in page
