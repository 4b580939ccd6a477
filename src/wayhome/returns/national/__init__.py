"""The national picture from what councils have published: each figure with its own words, and nothing said that is not known."""

MARK = "wayhome-national"
"""The name of the data package of a site; a folder that holds it is one of ours and may be replaced."""
