"""Telling a coordinator at once what cannot wait; as much as they may read of it."""

from __future__ import annotations

from bot.desk.letters import note
from bot.handlers.call import Call
from engagement.access import may_read_answer
from engagement.flows import Scene
from engagement.people import Person


def tell(call: Call, scene: Scene, reason: str) -> None:
    """Tell the coordinator at once: somebody is stuck, or answered their question."""
    now = call.at.unit.occasions.get(scene.occasion.occasion_id) or scene.occasion
    coordinator = _told(call, scene, reason)
    if coordinator is None or coordinator.person_id == call.person.person_id:
        return
    said = scene.kind.say(scene.question, now.answer, scene.words) if now.answer else ""
    open_ = may_read_answer(coordinator, now)
    withheld = call.at.say("audience.withheld", coordinator.language)
    text = call.at.say(
        f"tell.{reason}",
        coordinator.language,
        name=call.person.name,
        question=scene.question.text if open_ else withheld,
        answer=said if open_ else withheld,
    )
    revision = now.revision
    note(call.at, coordinator, f"{reason}:{now.occasion_id}:{revision}", text)


def _told(call: Call, scene: Scene, reason: str) -> Person | None:
    """Return whoever owes the case, or who asked in their own words and may still read."""
    people, occasion = call.at.unit.people, scene.occasion
    asker = people.get(occasion.asked_by or "") if reason == "asked" else None
    if asker is not None and may_read_answer(asker, occasion):
        return asker
    return people.get(scene.coordinator_id or "")
