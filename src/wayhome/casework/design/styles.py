"""The child's page carries its style inside itself; here it is read, and its hash for the content security policy."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from markupsafe import Markup

CHILD = Path(__file__).resolve().parent / "static" / "design" / "child.css"


@cache
def child_style() -> Markup:
    """The compiled style of the child's page. Raises FileNotFoundError when `build` has not run."""
    return Markup(CHILD.read_text("utf-8"))


def child_style_hash() -> str:
    """`'sha256-…'`: what style-src must allow on the child's pages, and on no other."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(child_style().encode()).digest()).decode()}'"
