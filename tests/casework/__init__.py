"""Tests of the case system. Django is started before any of them is read."""

from tests.casework import running as running
