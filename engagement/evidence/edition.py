"""Which content was asked from: one number for all of it, and the editions it serves."""

from __future__ import annotations

import hashlib
from collections.abc import Collection

from engagement.catalogue import Catalogue
from engagement.codec import canonical, encode


def content_version(catalogue: Catalogue, editions: Collection[str]) -> str:
    """Return the SHA-256, in hex, of what is asked, graded and required in ``editions``.

    Another wording, another grade, another requirement or another edition: another
    version.
    """
    whole = [
        sorted(editions),
        [encode(row) for row in catalogue.requirements if row.standard_id in editions],
        [
            [
                prompt.prompt_id,
                prompt.digest,
                list(prompt.concepts),
                prompt.grade,
                [option.grade for option in prompt.options],
                [follow_up.grade for follow_up in prompt.follow_ups],
            ]
            for prompt in catalogue.prompts
        ],
    ]
    return hashlib.sha256(canonical(whole)).hexdigest()
