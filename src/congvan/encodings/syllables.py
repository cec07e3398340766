"""Syllables: can these letters be one of Vietnamese? What tells an old encoding from Unicode."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ONSET = "ngh|ng|nh|kh|gh|gi|ph|th|tr|ch|qu|[bcdđghklmnprstvx]"
_RIMES = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot
ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ up ut uy uya uych uynh
uyên uyêt uyt uyu uôc uôi uôm uôn uông uôt ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
y yên yêm yêng yêt yêu ynh yt ych
"""
_SYLLABLE = re.compile(rf"(?:{_ONSET})?(?:{'|'.join(_RIMES.split())})")
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_STOPPED = re.compile(r"(?:ch|[ptc])$")
_SLOW = "\u0300\u0303\u0309"


@lru_cache(maxsize=1 << 14)
def possible(word: str) -> bool:
    """Whether a word could be a Vietnamese syllable: onset, rime and a tone that goes with them."""
    parts = unicodedata.normalize("NFD", word.lower())
    tones = [letter for letter in parts if ord(letter) in _TONES]
    if len(tones) > 1 or len(word) > 7:
        return False
    plain = unicodedata.normalize("NFC", parts.translate(_TONES))
    if not _SYLLABLE.fullmatch(plain):
        return False
    return not tones or tones[0] not in _SLOW or not _STOPPED.search(plain)


@lru_cache(maxsize=1 << 12)
def parted(word: str) -> tuple[str, ...]:
    """Syllables run together behind toned vowels (`Đềnghịcác`), apart; the word itself where no one way is sure."""
    if len(word) > MOST_TOGETHER or possible(word):
        return (word,)
    found = _ways(word)
    return found[0] if len(found) == 1 else (word,)


MOST_TOGETHER = 40
_HATS = str.maketrans("éèẻẽẹóòỏõọáàảãạÉÈẺẼẸÓÒỎÕỌÁÀẢÃẠ", "ếềểễệốồổỗộấầẩẫậẾỀỂỄỆỐỒỔỖỘẤẦẨẪẬ")


def hatted(word: str) -> str:
    """A word whose vowel has lost its hat in a reader's eyes (`QUYÉT`), where it is a syllable with it alone."""
    if word.isascii() or possible(word):
        return word
    mended = word.translate(_HATS)
    return mended if possible(mended) else word


def _ways(word: str) -> list[tuple[str, ...]]:
    """The ways to cut a word into syllables, each cut behind a vowel with a tone."""
    ways: list[tuple[str, ...]] = [(word,)] if possible(word) else []
    for at in range(1, min(len(word), 8)):
        if _toned(word[at - 1]) and possible(word[:at]):
            ways += [(word[:at], *rest) for rest in _ways(word[at:])]
        if len(ways) > 1:
            break
    return ways


def _toned(letter: str) -> bool:
    return not letter.isascii() and any(ord(mark) in _TONES for mark in unicodedata.normalize("NFD", letter))
