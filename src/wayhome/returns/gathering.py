"""Sorts out the files somebody named: which hold episodes, and which only stand beside those in the same folder."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from wayhome.returns.fault import Unreadable
from wayhome.returns.layouts import LAYOUTS
from wayhome.returns.opening import Content, open_return
from wayhome.returns.profiles import ssd, ssda903
from wayhome.returns.profiles.episodes import COLUMNS
from wayhome.returns.records import open_table


@dataclass
class Gathered:
    """Files by what they are. Companions are kept by folder and layout; the last one named wins."""

    holding: list[Path] = field(default_factory=list)
    beside: dict[Path, dict[str, Path]] = field(default_factory=dict)
    unread: list[Unreadable] = field(default_factory=list)

    def companion(self, of: Path, layout: str) -> Path | None:
        """The companion of that layout in the same folder, or None."""
        return self.beside.get(of.parent, {}).get(layout)

    def alone(self) -> list[Path]:
        """Companions in whose folder no file holds episodes."""
        folders = {path.parent for path in self.holding}
        return [path for folder, found in self.beside.items() if folder not in folders for path in found.values()]


EPISODES_OF_CARE, HEADER, PERSONS = ssda903.EPISODES.name, ssda903.HEADER.name, ssd.PERSONS.name


def gather(paths: list[Path], names: dict[Path, str], called: dict[str, str]) -> Gathered:
    """Look at the head of each file. What cannot be read is kept with its reason; the others go on."""
    found = Gathered()
    for path in dict.fromkeys(paths):
        try:
            opened = open_return(path)
            opened.name = names.get(path, path.name)
            if opened.content is Content.XML:
                found.holding.append(path)
                continue
            layout = open_table(opened, LAYOUTS, lambda fault: None, more=COLUMNS, called=called).layout
        except Unreadable as trouble:
            found.unread.append(trouble)
            continue
        if layout.companion:
            found.beside.setdefault(path.parent, {})[layout.name] = path
        else:
            found.holding.append(path)
    return found
