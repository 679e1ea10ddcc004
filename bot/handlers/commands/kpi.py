"""``kpi``: figures with both verdicts, their charts, readings and baselines."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from bot.desk.figures import look, look_at
from bot.desk.signals import detect
from bot.handlers.call import Call, Chart
from bot.handlers.commands.words import Words
from engagement import typed
from engagement.cards import Bullets
from engagement.charts import alt_text, process_chart
from engagement.errors import NotFound, Refused
from engagement.facts import BaselineStated, ReadingRecorded, ReadingSetAside
from engagement.facts.free_text import FreeText
from engagement.kpis import Kpi, Period, PeriodKind, Status, analyse, lock
from engagement.kpis.definitions import Baseline, fits
from engagement.kpis.words import KpiWords


def run(call: Call, words: Words) -> None:
    """List the figures, or do one thing with one of them."""
    name = words.take()
    if not name:
        _list(call)
        return
    if name.casefold() in {"import", "importera"}:
        raise Refused("usage", usage=call.say("usage.import"))
    kpi = _find(call, name)
    verb = words.peek().casefold()
    handler = _VERBS.get(verb)
    if handler is not None:
        words.take()
        handler(call, kpi, words)
    elif words:
        reading(call, kpi, words)
    else:
        _show(call, kpi)


def _find(call: Call, name: str) -> Kpi:
    wanted = name.casefold()
    for kpi in call.at.unit.kpis.all():
        names = {kpi.kpi_id, kpi.name.en, kpi.name.sv}
        if wanted in {one.casefold() for one in names}:
            return kpi
    raise NotFound("kpi_unknown", name=name)


def words_of(call: Call, kpi: Kpi) -> KpiWords:
    """Return the words of a figure for whoever asked."""
    return KpiWords(kpi, call.language, call.at.desk.texts)


def _list(call: Call) -> None:
    lines = []
    for looked in look(call.at.unit):
        words, latest = words_of(call, looked.kpi), looked.verdict.latest
        value = words.with_unit(words.value(latest.value)) if latest else "–"
        name = looked.kpi.name.within(call.language)
        said = words.short(looked.verdict)
        lines.append(f"{looked.kpi.kpi_id} · {name}: {value}, {said}")
    if not lines:
        call.tell(call.say("kpi.none"))
        return
    call.tell(
        call.say("kpi.title", n=len(lines)), blocks=(Bullets(lines=tuple(lines)),)
    )


def _show(call: Call, kpi: Kpi) -> None:
    """One figure: its newest value, both verdicts and the chart."""
    looked = look_at(call.at.unit, kpi)
    words, found = words_of(call, kpi), looked.verdict
    name = kpi.name.within(call.language)
    if found.latest is None:
        call.tell(call.say("digest.figure_none", name=name))
        return
    value = words.with_unit(words.value(found.latest.value))
    head = call.say(
        "digest.figure",
        name=name,
        period=words.period(found.latest.period),
        value=value,
    )
    said = [head, words.change(looked.analysis, found), words.target(found)]
    if found.latest.n is not None:
        said.append(call.say("kpi.rests_on", n=found.latest.n))
    if found.latest.note:
        said.append(call.say("kpi.note", note=found.latest.note))
    baseline = call.at.unit.kpis.baseline(kpi.kpi_id)
    by = call.at.unit.people.get((baseline.chosen_by or "") if baseline else "")
    texts = call.at.desk.texts
    chart = Chart(
        spec=process_chart(
            looked.analysis,
            kpi,
            call.language,
            texts,
            chosen_by=by.name if by is not None else "",
        ),
        alt=alt_text(looked.analysis, kpi, call.language, texts),
        name=f"{kpi.kpi_id}.png",
    )
    call.tell(" ".join(part for part in said if part), charts=(chart,))


def _chart(call: Call, kpi: Kpi, words: Words) -> None:
    del words
    _show(call, kpi)


def period_of(call: Call, kpi: Kpi, text: str) -> Period:
    """Read a period; without one it is the last whole one.

    Raises:
        Refused: it is none, or not of the figure's kind.
    """
    today = call.person.local(call.at.now).date()
    if not text:
        this = Period.of(today, kpi.cadence)
        day = this.first_day()
        return Period.of(day.fromordinal(day.toordinal() - 1), kpi.cadence)
    short = text.casefold().lstrip("vw")
    if kpi.cadence is PeriodKind.WEEK and short.isdecimal():
        text = f"{today.year}-W{int(short):02}"
    try:
        period = Period.parse(text, kpi.cadence)
    except ValueError:
        raise Refused("period_unread", text=text) from None
    if period.kind is not kpi.cadence:
        raise Refused("period_unread", text=text)
    return period


def reading(call: Call, kpi: Kpi, words: Words) -> None:
    """``kpi otif 95,2 2026-W48``: record a reading, or a correction of one.

    Raises:
        Refused: it is no number, not a possible one, or its period is none.
    """
    value = typed.read_number(words.take())
    if value is None or not fits(value):
        raise Refused("number_unread")
    if not kpi.possible(value):
        raise Refused("number_impossible")
    period = period_of(call, kpi, words.take())
    if period.first_day() > call.person.local(call.at.now).date():
        shown = words_of(call, kpi).period(period, year=True)
        raise Refused("period_not_begun", period=shown)
    _keep_reading(call, kpi, period, value, words.rest())


def _keep_reading(
    call: Call, kpi: Kpi, period: Period, value: Decimal, note: str
) -> None:
    revision = call.at.unit.kpis.revision(kpi.kpi_id, str(period)) + 1
    call.record(
        ReadingRecorded(
            kpi_id=kpi.kpi_id,
            period=str(period),
            revision=revision,
            value=value,
            note=FreeText.of(note),
        )
    )
    found = detect(call.at, call.record, [kpi.kpi_id])
    words = words_of(call, kpi)
    text = call.say(
        "kpi.kept" if revision == 1 else "kpi.corrected",
        name=kpi.name.within(call.language),
        value=words.with_unit(words.value(value)),
        period=words.period(period),
        revision=revision,
    )
    if found:
        text = f"{text} {call.say('kpi.signal_found')}"
    call.tell(text)


def _baseline(call: Call, kpi: Kpi, words: Words) -> None:
    """``kpi otif baseline 2026-W22..2026-W37 why``: a person's choice, kept for ever."""
    first, dots, last = words.demand(call.say("usage.kpi")).partition("..")
    if not dots:
        raise Refused("usage", usage=call.say("usage.kpi"))
    reason = words.rest()
    if not reason:
        raise Refused("reason_missing")
    begins, ends = period_of(call, kpi, first), period_of(call, kpi, last)
    if ends < begins:
        raise Refused("span_backwards")
    chosen = Baseline(
        kpi_id=kpi.kpi_id,
        first=begins,
        last=ends,
        chosen_by=call.person.person_id,
        chosen_at=call.at.now,
        reason="",
    )
    analysis = analyse(kpi, call.at.unit.kpis.readings(kpi.kpi_id), chosen)
    if analysis.status is not Status.LOCKED:
        raise Refused("baseline_short")
    locked = lock(
        analysis,
        chosen_by=call.person.person_id,
        chosen_at=call.at.now,
        reason="",
        since=_since(call, kpi, begins),
    )
    call.record(BaselineStated(baseline=locked, reason=FreeText(text=reason)))
    detect(call.at, call.record, [kpi.kpi_id])
    _show(call, kpi)


def _since(call: Call, kpi: Kpi, begins: Period) -> Period | None:
    """Where a rebase begins to judge: only when it starts after an earlier baseline."""
    earlier = call.at.unit.kpis.baseline(kpi.kpi_id)
    if earlier is not None and begins > earlier.first:
        return begins
    return None


def _aside(call: Call, kpi: Kpi, words: Words) -> None:
    """``kpi otif aside 2026-W40 why``: drawn but not counted; without why, counted."""
    period = period_of(call, kpi, words.demand(call.say("usage.kpi")))
    periods = {r.period for r in call.at.unit.kpis.readings(kpi.kpi_id)}
    if period not in periods:
        raise NotFound("reading_unknown")
    reason = words.rest()
    call.record(
        ReadingSetAside(
            kpi_id=kpi.kpi_id, period=str(period), reason=FreeText.of(reason)
        )
    )
    detect(call.at, call.record, [kpi.kpi_id])
    call.tell(call.say("kpi.aside" if reason else "kpi.counted"))


_VERBS: dict[str, Callable[[Call, Kpi, Words], None]] = {
    "chart": _chart,
    "diagram": _chart,
    "baseline": _baseline,
    "bas": _baseline,
    "aside": _aside,
    "undanta": _aside,
}
