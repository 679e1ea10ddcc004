"""``actions.csv``: what management reviews decided, and what became of it.

Rules: where its owner has answered, the state is what the last answer said, unless the
file gives the state a later day. When an action was last reviewed is the later of what
the file says and the last answer.
"""

from __future__ import annotations

from dataclasses import replace

from bot.desk.desk import Sitting
from bot.desk.imports.answered import last_answer, reviewed_on
from bot.desk.imports.cells import DAY, PAST_DAY, PERSON, REVIEW, chosen
from bot.desk.imports.entries import EntryKind, by_id, demand_title, given
from bot.desk.imports.history import Past
from bot.desk.imports.sheet import KEEP, Column, Line
from bot.desk.imports.titles import ID_COLUMN, TITLES
from engagement.facts import ActionRecorded, SubjectReviewed
from engagement.reviews import ActionState, ReviewAction
from engagement.texts import Bilingual

_KINDS = {
    "improvement": "improvement",
    "qms_change": "qms_change",
    "resources": "resources",
    "förbättring": "improvement",
    "ändring_av_ledningssystemet": "qms_change",
    "resurser": "resources",
}
_STATES = {
    **{one.value: one for one in ActionState},
    "öppen": ActionState.OPEN,
    "planerad": ActionState.PLANNED,
    "har_kört_fast": ActionState.BLOCKED,
    "klar": ActionState.DONE,
    "struken": ActionState.DROPPED,
}
_ANSWERS = {
    "done": ActionState.DONE,
    "planned": ActionState.PLANNED,
    "blocked": ActionState.BLOCKED,
    "not_relevant": ActionState.DROPPED,
}
"Option of an answer -> what it makes of an action."
_STATE_DATE = Column("state_date", "läge_sedan", PAST_DAY, field="state_on", blank=KEEP)
_COLUMNS = (
    ID_COLUMN,
    *TITLES,
    Column("review", "genomgång", REVIEW, field="review_id"),
    Column("kind", "slag", chosen(_KINDS), field="kind", blank=""),
    Column("owner", "ansvarig", PERSON, field="owner_id"),
    Column("due", "klar_senast", DAY, field="due_on"),
    Column("state", "läge", chosen(_STATES), field="state", blank=KEEP),
    _STATE_DATE,
    Column("since", "sedan", DAY, field="since", blank=KEEP),
    Column("last_reviewed", "granskad", PAST_DAY, field="reviewed_on", blank=KEEP),
)


def _held(at: Sitting) -> tuple[ReviewAction, ...]:
    return at.unit.entries.actions()


def _blank(line: Line, action_id: str) -> ReviewAction:
    del line
    return ReviewAction(action_id=action_id, title=Bilingual())


def _finish(line: Line, read: ReviewAction, held: ReviewAction | None) -> ReviewAction:
    demand_title(line, read.title)
    if held is not None and read.state is not held.state and not _dated(line):
        read = replace(read, state_on=None)
    if read.state is ActionState.DONE and read.state_on is None:
        line.refuse("state_date_missing", "state_date")
    done = read.state_on if read.state is ActionState.DONE else None
    read = replace(read, done_on=done)
    return read if held is None else _answered(line.sheet.at, read)


def _dated(line: Line) -> bool:
    """Whether the file itself says since when the state holds."""
    return given(line, _STATE_DATE) is not None


def _answered(at: Sitting, told: ReviewAction) -> ReviewAction:
    """Return what a file told, with what answers have said later."""
    key = f"action:{told.action_id}"
    reviewed = replace(told, reviewed_on=reviewed_on(at, key, told.reviewed_on))
    answer = last_answer(at, key)
    if not isinstance(answer, SubjectReviewed):
        return reviewed
    state = _ANSWERS.get(answer.outcome)
    if state is None or (told.state_on is not None and told.state_on > answer.on):
        return reviewed
    done = answer.on if state is ActionState.DONE else None
    return replace(reviewed, state=state, state_on=answer.on, done_on=done)


def _bare(action: ReviewAction) -> ReviewAction:
    return replace(
        action,
        state=ActionState.OPEN,
        state_on=None,
        done_on=None,
        reviewed_on=None,
    )


def _restore(earlier: ReviewAction, now: ReviewAction, past: Past) -> ReviewAction:
    del now
    return _answered(past.at, earlier)


ACTIONS = EntryKind(
    name="actions",
    swedish="åtgärder",
    columns=_COLUMNS,
    examples=(
        {
            "id": "A1",
            "title_en": "Go live with finite-capacity planning",
            "title_sv": "Driftsätt planering med begränsad kapacitet",
            "review": "MR-2026-2",
            "kind": "improvement",
            "owner": "E3",
            "due": "2026-10-30",
            "state": "done",
            "state_date": "2026-10-26",
            "since": "2026-09-03",
        },
        {
            "id": "A2",
            "title_en": "Decide on a test rig, 2.4 MSEK",
            "title_sv": "Besluta om provrigg, 2,4 Mkr",
            "review": "MR-2026-2",
            "kind": "resources",
            "owner": "E2",
            "due": "2026-11-30",
            "state": "open",
            "since": "2026-09-03",
        },
    ),
    part="action",
    record=lambda action: ActionRecorded(action=action),
    held=_held,
    id_of=lambda action: action.action_id,
    identify=by_id(ID_COLUMN),
    blank=_blank,
    finish=_finish,
    restore=_restore,
    bare=_bare,
    retires=True,
)
