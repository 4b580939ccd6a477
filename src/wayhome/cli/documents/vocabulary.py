"""docs/reference/vocabulary.md: every code list with its values, and the same things in other people's words."""

from __future__ import annotations

from wayhome.cli.documents.markdown import bullets, document, table, without_source
from wayhome.domain.vocabulary import (
    CODE_LISTS,
    DELIVERY_MODEL_ELSEWHERE,
    NAMES_OF_SOURCES,
    OUTSIDE_WORDS,
    REASON_NOT_OFFERED_ELSEWHERE,
    CodeList,
    Outcome,
    class_of,
)

INTRODUCTION = """\
Codes stand in files and in code; people read the labels. A value is never removed: it becomes *no longer used*, and old
records keep it. Lists with `other` ask for words beside it.

A field may also hold why there is no value: `not_asked`, `did_not_say` or `not_known`. Each of them is *recorded*, and
none of them is *known*: completeness counts them, rates do not. An empty field is neither.

How sensitive a value is goes by the value, wherever it stands. A value nobody has looked at is treated as sensitive."""


def vocabulary() -> str:
    """Every code list, then the words of others."""
    lists = [_list(one) for one in CODE_LISTS.values()]
    return document("Code lists", INTRODUCTION, *lists, _elsewhere())


def _list(one: CodeList) -> str:
    facts = [f"In code: `{one.name}`, version {one.version}."]
    facts.append(f"Class: {one.data_class.label.lower()}, unless a value says otherwise." if _mixed(one) else "")
    facts.append("Several may be chosen." if one.several else "")
    facts.append("May be not asked, did not say or not known." if one.null_codes else "")
    values = _outcomes() if one.words is Outcome else _values(one)
    said = " ".join(fact for fact in facts if fact)
    return "\n\n".join((f"## {one.title}", without_source(one.definition), said, values))


def _mixed(one: CodeList) -> bool:
    return any(class_of(value) is not one.data_class for value in one.words)


def _values(one: CodeList) -> str:
    rows = []
    for value in one.words:
        notes = [value.definition]
        if not value.active:
            notes.append("No longer used.")
        if _mixed(one) and class_of(value) is not one.data_class:
            notes.append(f"Class: {class_of(value).label.lower()}.")
        rows.append((f"`{value.value}`", value.label, " ".join(note for note in notes if note)))
    return table(("Code", "Label", "Meaning"), rows)


def _outcomes() -> str:
    head = ("Code", "In files", "Label", "Offered", "Accepted", "Undertaken", "Meaning")
    return table(
        head, ((f"`{o.value}`", o.code, o.label, o.offered, o.accepted, o.undertaken, o.definition) for o in Outcome)
    )


def _elsewhere() -> str:
    nothing = "no word for it"
    terms = table(
        ("Wayhome", *NAMES_OF_SOURCES.values()),
        (
            (term.label, *(said or nothing for said in (w.foi_2024, w.foi_2023, w.annex_a, w.ssd)))
            for term, w in OUTSIDE_WORDS.items()
        ),
    )
    reasons = table(
        ("Why not offered", "Outcome", "In our figures", "Usual words", "Annex A “offered”"),
        (
            (
                reason.label,
                ", ".join(o.code for o in words.outcomes),
                words.indicator_words,
                words.foi_words,
                _annex_a(words.annex_a_offered, words.annex_a_offered_broadly),
            )
            for reason, words in REASON_NOT_OFFERED_ELSEWHERE.items()
        ),
    )
    models = table(
        ("Delivery model", NAMES_OF_SOURCES["foi_2024"], "In our figures"),
        (
            (model.label, words.foi_2024 or "not counted, and stated", words.indicator_words)
            for model, words in DELIVERY_MODEL_ELSEWHERE.items()
        ),
    )
    rules = bullets(
        (
            "An empty field is left empty in Annex A. It is never written as no.",
            "Annex A does not ask how a talk was delivered, nor whether it was held.",
        )
    )
    return "\n\n".join(("## The same things in other people's words", rules, terms, reasons, models))


def _annex_a(offered: bool | None, broadly: bool | None) -> str:
    if offered is None:
        return "left empty"
    strict = "Y" if offered else "N"
    return strict if offered == broadly else f"{strict} (broad count: {'Y' if broadly else 'N'})"
