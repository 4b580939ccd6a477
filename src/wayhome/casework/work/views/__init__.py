"""Pages of everyday work."""
