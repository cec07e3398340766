"""What can go wrong: one root, two families, for two different people.

Factored out so that every other module may import it.
"""


class CongvanError(Exception):
    """The root of all errors that congvan raises on purpose; its message is one line in Vietnamese for people."""


class GrammarError(CongvanError):
    """The rules are wrong: told to whoever edits a grammar, with file, rule and place."""


class UnreadableError(CongvanError):
    """The file is no text that can be read: told to whoever brought it, with its name and what to do.

    `document` is that name, with what lies inside what, and `reason` the message without it; both are empty until
    whoever opened the file has put its name before the message.
    """

    document: str = ""
    reason: str = ""


def fault(error: Exception) -> str:
    """What people are told of an error that is ours: what was raised, in which file and line, and what to do."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f", {trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""
    where = " ".join(f"{type(error).__name__}: {error}{place}".split())
    return f"lỗi của chính congvan ({where}); xin báo lại kèm tệp này"
