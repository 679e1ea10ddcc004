"""What somebody was asked and what became of it, as they see it under ``mine``."""

from __future__ import annotations

from bot.desk.own.page import PER_PAGE, REFERENCE, Own, Part, listed, of_page, said
from engagement.cards import Action, Section, State, Tone
from engagement.occasions import Occasion, OccasionState
from engagement.prompts import KINDS, details
from engagement.prompts.fields import Words


def answers(own: Own, page: int) -> Part:
    """Return a page of questions with their answers, newest first."""
    found = own.held.occasions(own.person.person_id)
    shown, pages = of_page(found, page, PER_PAGE)
    sections = tuple(_answer(own, one) for one in shown)
    if not sections:
        return listed(own, (), 0, "mine.lead.answers", "mine.none.answers")
    return Part(sections=sections, pages=pages)


def _answer(own: Own, one: Occasion) -> Section:
    question = one.question
    asked = question.text if question is not None else ""
    blocks = [
        said(asked or own.say("answer.withdrawn_text"), Tone.STRONG),
        *(said(line, Tone.QUOTE) for line in _given(own, one)),
        said(_became(own, one), Tone.QUIET),
    ]
    if question is not None and question.seen_by:
        blocks.append(said(question.seen_by, Tone.QUIET))
    actions: tuple[Action, ...] = ()
    if one.occasion_id in own.consents:
        blocks.append(said(own.say("mine.consented"), Tone.QUIET))
        actions = (own.press(f"{one.occasion_id}.unshare", "mine.unshare"),)
    return Section(
        reference=f"{REFERENCE}-{one.occasion_id}",
        state=State.NOTICE,
        blocks=tuple(blocks),
        actions=actions,
    )


def _given(own: Own, one: Occasion) -> list[str]:
    """What was answered, and what was said besides."""
    question = one.question
    if question is None or one.answer is None:
        return []
    words = Words(language=question.language, texts=own.at.desk.texts)
    had = dict(one.details)
    said = KINDS[question.kind].say(question, one.answer, words)
    more = [
        f"{follow_up.ask} {details.say(follow_up, had[follow_up.follow_up_id], words)}"
        for follow_up in question.follow_ups
        if follow_up.follow_up_id in had
    ]
    return [line for line in (said, *more) if line]


def _became(own: Own, one: Occasion) -> str:
    """What became of a question, and when."""
    at = one.answered_at or one.asked_at or one.planned_at
    parts = [own.say(f"mine.state.{one.state.value}", when=own.when(at))]
    if one.late:
        parts.append(own.say("stamp.late"))
    if one.revision > 1:
        parts.append(own.say("stamp.edited", n=one.revision))
    if one.deferred:
        parts.append(own.say("mine.deferred", n=one.deferred))
    if one.state is OccasionState.SKIPPED and one.skip_reason not in {None, "none"}:
        parts.append(own.say(f"skip.{one.skip_reason}"))
    return " · ".join(parts)
