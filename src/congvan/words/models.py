"""pyvi's models: two CRF models and a word list, read without running any of pyvi's code."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from pathlib import Path

SEGMENTER, POS_TAGGER, LEXICON = "pyvi3.pkl", "pyvipos3.pkl", "words.txt"
WORD, OPENS = 1, 2


class _Tagger(Protocol):
    def tag(self, features: list[tuple[bytes, ...]], /) -> list[str]: ...


class _Model(NamedTuple):
    """A CRF and the bytes it reads: crfsuite keeps a bare pointer to them, so they must live as long as it."""

    tagger: _Tagger
    content: bytes


def _data() -> Path | None:
    """Find pyvi's folder of models without running any of its code."""
    from importlib.util import find_spec
    from pathlib import Path

    pyvi = find_spec("pyvi")
    folders = pyvi.submodule_search_locations if pyvi else None
    return Path(folders[0], "models") if folders else None


def available() -> bool:
    """Tell whether words can be had: python-crfsuite and pyvi's data are installed."""
    from importlib.util import find_spec

    folder = _data()
    names = (SEGMENTER, POS_TAGGER, LEXICON)
    if folder is None or find_spec("pycrfsuite") is None:
        return False
    return all((folder / name).is_file() for name in names)


def _open(name: str) -> bytes:
    folder = _data()
    if folder is None:
        raise ModuleNotFoundError("words need pyvi: pip install pyvi", name="pyvi")
    return (folder / name).read_bytes()


def _model_in(pickled: bytes) -> bytes:
    """Read the model file that lies inside a pickled sklearn_crfsuite.CRF; nothing of the pickle is executed."""
    from pickletools import genops

    arguments = (argument for _, argument, _ in genops(pickled) if isinstance(argument, str | bytes))
    for argument in arguments:
        if argument == "__FILE_RESOURCE_DATA__":
            break
    # Protocol 2 has no bytes: it spells them as Latin-1 text.
    contents = (text.encode("latin-1") if isinstance(text, str) else text for text in arguments)
    content = next(contents, b"")
    if not content.startswith(b"lCRF"):
        raise ValueError("pyvi: no CRF model in the pickle (0.1.1 is the version known)")
    return content


@cache
def model(name: str) -> _Model:
    """Open one of the models, once."""
    from importlib import import_module

    content = _model_in(_open(name))
    tagger = import_module("pycrfsuite").Tagger()
    tagger.open_inmemory(content)
    return _Model(tagger, content)


@cache
def lexicon() -> dict[str, int]:
    """Read pyvi's list: a word of two or three syllables, or two that open one of three, and which of these it is."""
    flags: dict[str, int] = {}
    for word in _open(LEXICON).decode().split("\n"):
        blanks = word.count(" ")
        if blanks in (1, 2):
            flags[word] = flags.get(word, 0) | WORD
        if blanks == 2:
            opening = word[: word.rindex(" ")]
            flags[opening] = flags.get(opening, 0) | OPENS
    return flags
