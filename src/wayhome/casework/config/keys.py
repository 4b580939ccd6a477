"""Secrets that are not in the database: made once, kept in files that only the owner can read."""

from __future__ import annotations

import base64
import os
import secrets
from pathlib import Path


class OpenToOthers(RuntimeError):
    """A file of keys can be read by other people on the machine."""


def secret(path: Path, *, variable: str) -> str:
    """A secret from the environment, else from a file (0600), made on first use."""
    return os.environ.get(variable) or _kept(path, lambda: secrets.token_urlsafe(48))


def master_keys(path: Path) -> dict[str, bytes]:
    """Master keys by name, first the one in use: lines `name base64`. From `WAYHOME_MASTER_KEYS` or a file, made on first use."""
    text = os.environ.get("WAYHOME_MASTER_KEYS") or _kept(
        path, lambda: f"k1 {base64.b64encode(secrets.token_bytes(32)).decode()}"
    )
    keys = {}
    for line in text.replace(",", "\n").split("\n"):
        if line.strip():
            name, _, encoded = line.strip().partition(" ")
            keys[name] = base64.b64decode(encoded, validate=True)
    if not keys or any(len(k) != 32 for k in keys.values()):
        raise ValueError("each master key is a name and 32 bytes in base64")
    return keys


def _kept(path: Path, make: object) -> str:
    """The content of a private file; written first when it is not there. Two processes that start together agree."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        if path.stat().st_mode & 0o077:
            raise OpenToOthers(f"{path} can be read by others: chmod 600 {path}") from None
        return path.read_text("utf-8").strip()
    text = make()  # type: ignore[operator]
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text + "\n")
    return str(text)
