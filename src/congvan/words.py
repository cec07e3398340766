"""Words: one line → its words with their tags and offsets; the only file that knows spaCy and pyvi.

Only pyvi's data are used (two CRF models and a word list), through python-crfsuite: importing pyvi's own modules costs
scikit-learn and scipy, over a second. Everything that is not the standard library is imported inside a function.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol
from unicodedata import is_normalized

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language
    from spacy.tokens import Doc

_SEGMENTER, _POS_TAGGER, _LEXICON = "pyvi3.pkl", "pyvipos3.pkl", "words.txt"
_WINDOW = 4000
_WORD, _OPENS = 1, 2


@dataclass(frozen=True, slots=True)
class Word:
    """A word: syllables joined by one space, a tag (N, Np, V, A, E, C, R, M, L, P, F …), offsets in the line."""

    text: str
    tag: str
    start: int
    end: int


# ---------------------------------------------------------------------- models


class _Tagger(Protocol):
    def tag(self, features: list[tuple[bytes, ...]], /) -> list[str]: ...


@dataclass(frozen=True, slots=True)
class _Model:
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
    names = (_SEGMENTER, _POS_TAGGER, _LEXICON)
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
def _model(name: str) -> _Model:
    from importlib import import_module

    content = _model_in(_open(name))
    tagger = import_module("pycrfsuite").Tagger()
    tagger.open_inmemory(content)
    return _Model(tagger, content)


@cache
def _lexicon() -> dict[str, int]:
    """Read pyvi's list: a word of two or three syllables, or two that open one of three, and which of these it is."""
    flags: dict[str, int] = {}
    for word in _open(_LEXICON).decode().split("\n"):
        blanks = word.count(" ")
        if blanks in (1, 2):
            flags[word] = flags.get(word, 0) | _WORD
        if blanks == 2:
            opening = word[: word.rindex(" ")]
            flags[opening] = flags.get(opening, 0) | _OPENS
    return flags


# ------------------------------------------------------------------- syllables

_ABBREVIATION = r"[A-ZĐ]+\.|Tp\.|Mr\.|Mrs\.|Ms\.|Dr\.|ThS\."
_ARROW = r"==>|->|\.\.\.|>>"
# A local part has at most 64 letters (RFC 5321): without a bound, a long row of dots takes quadratic time.
_ADDRESS = r"\w+://\S+|[a-zA-Z0-9_.+-]{1,64}@(?:[a-zA-Z0-9-]+\.)+[a-zA-Z0-9-]+"
_REST = r"\d+(?:[.,_]\d+)+|[^\w\s]|\w+"
_SYLLABLE = re.compile(f"{_ABBREVIATION}|{_ARROW}|{_REST}")
_SYLLABLE_OR_ADDRESS = re.compile(f"{_ABBREVIATION}|{_ARROW}|{_ADDRESS}|{_REST}")
_ANY = f".{{1,{_WINDOW}}}"
_PIECE = re.compile(rf"(?s){_ANY}(?<=[.,:;!?])(?!\S)|{_ANY}(?!\S)|{_ANY}")


def _pieces(line: str) -> Iterator[tuple[int, int]]:
    """Cut a line where no word is cut: after punctuation, else at white space, else anywhere."""
    if len(line) <= _WINDOW:
        return iter([(0, len(line))])
    return (piece.span() for piece in _PIECE.finditer(line))


_Row = tuple[bytes, ...]


@lru_cache(maxsize=1 << 13)
def _syllable_features(syllable: str) -> tuple[_Row, _Row, _Row]:
    """Describe a syllable as itself, as the one before, as the one after."""
    said = b"word.lower():" + syllable.lower().encode(errors="replace")
    title = (b"word.istitle()",) * syllable.istitle()
    upper = (b"word.isupper()",) * syllable.isupper()
    digits = (b"word.isdigit()",) * syllable.isdigit()
    beside = (said, *title, *upper)
    return (
        (b"bias", said, *upper, *title, *digits),
        tuple([b"-1:" + feature for feature in beside]),
        tuple([b"+1:" + feature for feature in beside]),
    )


_PAIR, _TRIPLE = 1, 2
_BEHIND: tuple[_Row, ...] = (
    (),
    (b"-1:word.bi_gram()",),
    (b"-2:word.tri_gram()",),
    (b"-1:word.bi_gram()", b"-2:word.tri_gram()"),
)
_AHEAD: tuple[_Row, ...] = (
    (),
    (b"+1:word.bi_gram()",),
    (b"+2:word.tri_gram()",),
    (b"+1:word.bi_gram()", b"+2:word.tri_gram()"),
)


