"""A short history in which everything happens that a ledger can record.

The first fact of each name has every field filled in; it is the one whose encoding is
frozen. The order is one that could have been: what is changed was there before.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from engagement import facts as f
from engagement.facts.free_text import FreeText
from engagement.objectives import Track
from engagement.occasions import Rank
from engagement.organisation import Mode
from engagement.people import Permission
from tests.unit import fact_parts as p


def said(text: str) -> FreeText:
    """Return somebody's words."""
    return FreeText(text=text)


def planned(occasion_id: str, prompt_id: str, subject: str | None) -> f.PromptPlanned:
    """Return a question that waits for its person, with nothing more than that."""
    return f.PromptPlanned(
        occasion_id=occasion_id,
        key=f"prompt:{prompt_id}:{subject}:2026-W48:{occasion_id}",
        person_id=p.EXECUTIVE,
        prompt_id=prompt_id,
        subject=subject,
        period="2026-W48",
        rank=Rank.CADENCE,
        owed=False,
        not_before=p.NOW,
        due_at=p.NOW,
    )


def asked(occasion_id: str) -> f.PromptAsked:
    """Return that it was delivered."""
    return f.PromptAsked(
        occasion_id=occasion_id,
        person_id=p.EXECUTIVE,
        message_id=f"message-{occasion_id}",
        question=p.QUESTION,
        expires_at=p.NOW + timedelta(days=14),
    )


