"""What somebody wrote, as HTML: plain text in which only web addresses are links.

The whole address is visible, so that nobody is led elsewhere than it says; only
``http`` and ``https`` become links, and marks that change the reading direction end
an address, because they could make it look like another one.

In a card what stands between backticks is something to type, as on every other chat
platform; what somebody wrote is shown as it is.
"""

from __future__ import annotations

import re

from markupsafe import Markup, escape

_ADDRESS = re.compile(
    "https?://[\\w\\[][^\\s<>\"'`\\\\\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069”’»]*",
    re.IGNORECASE,
)
_CODE = re.compile("`([^`\n]{1,200})`")
_LINK = Markup('<a href="{0}" rel="noopener nofollow" target="_blank">{0}</a>')
_CLOSING = {")": "(", "]": "[", "}": "{"}
_TRAILING = ".,;:!?*_"


def prose(text: str) -> Markup:
    """Return ``text`` escaped, with its web addresses as links."""
    pieces: list[str] = []
    done = 0
    for found in _ADDRESS.finditer(text):
        address = _without_sentence_end(found.group())
        end = found.start() + len(address)
        pieces += [escape(text[done : found.start()]), _LINK.format(address)]
        done = end
    pieces.append(escape(text[done:]))
    return Markup("").join(pieces)


def with_code(text: str) -> Markup:
    """Return ``text`` like ``prose``, and what stands between backticks as code."""
    pieces: list[str] = []
    done = 0
    for found in _CODE.finditer(text):
        pieces.append(prose(text[done : found.start()]))
        pieces.append(Markup("<code>{0}</code>").format(found[1]))
        done = found.end()
    pieces.append(prose(text[done:]))
    return Markup("").join(pieces)


def _without_sentence_end(address: str) -> str:
    """Return the address without the punctuation of the sentence around it."""
    surplus = {
        closing: address.count(closing) - address.count(opening)
        for closing, opening in _CLOSING.items()
    }
    end = len(address)
    while address[end - 1] in _TRAILING or surplus.get(address[end - 1], 0) > 0:
        end -= 1
        if address[end] in surplus:
            surplus[address[end]] -= 1
    return address[:end]
