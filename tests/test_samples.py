"""The samples prove the laws of the record, as they are, in other encodings, and damaged; their records are golden."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

import laws
from congvan import MAX_SIZE, loaders
from congvan.loaders import plain
from congvan.text import Source

ROOT = Path(__file__).parents[1]
SAMPLES = sorted((ROOT / "samples").glob("*/*.txt"))
NAMES = [path.relative_to(ROOT).as_posix() for path in SAMPLES]
LEAST = 24
"""So many samples there must be."""

each_sample = pytest.mark.parametrize("name", NAMES, ids=[name.removeprefix("samples/") for name in NAMES])


@cache
def read(name: str) -> Source:
    """Load a sample; it is called by its path in the repository wherever the tests run."""
    return plain.load(name, (ROOT / name).read_bytes())


@cache
def sample(name: str) -> laws.Case:
    """Parse a sample."""
    return laws.case(read(name))


def test_there_are_samples() -> None:
    """The laws are proved on many documents, of many kinds."""
    assert (True, True) == (len(SAMPLES) >= LEAST, len({path.parent for path in SAMPLES}) >= LEAST / 2)


# --- Laws -----------------------------------------------------------------------------------------------------------


@each_sample
@pytest.mark.parametrize("law", laws.LAWS)
def test_the_law_holds(law: str, name: str) -> None:
    """Every sample's record holds by every law of record.md (each is told in laws.py)."""
    assert [] == laws.LAWS[law](sample(name))


@each_sample
def test_the_same_bytes_give_the_same_record(name: str) -> None:
    """Law 7: a second reading gives the same record, byte for byte."""
    again = laws.case(read(name))

    assert ([], sample(name).written) == (laws.difference(sample(name), again), again.written)


@pytest.fixture(scope="module")
def elsewhere() -> dict[str, list[bytes]]:
    """The samples' records as two other processes write them, whose sets and dicts are ordered in other ways."""
    written: dict[str, list[bytes]] = {name: [] for name in NAMES}
    for seed in ("1", "2"):
        ran = subprocess.run(
            [sys.executable, "-m", "congvan", "parse", "--quiet", "--format", "jsonl", *NAMES],
            cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=False,
        )  # fmt: skip
        assert (0, "") == (ran.returncode, ran.stderr.decode())
        for name, line in zip(NAMES, ran.stdout.splitlines(), strict=True):
            written[name].append(line)
    return written


@each_sample
def test_another_process_gives_the_same_record(name: str, elsewhere: dict[str, list[bytes]]) -> None:
    """Law 7: the record depends on the bytes alone, not on the process (its hash seed, what it read before)."""
    assert [sample(name).written.encode()] * 2 == elsewhere[name]


@each_sample
def test_a_file_is_read_as_its_bytes(name: str) -> None:
    """Reading the file gives what reading its bytes gives, whatever it is called."""
    assert read(name).text == loaders.read(ROOT / name, max_size=MAX_SIZE).text


# --- Encodings ------------------------------------------------------------------------------------------------------

WRITINGS: dict[str, Callable[[str], bytes]] = {
    "nfc": lambda text: text.encode(),
    "nfd": lambda text: unicodedata.normalize("NFD", text).encode(),
    "crlf": lambda text: text.replace("\n", "\r\n").encode(),
    "cr": lambda text: text.replace("\n", "\r").encode(),
    "bom": lambda text: text.encode("utf-8-sig"),
    "utf-16": lambda text: b"\xff\xfe" + text.encode("utf-16-le"),
    "utf-16-be": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
    "all-at-once": lambda text: unicodedata.normalize("NFD", text).replace("\n", "\r\n").encode("utf-8-sig"),
}


@each_sample
@pytest.mark.parametrize("writing", WRITINGS)
def test_a_text_has_one_record_however_it_is_written(writing: str, name: str) -> None:
    """Composed or decomposed, with any line ends, with a BOM or without: the same record, `source` aside."""
    content = WRITINGS[writing](read(name).text)

    assert [] == laws.difference(sample(name), laws.case(plain.load(name, content)))


# --- Golden records -------------------------------------------------------------------------------------------------


@each_sample
def test_the_record_is_the_one_that_was_blessed(name: str, golden: Callable[[Path, str], str]) -> None:
    """What `congvan parse` prints for a sample is what somebody read line by line (`--update-golden` rewrites it)."""
    now = sample(name).record.model_dump_json(indent=2) + "\n"

    assert golden(ROOT / f"{name}.json", now) == now


def test_no_golden_record_is_left_without_its_sample() -> None:
    """A record beside the samples is that of a sample."""
    records = {path.relative_to(ROOT).as_posix() for path in (ROOT / "samples").glob("*/*.json")}

    assert set() == records - {f"{name}.json" for name in NAMES}


def test_golden_files_are_not_being_rewritten(update_golden: bool) -> None:
    """Where nobody looks, the option that rewrites golden files is off."""
    assert not (update_golden and os.environ.get("CI"))


def test_golden_files_cannot_be_rewritten_in_ci() -> None:
    """With `CI` set, `--update-golden` is refused before any test runs."""
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--update-golden", "--collect-only", __file__],
        cwd=ROOT, env={**os.environ, "CI": "true"}, capture_output=True, check=False,
    )  # fmt: skip

    assert (4, True) == (ran.returncode, b"--update-golden never runs in CI" in ran.stdout + ran.stderr)


# --- Damage ---------------------------------------------------------------------------------------------------------

NOISE = "  \t\n|*#-_.,:;/()“”\"'0159IVXĐƯaà\u0301\u00a0\u200b\u00adÐС\f~^"
DRAWS = range(2)


def _cut(text: str, chance: random.Random) -> str:
    start, end = sorted(chance.sample(range(len(text)), 2))
    return text[start:end]


def _shuffled(text: str, chance: random.Random) -> str:
    lines = text.splitlines(keepends=True)
    chance.shuffle(lines)
    return "".join(lines)


def _doubled(text: str, chance: random.Random) -> str:
    return "".join(line * chance.choice((1, 1, 2)) for line in text.splitlines(keepends=True))


def _noisy(text: str, chance: random.Random) -> str:
    spread = chance.choice((0.002, 0.02, 0.2))
    return "".join(letter + (chance.choice(NOISE) if chance.random() < spread else "") for letter in text)


def _holed(text: str, chance: random.Random) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if chance.random() < 0.7)


def _joined(text: str, chance: random.Random) -> str:
    return chance.choice((" ", "  ", "\t", "")).join(text.split("\n"))


def _broken(text: str, chance: random.Random) -> str:
    spread = chance.choice((0.1, 0.5, 1.0))
    return "".join("\n" if letter == " " and chance.random() < spread else letter for letter in text)


def _beside(text: str, chance: random.Random) -> str:
    """The lower half printed beside the upper one, as two columns."""
    lines = text.split("\n")
    half = len(lines) // 2
    gap = chance.choice(("   ", "\t", " | ", " " * 20))
    return "\n".join(f"{left:40}{gap}{right}" for left, right in zip(lines[:half], lines[half:], strict=False))


DAMAGE = {
    damage.__name__.strip("_"): damage
    for damage in (_cut, _shuffled, _doubled, _noisy, _holed, _joined, _broken, _beside)
}


@each_sample
@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("draw", DRAWS)
def test_the_laws_hold_for_a_damaged_text(draw: int, damage: str, name: str) -> None:
    """Law 6: a poor document gives a poor record, but a lawful one (always the same damage: seeded by its name)."""
    text = DAMAGE[damage](read(name).text, random.Random(f"{name} {damage} {draw}"))

    assert [] == laws.breaches(text)
