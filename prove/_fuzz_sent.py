"""What is sent: one request as a value, from which the bytes are made last, so that any part of it can be made odd."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import quote_from_bytes

FORM, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"
BOUNDARY = "wayhome-boundary-72"

Value = str | bytes


@dataclass(frozen=True)
class Sent:
    """One request: how, where to, and what is in it. `oddities` names what was made odd; empty: as a person meant it."""

    method: str
    path: str
    query: str = ""
    fields: tuple[tuple[str, Value], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    kind: str = FORM
    body: bytes | None = None
    content_type: str | None = None
    page: str = ""
    oddities: tuple[str, ...] = ()
    files: tuple[tuple[str, str, bytes], ...] = field(default=())

    @property
    def meant(self) -> bool:
        """Whether a person could have meant exactly this."""
        return not self.oddities

    @property
    def address(self) -> str:
        return f"{self.path}?{self.query}" if self.query else self.path

    @property
    def type(self) -> str:
        if self.content_type is not None:
            return self.content_type
        return f"{MULTIPART}; boundary={BOUNDARY}" if self.kind == MULTIPART else FORM

    @property
    def data(self) -> bytes:
        """The body in bytes."""
        if self.body is not None:
            return self.body
        if self.method not in ("POST", "PUT", "PATCH"):
            return b""
        return _multipart(self) if self.kind == MULTIPART else encoded(self.fields)


def raw(value: Value) -> bytes:
    """Text as UTF-8; half a pair of surrogates too, as some programs write it."""
    return value if isinstance(value, bytes) else value.encode("utf-8", "surrogatepass")


def encoded(fields: tuple[tuple[str, Value], ...]) -> bytes:
    """Fields as a browser writes them in an address or a form."""
    return "&".join(f"{quote_from_bytes(raw(name))}={quote_from_bytes(raw(value))}" for name, value in fields).encode()


def _multipart(sent: Sent) -> bytes:
    parts = []
    for name, value in sent.fields:
        parts.append(
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="'.encode() + raw(name) + b'"\r\n\r\n' + raw(value)
        )
    for name, filename, content in sent.files:
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n\r\n'
        parts.append(head.encode("utf-8", "surrogatepass") + content)
    return b"\r\n".join([*parts, f"--{BOUNDARY}--\r\n".encode()])
