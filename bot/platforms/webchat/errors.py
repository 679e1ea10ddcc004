"""What this platform refuses: to a person in words, to the dispatcher as an outcome.

To a person it is an ``HTTPException`` whose detail is the sentence, in the language
that its header names; the shell decides whether that becomes a page, a notice or JSON.
"""

from __future__ import annotations

from http import HTTPStatus

from starlette.exceptions import HTTPException

from bot.ports import Bug, Unreachable
from engagement.texts import Language, Texts

NO_SUCH_USER = Unreachable(code="user_not_found")
NO_SUCH_CHANNEL = Unreachable(code="channel_not_found")
NO_SUCH_THREAD = Unreachable(code="thread_not_found")
NO_SUCH_MESSAGE = Unreachable(code="message_not_found")
NO_ONE_TARGET = Bug(code="not_exactly_one_target")
NO_SUBMIT = Bug(code="inputs_without_submit")


class Speaker:
    """Says no to one reader."""

    def __init__(self, texts: Texts, language: Language) -> None:
        self._texts = texts
        self._language = language

    def not_found(self, what: str) -> HTTPException:
        """404: ``what`` is ``person``, ``conversation``, ``message`` or ``file``."""
        return self._say(HTTPStatus.NOT_FOUND, f"no_{what}")

    def unusable(self, why: str, **values: object) -> HTTPException:
        """422: understood as a request, but not to be used as it is."""
        return self._say(HTTPStatus.UNPROCESSABLE_ENTITY, why, **values)

    def too_large(self, why: str, **values: object) -> HTTPException:
        """413."""
        return self._say(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, why, **values)

    def unreadable(self) -> HTTPException:
        """400: not a form at all."""
        return self._say(HTTPStatus.BAD_REQUEST, "unreadable")

    def busy(self) -> HTTPException:
        """409: the rehearsal is already moving on."""
        return self._say(HTTPStatus.CONFLICT, "busy")

    def closed(self) -> HTTPException:
        """503: starting or stopping."""
        return self._say(HTTPStatus.SERVICE_UNAVAILABLE, "closed")

    def _say(self, status: HTTPStatus, why: str, **values: object) -> HTTPException:
        words = self._texts.text(f"chat.error.{why}", self._language, **values)
        return HTTPException(status, words, {"Content-Language": self._language})
