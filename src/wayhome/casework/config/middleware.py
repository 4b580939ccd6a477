"""The edge of the web: the one place that reads the clock, and the headers every answer carries."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from datetime import UTC, datetime

import structlog
from django.http import HttpRequest, HttpResponse

from wayhome.casework.records.ids import fresh_id

log = structlog.get_logger()

CONTENT = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action {forms}; manifest-src 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), publickey-credentials-get=(self)",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
}


class Edge:
    """Sets `request.at` once, so that one answer has one time; adds the security headers; logs the page, never its content."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.monotonic()
        request.at = datetime.now(UTC)  # type: ignore[attr-defined]
        request.number = str(fresh_id())  # type: ignore[attr-defined]
        request.csp_nonce = secrets.token_urlsafe(18)  # type: ignore[attr-defined]
        request.forms_may_go_to = ["'self'"]  # type: ignore[attr-defined]
        response = self.get_response(request)
        self._headers(request, response)
        match = request.resolver_match
        if match is not None:
            spent = round((time.monotonic() - started) * 1000)
            log.info(
                "answered",
                page=match.view_name,
                method=request.method,
                status=response.status_code,
                milliseconds=spent,
                request=request.number,  # type: ignore[attr-defined]
            )
        return response

    def _headers(self, request: HttpRequest, response: HttpResponse) -> None:
        forms = " ".join(request.forms_may_go_to)  # type: ignore[attr-defined]
        policy = CONTENT.format(nonce=request.csp_nonce, forms=forms)  # type: ignore[attr-defined]
        response.headers.setdefault("Content-Security-Policy", policy)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if request.resolver_match is not None:
            response.headers.setdefault("Cache-Control", "no-store, private")
