"""Invented children, councils and figures, for the gallery and the sample pages."""
