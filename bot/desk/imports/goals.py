"""``goals.csv``: the strategic goals that objectives serve."""

from __future__ import annotations

from bot.desk.desk import Sitting
from bot.desk.imports.entries import EntryKind, by_id, demand_title
from bot.desk.imports.sheet import Line
from bot.desk.imports.titles import ID_COLUMN, TITLES
from engagement.facts import GoalRecorded
from engagement.objectives import Goal
from engagement.texts import Bilingual


def _held(at: Sitting) -> tuple[Goal, ...]:
    return at.unit.entries.goals()


def _blank(line: Line, goal_id: str) -> Goal:
    del line
    return Goal(goal_id=goal_id, title=Bilingual())


def _finish(line: Line, goal: Goal, held: Goal | None) -> Goal:
    del held
    demand_title(line, goal.title)
    return goal


GOALS = EntryKind(
    name="goals",
    swedish="strategiska_mål",
    columns=(ID_COLUMN, *TITLES),
    examples=(
        {
            "id": "G1",
            "title_en": "The supplier that keeps its promises",
            "title_sv": "Leverantören som håller vad den lovar",
        },
        {
            "id": "G2",
            "title_en": "Right first time, profitable growth",
            "title_sv": "Rätt från början, lönsam tillväxt",
        },
    ),
    part="goal",
    record=lambda goal: GoalRecorded(goal=goal),
    held=_held,
    id_of=lambda goal: goal.goal_id,
    identify=by_id(ID_COLUMN),
    blank=_blank,
    finish=_finish,
    retires=True,
)
