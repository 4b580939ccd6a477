"""Answering requests for information: what they ask, which of our numbers answers it, and the reply that leaves."""
