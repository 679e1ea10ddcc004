"""What an answer leads to: follow-ups, cases, commitments, and who may read it."""

from __future__ import annotations

import re

import pytest

from config import content
from engagement.catalogue import Prompt, Reader
from engagement.texts import Bilingual

CATALOGUE = content.load()


def test_the_coordinator_reads_everything_but_what_is_about_them() -> None:
    unread = [
        prompt.prompt_id
        for prompt in CATALOGUE.prompts
        if Reader.COORDINATOR not in prompt.audience
    ]

    assert unread == ["P22"]


PROMISE = re.compile(r"comes? back|återkommer")


@pytest.mark.parametrize("prompt", CATALOGUE.prompts, ids=lambda p: p.prompt_id)
def test_a_promise_to_come_back_is_a_case_and_a_case_is_promised(
    prompt: Prompt,
) -> None:
    """In both languages, in the question or where it says why."""
    said = Bilingual(
        en=f"{prompt.text.en} {prompt.why.en}", sv=f"{prompt.text.sv} {prompt.why.sv}"
    )
    follows = "gets an owner" in said.en or bool(PROMISE.search(said.en))

    assert bool(prompt.cases) == follows
    assert follows == bool(PROMISE.search(said.sv))


@pytest.mark.parametrize(
    ("prompt_id", "option", "follow_up"),
    [
        ("P08", "decline", "reason"),
        ("P08", "later", "decide_on"),
        ("P08", "fund", None),
        ("P09", "meeting", "when_whom"),
        ("P09", "not_yet", None),
        ("P10", "yes", None),
        ("P10", "no", "change_first"),
        ("P11", "removed", "obstacle"),
        ("P13", "O2", "talk"),
        ("P13", "none", None),
        ("P16", "yes", "missing"),
        ("P17", "past_month", "heard"),
        ("P23", "up", "happened"),
        ("P23", "down", None),
        ("P28", None, "step_at"),
        ("P30", "F7", "by"),
        ("CHECK", "not_yet", "new_time"),
        ("CHECK", "changed", "instead"),
        ("CHECK", "kept", None),
        ("NEAR", "move", "new_time"),
        ("PACE", "fine", None),
    ],
)
def test_an_answer_leads_to_its_follow_up(
    prompt_id: str, option: str | None, follow_up: str | None
) -> None:
    rows = CATALOGUE.by_id[prompt_id].follow_ups
    reached = [row.follow_up_id for row in rows if row.follows(option)]

    assert reached == ([] if follow_up is None else [follow_up])


def test_only_a_day_with_a_time_becomes_a_commitment() -> None:
    """A date alone does not get things done more often."""
    committing = {
        (prompt.prompt_id, row.kind)
        for prompt in CATALOGUE.prompts
        for row in prompt.follow_ups
        if row.commits
    }

    assert committing == {("P13", "moment"), ("P28", "moment")}
