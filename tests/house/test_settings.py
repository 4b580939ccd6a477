"""Every variable of the environment that the code reads stands in the list that the reference is made from, and no other."""

from __future__ import annotations

import re

from tests.house.source import ROOT
from wayhome.casework.config.variables import VARIABLES

READ = re.compile(r"""["'](?P<name>(?:WAYHOME|DATABASE)_[A-Z_]+)["']""")
BUILT = {"DATABASE_BACKUP_URL"}
"""Named by putting a role into DATABASE_…_URL."""


def test_it_lists_every_variable_that_is_read_and_no_other():
    read: set[str] = set()
    for path in (ROOT / "src" / "wayhome").rglob("*.py"):
        if path.name != "variables.py":
            read |= {found["name"] for found in READ.finditer(path.read_text("utf-8"))}
    assert {one.name for one in VARIABLES} == (read - {"WAYHOME_"}) | BUILT


def test_it_calls_every_key_and_address_of_a_database_secret():
    for one in VARIABLES:
        assert one.secret == (one.name.endswith(("_KEY", "_KEYS", "_SECRET")) or one.name.startswith("DATABASE_")), (
            one.name
        )
