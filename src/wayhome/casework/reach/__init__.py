"""Reach: a child is reported missing, found, comes back, is told that a talk is there for them, and answers."""
