"""Encodings: every letter there and back; what was written before Unicode is read, and nothing else is touched."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from congvan.encodings import NAMES, by_font, decoded, encoded, of_bytes, of_font, of_text
from congvan.encodings.syllables import possible
from congvan.encodings.tables import BYTES, LETTERS

SHARED = Path(__file__).parents[1].parent / "shared"
CORPUS = [path for path in sorted((SHARED / "corpus").rglob("*.txt")) if "formats" not in path.parts]

TEXT = """ỦY BAN NHÂN DÂN               CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
HUYỆN MẪU SƠN                    Độc lập - Tự do - Hạnh phúc
Số:  12 /TB-UB                    Mẫu Sơn, ngày 5 tháng 3 năm 1999

Yêu cầu các trường học kiểm tra việc giữ gìn vệ sinh, trật tự ở cổng trường; những nơi nào chưa sửa
xong mái ngói phải báo cáo trước ngày 20 tháng 3 (kể cả trường đang nghỉ)./.
"""
"""An invented notice with runs of spaces that part two columns."""


def in_bytes(text: str, encoding: str) -> bytes:
    """A text as a file of an old encoding holds it."""
    return bytes(BYTES.get(ord(letter), ord(letter)) for letter in encoded(text, encoding))


@pytest.mark.parametrize("encoding", NAMES)
def test_every_letter_there_and_back(encoding: str) -> None:
    """A table gives back each Vietnamese letter that was written with it; TCVN3 keeps capitals only without tones."""
    letters = LETTERS + LETTERS.upper()

    back = [decoded(encoded(letter, encoding), encoding) for letter in letters]

    kept = [
        letter if letter.islower() or encoding != "tcvn3" or letter in "ĂÂÊÔƠƯĐ" else letter.lower()
        for letter in letters
    ]
    assert kept == back


@pytest.mark.parametrize("encoding", NAMES)
def test_no_two_letters_are_written_alike(encoding: str) -> None:
    """Each small letter has a way of its own."""
    written = [encoded(letter, encoding) for letter in LETTERS]

    assert len(LETTERS) == len(set(written)) == 67


@pytest.mark.parametrize("encoding", NAMES)
def test_ascii_is_the_same_everywhere(encoding: str) -> None:
    """Letters, digits and signs of ASCII mean themselves."""
    ascii_text = "".join(map(chr, range(0x20, 0x7F)))

    assert (ascii_text, ascii_text) == (encoded(ascii_text, encoding), decoded(ascii_text, encoding))


KNOWN = {
    "TCVN3": ("Th«ng b¸o vÒ viÖc s÷a ch÷a", "tcvn3", "Thông báo về việc sữa chữa"),
    "TCVN3 in capitals": ("QUYÕT §ÞNH", "tcvn3", "QUYẾT ĐỊNH"),
    "TCVN3 out of a PDF": ("Thñ t−íng b∙i bá", "tcvn3", "Thủ tướng bãi bỏ"),
    "VNI": ("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM", "vni", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    "VNI, small marks on capitals": ("Ñieàu 1. UÛy ban; Aáp", "vni", "Điều 1. Ủy ban; Ấp"),
    "VISCII": ("C\u00b5ng hòa Vi\u00aet", "viscii", "Cộng hòa Việt"),
    "windows-1258": ("Vi\u00eaòt Nam ðôòc lâòp", "windows-1258", "Việt Nam độc lập"),
}


@pytest.mark.parametrize(("shown", "encoding", "meant"), KNOWN.values(), ids=KNOWN)
def test_what_windows_shows_is_read(shown: str, encoding: str, meant: str) -> None:
    """What such text looks like where it is taken for windows-1252, and what it says."""
    assert meant == decoded(shown, encoding)


@pytest.mark.parametrize("encoding", NAMES)
def test_bytes_of_an_old_encoding_are_known(encoding: str) -> None:
    """A file without a word about its encoding is read, and its runs of spaces are kept."""
    found = of_bytes(in_bytes(TEXT, encoding))

    assert found and (encoding, False) == (found.encoding, found.doubtful)
    assert TEXT.lower() == found.text.lower()


@pytest.mark.parametrize("encoding", [name for name in NAMES if name != "tcvn3"])
def test_capitals_are_kept(encoding: str) -> None:
    """All encodings but TCVN3 have capitals."""
    found = of_bytes(in_bytes(TEXT, encoding))

    assert found and TEXT == found.text


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_without_mark(codec: str) -> None:
    """The zeros of its ASCII letters give UTF-16 away."""
    found = of_bytes(TEXT.encode(codec))

    assert found and (TEXT, "utf-16") == (found.text, found.encoding)


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("seen_as", ["latin-1", "cp1252"])
def test_utf8_read_as_something_else(times: int, seen_as: str) -> None:
    """UTF-8 taken for windows-1252 is read again, however often that happened."""
    garbled = TEXT
    for _ in range(times):
        content = garbled.encode()
        garbled = "".join(
            chr(byte)
            if seen_as == "latin-1" or byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
            else bytes([byte]).decode("cp1252")
            for byte in content
        )

    assert TEXT == of_text(garbled).text


def test_an_old_text_saved_as_utf8() -> None:
    """Text pasted from an old document into a new one is read, line by line; the lines in Unicode stay."""
    old = encoded("Yêu cầu các trường học kiểm tra việc giữ gìn vệ sinh", "tcvn3")
    french = "Émile Zola à l'école"

    found = of_text(f"Kính gửi: Các trường\n{old}\n{french}\nNơi nhận: như trên")

    assert (
        "Kính gửi: Các trường\nYêu cầu các trường học kiểm tra việc giữ gìn vệ sinh\n" + f"{french}\nNơi nhận: như trên"
        == found.text
    )


def test_two_encodings_in_one_text() -> None:
    """Parts typed on two machines are each read in their own encoding."""
    lines = [line for line in TEXT.lower().splitlines() if line] * 2

    mixed = "\n".join([*(encoded(line, "tcvn3") for line in lines), *(encoded(line, "vni") for line in lines)])

    assert "\n".join(lines * 2) == of_text(mixed).text


LOOSE = {
    "base and mark": ("Thông báo", unicodedata.normalize("NFD", "Thông báo")),
    "partly apart": ("Việt", "Viê\u0323t"),
    "tone before the mark of the vowel": ("Tiếng Việt", "Tie\u0301\u0302ng Vie\u0323\u0302t"),
    "tone before the horn": ("đường", "đu\u0300\u031bơ\u0300ng".replace("u\u0300\u031b", "ư")),
}


@pytest.mark.parametrize(("whole", "loose"), LOOSE.values(), ids=LOOSE)
def test_loose_marks_are_composed(whole: str, loose: str) -> None:
    """Letters in pieces become whole ones, in whichever order the pieces were typed."""
    assert whole == of_text(loose).text


UNTOUCHED = [
    "Mức phạt 5 m² × 2; nhiệt độ 30 °C ± 2; § 5; «trích dẫn»",
    "Café, naïve, Müller, São Paulo, señor, Gödel, Ångström, crème brûlée",
    "XÃ\u00a0HỘI CHỦ NGHĨA",
    "hòa xã à á â ã è é ê ì í ò ó ô õ ù ú ý",
    "résumé à la carte où être élève forêt père",
    "© 1999 ® ½ ¼ ¾ · • – “” ’",
    "plain ASCII only",
    "",
]


@pytest.mark.parametrize("text", UNTOUCHED)
def test_nothing_else_is_touched(text: str) -> None:
    """Signs and foreign words are no old encoding."""
    assert (text, None, False) == of_text(text)


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_no_false_conversion(path: Path) -> None:
    """Not one letter of a real Unicode document is changed."""
    text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))

    assert (text, None) == of_text(text)[:2]


def test_where_nothing_is_sure_the_text_stays() -> None:
    """Bytes that no encoding reads are shown as Windows shows them, and doubtful."""
    found = of_bytes(b"\xe9\xe8 \xff\xfe xyz \xb5\xb6\xa4 k\xa4k")

    assert found and ("windows-1252", True) == (found.encoding, found.doubtful)


def test_broken_utf8_is_no_old_encoding() -> None:
    """UTF-8 with a byte lost is told of as such."""
    assert None is of_bytes(TEXT.encode().replace("ế".encode(), b"\xe1\xba"))


FONTS = {
    ".VnTime": ("tcvn3", False),
    ".VnTimeH": ("tcvn3", True),
    ".VnArialH": ("tcvn3", True),
    "ABCDEF+.VnTimeH,Bold": ("tcvn3", True),
    "GDNPMG+VnTimeHBold": ("tcvn3", True),
    "VNI-Times": ("vni", False),
    "VPS Times": ("vps", False),
    "Times New Roman": None,
    "Vni": None,
    "Arial": None,
}


@pytest.mark.parametrize(("font", "encoding"), FONTS.items())
def test_fonts_tell_their_encoding(font: str, encoding: tuple[str, bool] | None) -> None:
    """`.Vn…` is TCVN3, with a final H in capitals; `VNI-…` is VNI."""
    assert encoding == of_font(font)


RUNS = {
    "small letters": ("QuyÕt ®Þnh", ".VnTime", "Quyết định"),
    "drawn as capitals": ("quyÕt ®Þnh", ".VnTimeH", "QUYẾT ĐỊNH"),
    "VNI": ("Quyeát ñònh", "VNI-Times", "Quyết định"),
    "Unicode in an old font": ("Quyết định", ".VnTime", "Quyết định"),
    "another font": ("QuyÕt", "Arial", "QuyÕt"),
}


@pytest.mark.parametrize(("run", "font", "meant"), RUNS.values(), ids=RUNS)
def test_a_run_is_read_by_its_font(run: str, font: str, meant: str) -> None:
    """The name of a font is enough for a run too short to tell by itself."""
    assert meant == by_font(run, font)


SYLLABLES = "nghiêng khuỷu quyết giếng oái ướm yết đường ắp thuở hươu"
OTHERS = "wang nghàt thuúy bcd café elève tắng̀ đx quyôt chàp"


@pytest.mark.parametrize("word", SYLLABLES.split())
def test_syllables(word: str) -> None:
    """What can be a syllable of Vietnamese."""
    assert possible(word)


@pytest.mark.parametrize("word", OTHERS.split())
def test_no_syllables(word: str) -> None:
    """What cannot: foreign letters, impossible rimes, a level tone before a stop."""
    assert not possible(word)
