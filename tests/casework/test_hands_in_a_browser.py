"""Provider by provider, force by force, 72 hours in other ways, a provider's own: as a screen reader and a phone meet them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.utils import timezone

from tests.casework.browser import signed_in
from tests.casework.returns import DAY, START, Council, acting
from tests.casework.sheets import must_be_readable, with_its_style
from tests.casework.test_cutting import QUARTER, given_to_harbour, policed, sent
from wayhome.casework.oversight import facts

ASKED = {
    "providers": ("/oversight/providers/", "rosa"),
    "provider": ("/oversight/providers/{harbour}/", "rosa"),
    "forces": ("/oversight/forces/", "rosa"),
    "force": ("/oversight/forces/{police}/", "rosa"),
    "72 hours": ("/oversight/seventy-two-hours/", "rosa"),
    "72 hours of nobody": ("/oversight/seventy-two-hours/?period=year", "rosa"),
    "next step": ("/oversight/numbers/next_step_to_open/", "rosa"),
    "a cut": ("/oversight/?period=custom&from=2025-01-01&to=2025-03-31&provider={harbour}&age=13-15", "rosa"),
    "ours": ("/oversight/ours/", "mona"),
    "our number": ("/oversight/ours/numbers/talked/", "mona"),
}


@pytest.fixture(autouse=True)
def _connected() -> None:
    """Once the pages are drawn, nothing here reads a database."""


@pytest.fixture(scope="module")
def pages(server: object) -> dict[str, str]:
    """Each page as the server sends it, with its style sheet in it."""
    council = Council()
    policed(council)
    council.returned(START + 2 * DAY).asked().said_yes().talked()
    given_to_harbour(council.returned(START + 6 * DAY), 80)
    sent(council.returned(START + 8 * DAY).asked().said_yes())
    with acting(council.area.rosa, timezone.now()) as rosa:
        facts.refresh(rosa)
    area = council.area
    clients = {"rosa": signed_in(area.rosa), "mona": signed_in(area.mona)}
    found = {}
    for name, (path, who) in ASKED.items():
        address = path.format(harbour=area.harbour.id, police=area.police.id)
        answer = clients[who].get(address, {} if "?" in path else QUARTER)
        assert answer.status_code == 200, name
        found[name] = with_its_style(answer)
    connection.close()
    return found


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("name", list(ASKED))
def test_it_passes_the_accessibility_checks_and_never_scrolls_sideways(pages, opened, name: str, width: int) -> None:
    must_be_readable(opened, pages[name], width)
