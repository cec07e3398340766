"""What can go wrong: one root, two families, for two different people.

Factored out so that every other module may import it.
"""


class CongvanError(Exception):
    """The root of all errors that congvan raises on purpose; its message is one line in Vietnamese for people."""


class GrammarError(CongvanError):
    """The rules are wrong: told to whoever edits a grammar, with file, rule and place."""


class UnreadableError(CongvanError):
    """The file is no text that can be read: told to whoever brought it, with its name and what to do."""
