"""Notices from machines: one signed message, one answer, and only after everything is committed.

Signed as in Standard Webhooks: `webhook-id`, `webhook-timestamp` (seconds), `webhook-signature` ("v1," and the base64 of
HMAC-SHA256 over "id.timestamp.body"), and `webhook-key`, the id of the key. A message older or newer than five minutes is refused.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from wayhome.casework.accounts.secrets import opened_secret
from wayhome.casework.journal.context import Purpose, Viewer
from wayhome.casework.journal.writing import acting_as
from wayhome.casework.reach.actions.notices import OtherContent, apply_notice, keep_notice, queue_other_content
from wayhome.casework.reach.intake import Told, Unreadable, from_json, read
from wayhome.casework.reach.models import Notice, SigningKey
from wayhome.casework.records.forms import whole_number
from wayhome.domain.vocabulary import Role

TOO_OLD = timedelta(minutes=5)
LARGEST = 64 * 1024
PLACE = "reach.signing_key"


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def notices(request: HttpRequest) -> HttpResponse:
    """Take one notice. 200 with what became of it; 4xx says which field, what it said, and what to send instead."""
    if request.method != "POST":
        return _refuse(401, "signature", "Post a signed message.")
    body = request.read(LARGEST + 1)  # whatever length it says it has, no more is read
    if len(body) > LARGEST:
        return _refuse(413, "body", f"Send at most {LARGEST} bytes.")
    at: datetime = request.at  # type: ignore[attr-defined]
    key = _signed_by(request, body, at)
    if key is None:
        return _refuse(401, "signature", "Sign the message with a key in force, within five minutes of sending it.")
    try:
        told = read(from_json(body))
    except Unreadable as fault:
        return _refuse(422, fault.field, fault.remedy, fault.value)
    return _taken(told, key, at)


def _taken(told: Told, key: SigningKey, at: datetime) -> HttpResponse:
    """Keep it in the sender's name, then apply it in the authority's; both commit before the answer leaves."""
    sender = Viewer(key.organisation_id, None, frozenset({Role.POLICE_MPC}), at, Purpose.JOB)
    try:
        with transaction.atomic(), acting_as(sender, doing="notice.receive"):
            receipt = keep_notice(told=told, by=sender, at=at)
            organisation = Notice.objects.values_list("organisation_id", flat=True).get(pk=receipt.notice)
    except Unreadable as fault:
        return _refuse(422, fault.field, fault.remedy, fault.value)
    except OtherContent as refusal:
        with transaction.atomic(), acting_as(sender, doing="notice.receive"):
            queue_other_content(told=told, by=sender, at=at)
        return _refuse(409, "id", str(refusal.words), told.number)
    receipt = apply_notice(notice=receipt.notice, organisation=organisation, told=told, at=at)
    return JsonResponse({"notice": str(receipt.notice), "state": receipt.state, "why": receipt.why})


def _signed_by(request: HttpRequest, body: bytes, at: datetime) -> SigningKey | None:
    """The key that signed the message, when the signature is right and fresh; None otherwise, whatever was wrong."""
    id, stamp = request.headers.get("webhook-id", ""), request.headers.get("webhook-timestamp", "")
    if not id or abs(int(at.timestamp()) - whole_number(stamp, most_digits=12)) > TOO_OLD.total_seconds():
        return None
    named = request.headers.get("webhook-key", "")
    key = SigningKey.objects.filter(pk=named).first() if _is_id(named) else None
    if key is None or key.starts_at > at or (key.ends_at is not None and key.ends_at <= at):
        return None
    secret = base64.b64decode(opened_secret(key.secret, place=f"{PLACE}.{key.pk}"))
    right = base64.b64encode(hmac.new(secret, f"{id}.{stamp}.".encode() + body, hashlib.sha256).digest()).decode()
    sent = request.headers.get("webhook-signature", "").split()
    matches = [hmac.compare_digest(f"v1,{right}".encode(), each.encode()) for each in sent]
    return key if any(matches) else None


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def _refuse(status: int, field: str, remedy: str, value: Any = "") -> JsonResponse:
    return JsonResponse({"field": field, "value": value, "remedy": remedy}, status=status)
