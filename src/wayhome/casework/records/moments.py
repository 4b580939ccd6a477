"""When something happened, as columns: `happened = MomentColumns()` gives three columns and one property."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import Any

from django.db import models
from django.db.models import F, Q

from wayhome.domain.moment import NOT_RECORDED, Moment, Precision

SUFFIXES = ("earliest", "latest", "precision")
PRECISIONS = {each.value: each for each in Precision}


class MomentColumns:
    """Three columns, `<name>_earliest`, `<name>_latest`, `<name>_precision`, read and written together as a `Moment`."""

    def contribute_to_class(self, model: type[models.Model], name: str) -> None:
        """Add the columns and the property; called by Django when the class is made."""
        model.add_to_class(f"{name}_earliest", models.DateTimeField(null=True, blank=True))
        model.add_to_class(f"{name}_latest", models.DateTimeField(null=True, blank=True))
        model.add_to_class(f"{name}_precision", models.CharField(max_length=16, default=Precision.UNKNOWN.value))
        setattr(model, name, property(_reader(name), _writer(name)))


def _reader(name: str) -> Any:
    def read(row: models.Model) -> Moment:
        return moment_of(row, name)

    return read


def _writer(name: str) -> Any:
    def write(row: models.Model, moment: Moment) -> None:
        for column, value in moment_values(name, moment).items():
            setattr(row, column, value)

    return write


def moment_of(row: Any, name: str) -> Moment:
    """The moment kept in the columns of `name`; not recorded when they are empty."""
    earliest, latest, precision = _columns(name)(row)
    return NOT_RECORDED if earliest is None else Moment(earliest, latest, PRECISIONS[precision])


@cache
def _columns(name: str) -> Callable[[Any], tuple[Any, Any, Any]]:
    """What takes the three of one name out of a row; composed once, for a list reads hundreds."""
    return attrgetter(*(f"{name}_{suffix}" for suffix in SUFFIXES))


def moment_values(name: str, moment: Moment) -> dict[str, Any]:
    """The column values that keep `moment` under `name`."""
    return dict(
        zip((f"{name}_{s}" for s in SUFFIXES), (moment.earliest, moment.latest, moment.precision.value), strict=True)
    )


def moment_in_order(model: str, name: str) -> models.CheckConstraint:
    """A moment has both ends or neither, in order; it is unknown when, and only when, it has none."""
    earliest, latest, precision = (f"{name}_{s}" for s in SUFFIXES)
    neither = Q(**{f"{earliest}__isnull": True, f"{latest}__isnull": True, precision: Precision.UNKNOWN.value})
    both = Q(**{f"{earliest}__isnull": False, f"{latest}__gte": F(earliest)}) & ~Q(
        **{precision: Precision.UNKNOWN.value}
    )
    return models.CheckConstraint(condition=neither | both, name=f"{model}_{name}_in_order")


def pair(model: str, name: str) -> models.CheckConstraint:
    """`<name>_at` and `<name>_by` are set together or not at all."""
    at, by = f"{name}_at__isnull", f"{name}_by__isnull"
    return models.CheckConstraint(
        condition=Q(**{at: True, by: True}) | Q(**{at: False, by: False}), name=f"{model}_{name}_at_and_by"
    )
