"""What every chat platform is put through: a bench per platform, one line each.

A bench stands where the vendor stands. It shows what reached a person, as ids and
words, and does what people do with it, through the platform's own way in. A new
platform writes one and adds a line to ``BENCHES``; the suite is the same for all.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

import httpx

from bot.ports import Inbound, Platform, Posted, Target
from engagement.cards import Card
from tests.unit.webchat_parts import ORIGIN, Stage, attributes, form, stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One message as it reached somebody."""

    raw: str
    "In the platform's own markup."
    actions: frozenset[str]
    inputs: frozenset[str]
    options: frozenset[str]


class Bench(Protocol):
    """One platform, started, and the people on it."""

    person: str
    "User id of the one whose hands these are."
    somebody_else: str
    channel: str

    @property
    def platform(self) -> Platform:
        """What is under test."""
        ...

    @property
    def received(self) -> list[Inbound]:
        """What was handed to the application, in order."""
        ...

    def fail(self) -> None:
        """Let the application fail at whatever comes in from now on."""
        ...

    async def keep(self, content: bytes, media_type: str, name: str) -> str:
        """Store a file for a card; return its id."""
        ...

    async def shown(self, posted: Posted, to: str) -> Shown | None:
        """Return the message as ``to`` sees it; None when they do not."""
        ...

    async def fetched(self, file_id: str) -> bytes:
        """Return a file as a person gets it."""
        ...

    async def click(self, posted: Posted, action_id: str, nonce: str) -> bool:
        """Press; return whether it was acknowledged."""
        ...

    async def submit(
        self, posted: Posted, action_id: str, values: Mapping[str, str], nonce: str
    ) -> bool:
        """Give values; an ISO minute is split as the platform's form would."""
        ...

    async def write(
        self, text: str, *, nonce: str, answering: Posted | None = None
    ) -> bool:
        """Write to the bot, perhaps in answer to something."""
        ...

    async def drop(self, name: str, content: bytes, note: str, nonce: str) -> bool:
        """Send a file to the bot."""
        ...


class WebChatBench:
    """The web chat in its application, over HTTP."""

    person = "E1"
    somebody_else = "E8"
    channel = "leadership"

    def __init__(self, made: Stage) -> None:
        self._made = made

    @property
    def platform(self) -> Platform:
        return self._made.platform

    @property
    def received(self) -> list[Inbound]:
        return self._made.received

    def fail(self) -> None:
        async def failing(inbound: Inbound) -> None:
            raise OSError(f"no room for {inbound.event_id}")

        self._made.platform._deeds.open(failing)

    async def keep(self, content: bytes, media_type: str, name: str) -> str:
        return await self._made.files.put(content, media_type, name)

    async def shown(self, posted: Posted, to: str) -> Shown | None:
        async with self._browser() as browser:
            page = (await browser.get(f"/chat/{to}")).text
        found = re.search(
            rf'<article [^>]*id="m-{posted.message}".*?</article>', page, re.DOTALL
        )
        if found is None:
            return None
        return Shown(
            raw=found[0],
            actions=frozenset(attributes(found[0], "data-action")),
            inputs=frozenset(attributes(found[0], "data-input")),
            options=frozenset(attributes(found[0], "data-option")),
        )

    async def fetched(self, file_id: str) -> bytes:
        async with self._browser() as browser:
            return (await browser.get(f"/chat/files/{file_id}")).content

    async def click(self, posted: Posted, action_id: str, nonce: str) -> bool:
        fields = {"message": posted.message, "click": action_id}
        return await self._post("act", fields, nonce)

    async def submit(
        self, posted: Posted, action_id: str, values: Mapping[str, str], nonce: str
    ) -> bool:
        fields = {"message": posted.message, "submit": action_id}
        for name, value in values.items():
            day, at, minute = value.partition("T")
            if at:
                fields |= {f"day:{name}": day, f"time:{name}": minute}
            else:
                fields |= {f"in:{name}": value}
        return await self._post("act", fields, nonce)

    async def write(
        self, text: str, *, nonce: str, answering: Posted | None = None
    ) -> bool:
        fields = {"conversation": f"dm:{self.person}", "text": text}
        if answering is not None:
            fields["thread"] = answering.message
        return await self._post("say", fields, nonce)

    async def drop(self, name: str, content: bytes, note: str, nonce: str) -> bool:
        fields = {"conversation": f"dm:{self.person}", "text": note}
        return await self._post("say", fields, nonce, {"file": (name, content)})

    async def _post(
        self,
        deed: str,
        fields: Mapping[str, str],
        nonce: str,
        files: Mapping[str, tuple[str, bytes]] | None = None,
    ) -> bool:
        data = form(**fields) | {"nonce": nonce}
        async with self._browser() as browser:
            answer = await browser.post(
                f"/chat/{self.person}/{deed}", data=data, files=files
            )
        return answer.is_success

    def _browser(self) -> httpx.AsyncClient:
        transport = httpx.ASGITransport(self._made.app, raise_app_exceptions=False)
        headers = {"Origin": ORIGIN, "HX-Request": "true"}
        return httpx.AsyncClient(transport=transport, base_url=ORIGIN, headers=headers)


async def web_chat() -> Bench:
    """Return the bench of the web chat."""
    return WebChatBench(await stage())


BENCHES: Mapping[str, Callable[[], Awaitable[Bench]]] = {
    "webchat": web_chat,
}
"Name in ``bot.platforms.PLATFORMS`` -> its bench."


def to_person(bench: Bench) -> Target:
    """Return the person's own conversation."""
    return Target(user_id=bench.person)


def ids_of(card: Card) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Return the neutral ids of a card: actions, inputs, options."""
    actions, inputs, options = set(), set(), set()
    for section in card.sections:
        pressed = (*section.actions, *section.more)
        actions |= {action.action_id for action in pressed}
        actions |= {section.submit.action_id} if section.submit else set()
        inputs |= {given.input_id for given in section.inputs}
        for given in section.inputs:
            options |= {one.option_id for one in getattr(given, "options", ())}
    return frozenset(actions), frozenset(inputs), frozenset(options)
