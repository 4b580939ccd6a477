"""One request, one transaction, one tenant: who asks, whether they may open the page, and the journal before the first byte."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

from django.contrib.auth import SESSION_KEY
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve

from wayhome.casework.accounts.sign_in import is_second_step_done, pending_user, remembered_user
from wayhome.casework.accounts.viewers import viewer_of
from wayhome.casework.config import errors
from wayhome.casework.journal.context import Purpose, Viewer, speaking_for, tell_database
from wayhome.casework.journal.notes import Note, taken, wrote
from wayhome.casework.journal.pages import ACCESS, Who
from wayhome.casework.journal.writing import write_down
from wayhome.casework.records.refusals import Refused

ANSWER_UNCHANGED = 304
SERVER_FAULT = 500


class Streamed(RuntimeError):
    """An answer that is made after the transaction would leave the server without a tenant and without the journal."""


class NotKept(RuntimeError):
    """The transaction cannot commit any more: nothing of it may be answered as if it had."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The page that was asked for and its rule; `who` is None for an address that is in no access list."""

    page: str
    who: Who | None


class OneTransaction:
    """Wraps everything that touches the database. What cannot be journalled is not answered: it rolls back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.viewer = None  # type: ignore[attr-defined]
        asked = page_asked(request)
        if asked is None:
            return self.get_response(request)
        with transaction.atomic():
            viewer = self._viewer(request, asked)
            request.viewer = viewer  # type: ignore[attr-defined]
            with self._speaking(request, viewer, asked):
                response = self._refusal(request, viewer, asked) or self.get_response(request)
                self._close(request, response, asked)
            if transaction.get_rollback() and response.status_code < SERVER_FAULT:
                raise NotKept(asked.page)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a worded refusal with its page; the view's own writes are rolled back already."""
        return errors.refused(request, exception) if isinstance(exception, Refused) else None

    def _viewer(self, request: HttpRequest, asked: Asked) -> Viewer | None:
        if SESSION_KEY not in request.session:
            return None
        tell_database(user=remembered_user(request))
        if not request.user.is_authenticated:
            return None
        purpose = asked.who.purpose if asked.who and not asked.who.stranger else Purpose.ADMINISTRATION
        return viewer_of(request.user, at=request.at, purpose=purpose)  # type: ignore[attr-defined]

    def _speaking(self, request: HttpRequest, viewer: Viewer | None, asked: Asked) -> AbstractContextManager[None]:
        if viewer is not None:
            return speaking_for(viewer)
        may_look_up = asked.who is not None and asked.who.stranger
        tell_database(
            user=pending_user(request) if may_look_up else None,
            purpose=asked.who.purpose if asked.who is not None and may_look_up else "",
            at=request.at,  # type: ignore[attr-defined]
        )
        return nullcontext()

    def _refusal(self, request: HttpRequest, viewer: Viewer | None, asked: Asked) -> HttpResponse | None:
        if asked.who is None:
            return errors.not_found(request)
        if viewer is not None and not asked.who.before_second_step and not is_second_step_done(request, viewer):
            return errors.set_up_second_step(request)
        if asked.who.admits(viewer):
            return None
        return errors.sign_in_first(request) if viewer is None else errors.not_allowed(request)

    def _close(self, request: HttpRequest, response: HttpResponseBase, asked: Asked) -> None:
        """Write the journal last, or roll everything back."""
        if response.status_code >= SERVER_FAULT:
            transaction.set_rollback(True)
            _drop_notes()
            return
        if response.streaming:
            raise Streamed(asked.page)
        viewer: Viewer | None = request.viewer  # type: ignore[attr-defined]
        if viewer is not None:
            write_down(viewer, doing=asked.page, answered=response.status_code != ANSWER_UNCHANGED)
        elif (user := getattr(request, "signed_in_now", None)) is not None:
            viewer = viewer_of(user, at=request.at, purpose=Purpose.SIGNING_IN)  # type: ignore[attr-defined]
            with speaking_for(viewer):
                wrote(viewer, "account.signed_in", "user", user.pk, way=request.signed_in_how)  # type: ignore[attr-defined]
                write_down(viewer, doing=asked.page)


def _drop_notes() -> None:
    note: Note
    for note in taken():
        note.written = True


def page_asked(request: HttpRequest) -> Asked | None:
    """The page a request is for; None for an address that is nobody's."""
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return None
    return Asked(match.view_name, ACCESS.get(match.view_name))
