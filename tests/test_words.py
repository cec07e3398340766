"""The laws of words: offsets, pyvi's own output, late imports, linear time, phrases."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata
from pathlib import Path
from types import SimpleNamespace

import pytest

from congvan import grammar, words
from congvan.phrases import Phrases
from congvan.words import models
from growth import growth

PHRASES = Phrases(grammar.load()["words"])

SAMPLES = sorted((Path(__file__).parents[1] / "samples").rglob("*.txt"))
LINES = (
    "Tiếp tục chỉ đạo, hướng dẫn các đơn vị thực hiện nghiêm.",
    "  Sở  Giáo dục\tvà Đào tạo   chủ trì,phối hợp với UBND TP.Hồ Chí Minh  ",
    "Số: 15/QĐ-UBND ngày 08/02/2025, kinh phí 3.000.000 đồng (...) ==> https://a.vn/x?y=1 gửi so.gd@hanoi.gov.vn",
    "................................ ❖ – “Năm học” 2024-2025 … a_b 1_2 \u00a0NBSP\u2003x",
    "Ký tự lạ: \x00 \ud800 ΑΣ Σ ß İ ١٢٣ 𝟙",
    "   ",
    "",
)
LONG = " ".join(LINES[:2]) + " "


pytestmark = pytest.mark.skipif(not words.available(), reason="pyvi's data or python-crfsuite is not installed")


def run(code: str) -> str:
    """Run code in a new interpreter → what it prints."""
    environment = {**os.environ, "PYTHONPATH": str(Path(words.__file__).parents[2]), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", code]
    finished = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True, env=environment)
    return finished.stdout.strip()


def loaded(code: str) -> str:
    """Run code in a new interpreter → the heavy packages that it loaded."""
    heavy = ("spacy", "sklearn", "scipy", "numpy", "sklearn_crfsuite", "pycrfsuite", "pyvi")
    return run(f"import sys\n{code}\nprint(*[name for name in {heavy!r} if name in sys.modules])")


@pytest.fixture(scope="module")
def pyvi() -> SimpleNamespace:
    """Give pyvi's own functions, or skip."""
    tokenizer = pytest.importorskip("pyvi.ViTokenizer", reason="pyvi's own import failed", exc_type=ImportError)
    tagger = pytest.importorskip("pyvi.ViPosTagger", reason="pyvi's own import failed", exc_type=ImportError)
    return SimpleNamespace(tokenize=tokenizer.tokenize, spacy=tokenizer.spacy_tokenize, tag=tagger.postagging)


def sample_lines(path: Path) -> list[str]:
    """Read the lines of a sample that have words, in NFC."""
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    return [line for line in unicodedata.normalize("NFC", text).split("\n") if words.segment(line, tagged=False)]


def joined(found: tuple[words.Word, ...]) -> list[str]:
    return [word.text.replace(" ", "_") for word in found]


def phrase(line: str) -> str | None:
    span = PHRASES.leading_verbs(line)
    return None if span is None else line[slice(*span)]


class TestImports:
    def test_importing_words_loads_nothing(self):
        """Importing the module loads no package of words."""
        expected = ""

        assert expected == loaded("import congvan.words")

    def test_segment_loads_crfsuite_alone(self):
        """Words and tags are found through python-crfsuite alone: not even pyvi's package is run."""
        expected = "pycrfsuite"

        assert expected == loaded("from congvan import words; words.segment('Sở Tài chính chủ trì')")

    def test_doc_does_not_load_sklearn(self):
        """A spaCy document is made without pyvi's modules and without scikit-learn."""
        expected = "spacy numpy pycrfsuite"

        assert expected == loaded("from congvan import words; words.doc('Sở Tài chính chủ trì')")


class TestAvailable:
    def test_false_without_data(self, monkeypatch: pytest.MonkeyPatch):
        """Without pyvi's data there are no words."""
        monkeypatch.setattr(models, "_data", lambda: None)

        assert words.available() is False

    def test_segment_says_what_is_missing(self, monkeypatch: pytest.MonkeyPatch):
        """Reading data that are not there names the package to install."""
        monkeypatch.setattr(models, "_data", lambda: None)

        with pytest.raises(ModuleNotFoundError, match="pyvi"):
            models._open("words.txt")

    @pytest.mark.parametrize(
        "pickled", [b"\x80\x02X\x01\x00\x00\x00a.", b"\x80\x02X\x16\x00\x00\x00__FILE_RESOURCE_DATA__."]
    )
    def test_foreign_pickle_is_refused(self, pickled: bytes):
        """A pickle that holds no CRF model is refused by name."""
        with pytest.raises(ValueError, match="no CRF model"):
            models._model_in(pickled)

    def test_nothing_of_a_pickle_is_executed(self, tmp_path: Path):
        """Reading a model out of a pickle calls nothing that the pickle names."""
        trap = tmp_path / "trap"
        order = f"cposix\nsystem\n(Vtouch {trap}\ntR.".encode()

        with pytest.raises(ValueError, match="no CRF model"):
            models._model_in(order)

        assert not trap.exists()