def _listed(syllables: Sequence[str]) -> tuple[list[int], list[int]]:
    """Tell for each syllable whether the list has the pair and the triple that end with it, and that begin with it."""
    flags = _lexicon()
    behind, ahead = [0] * len(syllables), [0] * len(syllables)
    for i, (one, two) in enumerate(pairwise(syllables)):
        pair = f"{one} {two}"
        flag = flags.get(pair, 0)
        if flag & _WORD:
            ahead[i] |= _PAIR
            behind[i + 1] |= _PAIR
        third = syllables[i + 2] if flag & _OPENS and i + 2 < len(syllables) else None
        if third is not None and flags.get(f"{pair} {third}", 0) & _WORD:
            ahead[i] |= _TRIPLE
            behind[i + 2] |= _TRIPLE
    return behind, ahead


def _syllable_rows(syllables: Sequence[str]) -> list[_Row]:
    """Describe each syllable of a line by itself, its neighbours, and the listed words it may be part of."""
    behind, ahead = _listed([syllable.lower() for syllable in syllables])
    described = [_syllable_features(syllable) for syllable in syllables]
    before = [(), *[features[1] for features in described]]
    after = [*[features[2] for features in described[1:]], ()]
    return [
        itself + left + _BEHIND[back] + right + _AHEAD[front]
        for (itself, _, _), left, back, right, front in zip(described, before, behind, after, ahead, strict=False)
    ]


@lru_cache(maxsize=1 << 13)
def _joins(left: str, right: str) -> bool:
    """Tell whether two syllables may be one word: no punctuation, no digit, no capital after a small letter."""
    return not (
        left in string.punctuation
        or right in string.punctuation
        or left[0].isdigit()
        or right[0].isdigit()
        or (right[0].istitle() and not left[0].istitle())
    )


def _beginnings(syllables: Sequence[str]) -> list[int]:
    """Find at which syllables a word begins."""
    labels = _model(_SEGMENTER).tagger.tag(_syllable_rows(syllables)) if syllables else []
    return [
        i for i, label in enumerate(labels) if i == 0 or label != "I_W" or not _joins(syllables[i - 1], syllables[i])
    ]


_Cut = tuple[str, int, int]


def _cut_piece(line: str, start: int, end: int) -> list[_Cut]:
    has_address = line.find("@", start, end) >= 0 or line.find("://", start, end) >= 0
    pattern = _SYLLABLE_OR_ADDRESS if has_address else _SYLLABLE
    syllables = pattern.findall(line, start, end)
    spans = []
    for syllable in syllables:
        start = line.index(syllable, start)
        spans.append((start, start := start + len(syllable)))
    return [
        (" ".join(syllables[first:behind]), spans[first][0], spans[behind - 1][1])
        for first, behind in pairwise([*_beginnings(syllables), len(syllables)])
    ]


def _cut(line: str) -> list[_Cut]:
    """Cut a line into words: text, start, end."""
    return [word for start, end in _pieces(line) for word in _cut_piece(line, start, end)]


# ------------------------------------------------------------------------ tags

_MARKS = frozenset(string.punctuation) | {"…", "”", "“", "’", "..."}


@lru_cache(maxsize=1 << 13)
def _word_features(word: str) -> tuple[_Row, ...]:
    """Describe a word (syllables joined by `_`) as itself, one before, two before, one after, two after."""
    said = b"word.lower():" + word.lower().encode(errors="replace")
    title = [b"word.istitle()"] * word.istitle()
    upper = [b"word.isupper()"] * word.isupper()
    number = [b"word[:1].isdigit()"] * word[:1].isdigit()
    capitals = [b"word[:3].isupper()"] * word[:3].isupper()
    digits = [b"word.isdigit()"] * word.isdigit()
    mark = [b"word.isfiltered"] * (word in _MARKS)
    return (
        (b"bias", said, *title, *digits, *number, *capitals, *mark),
        tuple(b"-1:" + feature for feature in (said, *title, *number, *capitals)),
        tuple(b"-2:" + feature for feature in (said, *title, *upper)),
        tuple(b"+1:" + feature for feature in (said, *title, *number, *upper)),
        tuple(b"+2:" + feature for feature in (said, *title, *upper)),
    )


def _word_rows(words: Sequence[str]) -> list[_Row]:
    """Describe each word of a line by itself, the two before it and the two after it."""
    described = [_word_features(word) for word in words]
    last = len(words) - 1
    rows = []
    for i, features in enumerate(described):
        row = features[0]
        row += described[i - 1][1] if i > 0 else (b"BOS",)
        row += described[i - 2][2] if i > 1 else ()
        row += described[i + 1][3] if i < last else (b"EOS",)
        row += described[i + 2][4] if i < last - 1 else ()
        rows.append(row)
    return rows


def _tags(words: list[str]) -> list[str]:
    rows = _word_rows([word.replace(" ", "_") for word in words])
    return _model(_POS_TAGGER).tagger.tag(rows)


