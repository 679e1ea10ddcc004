"""How an executive of the story reacts to a question: puts off, answers, edits."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.ports import Click, Submit, What
from bot.rehearsal.deeds import Deed, name_of
from bot.rehearsal.habits import Character
from bot.rehearsal.lines import Lines
from engagement.moments import instant_of
from engagement.occasions import Occasion, OccasionState
from engagement.people import Person
from engagement.questions import AskedFollowUp, Question

OPEN = {OccasionState.ASKED, OccasionState.EXPIRED}
UP, TO_BED = time(7), time(21)
"Nobody of the story answers at night."
_ON_TRACK_FROM = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Executive:
    """One executive who plays by themselves."""

    person: Person
    character: Character
    lines: Lines

    def reaction(self, occasion: Occasion, done: Collection[str]) -> Deed | None:
        """Return what they do next about one question, if anything.

        Args:
            occasion: the question as it stands.
            done: keys of what they did already.
        """
        if occasion.state not in OPEN:
            return self._revision(occasion)
        key, asked = name_of(occasion), occasion.asked_at
        if asked is None or occasion.question is None or not self.character.reacts(key):
            return None
        base = occasion.snoozed_until or occasion.woken_at or asked
        at = self._awake(base + self.character.delay(key))
        instead = self.character.instead(key)
        if instead is not None and f"{key}:{instead}" not in done:
            return self._put_off(occasion, instead, at)
        return self._answer(occasion, occasion.question, at)

    def _awake(self, at: datetime) -> datetime:
        local = self.person.local(at).replace(tzinfo=None)
        if UP <= local.time() < TO_BED:
            return at
        day = local.date() + timedelta(days=local.time() >= TO_BED)
        morning = datetime.combine(day, UP.replace(minute=local.minute))
        return instant_of(morning, self.person.tz)

    def _put_off(self, occasion: Occasion, how: str, at: datetime) -> Deed:
        which = occasion.occasion_id
        what: tuple[What, ...] = (
            Click(action_id=f"{which}.later"),
            Submit(action_id=f"{which}.snooze", values={"when": "tomorrow"}),
        )
        if how == "skip":
            what = (
                Click(action_id=f"{which}.skip"),
                Submit(action_id=f"{which}.skipped", values={"reason": "no_time"}),
            )
        return self._deed(occasion, how, at, what)

    def _answer(self, occasion: Occasion, question: Question, at: datetime) -> Deed:
        which, key = occasion.occasion_id, name_of(occasion)
        values = self._values(key, question)
        what: list[What] = [Submit(action_id=f"{which}.answer", values=values)]
        option = values.get("answer") if question.options else None
        for follow_up in question.follow_ups:
            if follow_up.follows(option) and follow_up.required:
                detail = self._detail(key, follow_up, at)
                submit = Submit(action_id=f"{which}.detail", values={"detail": detail})
                what.append(submit)
        return self._deed(occasion, "answer", at, tuple(what))

    def _values(self, key: str, question: Question) -> Mapping[str, str]:
        character = self.character
        if question.kind == "objective_update":
            confidence = character.number(key, 4, 9)
            track = "on_track" if confidence >= _ON_TRACK_FROM else "at_risk"
            return {"confidence": str(confidence), "track": track}
        if question.number is not None:
            least, most = int(question.number.least), int(question.number.most)
            return {"answer": str(character.number(key, least, min(most, least + 20)))}
        if question.options:
            options = [o.option_id for o in question.options]
            return {"answer": character.option(key, options, question.kind)}
        dice = character.dice(key, "sentence")
        return {"answer": self.lines.sentence(question, dice)}

    def _detail(self, key: str, follow_up: AskedFollowUp, at: datetime) -> str:
        dice = self.character.dice(key, follow_up.follow_up_id)
        day = self.person.local(at).date() + timedelta(days=dice.randint(2, 9))
        while day.weekday() not in self.person.hours.days:
            day += timedelta(days=1)
        match follow_up.kind:
            case "choice":
                return dice.choice([o.option_id for o in follow_up.options])
            case "day":
                return day.isoformat()
            case "moment":
                return f"{day}T{dice.choice(['10:00', '13:00', '14:00', '15:30'])}"
            case _:
                return self.lines.detail(follow_up, self.person.language, dice)

    def _revision(self, occasion: Occasion) -> Deed | None:
        """Return a second thought about a sentence, for those who have them."""
        after, answered = self.character.edits(name_of(occasion)), occasion.answered_at
        question = occasion.question
        if after is None or answered is None or occasion.revision != 1:
            return None
        if question is None or question.kind != "sentence":
            return None
        dice = self.character.dice(name_of(occasion), "revised")
        values = {"answer": self.lines.sentence(question, dice)}
        which = occasion.occasion_id
        what = (
            Click(action_id=f"{which}.edit"),
            Submit(action_id=f"{which}.answer", values=values),
        )
        return self._deed(occasion, "edit", self._awake(answered + after), what)

    def _deed(
        self, occasion: Occasion, how: str, at: datetime, what: tuple[What, ...]
    ) -> Deed:
        key = f"{name_of(occasion)}:{how}"
        return Deed(person=self.person, key=key, at=at, what=what)
