"""The sample pages of the design app, drawn for tests and served to a browser with the policy that the real server sends."""

from __future__ import annotations

import threading
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from django.template import engines
from django.template.loader import render_to_string
from django.test import override_settings

from tests.casework import running  # noqa: F401 - starts Django, before any template is drawn
from wayhome.casework.design import build, styles
from wayhome.casework.design.components import Live
from wayhome.casework.design.gallery import parts
from wayhome.casework.design.gallery.people import shell
from wayhome.casework.design.views import PAGES

STAFF = ("gallery", *(p for p in PAGES if not p.startswith("child")))
CHILD = tuple(p for p in PAGES if p.startswith("child"))
WIDTHS = (320, 1280)
SHORT = ("403", "404", "409", "500", "form-too-old")
"""Pages of a few lines in one column, the same at every width."""


def page(name: str) -> str:
    """One sample page as the server would send it."""
    with override_settings(ROOT_URLCONF="tests.casework.design_urls"):
        if name == "gallery":
            return render_to_string("design/gallery.html", parts.everything())
        template, context = PAGES[name]
        return render_to_string(template, context())


def drawn(source: str, **context: object) -> str:
    """A few lines of template with every component at hand."""
    return engines["jinja2"].from_string('{% import "design/ui.html" as ui %}' + source).render(context)


POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'{child}; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'"
)


class Site:
    """The sample pages over HTTP with the policy that the real server sends, and one address that a live page asks."""

    def __init__(self) -> None:
        self.news, self.etag, self.down = "", '"0"', False
        self.asked: list[int] = []
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Answer, self))
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def address(self, name: str) -> str:
        return f"http://127.0.0.1:{self.server.server_port}/page/{name}"

    def live_page(self) -> str:
        live = Live(at="08:55", url="/live", etag='"0"', every=1, show="/page/live")
        source = (
            '{% extends "design/layouts/staff.html" %}{% block page_title %}L{% endblock %}{% block main %}<h1>L</h1>'
            '<p id="rows" data-live-region>{{ rows }}</p><input id="q" aria-label="Q">{% endblock %}'
        )
        return (
            engines["jinja2"]
            .from_string(source)
            .render({"shell": shell("Today"), "live": live, "rows": self.news or "nothing"})
        )


class Answer(BaseHTTPRequestHandler):
    """One request of the site above."""

    def __init__(self, site: Site, *args: object) -> None:
        self.site = site
        super().__init__(*args)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        kind, _, name = self.path.lstrip("/").split("?")[0].partition("/")
        if self.site.down:
            self.send(503, b"", "text/plain")
        elif kind == "live":
            self.live()
        elif kind == "static":
            file = build.OUTPUT / name.removeprefix("design/")
            suffix = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}[file.suffix]
            self.send(200, file.read_bytes(), suffix)
        elif kind == "page":
            self.send(
                200,
                (self.site.live_page() if name == "live" else page(name)).encode(),
                "text/html; charset=utf-8",
                name in CHILD,
            )
        else:
            self.send(404, b"", "text/plain")

    def live(self) -> None:
        same = self.headers.get("If-None-Match") == self.site.etag
        self.site.asked.append(304 if same else 200)
        body = b"" if same else f'{{"news": "{self.site.news}"}}'.encode()
        self.send(304 if same else 200, body, "application/json", etag=self.site.etag)

    def send(self, status: int, body: bytes, kind: str, child: bool = False, etag: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header(
            "Content-Security-Policy", POLICY.format(child=f" {styles.child_style_hash()}" if child else "")
        )
        if etag:
            self.send_header("ETag", etag)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing."""
