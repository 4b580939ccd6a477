"""Sharing: what of a child's record was told to whom, on what basis, exactly as it was sent; and what was decided against."""
