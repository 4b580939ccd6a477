"""The rules, one function each: every one answers with a refusal in words that say what to do instead, or with None.

A rule refuses only what would be untrue (a talk in the future) or unsafe (a text to a phone nobody checked), or what
needs another person. Whatever is merely asked for never stands in the way of saving (domain reference §6).
"""
