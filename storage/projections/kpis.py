"""State of KPIs."""

from __future__ import annotations

from engagement import facts as f
from engagement.codec import canonical, encode
from storage import tables as t
from storage.projections.base import Place, words


def kpi_recorded(place: Place, fact: f.KpiRecorded) -> None:
    """Keep a KPI."""
    place.put(
        t.entry,
        kind="kpi",
        entry_id=fact.kpi.kpi_id,
        body=canonical(encode(fact.kpi)).decode(),
        retired=False,
    )


def reading_recorded(place: Place, fact: f.ReadingRecorded) -> None:
    """Keep the value of a period; a correction replaces it and counts again."""
    place.put(
        t.reading,
        kpi_id=fact.kpi_id,
        period=fact.period,
        revision=fact.revision,
        value=format(fact.value, "f"),
        n=fact.n,
        note=words(fact.note),
        note_seq=place.seq,
        set_aside=False,
        set_aside_reason=None,
        set_aside_seq=None,
    )


def reading_withdrawn(place: Place, fact: f.ReadingWithdrawn) -> None:
    """Leave the period without a value."""
    place.update(
        t.reading,
        {"kpi_id": fact.kpi_id, "period": fact.period},
        revision=fact.revision,
        value=None,
        n=None,
        note=None,
        note_seq=None,
        set_aside=False,
        set_aside_reason=None,
        set_aside_seq=None,
    )


def reading_set_aside(place: Place, fact: f.ReadingSetAside) -> None:
    """Draw it hollow, or count it again."""
    place.update(
        t.reading,
        {"kpi_id": fact.kpi_id, "period": fact.period},
        set_aside=fact.reason is not None,
        set_aside_reason=words(fact.reason),
        set_aside_seq=place.seq,
    )


def baseline_stated(place: Place, fact: f.BaselineStated) -> None:
    """Keep every baseline; the last one counts."""
    place.insert(
        t.baseline,
        kpi_id=fact.baseline.kpi_id,
        seq=place.seq,
        body=fact.baseline,
        reason=words(fact.reason),
    )


def signal_detected(place: Place, fact: f.SignalDetected) -> None:
    """Keep an episode."""
    place.put(
        t.signal,
        kpi_id=fact.kpi_id,
        episode=fact.episode,
        rule=fact.rule,
        first_period=fact.first_period,
        period=fact.period,
        direction=fact.direction,
        detected_at=place.at,
        digest=None,
        explained_by=None,
    )


def signal_explained(place: Place, fact: f.SignalExplained) -> None:
    """Keep who named a cause."""
    key = {"kpi_id": fact.kpi_id, "episode": fact.episode}
    place.update(t.signal, key, explained_by=fact.person_id)
