"""A file sealed with a key: written and read in pieces, and every change to it is noticed before a piece is used.

::

    what it is (line) · salt (32) · pieces: length with the sign of the last (4), ciphertext and tag
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

WHAT = b"wayhome sealed 1\n"
SALT, PIECE, TAG = 32, 1 << 20, 16
LAST = 1 << 31


class Damaged(Exception):
    """The bytes are not those that were sealed, or not all of them, or were sealed with another key."""


def seal(pieces: Iterable[bytes], target: BinaryIO, *, key: bytes) -> None:
    """Write what the pieces hold, sealed. A file that was not written to its end cannot be read to its end."""
    salt = os.urandom(SALT)
    cipher = _cipher(key, salt)
    target.write(WHAT + salt)
    number, held = 0, b""
    for piece in pieces:
        held += piece
        while len(held) > PIECE:
            _write(target, cipher, number, held[:PIECE], last=False)
            number, held = number + 1, held[PIECE:]
    _write(target, cipher, number, held, last=True)


def unseal(source: BinaryIO, *, key: bytes) -> Iterator[bytes]:
    """What was sealed, piece by piece. Raises Damaged at the first piece that was changed, cut short or added to."""
    if source.read(len(WHAT)) != WHAT:
        raise Damaged("it is not a sealed file of Wayhome")
    cipher, number, last = _cipher(key, source.read(SALT)), 0, False
    while not last:
        header = source.read(4)
        if len(header) != 4:
            raise Damaged("it ends too early")
        length = struct.unpack(">I", header)[0]
        last, length = bool(length & LAST), length & ~LAST
        if length > PIECE:
            raise Damaged("it was changed")
        try:
            yield cipher.decrypt(_nonce(number), source.read(length + TAG), header)
        except InvalidTag as changed:
            raise Damaged("it was changed, or sealed with another key") from changed
        number += 1
    if source.read(1):
        raise Damaged("something was added to it")


def _write(target: BinaryIO, cipher: AESGCM, number: int, piece: bytes, *, last: bool) -> None:
    header = struct.pack(">I", len(piece) | (LAST if last else 0))
    target.write(header + cipher.encrypt(_nonce(number), piece, header))


def _nonce(number: int) -> bytes:
    """A number of its own for every piece: the key is new for every file, so none is ever used twice."""
    return number.to_bytes(12, "big")


def _cipher(key: bytes, salt: bytes) -> AESGCM:
    return AESGCM(HKDF(algorithm=hashes.SHA256(), length=32, salt=salt, info=WHAT).derive(key))
