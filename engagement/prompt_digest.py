"""The number of a prompt's content: what was shown, and nothing of who, when and why."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from engagement.catalogue import FollowUp, Prompt
from engagement.codec import canonical, encode


def digest_of(prompt: Prompt) -> str:
    """Return the SHA-256, in hex, of what a reader of ``prompt`` is shown.

    Who is asked, when, why and with which grades may change; it is the same question.
    """
    shown = [
        prompt.prompt_id,
        prompt.version,
        prompt.kind,
        encode(prompt.text),
        encode(prompt.first_time),
        [
            [sorted((name, str(held)) for name, held in v.when.items()), encode(v.text)]
            for v in prompt.variants
        ],
        encode(prompt.promise),
        [encode(replace(option, grade=None)) for option in prompt.options],
        prompt.options_from,
        prompt.number and encode(prompt.number),
        [encode(_ungraded(follow_up)) for follow_up in prompt.follow_ups],
    ]
    return hashlib.sha256(canonical(shown)).hexdigest()


def _ungraded(follow_up: FollowUp) -> FollowUp:
    options = tuple(replace(option, grade=None) for option in follow_up.options)
    return replace(follow_up, grade=None, options=options)
