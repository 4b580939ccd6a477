"""The bytes of an entry and its leaf, as in RFC 6962: standard library only, so that a stranger can check a journal with it.

leaf = SHA-256(0x00 ‖ salt ‖ canonical bytes). The salt lets an entry be forgotten while its leaf still stands in the tree.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from uuid import UUID

FORM = 1
NO_LEAF = bytes(32)


def canonical(
    *,
    organisation: UUID,
    number: int,
    at: datetime,
    user: UUID | None,
    purpose: str,
    act: str,
    what: str,
    subjects: Sequence[Sequence[str]],
    codes: Mapping[str, object],
    prev: bytes,
) -> bytes:
    """The one way to write an entry as bytes: JSON with sorted keys and no spaces, UTF-8, times in UTC to the microsecond."""
    entry = {
        "form": FORM,
        "organisation": str(organisation),
        "number": number,
        "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
        "user": None if user is None else str(user),
        "purpose": purpose,
        "act": act,
        "what": what,
        "subjects": [list(s) for s in subjects],
        "codes": dict(codes),
        "prev": prev.hex(),
    }
    return json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8")


def leaf(salt: bytes, content: bytes) -> bytes:
    """The leaf hash of salted content."""
    return hashlib.sha256(b"\x00" + salt + content).digest()


def node(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """The Merkle tree hash of the leaves in order (RFC 6962 §2.1)."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = 1 << (len(leaves) - 1).bit_length() - 1
    return node(root(leaves[:split]), root(leaves[split:]))
