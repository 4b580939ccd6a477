"""Instants come back from the database as they went in, whatever zone the session is in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.db import DataError, connection, transaction

from wayhome.casework.records.instants import Instants

ODD = (
    datetime(2026, 3, 29, 1, 0, tzinfo=UTC),
    datetime(2026, 10, 25, 0, 59, 59, 999999, tzinfo=UTC),
    datetime(1900, 1, 1, 0, 0, 0, 7, tzinfo=UTC),
    datetime(2200, 12, 31, 23, 59, 59, 790000, tzinfo=UTC),
    datetime(2026, 7, 1, 12, 0, tzinfo=timezone(timedelta(hours=5, minutes=45))),
)


def back(instant: object, *, zone: str = "UTC") -> object:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('TimeZone', %s, true)", [zone])
        cursor.execute("SELECT %s::timestamptz", [instant])
        return cursor.fetchone()[0]


@pytest.mark.parametrize("zone", ["UTC", "Europe/London", "Asia/Kathmandu", "America/St_Johns"])
@pytest.mark.parametrize("instant", ODD)
def test_it_reads_an_instant_as_it_was_written(instant, zone):
    found = back(instant, zone=zone)
    assert found == instant and found.tzinfo is UTC


def test_it_is_what_every_connection_reads_with():
    connection.ensure_connection()
    assert connection.connection.adapters.get_loader(1184, 0) is Instants
    assert back(None) is None


@pytest.mark.parametrize("text", ["infinity", "44 BC-03-15 12:00+00", "10000-01-01 00:00+00"])
def test_it_leaves_what_python_has_no_word_for_to_the_driver(text):
    with pytest.raises((DataError, ValueError)):
        back(text)
