"""docs/reference/settings.md: every variable of the environment."""

from __future__ import annotations

from wayhome.casework.config.variables import VARIABLES
from wayhome.cli.documents.markdown import document, table

INTRODUCTION = """\
What Wayhome reads from its environment. Nothing else about a server is set anywhere. What an organisation decides about
its own work is set by its administrator on the page *Settings*, and every change is kept with its date. `wayhome doctor`
looks at a server and says what to mend."""


def settings() -> str:
    """One row a variable."""
    rows = ((f"`{one.name}`", one.means, one.otherwise, "yes" if one.secret else "") for one in VARIABLES)
    return document("Settings", INTRODUCTION, table(("Variable", "What it is", "Where it is not set", "Secret"), rows))
