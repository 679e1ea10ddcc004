"""State from facts: one function per kind of fact, in one explicit table.

The same functions serve the answer path and the replay of a whole ledger, so state
that is not in the ledger cannot come about here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection

from engagement import facts as f
from engagement.facts import Fact, Record
from storage.projections import (
    answers,
    evidence,
    handovers,
    kpis,
    launch,
    messages,
    organisation,
    people,
    promises,
    prompts,
    redactions,
    work,
)
from storage.projections.base import Place

Projection = Callable[[Place, Any], None]

_PROJECTIONS: Mapping[type[Fact], tuple[Projection, ...]] = {
    f.LedgerOpened: (),
    f.OrganisationRecorded: (organisation.organisation_recorded,),
    f.ProgrammeRecorded: (organisation.programme_recorded,),
    f.NoticeRecorded: (launch.notice_recorded,),
    f.LaunchWorded: (launch.worded,),
    f.LaunchApproved: (launch.approved,),
    f.OrganisationLaunched: (launch.launched,),
    f.LaunchWidened: (launch.widened,),
    f.OrganisationPaused: (launch.paused,),
    f.OrganisationResumed: (launch.resumed,),
    f.ClosedPeriodRecorded: (organisation.closed_period_recorded,),
    f.ImportAccepted: (organisation.import_accepted,),
    f.ImportUndone: (organisation.import_undone,),
    f.EntryRetired: (work.entry_retired,),
    f.PersonRecorded: (people.person_recorded,),
    f.PersonLeft: (people.person_left,),
    f.IdentityLinked: (people.identity_linked,),
    f.FunctionAssigned: (people.function_assigned,),
    f.FunctionEnded: (people.function_ended,),
    f.AbsenceRecorded: (people.absence_recorded,),
    f.AbsenceWithdrawn: (people.absence_withdrawn,),
    f.PersonPaused: (people.person_paused,),
    f.PersonResumed: (people.person_resumed,),
    f.PersonIntroduced: (people.person_introduced,),
    f.PaceChanged: (people.pace_changed,),
    f.VisibilityChosen: (people.visibility_chosen, work.visibility_chosen),
    f.GoalRecorded: (work.goal_recorded,),
    f.ObjectiveRecorded: (work.objective_recorded,),
    f.ObjectiveReviewed: (work.objective_reviewed, answers.objective_reviewed),
    f.RiskRecorded: (work.risk_recorded,),
    f.ReviewRecorded: (work.review_recorded,),
    f.AuditRecorded: (work.audit_recorded,),
    f.ActionRecorded: (work.action_recorded,),
    f.EntryRecorded: (work.entry_recorded,),
    f.SubjectReviewed: (work.subject_reviewed,),
    f.KpiRecorded: (kpis.kpi_recorded,),
    f.ReadingRecorded: (kpis.reading_recorded,),
    f.ReadingWithdrawn: (kpis.reading_withdrawn,),
    f.ReadingSetAside: (kpis.reading_set_aside,),
    f.BaselineStated: (kpis.baseline_stated,),
    f.SignalDetected: (kpis.signal_detected,),
    f.SignalExplained: (kpis.signal_explained,),
    f.PromptPlanned: (prompts.planned,),
    f.PromptDeferred: (prompts.deferred,),
    f.PromptAsked: (prompts.asked,),
    f.PromptReminded: (prompts.reminded,),
    f.PromptAnswered: (answers.answered,),
    f.AnswerDetailed: (answers.detailed,),
    f.PromptSnoozed: (prompts.snoozed,),
    f.PromptSkipped: (prompts.skipped,),
    f.PromptExpired: (prompts.expired,),
    f.PromptWithdrawn: (prompts.withdrawn,),
    f.PromptSuperseded: (prompts.superseded,),
    f.PromptUntriggered: (),
    f.CoordinatorTold: (prompts.told,),
    f.QueueReported: (),
    f.CommitmentMade: (promises.commitment_made,),
    f.CommitmentKept: (promises.commitment_kept,),
    f.CommitmentMissed: (promises.commitment_missed,),
    f.CommitmentMoved: (promises.commitment_moved,),
    f.CommitmentWithdrawn: (promises.commitment_withdrawn,),
    f.DialogueHeld: (promises.dialogue_held,),
    f.CaseOpened: (promises.case_opened,),
    f.CaseHandedOver: (promises.case_handed_over,),
    f.CaseReminded: (promises.case_reminded,),
    f.ItemHandedOver: (handovers.handed_over,),
    f.ItemAccepted: (handovers.accepted,),
    f.ItemDeclined: (handovers.declined,),
    f.ItemReturned: (handovers.returned,),
    f.ItemDropped: (),
    f.CaseClosed: (promises.case_closed,),
    f.MessageDelivered: (),
    f.MessageFailed: (),
    f.MessageDoubtful: (),
    f.MessageClarified: (),
    f.MessageDropped: (),
    f.MessageEdited: (),
    f.MessageDeleted: (),
    f.MessageNotUnderstood: (),
    f.DigestPosted: (messages.digest_posted,),
    f.EvidenceExported: (),
    f.EvidenceOpened: (),
    f.ConsentStated: (answers.consent_stated,),
    f.EvidenceVerified: (),
    f.RecordRedacted: (redactions.record_redacted,),
}


def project(
    connection: Connection, organisation_id: str, records: Iterable[tuple[int, Record]]
) -> None:
    """Bring the state up to some more records, each with its number."""
    found = evidence.Index()
    for seq, record in records:
        place = Place(
            connection=connection,
            organisation_id=organisation_id,
            seq=seq,
            header=record.header,
        )
        for projection in _PROJECTIONS[type(record.fact)]:
            projection(place, record.fact)
        found.note(place, record.fact)
    found.write(connection)
