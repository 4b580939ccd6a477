"""Every layout that Wayhome recognises by its header, in one place."""

from __future__ import annotations

from wayhome.returns.columns import Layout
from wayhome.returns.profiles import episodes, events, facts, ssd, ssda903

EPISODE_LAYOUTS: tuple[Layout, ...] = (ssda903.MISSING, ssd.MISSING, episodes.LIST, events.LAYOUT, facts.LAYOUT)
"""Files that hold episodes: they can be checked and counted."""

COMPANIONS: tuple[Layout, ...] = (ssda903.EPISODES, ssda903.HEADER, ssd.PERSONS)
"""Files that only explain another file."""

LAYOUTS: tuple[Layout, ...] = EPISODE_LAYOUTS + COMPANIONS
