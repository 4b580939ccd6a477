"""What each column holds: one declaration per table that drives masking, export, erasure and the demo.

::

    HELD = classify(Placement, retention=Retention.CHILD_RECORD, about="child",
        personal={DataClass.IDENTITY: "address provider_name"}, neither="kind urn")

The columns every record has (id, organisation, version, who recorded it and when) need no line of their own.
tests/house/test_casework_fields.py fails on a column that nobody declared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Model

from wayhome.domain.vocabulary import DataClass


class Category(StrEnum):
    """What data-protection law calls the content of a column."""

    PERSONAL = "personal"
    SPECIAL = "special category"
    THIRD_PARTY = "third party"
    NEITHER = "neither"


class Retention(StrEnum):
    """Which rule says how long a row is kept; recomputed from facts, never frozen (domain reference §15)."""

    CHILD_RECORD = "as long as the child's file, by the child's highest status"
    STAFF = "while the person works here, and six years after"
    JOURNAL = "as long as the longest file it is evidence for"
    ORGANISATION = "while the organisation uses the service, and six years after"
    SESSION = "until sign-out or two weeks"


@dataclass(frozen=True, slots=True)
class Held:
    """What one column holds: its class for permissions (None: nothing personal), its category and its retention."""

    column: str
    data_class: DataClass | None
    category: Category
    retention: Retention
    about: str


COMMON = frozenset({"id", "organisation", "version", "recorded_at", "recorded_by", "pk"})
_registry: dict[type[Model], dict[str, Held]] = {}


class DeclaredTwice(ValueError):
    """A column was given two classes, or a table was classified twice."""


def classify(
    model: type[Model],
    *,
    retention: Retention,
    about: str,
    personal: Mapping[DataClass, str] | None = None,
    special: Mapping[DataClass, str] | None = None,
    third_party: Mapping[DataClass, str] | None = None,
    neither: str = "",
) -> dict[str, Held]:
    """Declare what every column of `model` holds. Column names are separated by spaces.

    `about` says whose data it is: child, staff, organisation. Raises DeclaredTwice, and LookupError for no such column.
    """
    if model in _registry:
        raise DeclaredTwice(f"{model.__name__} is classified twice")
    held: dict[str, Held] = {}
    declared = {f.name for f in model._meta.local_fields}

    def put(columns: str, data_class: DataClass | None, category: Category) -> None:
        for column in columns.split():
            if column in held:
                raise DeclaredTwice(f"{model.__name__}.{column} has two classes")
            if column not in declared:
                raise LookupError(f"{model.__name__} has no column {column}")
            held[column] = Held(column, data_class, category, retention, about)

    groups = ((Category.PERSONAL, personal), (Category.SPECIAL, special), (Category.THIRD_PARTY, third_party))
    for category, columns_of in groups:
        for data_class, columns in (columns_of or {}).items():
            put(columns, data_class, category)
    put(neither, None, Category.NEITHER)
    put(" ".join(sorted((declared & COMMON) - held.keys())), None, Category.NEITHER)
    _registry[model] = held
    return held


def held_by(model: type[Model]) -> Mapping[str, Held]:
    """What each column of `model` holds; empty when nobody has said."""
    return _registry.get(model, {})


def undeclared(model: type[Model]) -> set[str]:
    """The columns of `model` that nobody has classified."""
    return {f.name for f in model._meta.local_fields} - held_by(model).keys()


def columns_of(model: type[Model], data_class: DataClass) -> tuple[str, ...]:
    """The columns of `model` that hold `data_class`."""
    return tuple(name for name, held in held_by(model).items() if held.data_class is data_class)
