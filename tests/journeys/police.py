"""The police's own system, which is not ours: it signs what it sends, and believes the answer."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import urllib.request
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4


@dataclass(frozen=True)
class PoliceSystem:
    """One sender with its key."""

    address: str
    key: str
    secret: bytes

    def tells(
        self, kind: str, child: dict[str, str], *, happened: datetime, reference: str, **more: Any
    ) -> dict[str, Any]:
        """Send one notice. What was answered; anything but success is raised."""
        body = json.dumps(
            {
                "id": uuid4().hex, "kind": kind, "authority": "E06999001", "police_reference": reference, "child": child,
                "happened": happened.isoformat(), **more,
            }
        ).encode()  # fmt: skip
        number, stamp = uuid4().hex, str(int(datetime.now(UTC).timestamp()))
        digest = hmac.new(self.secret, f"{number}.{stamp}.".encode() + body, hashlib.sha256).digest()
        signed = {
            "webhook-id": number, "webhook-timestamp": stamp, "webhook-key": self.key,
            "webhook-signature": f"v1,{base64.b64encode(digest).decode()}", "Content-Type": "application/json",
        }  # fmt: skip
        request = urllib.request.Request(f"{self.address}/api/v1/notices", body, signed)
        with urllib.request.urlopen(request, timeout=30) as answer:
            said: dict[str, Any] = json.loads(answer.read())
        return said
