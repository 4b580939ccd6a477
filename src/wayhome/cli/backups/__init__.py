"""Backups of the case system: the sealed dump, the keys in a file of their own, and the proof that nothing is missing."""
