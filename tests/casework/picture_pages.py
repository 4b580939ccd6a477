"""A page of figures made from numbers and no database, with the style sheet in it, for a browser to look at."""

from __future__ import annotations

from collections.abc import Sequence

from django.template import engines

from tests.casework import running  # noqa: F401 - starts Django
from wayhome.casework.design import build
from wayhome.casework.design.components import Live
from wayhome.casework.design.gallery.people import shell
from wayhome.casework.oversight.figures.figure import Figure

SOURCE = """\
{% extends "design/layouts/staff.html" %}
{% import "oversight/charts.html" as charts with context %}
{% block page_title %}Pictures{% endblock %}
{% block main %}<h1 class="govuk-heading-l">Pictures</h1>
{% for one in figures %}{% call ui.section(one.title, aside=one.subtitle, id=one.id) %}
<div class="wh-section__body">{{ charts.figure(one, width) }}</div>{% endcall %}{% endfor %}
{% endblock %}
"""


def page(figures: Sequence[Figure], width: str = "wide") -> str:
    """The figures one below the other, each drawn for a `wide` or a `half` column."""
    live = Live(at="08:55", state="plain", words="Counted at 08:55")
    made = engines["jinja2"].from_string(SOURCE).render(
        {"shell": shell("How are we doing?"), "live": live, "figures": figures, "width": width}
    )  # fmt: skip
    css = (build.build() / "wayhome.css").read_text("utf-8")
    return made.replace("</head>", f"<style>{css}</style></head>", 1)
