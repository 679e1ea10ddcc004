"""Prompts: from checked rows to what the core asks."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path

from pydantic import TypeAdapter

from config.content_files import key_of, read
from config.content_rows import FollowUpRow, NumberRow, OptionRow, PromptRow, Words
from config.content_rules import faults
from engagement.case_rules import CaseRule
from engagement.catalogue import (
    FollowUp,
    NumberRange,
    Option,
    Prompt,
)
from engagement.errors import ContentError
from engagement.prompt_digest import digest_of
from engagement.texts import Bilingual
from engagement.wording import Variant

_ROWS = TypeAdapter(dict[str, PromptRow])


def load_prompts(folder: Path, concepts: Collection[str]) -> tuple[Prompt, ...]:
    """Return the prompts of ``folder/prompts``, the machinery's own ones last.

    Raises:
        ContentError: a file is broken, breaks a rule, or names an unknown concept.
    """
    where: dict[str, str] = {}
    found = []
    for file, prompt_id, row in _rows(folder):
        if prompt_id in where:
            reason = f"is already in {where[prompt_id]}"
            raise ContentError(file, prompt_id, reason)
        where[prompt_id] = file
        _check(file, prompt_id, row, concepts)
        found.append(_prompt(prompt_id, row))
    return tuple(sorted(found, key=lambda p: (p.internal, p.prompt_id)))


def _rows(folder: Path) -> Iterator[tuple[str, str, PromptRow]]:
    paths = sorted(folder.glob("prompts/*.toml"))
    if not paths:
        raise ContentError("prompts", "file", "there is none")
    for path in paths:
        file = f"prompts/{path.name}"
        for prompt_id, row in read(folder, file, _ROWS).items():
            yield file, prompt_id, row


def _check(
    file: str, prompt_id: str, row: PromptRow, concepts: Collection[str]
) -> None:
    for n, concept in enumerate(row.concepts):
        if concept not in concepts:
            key = key_of((prompt_id, "concepts", n))
            raise ContentError(file, key, f"there is no concept {concept}")
    for place, reason in faults(row):
        raise ContentError(file, key_of((prompt_id, *place)), reason)


def _prompt(prompt_id: str, row: PromptRow) -> Prompt:
    prompt = Prompt(
        prompt_id=prompt_id,
        version=row.version,
        concepts=row.concepts,
        asked_of=row.asked_of,
        cadence=row.cadence,
        cadence_top=row.cadence_top,
        events=row.events,
        subject=row.subject,
        kind=row.kind,
        text=row.text.bilingual,
        history=row.history,
        first_time=_or_none(row.first_time),
        variants=tuple(
            Variant(when=one.when, text=one.text.bilingual) for one in row.variants
        ),
        promise=_or_none(row.promise),
        why=row.why.bilingual,
        options=_options(row.options),
        options_from=row.options_from,
        grade=row.grade,
        number=_number(row.number) if row.number else None,
        follow_ups=tuple(_follow_up(one) for one in row.follow_ups),
        cases=tuple(
            CaseRule(when=one.when, days=one.days, working_days=one.working_days)
            for one in row.cases
        ),
        reviews_subject=row.reviews_subject,
        evidence=row.evidence.bilingual,
        audience=row.audience,
        consent=row.consent,
        method=row.method,
        retention=row.retention,
        on=row.on,
        internal=row.internal,
        digest="",
    )
    return replace(prompt, digest=digest_of(prompt))


def _or_none(words: Words | None) -> Bilingual:
    return words.bilingual if words is not None else Bilingual()


def _options(rows: tuple[OptionRow, ...]) -> tuple[Option, ...]:
    return tuple(
        Option(option_id=row.id, label=row.bilingual, grade=row.grade) for row in rows
    )


def _number(row: NumberRow) -> NumberRange:
    return NumberRange(
        least=row.least,
        most=row.most,
        decimals=row.decimals,
        unit=_or_none(row.unit),
        unit_one=_or_none(row.unit_one),
    )


def _follow_up(row: FollowUpRow) -> FollowUp:
    return FollowUp(
        follow_up_id=row.id,
        when=row.when,
        kind=row.kind,
        ask=row.ask.bilingual,
        options=_options(row.options),
        required=row.required,
        commits=row.commits,
        promise=_or_none(row.promise),
        grade=row.grade,
    )
