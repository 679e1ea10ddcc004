"""Everything that a question can be about, seen as subjects with values.

Rules: a value that nobody has given is left out, never guessed; the prompt then is not
asked, or asked in its first-time wording. What a question is about one owner's thing
keeps that owner; what is asked of a function has none, whoever is named in the data.
"""

from __future__ import annotations

from engagement.topics.build import subjects_of
from engagement.topics.figures import Figure
from engagement.topics.held import data_of, is_held
from engagement.topics.sources import Sources

__all__ = ["Figure", "Sources", "data_of", "is_held", "subjects_of"]
