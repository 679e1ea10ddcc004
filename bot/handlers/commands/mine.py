"""``mine``: what is stored about oneself, who may see it and who did; taking back.

Everything here is about whoever presses: an id that comes back only says which of
their own things is meant, and what is not theirs is not found.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.desk.own import file as own_file
from bot.desk.own.page import Own
from bot.desk.own.pages import VIEWS, card
from bot.desk.scenes import watermark
from bot.handlers.call import Attachment, Call
from bot.handlers.commands.words import Words
from bot.handlers.forms import form
from bot.ports import Click, Posted, Submit
from bot.ports.store import OwnText, Withdrawal
from engagement.cards import Card, Paragraph, Tone
from engagement.errors import Closed, NotFound
from engagement.facts import ConsentStated, Fact
from engagement.flows.cards import notice
from engagement.texts import LANGUAGES


def run(call: Call, words: Words) -> None:
    """Show everything that is stored about whoever asks."""
    del words
    call.reply(card(_own(call), "you", 0))


def pressed(call: Call, what: Click | Submit, rest: str) -> None:
    """Handle a press on one of the pages.

    Raises:
        NotFound: it is about nothing of the person's.
        Closed: no such button is shown.
    """
    place, _, verb = rest.rpartition(".")
    match verb:
        case "show":
            _show(call, what, place)
        case "file":
            _file(call)
        case "withdraw":
            _confirm(call, place)
        case "unshare":
            _unshare(call, place)
        case _:
            raise Closed("button_gone")


def _own(call: Call) -> Own:
    return Own(at=call.at, person=call.person)


def _show(call: Call, what: Click | Submit, place: str) -> None:
    """Turn the page where it is; where it cannot be found, beside it."""
    view, _, number = place.rpartition("-")
    if view not in VIEWS or not number.isdecimal():
        raise Closed("button_gone")
    _in_place(call, what.message, card(_own(call), view, int(number[:6])))


def _in_place(call: Call, message: str | None, shown: Card) -> None:
    """Show a card where something was pressed; where that is unknown, beside it."""
    outbox = call.at.unit.outbox
    place = call.inbound.place.conversation
    letter = outbox.message_at(Posted(conversation=place, message=message or ""))
    if letter is None or letter.person_id != call.person.person_id:
        call.reply(shown)
        return
    outbox.restate(letter.message_id, shown, call.at.now)


def _file(call: Call) -> None:
    on = call.person.local(call.at.now).date()
    name = own_file.file_name(call.person, on)
    content = own_file.content(call.at, call.person)
    attachment = Attachment(
        name=name,
        media_type=own_file.MEDIA_TYPE,
        content=content,
        label=call.say("mine.file", name=name),
    )
    call.tell(call.say("mine.file_ready"), attachments=(attachment,))


# --- taking words back -------------------------------------------------------------


def _text(call: Call, place: str) -> OwnText:
    """Return one of the person's own texts.

    Raises:
        NotFound: it is none, or it went before.
    """
    for one in call.at.unit.holdings.texts(call.person.person_id):
        if f"{one.seq}/{one.field}" == place:
            return one
    raise NotFound("text_gone")


def _confirm(call: Call, place: str) -> None:
    one = _text(call, place)
    form(
        call,
        "mine.withdraw",
        {"place": place},
        call.say("mine.confirm"),
        (),
        blocks=(
            Paragraph(text=one.text, tone=Tone.QUOTE),
            Paragraph(text=call.say("mine.confirm_what")),
        ),
        submit="mine.withdraw",
        actions=(("cancel", "action.cancel"),),
    )


def withdraw(call: Call, data: Mapping[str, str], values: Mapping[str, str]) -> None:
    """Take a text back, with everything that quotes it.

    Raises:
        NotFound: it went before.
    """
    del values
    one = _text(call, data["place"])
    left = {each: call.at.say("answer.withdrawn_text", each) for each in LANGUAGES}
    wish = Withdrawal(
        person_id=call.person.person_id,
        seq=one.seq,
        field=one.field,
        at=call.at.now,
        left=left | {"own": left[call.language]},
    )

    def record(fact: Fact) -> int:
        return call.record(fact)

    number = call.at.unit.withdraw(record, wish)
    done = notice(
        call.say("mine.withdrawn", n=number),
        call.language,
        tone=Tone.GOOD,
        watermark=watermark(call.at, call.language),
    )
    # The form has done its work; nobody should press it again.
    _in_place(call, getattr(call.inbound.what, "message", None), done)


def _unshare(call: Call, occasion_id: str) -> None:
    """Take a consent back, from now on."""
    held = call.at.unit.holdings.consents(call.person.person_id)
    if occasion_id not in held:
        raise NotFound("consent_gone")
    call.record(
        ConsentStated(
            occasion_id=occasion_id,
            person_id=call.person.person_id,
            revision=held[occasion_id],
            given=False,
        )
    )
    call.tell(call.say("mine.unshared"), tone=Tone.GOOD)
