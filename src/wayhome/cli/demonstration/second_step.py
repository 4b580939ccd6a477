"""The second step of signing in, for invented people: each has an authenticator whose code this machine can say.

The step itself is the real one. The secrets are derived from a random file in the practice home, so that nobody else's
practice area has the same, and nothing that could open a real one is in the program.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import struct

STEP = 30


def secret_of(email: str, *, seed: str) -> str:
    """The authenticator's secret of a person of the practice area, as authenticator apps write it."""
    made = hmac.new(seed.encode("utf-8"), email.strip().lower().encode("utf-8"), hashlib.sha256).digest()
    return base64.b32encode(made[:20]).decode("ascii")


def code_at(secret: str, seconds: float) -> str:
    """The six figures that an authenticator app shows at a time (RFC 6238)."""
    counter = struct.pack(">Q", int(seconds) // STEP)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    start = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"
