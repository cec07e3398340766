"""Properties: whatever the text, nothing raises, and the record is a lawful one (laws.py: schema, slices, law 5, …).

500 texts in every run, always the same; 10,000 new ones with `-m nightly`.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

import laws
from congvan.loaders import plain

ROOT = Path(__file__).parents[1]
SAMPLES = [plain.load(path.name, path.read_bytes()).text for path in sorted((ROOT / "samples").glob("*/*.txt"))]

HEADS = [
    "ỦY BAN NHÂN DÂN\nHUYỆN ĐẤT MỚI", "UBND XÃ ĐẤT MỚI", "SỞ NỘI VỤ", "TỈNH ỦY ĐẤT MỚI\n*", "HỘI ĐỒNG NHÂN DÂN",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
    "Độc lập - Tự do - Hạnh phúc", "ĐẢNG CỘNG SẢN VIỆT NAM", "DỰ THẢO", "HỎA TỐC", "MẬT", "T H Ô N G  B Á O",
    "Số: 12/TB-UBND", "Số:      /KH-UBND", "Số 192-KH/TU", "Số: 3/2021/TTLT-BNV-BTC", "Số: /SNV-VP",
    "Luật số: 9/2020/QH14", "Đất Mới, ngày 05 tháng 3 năm 2024", "Đất Mới, ngày   tháng 02 năm 2023",
    "ngày 31 tháng 4 năm 2022", "THÔNG BÁO", "QUYẾT ĐỊNH", "KẾ HOẠCH", "CÔNG ĐIỆN", "NGHỊ QUYẾT:", "BIÊN BẢN",
    "V/v trồng cây", "Về việc trồng cây", "Kết luận của đồng chí Chủ tịch tại cuộc họp (Ngày 2/3/2024)",
    "Kính gửi: Các trường, các xã.", "Kính gửi:", "điện:", "CÔNG VĂN ĐẾN\nSố 123\nNgày 4/5/2024",
]  # fmt: skip
MARKERS = [
    "Phần I", "PHẦN THỨ NHẤT", "Chương II", "Mục 1.", "Tiểu mục 2", "Điều 1.", "Điều 28a.", "I.", "II.", "A.", "1.",
    "1.1.", "1.1.1.", "(1)", "a)", "đ)", "(i)", "-", "+", "*", "•", "–", "Một là:", "Hai là,", "Thứ nhất,", "Bước 2:",
    "14.", "12)",
]  # fmt: skip
WORDS = [
    "Giao Sở Tài chính chủ trì, phối hợp với Sở Nội vụ", "rà soát, bổ sung", "Đối với các trường",
    "Hiệu trưởng các trường", "yêu cầu", "đề nghị UBND các xã: Mai, Lan", "các Sở: Tài chính, Nội vụ",
    "báo cáo Chủ tịch", "như sau:", "ĐÁNH GIÁ CHUNG", "Căn cứ Luật Cây xanh số 5/2019/QH14 ngày 3/2/2019;",
    "Xét đề nghị của Chánh Văn phòng;", "Theo đề nghị của",
    "Kế hoạch số 7/KH-UBND ngày 8 tháng 9 năm 2022 của UBND huyện", "(gọi tắt là Ban)", "(sau đây gọi là",
    "“Điều 3. Sửa", "”", "Trần Văn Mẫu", "đồng chí Lê Thị Thử", "UBND", "Phòng GD&ĐT", "phòng Giáo dục và Đào tạo",
    "Trên đây là kết luận", "./.",
]  # fmt: skip
DATES = [
    "trước ngày 15/3/2024", "đến hết ngày 31/12", "trong tháng 4/2024", "quý I năm 2024", "hằng tháng",
    "ngày 31/4/2024", "từ ngày 1/2 đến ngày 3/2/2024", "trong vòng 24 giờ", "năm học 2023-2024",
    "trước 17h00 ngày 5/6/2024", "chậm nhất 10 ngày", "99/99/9999", "ngày 0 tháng 0 năm 0000", "thứ Sáu hằng tuần",
    "1/1/1/1/1", "ngày mùng 1 Tết",
]  # fmt: skip
FEET = [
    "Nơi nhận:", "- Như trên;", "- Sở Nội vụ (b/c);", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH",
    "PHÓ CHỦ TỊCH", "TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG", "Q. GIÁM ĐỐC", "(Đã ký)", "CHỦ TỊCH\n\nTrần Văn Mẫu",
    "GIÁM ĐỐCTrần Văn Mẫu", "Phụ lục I", "PHỤ LỤC\n(Kèm theo Quyết định số 1/QĐ-UBND)", "Ký bởi: Văn phòng",
    "Trang 2/5", "12", "¹ Ghi chú", "Tác giả: Mẫu",
]  # fmt: skip
RULES = [
    "_______", "-----", "**********", "|---|---|", "| STT | Nội dung | Chủ trì |", "|", "***", "======", "* * *",
    ". . .",
]  # fmt: skip
JOINTS = [
    "\n", "\n", "\n\n", " ", " ", "", "\t", "      ", " | ", "\r\n", "\f", "; ", ", ", ": ", "**", "\u00a0", "\u200b",
]  # fmt: skip

written = some.characters(categories=["L", "M", "N", "P", "Z", "Cc", "Cf"])
anything = some.text(max_size=400) | some.text(written, max_size=400)
noise = some.text('  \n\t|*#-.,:;()“”"/0159IVXaàĐƯÐС\u0301\u00a0\u200b\u00ad\ufeff\f', min_size=1, max_size=8)
piece = some.sampled_from([*HEADS, *MARKERS, *WORDS, *DATES, *FEET, *RULES]) | noise | some.text(max_size=12)


def strung(pieces: some.SearchStrategy[str], most: int) -> some.SearchStrategy[str]:
    """Pieces strung together, by line ends, spaces, bars, or nothing."""
    joints = some.sampled_from(JOINTS)
    return some.lists(some.tuples(pieces, joints), max_size=most).map(lambda items: "".join(map("".join, items)))


def shaped(heads: str, body: str, feet: str) -> str:
    """A text that has the shape of a document."""
    return f"{heads}\n\n{body}\n\n{feet}"


documents = some.builds(
    shaped,
    strung(some.sampled_from(HEADS), 8),
    strung(some.sampled_from([*MARKERS, *WORDS, *DATES, *RULES]) | noise, 30),
    strung(some.sampled_from(FEET) | noise, 10),
)


def spoilt(text: str, chance: random.Random, noise: list[str]) -> str:
    """Cut a sample into stretches, lose, double, move and dirty some of them."""
    marks = sorted(chance.sample(range(len(text) + 1), min(12, len(text))))
    parts = [text[start:end] for start, end in zip([0, *marks], [*marks, None], strict=True)]
    for _ in range(chance.randrange(4)):
        parts.insert(chance.randrange(len(parts) + 1), parts.pop(chance.randrange(len(parts))))
    return "".join(part * chance.choice((0, 1, 1, 1, 1, 2)) + chance.choice(("", *noise)) for part in parts)


samples = some.builds(
    spoilt, some.sampled_from(SAMPLES), some.randoms(use_true_random=False), some.lists(noise, max_size=4)
)

KINDS = {
    "unicode": (anything, 100),
    "pieces": (strung(piece, 40), 150),
    "documents": (documents, 150),
    "samples": (samples, 100),
}
"""Where texts come from, and how many are drawn of each in a run; the night draws twenty times as many."""


def drawn(kind: str, times: int, *, fresh: bool) -> Callable[[], None]:
    """A check of so many texts of a kind; `fresh` ones are others each time."""
    texts, many = KINDS[kind]
    patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)

    @settings(patient, max_examples=many * times, derandomize=not fresh)
    @given(texts)
    def check(text: str) -> None:
        assert [] == laws.breaches(plain.written(text, "-").text)

    return check


@pytest.mark.parametrize("kind", KINDS)
def test_every_text_gives_a_lawful_record(kind: str) -> None:
    """No text raises; each gives a valid record whose values can be traced, and loses nothing of the body."""
    drawn(kind, 1, fresh=False)()


@pytest.mark.nightly
@pytest.mark.parametrize("kind", KINDS)
def test_every_new_text_gives_a_lawful_record(kind: str) -> None:
    """The same for 10,000 texts that no run has seen before."""
    drawn(kind, 20, fresh=True)()


LETTER = "UBND XÃ MẪU\n\nSố: 12/UBND-VX\n\nKính gửi: Các trường.\n\nUBND xã yêu cầu các trường:\n\n1. {} chợ.\n"
FOUND = {
    "a mark after a zero width": LETTER.format("Tôn tạo e\u200b\u0301"),
    "a mark after a soft hyphen": LETTER.format("Vun vén a\u00ad\u0301"),
    "a mark after emphasis": LETTER.format("Xúc tiê**\u0301n"),
    "a mark on a look-alike": LETTER.format("Khởi hoàn С\u0301on"),
    "two columns in one foot": "Số: 1/TB-SYT\n\nNơi nhận: TL. CHỦ TỊCH\nCHÁNH VĂN PHÒNG\tNơi nhận:\n",
    "a body named from below": "Cột trái\nPHÒNG Y TẾ\tUBND XÃ MẪU\nSố: 12/TB-UBND\tSỞ Y TẾ\n\nTHÔNG BÁO\n",
    "a table of bars": "Số: 1/KH-UBND\n\nKẾ HOẠCH\n\n| Nội dung | Chủ trì |\n|---|---|\n| ---- | UBND xã |\n",
}
"""Texts that nights have found, made small."""


@pytest.mark.parametrize("text", FOUND.values(), ids=FOUND)
def test_a_text_that_was_found_stays_lawful(text: str) -> None:
    """What once broke a law does not break it again."""
    assert [] == laws.breaches(text)


def test_so_many_texts_are_drawn() -> None:
    """500 in every run, 10,000 at night."""
    assert 500 == sum(many for _, many in KINDS.values())
