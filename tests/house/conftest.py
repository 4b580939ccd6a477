"""House rules look at the case system too, so Django is started before any of them is read."""

from tests.casework import running  # noqa: F401 - starts Django