class TestSegment:
    @pytest.mark.parametrize("tagged", [True, False])
    @pytest.mark.parametrize("line", [*LINES, LONG * 100, "x" * 9000, "@" * 9000, "-a@" * 3000])
    def test_offsets(self, line: str, tagged: bool):
        """Every slice holds its word's syllables, and all that is no white space is in one word, in order."""
        found = words.segment(line, tagged=tagged)
        slices = ["".join(line[word.start : word.end].split()) for word in found]

        assert [word.text.replace(" ", "") for word in found] == slices
        assert "".join(line.split()) == "".join(slices)

    @pytest.mark.parametrize("line", LINES)
    def test_untagged_words_are_the_same(self, line: str):
        """Without tags the words and their offsets are the same, and each tag is empty."""
        tagged = [words.Word(word.text, "", word.start, word.end) for word in words.segment(line)]

        assert tagged == list(words.segment(line, tagged=False))

    def test_spaces_are_kept_in_the_line_alone(self):
        """A word's text has one blank between syllables, whatever the line has."""
        line = "Sở  Giáo   dục"

        assert [words.Word("Sở", "", 0, 2), words.Word("Giáo dục", "", 4, 14)] == list(
            words.segment(line, tagged=False)
        )

    @pytest.mark.parametrize("line", [unicodedata.normalize("NFD", "đề nghị"), "đơn\nvị", "\n"])
    def test_other_text_is_refused(self, line: str):
        """Decomposed letters and line ends are refused: both destroy words."""
        with pytest.raises(ValueError, match="NFC"):
            words.segment(line)

    @pytest.mark.parametrize("unit", [LONG, "-", "a.", "x", "A", "a@", "1.", " ", "@b. "])
    def test_long_lines_take_linear_time(self, unit: str):
        """Eight times the line takes about eight times the time, also where nothing can be cut."""
        short, long = (unit * (size // len(unit)) for size in (16_000, 128_000))

        assert growth(words.segment, short, long, most=10) <= 10

    def test_long_line_keeps_its_words(self):
        """A line cut into windows after punctuation has the words that its sentences have."""
        sentence = LINES[0] + " "

        assert joined(words.segment(sentence)) * 300 == joined(words.segment(sentence * 300))


class TestAsPyvi:
    @pytest.mark.parametrize("line", [line for line in LINES if line.strip() and "\ud800" not in line])
    def test_odd_lines(self, pyvi: SimpleNamespace, line: str):
        """Words and tags of odd lines are pyvi's own."""
        found = words.segment(line)
        own_words, own_tags = pyvi.tag(pyvi.tokenize(line))

        assert (own_words, list(own_tags)) == (joined(found), [word.tag for word in found])
        assert own_words == pyvi.spacy(line)[0]

    @pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
    def test_samples(self, pyvi: SimpleNamespace, path: Path):
        """Words and tags of every line of every sample are pyvi's own."""
        lines = sample_lines(path)
        found = [words.segment(line) for line in lines]
        own = [pyvi.tag(pyvi.tokenize(line)) for line in lines]

        assert [(own_words, list(tags)) for own_words, tags in own] == [
            (joined(line), [word.tag for word in line]) for line in found
        ]
        assert [pyvi.spacy(line)[0] for line in lines] == [joined(line) for line in found]


class TestLeadingVerbs:
    @pytest.mark.parametrize(
        ("line", "expected"),
        [
            ("Tiếp tục chỉ đạo, hướng dẫn các đơn vị thực hiện", "Tiếp tục chỉ đạo, hướng dẫn"),
            ("Khẩn trương rà soát, báo cáo toàn bộ quá trình", "Khẩn trương rà soát, báo cáo"),
            ("tham mưu UBND tỉnh ban hành văn bản", "tham mưu"),
            ("Chủ trì, phối hợp với Sở X rà soát", "Chủ trì, phối hợp"),
            ("Thường xuyên và tích cực kiểm tra các kho lưu trữ", "Thường xuyên và tích cực kiểm tra"),
            ("Nâng cao chất lượng thẩm định nội dung", "Nâng cao"),
            ("có trách nhiệm kiểm tra, đôn đốc các Bộ", "kiểm tra, đôn đốc"),
            ("Cần chủ động và thể hiện rõ số liệu từng xã", "chủ động và thể hiện rõ"),
            ("Giao Ủy ban nhân dân Thành phố tổ chức thực hiện", "Giao"),
            ("Triển khai sửa đổi, bổ sung Luật Xuất bản", "Triển khai sửa đổi, bổ sung"),
            ("Trên cơ sở báo cáo của Công ty", None),
            ("Đối với các kho lưu trữ tăng cường bảo quản", None),
            ("Các trường THCS", None),
            ("", None),
        ],
    )
    def test_phrase(self, line: str, expected: str | None):
        """The phrase runs from the first adverb or verb to the last verb that commas and `và` join to it."""

        assert expected == phrase(line)

    def test_start_lies_inside_a_word(self):
        """The span never begins before `start`."""
        line = "Bộ Tư pháp có trách nhiệm kiểm tra, đôn đốc các Bộ"
        expected = (line.index("kiểm"), line.index(" các"))

        assert expected == PHRASES.leading_verbs(line, 10)

    def test_long_line(self):
        """In a long line the offsets are the line's."""
        line = LONG * 100 + "Khẩn trương rà soát, báo cáo toàn bộ"
        start = len(LONG) * 100

        assert (start, start + 28) == PHRASES.leading_verbs(line, start)


class TestPartyEnd:
    @pytest.mark.parametrize(
        ("party", "rest"),
        [
            ("Sở Giáo dục và Đào tạo", " chủ trì, phối hợp với Sở Kế hoạch và Đầu tư"),
            ("Sở Kế hoạch và Đầu tư", " rà soát các quy định"),
            ("Công ty TNHH Xây dựng, Thương mại và Dịch vụ Sông Bạc", " nộp hồ sơ hoàn công"),
            ("Ủy ban nhân dân các phường, xã", " có trách nhiệm chỉ đạo, kiểm tra"),
            ("Sở Lao động - Thương binh và Xã hội", ", khẩn trương tham mưu"),
            ("bộ phận chuyên môn của Phòng Y tế", " xây dựng kế hoạch tiêm chủng"),
            ("Hiệu trưởng các trường", " phải quyết liệt"),
            ("Chủ tịch Ủy ban nhân dân cấp huyện", " chịu trách nhiệm"),
            ("các cơ quan, đơn vị có liên quan", " khẩn trương rà soát"),
            ("Phó Giám đốc Sở Nội vụ Đinh Văn Khải", " trực tiếp kiểm tra tiến độ"),
            ("Thủ trưởng các cơ quan, đơn vị", ""),
        ],
    )
    def test_name(self, party: str, rest: str):
        """A name ends before the verb, the modal or the adverb behind it; its own capitals are no verbs."""

        assert party == party_of(f"Giao {party}{rest}")

    def test_nothing_behind(self):
        """Where no word follows, the name is empty."""
        expected = len("Giao ")

        assert expected == PHRASES.party_end("Giao ", 5)


def party_of(line: str) -> str:
    return line[5 : PHRASES.party_end(line, 5)]


class TestDoc:
    @pytest.mark.parametrize("line", LINES[:4] + LINES[5:])
    def test_text_and_offsets(self, line: str):
        """The document's text is the line, and its tokens lie where the words lie."""
        document = words.doc(line)

        assert line == document.text
        assert [(word.start, word.tag) for word in words.segment(line)] == [
            (token.idx, token.tag_) for token in document if token.tag_ != "_SP"
        ]

    def test_matcher(self):
        """spaCy's Matcher runs on it, by text and by tag."""
        from spacy.matcher import Matcher

        document = words.doc("Khẩn trương rà soát, báo cáo toàn bộ quá trình")
        matcher = Matcher(document.vocab)
        matcher.add("two", [[{"TAG": "V"}, {"TEXT": ","}, {"LOWER": "báo cáo"}]])
        expected = ["rà soát, báo cáo"]

        assert expected == [document[start:end].text for _, start, end in matcher(document)]
