"""The Jinja2 environment of every page: `"environment": "wayhome.casework.design.jinja.environment"`.

Templates live in each app's `templates/` folder (ours only: other packages' are written for Django's own language).
A name that is not there is an error, not a blank: a page with a hole where a safe number should be must not be shown.
"""

from __future__ import annotations

import difflib
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import jinja2
from django.apps import apps
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext, npgettext, pgettext
from markupsafe import Markup

from wayhome.casework.design import clockface, components, times
from wayhome.casework.design.fields import field_view, problems
from wayhome.casework.design.styles import child_style

DESIGN_SYSTEM = "govuk_frontend_jinja/"
BUTTON_KINDS = {
    "first": "",
    "second": " wh-button--second",
    "light": " wh-button--second wh-button--light",
    "worry": " wh-button--worry",
}
"""A button's kind and the classes it adds; a kind that is not here is an error, not an unstyled button."""


class Environment(jinja2.Environment):
    """Strict for our templates; the design system's own macros read options that nobody gave, so theirs chain."""

    lenient: jinja2.Environment | None = None

    def get_template(
        self,
        name: str | jinja2.Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,
    ) -> jinja2.Template:
        if self.lenient is not None and isinstance(name, str) and name.startswith(DESIGN_SYSTEM):
            return self.lenient.get_template(name, parent, globals)
        return super().get_template(name, parent, globals)


def our_templates() -> list[str]:
    """The `templates/` folder of each installed app of Wayhome; each app keeps to the subfolder of its own name."""
    ours = [a for a in apps.get_app_configs() if a.name.split(".")[0] == "wayhome"]
    return [str(folder) for a in ours if (folder := Path(a.path) / "templates").is_dir()]


def environment(**options: Any) -> Environment:
    """What Django's Jinja2 backend asks for. `options` are the backend's own; the loader is added to, undefined is strict."""
    given = options.pop("loader", None)
    loaders = [given] if given is not None else []
    loaders.append(jinja2.FileSystemLoader(our_templates()))
    design_system = jinja2.PrefixLoader({DESIGN_SYSTEM.rstrip("/"): jinja2.PackageLoader("govuk_frontend_jinja")})
    options |= {
        "loader": jinja2.ChoiceLoader([*loaders, design_system]),
        "undefined": jinja2.StrictUndefined,
        "extensions": ["jinja2.ext.i18n", *options.get("extensions", [])],
        "trim_blocks": True,
        "lstrip_blocks": True,
        "autoescape": True,
    }
    made = Environment(**options)
    equip(made)
    made.lenient = made.overlay(undefined=jinja2.ChainableUndefined)
    return made


def equip(made: jinja2.Environment) -> None:
    """Give an environment our words, links and filters."""
    made.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True, pgettext=pgettext, npgettext=npgettext
    )
    made.globals |= {
        "static": static,
        "url": address,
        "language": get_language,
        "field_view": field_view,
        "problems": problems,
        "clock_face": clockface.face,
        "clock_small": clockface.small,
        "clock_widths": {"wide": clockface.WIDE, "narrow": clockface.NARROW},
        "looks": components.LOOKS,
        "button_kinds": BUTTON_KINDS,
        "child_style": child_style,
    }
    made.filters |= {
        "hour": times.hour,
        "day": times.day,
        "date": times.date_words,
        "full_time": times.full,
        "short_time": times.short,
        "near": times.near,
        "span": times.span,
        "moment": times.moment,
        "known": known,
        "lines": lines,
        "quoted": quoted,
        "beside": beside,
    }


def address(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a named page: `url('reach:offer', case=…)`."""
    return reverse(name, args=args, kwargs=kwargs)


def known(value: object) -> object:
    """The value, or the words for a value that nobody recorded: never a blank, a dash or 0."""
    return gettext("not recorded") if value is None or value == "" else value


def lines(text: str) -> Markup:
    """Words as they were typed: their line breaks kept, everything in them escaped."""
    return Markup("<br>").join(str(text).splitlines())


def quoted(text: str) -> Markup:
    """Someone's own words in quotation marks, unedited."""
    return Markup("“{}”").format(lines(text))


def beside(text: str, other: str) -> Markup:
    """The text with the words in bold that the other version does not have in that place."""
    mine, theirs = str(text).split(" "), str(other).split(" ")
    marked = [
        Markup("<strong>{}</strong>").format(" ".join(mine[start:end]))
        if tag != "equal"
        else Markup("{}").format(" ".join(mine[start:end]))
        for tag, start, end, _, _ in difflib.SequenceMatcher(a=mine, b=theirs, autojunk=False).get_opcodes()
        if start != end
    ]
    return Markup(" ").join(marked)
