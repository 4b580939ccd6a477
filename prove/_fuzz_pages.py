"""Reading a page as a person's browser does: its links, its forms, and what each field may hold."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

CHOSEN = ("radio", "checkbox", "select")
NO_ANSWER = ("submit", "button", "image", "reset")


@dataclass(frozen=True)
class Field:
    """One question of a form: its name, what it is, what stands in it, and what may be chosen."""

    name: str
    kind: str
    value: str = ""
    choices: tuple[str, ...] = ()
    longest: int | None = None


@dataclass(frozen=True)
class Form:
    """One form of a page: where it is sent to, how, and its fields in order."""

    action: str
    method: str
    fields: tuple[Field, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        return frozenset(each.name for each in self.fields)


@dataclass(frozen=True)
class Page:
    """What a page offers: the addresses of its links, and its forms."""

    links: tuple[str, ...]
    forms: tuple[Form, ...]

    @property
    def sent(self) -> tuple[Form, ...]:
        """The forms that write or ask by post."""
        return tuple(form for form in self.forms if form.method == "post")


def read(address: str, text: str) -> Page:
    """What a page at an address offers."""
    reader = _Reader(address)
    reader.feed(text)
    return Page(tuple(dict.fromkeys(reader.links)), tuple(_joined(form) for form in reader.forms))


@dataclass
class _Open:
    action: str
    method: str
    fields: list[Field] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.links: list[str] = []
        self.forms: list[_Open] = []
        self.within: _Open | None = None
        self.list_name, self.options, self.text_name = "", [""][:0], ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and given.get("href", "").startswith("/") and not given["href"].startswith("//"):
            self.links.append(given["href"].split("#")[0])
        elif tag == "form":
            action = urljoin(self.address, given.get("action") or self.address)
            self.within = _Open(action, given.get("method", "get").lower())
            self.forms.append(self.within)
        elif self.within is not None and given.get("name"):
            self._field(tag, given)
        elif tag == "option" and self.list_name:
            self.options.append(given.get("value", ""))

    def _field(self, tag: str, given: dict[str, str]) -> None:
        assert self.within is not None
        longest = int(given["maxlength"]) if given.get("maxlength", "").isdecimal() else None
        kind = given.get("type", "text") if tag == "input" else tag
        if tag == "select":
            self.list_name, self.options = given["name"], []
        elif kind in ("radio", "checkbox"):
            value = given.get("value", "on")
            self.within.fields.append(Field(given["name"], kind, value if "checked" in given else "", (value,)))
        elif tag == "textarea" or (tag == "input" and kind not in NO_ANSWER):
            self.within.fields.append(Field(given["name"], kind, given.get("value", ""), longest=longest))
            self.text_name = given["name"] if tag == "textarea" else ""
        elif tag == "button":
            self.within.fields.append(Field(given["name"], "button", given.get("value", "")))

    def handle_data(self, data: str) -> None:
        if self.text_name and self.within is not None and self.within.fields:
            last = self.within.fields[-1]
            self.within.fields[-1] = replace(last, value=last.value + data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self.text_name = ""
        elif tag == "select" and self.within is not None and self.list_name:
            self.within.fields.append(Field(self.list_name, "select", "", tuple(self.options)))
            self.list_name = ""
        elif tag == "form":
            self.within = None


def _joined(form: _Open) -> Form:
    """Radios and check boxes of one name are one question."""
    found: dict[tuple[str, str], Field] = {}
    for each in form.fields:
        key = (each.name, each.kind)
        before = found.get(key)
        if before is not None and each.kind in ("radio", "checkbox"):
            found[key] = replace(before, choices=before.choices + each.choices, value=before.value or each.value)
        else:
            found.setdefault(key, each)
    return Form(urlsplit(form.action)._replace(scheme="", netloc="").geturl(), form.method, tuple(found.values()))
