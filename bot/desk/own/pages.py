"""The pages of ``mine``: about you, answers, promises and cases, words, readers."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.desk.own.answers import answers
from bot.desk.own.page import PER_PAGE, REFERENCE, Own, Part, listed, of_page, said
from bot.desk.own.person import person_rows
from bot.desk.scenes import watermark
from bot.ports.store import OwnText
from engagement.cards import (
    Action,
    Block,
    Card,
    Fields,
    Section,
    State,
    Tone,
    Weight,
)
from engagement.flows.cards import card_of
from engagement.occasions import OccasionState

QUOTED_MOST = 600
"Characters of one's own text that a page shows."


def card(own: Own, view: str, page: int) -> Card:
    """Return one page; a number beyond the last is the last."""
    part = VIEWS[view](own, page)
    page = min(page, part.pages - 1)
    title = own.say(f"mine.title.{view}")
    if part.pages > 1:
        number = own.say("mine.page", page=page + 1, pages=part.pages)
        title = f"{title} · {number}"
    turning = _turning(own, view, page, part.pages)
    end = Section(reference=REFERENCE, state=State.NOTICE, actions=turning)
    return card_of(
        title,
        (*part.sections, end),
        own.person.language,
        watermark=watermark(own.at, own.person.language),
    )


def _turning(own: Own, view: str, page: int, pages: int) -> tuple[Action, ...]:
    if view == "you":
        views = [one for one in VIEWS if one != "you"]
        shown = [own.press(f"{one}-0.show", f"mine.title.{one}") for one in views]
        return (*shown, own.press("all.file", "mine.download", Weight.PRIMARY))
    turning = [own.press("you-0.show", "mine.back", Weight.QUIET)]
    if page > 0:
        turning.append(own.press(f"{view}-{page - 1}.show", "mine.newer"))
    if page + 1 < pages:
        turning.append(own.press(f"{view}-{page + 1}.show", "mine.older"))
    return tuple(turning)


# --- about you -------------------------------------------------------------------


def _you(own: Own, page: int) -> Part:
    del page
    whose = own.person.person_id
    occasions = own.held.occasions(whose)
    answered = sum(o.state is OccasionState.ANSWERED for o in occasions)
    counts = own.say(
        "mine.counts",
        asked=len(occasions),
        answered=answered,
        promises=len(own.held.commitments(whose)),
        cases=len(own.held.cases(whose)),
        texts=len(own.held.texts(whose)),
    )
    blocks: tuple[Block, ...] = (
        Fields(rows=person_rows(own.at, own.person)),
        said(counts),
        said(own.say("mine.who_reads"), Tone.QUIET),
    )
    reference = f"{REFERENCE}-you"
    section = Section(reference=reference, state=State.NOTICE, blocks=blocks)
    return Part(sections=(section,), pages=1)


# --- promises and cases ----------------------------------------------------------


def _promises(own: Own, page: int) -> Part:
    whose, texts = own.person.person_id, own.at.desk.texts
    language = own.person.language
    gone = own.say("answer.withdrawn_text")
    lines = [
        own.say(
            f"mine.promise.{one.state.value}",
            what=one.what or gone,
            when=texts.moment(one.due.wall, language),
        )
        for one in own.held.commitments(whose)
    ]
    for case in own.held.cases(whose):
        values = {
            "opened": own.when(case.opened_at),
            "owner": own.name(case.owner_id),
            "due": texts.day(case.due_on, language),
            "outcome": case.outcome or gone,
        }
        lines.append(own.say(f"mine.case.{case.state.value}", **values))
    return listed(own, lines, page, "mine.lead.promises", "mine.none.promises")


# --- your own words --------------------------------------------------------------


def _texts(own: Own, page: int) -> Part:
    found = own.held.texts(own.person.person_id)
    shown, pages = of_page(found, page, PER_PAGE)
    if not shown:
        return listed(own, (), 0, "mine.lead.texts", "mine.none.texts")
    sections = tuple(_text(own, one) for one in shown)
    return Part(sections=sections, pages=pages)


def _text(own: Own, one: OwnText) -> Section:
    short = one.text[:QUOTED_MOST] + ("…" if len(one.text) > QUOTED_MOST else "")
    place = f"{one.seq}/{one.field}"
    head = own.say("mine.text", when=own.when(one.at))
    blocks = [said(head, Tone.QUIET)]
    if one.question:
        blocks.append(said(one.question, Tone.QUIET))
    return Section(
        reference=f"{REFERENCE}-{place}",
        state=State.NOTICE,
        blocks=(*blocks, said(short, Tone.QUOTE)),
        actions=(own.press(f"{place}.withdraw", "mine.withdraw"),),
    )


# --- who looked ------------------------------------------------------------------


def _readers(own: Own, page: int) -> Part:
    whose, texts = own.person.person_id, own.at.desk.texts
    language = own.person.language
    looked = [
        (
            one.on,
            own.say(
                "mine.opened",
                where=own.say(f"looked.{one.where}"),
                day=texts.day(one.on, language),
                name=own.name(one.reader_id),
            ),
        )
        for one in own.held.openings(whose)
    ]
    for at, one in own.held.exports(whose):
        on = own.person.local(at).date()
        key = "mine.exported_all" if one.person_id is None else "mine.exported_own"
        day = texts.day(on, language)
        looked.append((on, own.say(key, day=day, n=one.records)))
    looked.sort(key=lambda one: one[0], reverse=True)
    lines = [line for _, line in looked]
    return listed(own, lines, page, "mine.lead.readers", "mine.none.readers")


VIEWS: Mapping[str, Callable[[Own, int], Part]] = {
    "you": _you,
    "answers": answers,
    "promises": _promises,
    "texts": _texts,
    "readers": _readers,
}
"Pages by the name that a press gives."
