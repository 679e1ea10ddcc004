"""What the tests of counts, grades and chains stand on: a ledger, told line by line."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from engagement import facts as f
from engagement.cards import ChoiceOption
from engagement.catalogue import Reader
from engagement.evidence import Asked, Excerpt, Numbered, Thread, threads
from engagement.facts.free_text import FreeText
from engagement.grades import Grade
from engagement.moments import Moment
from engagement.occasions import Rank
from engagement.organisation import Mode
from engagement.questions import AskedFollowUp, Question

START = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
"A Tuesday, nine o'clock in Stockholm."
RESOURCES, REVIEW = "iso9001:2015/5.1.1.e", "iso9001:2015/9.3.2.d"
DUE = Moment.of(datetime(2026, 12, 1, 14, 0), "Europe/Stockholm")  # noqa: DTZ001 - wall clock
OPTIONS = {"done": Grade.STATEMENT, "fund": Grade.ACTION, "not_yet": Grade.NONE}


def question(prompt_id: str = "P08", **changes: Any) -> Question:
    """Return a question as it was shown."""
    whole = Question(
        prompt_id=prompt_id,
        prompt_version=1,
        prompt_digest="ab" * 32,
        language="en",
        kind="choice",
        text="Fund it?",
        options=tuple(
            ChoiceOption(option_id=one, label=one, grade=grade)
            for one, grade in OPTIONS.items()
        ),
        follow_ups=(
            AskedFollowUp(
                follow_up_id="proof",
                when=("done",),
                kind="sentence",
                ask="Proof?",
                grade=Grade.ARTEFACT,
            ),
            AskedFollowUp(
                follow_up_id="whom", when=("done",), kind="sentence", ask="Whom?"
            ),
        ),
        audience=(Reader.COORDINATOR, Reader.AUDITOR),
    )
    return replace(whole, **changes)


class Told:
    """A ledger that grows a record at a time, an hour apart."""

    def __init__(self, *, mode: Mode = Mode.LIVE) -> None:
        self.mode = mode
        self.records: list[Numbered] = []
        self.questions: dict[str, Asked] = {}
        self.origins: dict[str, str] = {}

    def put(
        self,
        fact: f.Fact | None,
        *,
        shown: bool = True,
        requirements: tuple[str, ...] = (RESOURCES,),
        on_behalf_of: str | None = None,
        by: str | None = "E3",
        kind: str = "prompt.answered",
    ) -> int:
        """Record a fact; None is one whose payload was taken out."""
        seq = len(self.records)
        at = START + timedelta(hours=seq)
        header = f.Header(
            author=f.Author(person_id=by, name="Maria", role="COO"),
            occurred_at=at,
            recorded_at=at,
            on_behalf_of=on_behalf_of,
            audience=(Reader.COORDINATOR, Reader.AUDITOR),
            requirements=requirements,
        )
        record = None if fact is None else f.Record(fact=fact, header=header)
        name = fact.NAME if fact is not None else kind
        self.records.append(Numbered(seq=seq, kind=name, record=record, shown=shown))
        return seq

    def plan(self, which: str, prompt_id: str = "P08") -> int:
        """Plan a question."""
        self.questions[which] = Asked(prompt_id=prompt_id)
        return self.put(
            f.PromptPlanned(
                occasion_id=which,
                key=which,
                person_id="E3",
                prompt_id=prompt_id,
                subject=None,
                period="2026-W48",
                rank=Rank.CADENCE,
                owed=False,
                not_before=START,
                due_at=START,
            )
        )

    def ask(self, which: str, prompt_id: str = "P08", **parts: Any) -> int:
        """Deliver a question."""
        at = START + timedelta(hours=len(self.records))
        self.questions[which] = Asked(prompt_id=prompt_id, asked_at=at)
        return self.put(
            f.PromptAsked(
                occasion_id=which,
                person_id="E3",
                message_id=f"m-{which}",
                question=question(prompt_id),
                expires_at=START + timedelta(days=14),
            ),
            **parts,
        )

    def answer(self, which: str, option: str | None = "done", **parts: Any) -> int:
        """Answer a question."""
        header = {
            k: parts.pop(k) for k in ("shown", "on_behalf_of", "by") if k in parts
        }
        whole: dict[str, Any] = {"revision": 1, "late": False, "question": question()}
        fact = f.PromptAnswered(
            occasion_id=which,
            person_id="E3",
            how="tap",
            option=option,
            **whole | parts,
        )
        return self.put(fact, **header)

    def detail(self, which: str, follow_up_id: str, words: str | None) -> int:
        """Give something to a follow-up."""
        return self.put(
            f.AnswerDetailed(
                occasion_id=which,
                person_id="E3",
                revision=1,
                follow_up_id=follow_up_id,
                ask="?",
                text=FreeText(text=words),
            )
        )

    def promise(self, which: str, name: str) -> int:
        """Promise something."""
        self.origins[name] = which
        return self.put(
            f.CommitmentMade(
                commitment_id=name,
                person_id="E3",
                occasion_id=which,
                what=FreeText(text="Decide"),
                due=DUE,
            )
        )

    def keep(self, name: str, **parts: Any) -> int:
        """Keep a promise."""
        return self.put(f.CommitmentKept(commitment_id=name, on_time=True), **parts)

    def verify(self, seq: int, which: str) -> int:
        """Look into a record."""
        fact = f.EvidenceVerified(
            seq=seq, occasion_id=which, line=FreeText(text="Saw the rig")
        )
        return self.put(fact, by="C1")

    def excerpt(self) -> Excerpt:
        """Return everything that was told."""
        return Excerpt(
            mode=self.mode,
            records=tuple(self.records),
            questions=self.questions,
            origins=self.origins,
        )

    def thread(self, which: str) -> Thread:
        """Return what goes back to one question."""
        return threads(self.excerpt())[which]
