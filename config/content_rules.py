"""What must hold between the values of one prompt.

Every rule yields ``(place, reason)`` for what breaks it; the place is a path within
the prompt. The rules:

- a question can be asked: it has what its kind needs and nothing it does not use;
- both languages name the same values, and there is a subject to take them from;
- whatever a subject may lack at first has a first-time text that does without it;
- another wording for certain values needs none that the ordinary one does not;
- what a commitment is about is said only where one can be made;
- a grade is said only where an answer can have it;
- follow-ups and cases hang on options that exist;
- auditors are let in by a plain yes, never unasked, and only where they were not told;
- a case is due in working days or in days, and what the text promises is what is due;
- who owes an answer may read what is to be answered;
- no reader meets a clause number: those change with the edition.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from config.content_rows import CaseRow, FollowUpRow, OptionRow, PromptRow, Words
from engagement.catalogue import Cadence, Reader
from engagement.grades import Grade
from engagement.people import Function
from engagement.vocabulary import ANY, FOUR_WAY, YES_NO
from engagement.wording import placeholders

Fault = tuple[tuple[int | str, ...], str]
Rule = Callable[[PromptRow], Iterator[Fault]]

_CLAUSE = re.compile(
    r"\b(?:\d{1,2}(?:\.\d{1,2})+|(?:clause|klausul|avsnitt|kapitel)\s+\d+)\b",
    re.IGNORECASE,
)
_PROMISED = re.compile(r"\b(?:within|inom)\s+(\d+)\s+(?:days|dagar)\b", re.IGNORECASE)
"A number of days in which somebody comes back."
_ASKED_OF = {*Function, "executive", "owner"}
_CHOOSING = {"choice", "commitment_check"}
_COUNTING = {"number", "objective_update"}


def faults(prompt: PromptRow) -> Iterator[Fault]:
    """Yield everything that is wrong with ``prompt``, in the order of ``RULES``."""
    for rule in RULES:
        yield from rule(prompt)


def _asked_of_somebody(prompt: PromptRow) -> Iterator[Fault]:
    for n, function in enumerate(prompt.asked_of):
        if function not in _ASKED_OF:
            yield ("asked_of", n), f"there is no function {function}"


def _asked_for_a_reason(prompt: PromptRow) -> Iterator[Fault]:
    if prompt.internal:
        return
    if not prompt.concepts:
        yield ("concepts",), "is empty"
    if prompt.cadence is Cadence.EVENT and not prompt.events:
        yield ("events",), "is empty, and the cadence is event"


def _subject_where_needed(prompt: PromptRow) -> Iterator[Fault]:
    if prompt.subject is not None:
        return
    named = {
        "asked_of": "owner" in prompt.asked_of,
        "cadence_top": prompt.cadence_top is not None,
        "options_from": prompt.options_from is not None,
        "reviews_subject": prompt.reviews_subject,
    }
    for key, needs in named.items():
        if needs:
            yield (key,), "needs a subject"
    for place, words in _words(prompt):
        if placeholders(words.en):
            yield place, "has placeholders and needs a subject to fill them"


def _fits_its_kind(prompt: PromptRow) -> Iterator[Fault]:
    if prompt.kind == "objective_update" and prompt.subject != "objective":
        yield ("subject",), "is not objective, and nothing else can be updated so"
    choosing, counting = prompt.kind in _CHOOSING, prompt.kind in _COUNTING
    if choosing and not (prompt.options or prompt.options_from):
        yield ("options",), f"is missing for {prompt.kind}"
    if not choosing and (prompt.options or prompt.options_from):
        yield ("options",), f"is of no use for {prompt.kind}"
    if counting and prompt.number is None:
        yield ("number",), f"is missing for {prompt.kind}"
    if not counting and prompt.number is not None:
        yield ("number",), f"is of no use for {prompt.kind}"
    if prompt.number is not None and prompt.number.least > prompt.number.most:
        yield ("number", "least"), "is above most"


def _follow_up_fits_its_kind(prompt: PromptRow) -> Iterator[Fault]:
    for n, follow_up in enumerate(prompt.follow_ups):
        place = ("follow_ups", n)
        if (follow_up.kind == "choice") != bool(follow_up.options):
            yield (*place, "options"), f"does not fit {follow_up.kind}"
        if follow_up.commits and follow_up.kind != "moment":
            yield (*place, "commits"), "needs a day and a time: kind moment"
        if follow_up.promise is None:
            continue
        if not follow_up.commits:
            yield (*place, "promise"), "is of no use where nothing commits"
        for name in sorted(placeholders(follow_up.promise.en) - {"answer"}):
            yield (*place, "promise"), f"has {{{name}}}, and only {{answer}} is known"


def _promises_something(prompt: PromptRow) -> Iterator[Fault]:
    if prompt.promise is None:
        return
    if prompt.kind != "four_way":
        yield ("promise",), f"is of no use for {prompt.kind}"
    yield from _strange(prompt, ("promise",), prompt.promise)


def _graded_where_it_counts(prompt: PromptRow) -> Iterator[Fault]:
    if (
        prompt.grade is not None
        and prompt.kind in _CHOOSING
        and not prompt.options_from
    ):
        yield ("grade",), "is of no use: each option has its own"
    if prompt.grade is not None and prompt.kind == "four_way":
        yield ("grade",), "is of no use for four_way"
    for n, follow_up in enumerate(prompt.follow_ups):
        if follow_up.grade is Grade.NONE:
            yield ("follow_ups", n, "grade"), "cannot take anything away"
        for m, detail in enumerate(follow_up.options):
            if detail.grade is not None:
                place = ("follow_ups", n, "options", m, "grade")
                yield place, "is of no use: the follow-up has one"


def _varies_in_words_alone(prompt: PromptRow) -> Iterator[Fault]:
    for n, variant in enumerate(prompt.variants):
        yield from _strange(prompt, ("variants", n, "text"), variant.text)


def _strange(
    prompt: PromptRow, place: tuple[int | str, ...], words: Words
) -> Iterator[Fault]:
    """Yield the values that only these words need."""
    known = placeholders(prompt.text.en)
    if prompt.first_time is not None:
        known |= placeholders(prompt.first_time.en)
    for name in sorted(placeholders(words.en) - known):
        yield place, f"needs {{{name}}}, which the text does not"


def _ids_once(prompt: PromptRow) -> Iterator[Fault]:
    yield from _twice(("options",), prompt.options)
    yield from _twice(("follow_ups",), prompt.follow_ups)
    for n, follow_up in enumerate(prompt.follow_ups):
        yield from _twice(("follow_ups", n, "options"), follow_up.options)


def _twice(
    place: tuple[int | str, ...], rows: Iterable[OptionRow | FollowUpRow]
) -> Iterator[Fault]:
    seen = set()
    for n, row in enumerate(rows):
        if row.id in seen:
            yield (*place, n, "id"), f"{row.id} is there twice"
        seen.add(row.id)


def _hangs_on_options(prompt: PromptRow) -> Iterator[Fault]:
    known = {ANY, *(option.id for option in prompt.options)}
    if prompt.kind == "four_way":
        known |= set(FOUR_WAY)
    hanging: dict[str, tuple[FollowUpRow | CaseRow, ...]] = {
        "follow_ups": prompt.follow_ups,
        "cases": prompt.cases,
    }
    for name, rows in hanging.items():
        for n, row in enumerate(rows):
            for m, option in enumerate(row.when):
                if option not in known:
                    yield (name, n, "when", m), f"there is no option {option}"


def _lets_in_by_a_yes(prompt: PromptRow) -> Iterator[Fault]:
    if prompt.consent is None:
        return
    if Reader.AUDITOR in prompt.audience:
        yield ("consent",), "is of no use where auditors read the answer anyway"
    found = [one for one in prompt.follow_ups if one.id == prompt.consent]
    if not found:
        yield ("consent",), f"there is no follow-up {prompt.consent}"
    for one in found:
        if one.required or [o.id for o in one.options] != list(YES_NO):
            yield ("consent",), "needs a choice of yes and no that nobody must make"


def _cases_are_due(prompt: PromptRow) -> Iterator[Fault]:
    promised = {int(days) for days in _PROMISED.findall(_told(prompt))}
    for n, case in enumerate(prompt.cases):
        if (case.days is None) == (case.working_days is None):
            yield ("cases", n), "needs days or working_days, and not both"
        elif promised and promised != {case.days}:
            yield ("cases", n, "days"), f"is not {min(promised)}, which is promised"
    if promised and not prompt.cases:
        yield ("cases",), f"is empty, and {min(promised)} days are promised"
    if prompt.cases and Reader.COORDINATOR not in prompt.audience:
        yield ("audience",), "leaves out the coordinator, who owes an answer"


def _told(prompt: PromptRow) -> str:
    return " ".join(part for _, one in _words(prompt) for part in (one.en, one.sv))


def _same_values(prompt: PromptRow) -> Iterator[Fault]:
    for place, words in _words(prompt):
        for language, text in (("en", words.en), ("sv", words.sv)):
            if re.search(r"[{}]", re.sub(r"\{[a-z][a-z0-9_]*\}", "", text)):
                yield (*place, language), "has a brace that is no placeholder"
        odd = placeholders(words.en) ^ placeholders(words.sv)
        if odd:
            yield place, f"{{{min(odd)}}} is in one language only"


def _first_time(prompt: PromptRow) -> Iterator[Fault]:
    for n, name in enumerate(prompt.history):
        if name not in placeholders(prompt.text.en):
            yield ("history", n), f"the text has no {{{name}}}"
    if bool(prompt.history) != (prompt.first_time is not None):
        yield ("first_time",), "must be there exactly where history is"
    if prompt.first_time is not None:
        lacking = placeholders(prompt.first_time.en) & set(prompt.history)
        if lacking:
            yield ("first_time",), f"uses {{{min(lacking)}}}, which may be lacking"


def _no_clauses(prompt: PromptRow) -> Iterator[Fault]:
    for place, words in _words(prompt):
        for language, text in (("en", words.en), ("sv", words.sv)):
            found = _CLAUSE.search(text)
            if found:
                yield (*place, language), f"names a clause: {found.group()}"


def _words(prompt: PromptRow) -> Iterator[tuple[tuple[int | str, ...], Words]]:
    """Everything that somebody reads, with its place."""
    yield ("text",), prompt.text
    if prompt.first_time is not None:
        yield ("first_time",), prompt.first_time
    for n, variant in enumerate(prompt.variants):
        yield ("variants", n, "text"), variant.text
    if prompt.promise is not None:
        yield ("promise",), prompt.promise
    yield ("why",), prompt.why
    yield ("evidence",), prompt.evidence
    for n, option in enumerate(prompt.options):
        yield ("options", n), option
    for n, follow_up in enumerate(prompt.follow_ups):
        yield ("follow_ups", n, "ask"), follow_up.ask
        for m, option in enumerate(follow_up.options):
            yield ("follow_ups", n, "options", m), option


RULES: tuple[Rule, ...] = (
    _asked_of_somebody,
    _asked_for_a_reason,
    _subject_where_needed,
    _fits_its_kind,
    _follow_up_fits_its_kind,
    _promises_something,
    _graded_where_it_counts,
    _varies_in_words_alone,
    _ids_once,
    _hangs_on_options,
    _lets_in_by_a_yes,
    _cases_are_due,
    _same_values,
    _first_time,
    _no_clauses,
)
