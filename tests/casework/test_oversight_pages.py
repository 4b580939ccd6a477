"""How are we doing: numbers that equal their lists, what is not recorded drawn as such, and lists for those who may see them."""

from __future__ import annotations

import pytest

from tests.casework.browser import signed_in
from tests.casework.returns import Council

QUARTER = {"period": "custom", "from": "2025-01-01", "to": "2025-03-31"}


@pytest.fixture(scope="module")
def council(server: object) -> Council:
    made = Council()
    made.year()
    return made


def test_it_opens(council: Council):
    client = signed_in(council.area.rosa)
    for path in (
        "/oversight/",
        "/oversight/measures/",
        "/oversight/figures/way/",
        "/oversight/figures/why/",
        "/oversight/figures/change/",
        "/oversight/figures/way/csv/",
        "/oversight/numbers/child_asked/",
        "/oversight/numbers/waiting_now/",
    ):
        answer = client.get(path, QUARTER)
        assert answer.status_code == 200, answer.content.decode()[-3000:]
        open("/tmp/ov" + path.replace("/", "_") + ".html", "w").write(answer.content.decode())