FOUNDING = (
    f.LedgerOpened(
        organisation_id=p.ORGANISATION, mode=Mode.REHEARSAL, software="ledning 0.1.0"
    ),
    f.OrganisationRecorded(organisation=p.ORGANISATION_BODY),
)
SETTING = (
    f.ProgrammeRecorded(programme=p.PROGRAMME),
    f.ClosedPeriodRecorded(period=p.CLOSED),
    f.PersonRecorded(person=p.GONE),
    f.PersonRecorded(
        person=p.person(p.COORDINATOR, "Karin Åberg", Permission.COORDINATOR)
    ),
    f.PersonRecorded(person=p.person(p.EXECUTIVE, "Maria Lindqvist")),
    f.PersonRecorded(person=p.person("E8", "Rahul Deshpande")),
    f.PersonLeft(person_id="E8", on=date(2026, 11, 30)),
    f.IdentityLinked(
        person_id=p.EXECUTIVE,
        platform="webchat",
        workspace="local",
        user_id=p.EXECUTIVE,
        verified_by=p.COORDINATOR,
    ),
    f.FunctionAssigned(assignment=p.ASSIGNMENT),
    f.FunctionEnded(assignment=p.ASSIGNMENT),
    f.AbsenceRecorded(absence=p.ABSENCE),
    f.AbsenceWithdrawn(absence_id="B1", person_id=p.EXECUTIVE),
    f.PersonPaused(person_id=p.EXECUTIVE, until=date(2026, 12, 1)),
    f.PersonResumed(person_id=p.EXECUTIVE),
    f.PersonIntroduced(person_id=p.EXECUTIVE, message_id="message-i", language="sv"),
    f.PaceChanged(person_id=p.EXECUTIVE, weeks=2, reason="ignored"),
)
LAUNCH = (
    f.NoticeRecorded(notice=p.NOTICE),
    f.LaunchWorded(language="sv", text=said("Vi börjar på måndag.")),
    f.LaunchApproved(
        person_id="E1", language="sv", text=said("Vi börjar nu."), edited=True
    ),
    f.OrganisationLaunched(pilot=("E1", p.EXECUTIVE)),
    f.LaunchWidened(pilot=("E1", p.EXECUTIVE, "E8")),
    f.OrganisationPaused(until=date(2026, 12, 7), messages=2, questions=5, reminders=1),
    f.OrganisationResumed(sent=2, stale=1),
)
SUBJECTS = (
    f.GoalRecorded(goal=p.GOAL),
    f.KpiRecorded(kpi=p.KPI),
    f.ObjectiveRecorded(objective=p.OBJECTIVE),
    f.VisibilityChosen(person_id=p.EXECUTIVE, subject="objective:O1", visible=True),
    f.VisibilityChosen(person_id=p.EXECUTIVE, subject="commitments", visible=False),
    f.RiskRecorded(risk=p.RISK),
    f.ReviewRecorded(review=p.REVIEW),
    f.AuditRecorded(audit=p.AUDIT),
    f.ItemHandedOver(
        subject="objective:O1",
        person_id="E2",
        was=p.EXECUTIVE,
        on=date(2026, 12, 1),
        until=date(2027, 1, 31),
    ),
    f.ItemAccepted(subject="objective:O1", person_id="E2", by_silence=True),
    f.ItemReturned(subject="objective:O1", person_id=p.EXECUTIVE, was="E2"),
    f.ItemDeclined(subject="objective:O1", person_id="E2"),
    f.ItemDropped(
        subject="objective:O1", person_id=p.EXECUTIVE, reason=said("ersatt av O2")
    ),
    f.ActionRecorded(action=p.ACTION),
    f.EntryRecorded(entry=p.ENTRY),
    f.ImportAccepted(
        import_id="I1", kind="subjects", file_name="ämnen.csv", sha256="cd" * 32, rows=1
    ),
    f.EntryRetired(kind="subject/supplier", entry_id="S1"),
    f.ImportUndone(import_id="I1", rows=1),
    f.EntryRetired(kind="closed_period", entry_id="Z1"),
)
FIGURES = (
    f.ReadingRecorded(
        kpi_id="otif",
        period="2026-W46",
        revision=1,
        value=Decimal("93.80"),
        n=412,
        note=said("strejk i hamnen"),
    ),
    f.ReadingRecorded(
        kpi_id="otif", period="2026-W47", revision=1, value=Decimal("95.2")
    ),
    f.ReadingSetAside(kpi_id="otif", period="2026-W46", reason=said("strejk")),
    f.ReadingWithdrawn(kpi_id="otif", period="2026-W47", revision=2),
    f.BaselineStated(baseline=p.BASELINE, reason=said("före planeringsverktyget")),
    f.SignalDetected(
        kpi_id="otif",
        episode="2026-W39:up",
        rule="outside_limits",
        first_period="2026-W39",
        period="2026-W39",
        direction="up",
    ),
)
ANSWERED = (
    f.PromptPlanned(
        occasion_id="o1",
        key="prompt:P35:action:A1:2026-W48:E3",
        person_id=p.EXECUTIVE,
        prompt_id="P35",
        subject="action:A1",
        period="2026-W48",
        rank=Rank.COMMITMENT,
        owed=True,
        not_before=p.NOW,
        due_at=p.NOW + timedelta(days=1),
        asked_by=p.COORDINATOR,
        free_text=said("Hur går det med provriggen?"),
    ),
    f.PromptDeferred(occasion_id="o1", reason="cap", until=p.NOW + timedelta(days=2)),
    asked("o1"),
    f.PromptReminded(occasion_id="o1", reason="silence"),
    f.CoordinatorTold(coordinator_id=p.COORDINATOR, occasion_id="o1", reason="silence"),
    f.QueueReported(
        person_id=p.EXECUTIVE,
        coordinator_id=p.COORDINATOR,
        first_period="2026-W44",
        waiting=5,
    ),
    f.PromptUntriggered(
        prompt_id="P18",
        quarter="2026-Q3",
        since=date(2026, 8, 17),
        until=date(2026, 9, 30),
    ),
    f.PromptSnoozed(occasion_id="o1", until=p.DUE),
    f.PromptReminded(occasion_id="o1", reason="snoozed"),
    f.PromptAnswered(
        occasion_id="o1",
        person_id=p.EXECUTIVE,
        revision=1,
        how="form",
        late=True,
        question=p.QUESTION,
        subject="action:A1",
        option="planned",
        number=Decimal(3),
        moment=p.DUE,
        day=date(2026, 12, 1),
        text=said("Offerten är inne 🙂"),
    ),
    f.AnswerDetailed(
        occasion_id="o1",
        person_id=p.EXECUTIVE,
        revision=1,
        follow_up_id="when",
        ask="Vilken dag och vilken tid?",
        option="a",
        number=Decimal("0.5"),
        moment=p.DUE,
        day=date(2026, 12, 1),
        text=said("före lunch"),
    ),
    f.CommitmentMade(
        commitment_id="c1",
        person_id=p.EXECUTIVE,
        occasion_id="o1",
        what=said("Ta beslut om provrigg"),
        due=p.DUE,
    ),
    f.CaseOpened(
        case_id="k1",
        occasion_id="o1",
        person_id=p.EXECUTIVE,
        owner_id=p.COORDINATOR,
        reason="blocked",
        due_on=date(2026, 11, 30),
        text=said("Vi behöver prata om leverantören"),
    ),
    f.SubjectReviewed(
        subject="action:A1",
        person_id=p.EXECUTIVE,
        on=date(2026, 11, 23),
        outcome="planned",
        occasion_id="o1",
    ),
    f.SignalExplained(
        kpi_id="otif",
        episode="2026-W39:up",
        person_id=p.EXECUTIVE,
        occasion_id="o1",
    ),
    f.CommitmentWithdrawn(commitment_id="c1", reason=said("annan väg")),
    f.PromptAnswered(
        occasion_id="o1",
        person_id=p.EXECUTIVE,
        revision=2,
        how="form",
        late=True,
        question=p.QUESTION,
        option="done",
    ),
    f.CaseReminded(
        case_id="k1",
        owner_id=p.COORDINATOR,
        reason="near",
        on=date(2026, 11, 27),
    ),
    f.DialogueHeld(
        dialogue_id="d1",
        person_id=p.EXECUTIVE,
        coordinator_id=p.COORDINATOR,
        on=date(2026, 12, 4),
        line=said("Vi tog det på plats"),
    ),
    f.CaseHandedOver(case_id="k1", was=p.COORDINATOR, owner_id="C2"),
    f.CaseClosed(case_id="k1", outcome=said("Pengarna finns i budgeten")),
)
PROMISED = (
    f.CommitmentMade(
        commitment_id="c2",
        person_id=p.EXECUTIVE,
        occasion_id="o1",
        what=said("Ring leverantören"),
        due=p.DUE,
    ),
    f.CommitmentMoved(commitment_id="c2", was=p.DUE, due=p.LATER, before_due=True),
    f.CommitmentMissed(commitment_id="c2", due=p.LATER),
    f.CommitmentMoved(commitment_id="c2", was=p.LATER, due=p.LATER, before_due=False),
    f.CommitmentKept(commitment_id="c2", on_time=False),
)
OTHERWISE = (
    planned("o2", "P01", None),
    asked("o2"),
    f.PromptSkipped(occasion_id="o2", reason="no_time", text=said("mässa")),
    planned("o3", "P02", "risk:R01"),
    asked("o3"),
    f.PromptExpired(occasion_id="o3", reason="silence"),
    f.PromptSuperseded(occasion_id="o3", by="o5"),
    planned("o4", "P03", None),
    f.PromptWithdrawn(occasion_id="o4", reason="switched_off"),
    planned("o5", "P26", "objective:O1"),
    asked("o5"),
    f.ObjectiveReviewed(
        objective_id="O1",
        person_id=p.EXECUTIVE,
        on=date(2026, 11, 24),
        value=Decimal("95.4"),
        track=Track.AT_RISK,
        confidence=5,
        line=said("Hamnen avgör"),
        unchanged=True,
        occasion_id="o5",
        revision=1,
        late=True,
    ),
)
DELIVERED = (
    f.MessageDelivered(
        message_id="message-o1",
        kind="bundle",
        person_id=p.EXECUTIVE,
        channel="leadership",
        platform="webchat",
        conversation="d-E3",
        platform_message="m-1",
    ),
    f.MessageFailed(
        message_id="message-x",
        kind="owed",
        person_id=p.EXECUTIVE,
        channel="leadership",
        platform="webchat",
        reason="unreachable",
        code="user_not_found",
        occasions=("o1",),
    ),
    f.MessageDoubtful(
        message_id="message-y",
        kind="digest",
        person_id=p.EXECUTIVE,
        channel="leadership",
        platform="webchat",
        code="lease_lapsed",
        occasions=("o1",),
    ),
    f.MessageClarified(
        message_id="message-y",
        kind="bundle",
        person_id=p.EXECUTIVE,
        outcome="posted_again",
    ),
    f.MessageDropped(
        message_id="message-z",
        kind="reminder",
        person_id=p.EXECUTIVE,
        reason="answered",
    ),
    f.MessageEdited(
        person_id=p.EXECUTIVE,
        platform="webchat",
        platform_message="m-77",
        occasion_id="o1",
        text=said("Offerten kom i går"),
    ),
    f.MessageDeleted(
        person_id=p.EXECUTIVE,
        platform="webchat",
        platform_message="m-77",
        occasion_id="o1",
    ),
    f.MessageNotUnderstood(
        person_id=p.EXECUTIVE,
        platform="webchat",
        platform_message="m-78",
        text=said("hjälp mig hitta kaffet"),
    ),
    f.DigestPosted(
        period="2026-W47",
        message_id="message-d",
        revision=1,
        signals=("otif/2026-W39:up",),
        size=40,
        root="ef" * 32,
    ),
    f.EvidenceExported(
        clause="5.1.1",
        person_id=p.EXECUTIVE,
        first="2026-01-01",
        last="2026-12-31",
        records=12,
        size=41,
        root="01" * 32,
        manifest="23" * 32,
    ),
    f.ConsentStated(occasion_id="o1", person_id=p.EXECUTIVE, revision=1, given=True),
    f.EvidenceOpened(
        reader_id=p.COORDINATOR,
        person_id=p.EXECUTIVE,
        on=date(2026, 11, 24),
        where="page",
    ),
    f.EvidenceVerified(seq=7, occasion_id="o1", line=said("Såg provriggen i hallen")),
    f.RecordRedacted(seq=7, field="text", reason="erasure", decided_by="kvalitetschef"),
)
STORY: tuple[f.Fact, ...] = (
    *FOUNDING,
    *SETTING,
    *LAUNCH,
    *SUBJECTS,
    *FIGURES,
    *ANSWERED,
    *PROMISED,
    *OTHERWISE,
    *DELIVERED,
)
EXAMPLES: dict[str, f.Fact] = {fact.NAME: fact for fact in reversed(STORY)}
"The first fact of each name."