def _untagged(line: str) -> tuple[Word, ...]:
    return tuple([Word(text, "", start, end) for text, start, end in _cut(line)])


def _tagged(line: str) -> tuple[Word, ...]:
    cut = _cut(line)
    texts = [text for text, _, _ in cut]
    tags = [tag for first in range(0, len(texts), _WINDOW) for tag in _tags(texts[first : first + _WINDOW])]
    return tuple([Word(text, tag, start, end) for (text, start, end), tag in zip(cut, tags, strict=True)])


_remembered_untagged = lru_cache(maxsize=256)(_untagged)
_remembered_tagged = lru_cache(maxsize=256)(_tagged)


def segment(line: str, *, tagged: bool = True) -> tuple[Word, ...]:
    """Find the words of one line of NFC text; without tags it takes half the time.

    They are pyvi's own words and tags, in order, and every character that is not white space is in one of them.
    Raise ValueError for text that is not NFC or not one line.
    """
    if "\n" in line or not is_normalized("NFC", line):
        raise ValueError("words are found in one line of NFC text")
    if len(line) > _WINDOW:
        return _tagged(line) if tagged else _untagged(line)
    return _remembered_tagged(line) if tagged else _remembered_untagged(line)


# --------------------------------------------------------------------- phrases


def _list(words: str) -> frozenset[str]:
    return frozenset(word.strip() for word in words.split("|"))


# The model calls these nouns or adjectives as often as not: in an order they are what is to be done, and how.
_VERBS = _list(
    "báo cáo|bổ sung|cập nhật|chỉ đạo|chủ trì|đánh giá|đề xuất|đôn đốc|giám sát|hoàn thành|hoàn thiện|kiểm tra|nắm bắt"
    "|phối hợp|quán triệt|rà soát|sửa đổi|tăng cường|tham mưu|theo dõi|tổng hợp|triển khai|trình|truyền thông"
    "|tuyên truyền|ưu tiên|xây dựng"
)
_ADVERBS = _list(
    "chủ động|định kỳ|đồng thời|khẩn trương|kịp thời|mạnh dạn|nghiêm túc|quyết liệt|sớm|thống nhất|thường xuyên"
    "|tích cực|tiếp tục|trực tiếp|từng bước"
)
_MODALS = _list("cần|phải|hãy|sẽ|được|nên|trách nhiệm|có trách nhiệm")
_CLAUSES = _list("theo|trên cơ sở|căn cứ|đối với|trường hợp|trong|khi|nếu|để|từ|qua")
# Verbs that say what something is like or whose it is, never what is to be done.
_LINKS = _list(
    "có|là|thuộc|trực thuộc|theo|được|bị|cho|nhằm|để|về|đến|vào|ra|lên|liên quan|phù hợp|chỉ|gồm|bao gồm|với|ngang"
)
_COMPLEMENTS = _list("cao|mạnh|nhanh|rõ|sát|tốt")
# Verbs and their like that lie inside a name: `cơ quan thuộc Chính phủ`, `cán bộ quản lý`.
_ATTRIBUTES = _list(
    "thuộc|trực thuộc|liên quan|ngang|phụ trách|quản lý|chuyên môn|chuyên trách|chủ quản|thường trực|giám hiệu|học"
    "|sử dụng"
)
_TIED = {"có": ("liên quan", "thẩm quyền"), "cấp": ("tỉnh", "huyện", "xã", "trung ương", "cơ sở")}
_AFTER_NAME = _CLAUSES | _list("cho|với|cùng")
_NAME_JOINTS = frozenset(",-–&/")
_LEAD_IN = 6


def _seam(syllables: Sequence[str]) -> int:
    """Find the syllable where the model glued a verb or an adverb to a name; 0 where it did not."""
    if syllables[0] == "Giao" and syllables[1][0].isupper():
        return 1
    name_first = len(syllables) > 2 and syllables[0][0].isupper()
    return len(syllables) - 2 if name_first and " ".join(syllables[-2:]) in _ADVERBS else 0


def _unglued(word: Word) -> tuple[Word, ...]:
    """Part `Giao Ủy ban` and `Trần Hồng Hà trực tiếp`."""
    syllables = word.text.split(" ")
    seam = _seam(syllables) if len(syllables) > 1 else 0
    # Where blanks are doubled or missing, the offset of the seam is not known.
    if seam == 0 or word.end - word.start != len(word.text):
        return (word,)
    left, right = " ".join(syllables[:seam]), " ".join(syllables[seam:])
    cut = word.start + len(left)
    return Word(left, "V" if left == "Giao" else "Np", word.start, cut), Word(right, "N", cut + 1, word.end)


