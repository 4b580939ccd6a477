"""The tables of the case system keep to the house rules: every column declared, every pair together, no look forward."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models

from wayhome.casework.records.classes import held_by, undeclared
from wayhome.casework.records.models import Fact, Record
from wayhome.casework.records.sealing import Narrative

STAGES = (
    "records", "journal", "design", "organisations", "accounts", "children", "journey", "reach", "delivery", "followup",
    "sharing", "mysay", "work", "oversight", "interop", "config",
)  # fmt: skip
OURS = sorted(
    (m for m in apps.get_models() if m.__module__.startswith("wayhome.")), key=lambda m: (m._meta.app_label, m.__name__)
)
NOT_A_PAIR = {"recorded", "born_earliest", "checked"}


def name(model: type[models.Model]) -> str:
    return f"{model._meta.app_label}.{model.__name__}"


@pytest.mark.parametrize("model", OURS, ids=name)
def test_it_declares_what_every_column_holds(model):
    assert undeclared(model) == set(), f"{name(model)}: say what these columns hold with classify(…)"


@pytest.mark.parametrize("model", OURS, ids=name)
def test_it_sets_when_and_by_whom_together(model):
    columns = {f.name for f in model._meta.local_fields}
    pairs = {c[:-3] for c in columns if c.endswith("_at") and f"{c[:-3]}_by" in columns} - NOT_A_PAIR
    kept = {
        frozenset(n for n, _ in _lookups(c.condition))
        for c in model._meta.constraints
        if isinstance(c, models.CheckConstraint)
    }
    loose = {p for p in pairs if frozenset({f"{p}_at__isnull", f"{p}_by__isnull"}) not in kept}
    assert not loose, f"{name(model)}: add pair(…) for {sorted(loose)}"


def _lookups(condition: models.Q) -> list[tuple[str, object]]:
    found = []
    for child in condition.children:
        found += _lookups(child) if isinstance(child, models.Q) else [child]
    return found


@pytest.mark.parametrize("model", OURS, ids=name)
def test_it_refers_to_no_later_stage_and_to_nothing_in_general(model):
    here = STAGES.index(model._meta.app_label)
    for field in model._meta.local_fields:
        if field.remote_field is not None and field.remote_field.model.__module__.startswith("wayhome."):
            there = STAGES.index(field.remote_field.model._meta.app_label)
            assert there <= here, f"{name(model)}.{field.name} looks forward to {name(field.remote_field.model)}"
    assert not [f for f in model._meta.private_fields if type(f).__name__ == "GenericForeignKey"]


@pytest.mark.parametrize("model", [m for m in OURS if issubclass(m, Fact)], ids=name)
def test_it_says_who_recorded_a_row_and_when(model):
    columns = {f.name for f in model._meta.local_fields}
    assert {"organisation", "recorded_at", "recorded_by"} <= columns
    assert not issubclass(model, Record) or "version" in columns


@pytest.mark.parametrize("model", OURS, ids=name)
def test_it_seals_narrative_about_a_child_for_the_child_it_is_about(model):
    if any(isinstance(f, Narrative) for f in model._meta.local_fields):
        assert hasattr(model, "child_id"), f"{name(model)} has sealed text and no child"
        assert held_by(model)


def test_it_fails_on_a_column_that_nobody_declared():
    """The rule itself is tried: a model nobody classified has every column undeclared."""

    class Forgotten(models.Model):
        secret = models.TextField()

        class Meta:
            app_label = "records"
            managed = False

    try:
        assert undeclared(Forgotten) == {"id", "secret"}
    finally:
        del apps.all_models["records"]["forgotten"]