def _from(line: str, start: int) -> list[Word]:
    """Give the words that end after `start`, at most a window of them: phrases asked of a long line stay linear."""
    if len(line) > _WINDOW and start > 0:
        near = _from(line[start : start + _WINDOW], 0)
        return [Word(word.text, word.tag, word.start + start, word.end + start) for word in near]
    words = segment(line[:_WINDOW])
    return [part for word in words if word.end > start for part in _unglued(word) if part.end > start]


def _role(words: Sequence[Word], i: int) -> str:
    """Say what a word does in an order: `verb`, `adverb`, `joint`, `modal`, or something else (its tag)."""
    word, said = words[i], words[i].text.lower()
    following = words[i + 1].text.lower() if i + 1 < len(words) else ""
    if said in _MODALS or (said == "có" and following == "trách nhiệm"):
        return "modal"
    if said in (",", "và", "hoặc"):
        return "joint"
    if i > 0 and word.text[0].isupper():
        return "name"
    if said in _ADVERBS:
        return "adverb"
    opens = i == 0 or words[i - 1].text.lower() in _MODALS
    if said in _VERBS or (word.tag == "V" and (opens or said not in _LINKS)):
        return "verb"
    return "adverb" if word.tag in ("R", "A") and said not in _LINKS else word.tag


def _first_act(words: Sequence[Word]) -> int | None:
    """Find where an order begins to say what is to be done, if it does so at once."""
    for i in range(min(_LEAD_IN, len(words))):
        role = _role(words, i)
        if role in ("E", "C") or words[i].text.lower() in _CLAUSES:
            return None
        if role in ("verb", "adverb"):
            return i
    return None


def leading_verbs(line: str, start: int = 0) -> tuple[int, int] | None:
    """Find the leading verb phrase of the order that begins at `start`: `Khẩn trương rà soát, báo cáo`.

    The span begins with an adverb or a verb and ends with a verb (and its complement: `nâng cao`); modals are left out.
    None when the order does not begin with its verb.
    """
    words = _from(line, start)
    first = _first_act(words)
    if first is None:
        return None
    last = None
    for i in range(first, len(words)):
        role = _role(words, i)
        if role == "verb" or (last == i - 1 and words[i].text.lower() in _COMPLEMENTS):
            last = i
        elif role not in ("adverb", "joint"):
            break
    return None if last is None else (max(start, words[first].start), words[last].end)


def _continues(words: Sequence[Word], i: int) -> bool:
    """Tell whether a word may belong to a name that began before it."""
    word, said = words[i], words[i].text.lower()
    following = words[i + 1].text.lower() if i + 1 < len(words) else ""
    if word.text[0].isupper():
        return True
    if said in _MODALS or said in _VERBS or said in _ADVERBS or said in _AFTER_NAME:
        return False
    if word.tag == "F":
        return said in _NAME_JOINTS
    if word.tag == "E":
        return said == "của" or following == "địa bàn"
    if word.tag == "V":
        return said in _ATTRIBUTES or following in _TIED.get(said, ())
    return word.tag != "R" and (word.tag != "C" or said in ("và", "hoặc"))


def party_end(line: str, start: int) -> int:
    """Find where the name that begins at `start` ends: before the verb, the modal or the clause that follows it.

    Capitals keep a name together where the model sees a verb (`Giáo dục và Đào tạo`). Names joined by commas and `và`
    count as one: telling `Sở Văn hóa, Thể thao và Du lịch` from a list of two takes a word list.
    """
    words = _from(line, start)
    behind = next((i for i in range(1, len(words)) if not _continues(words, i)), len(words))
    while behind > 1 and (words[behind - 1].tag == "F" or words[behind - 1].text.lower() in ("và", "hoặc", "có")):
        behind -= 1
    return words[behind - 1].end if words else start


# ----------------------------------------------------------------------- spaCy


@cache
def _language() -> Language:
    import spacy

    return spacy.blank("vi", config={"nlp": {"tokenizer": {"use_pyvi": False}}})


def _tokens(line: str) -> Iterator[tuple[str, bool, str]]:
    """Give text, blank behind, tag: of words, and of the white space that is more than one blank."""
    words = segment(line)
    ends = [0, *[word.end for word in words]]
    starts = [*[word.start for word in words], len(line)]
    for i, (end, start) in enumerate(zip(ends, starts, strict=True)):
        gap = line[end:start]
        blank = i > 0 and gap.startswith(" ")
        if i > 0:
            yield line[words[i - 1].start : end], blank, words[i - 1].tag
        if gap[blank:]:
            yield gap[blank:], False, "_SP"


def doc(line: str) -> Doc:
    """Make a spaCy document of the words of a line: `token.idx` are the line's offsets, `doc.text` is the line."""
    from spacy.tokens import Doc

    tokens = list(_tokens(line))
    return Doc(
        _language().vocab,
        words=[text for text, _, _ in tokens],
        spaces=[blank for _, blank, _ in tokens],
        tags=[tag for _, _, tag in tokens],
    )
