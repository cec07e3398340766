"""Parties: everyone named is one party, however it is written, with every mention and role."""

from __future__ import annotations

import pytest

from congvan import grammar
from congvan.bodies import Mention, names
from congvan.stages import parties
from congvan.text import Source, View

RULES = grammar.load()
NAMES = names(RULES)


def view(text: str) -> View:
    source = Source.of(text)
    return source.view([(0, len(source.text))])


def named(text: str) -> list[str]:
    one = view(text)
    return [name.spelled(one.text) for name in NAMES.scan(one.key)]


def views(*texts: str) -> list[View]:
    """Paragraphs of one document."""
    source = Source.of("\n".join(texts))
    starts = [sum(len(text) + 1 for text in texts[:at]) for at in range(len(texts))]
    return [source.view([(at, at + len(text))]) for at, text in zip(starts, texts, strict=True)]


def register(*texts: str) -> parties.Register:
    return parties.find([view("\n".join(texts))], RULES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Giao Sở Văn hóa, Thể thao và Du lịch rà soát", ["Sở Văn hóa, Thể thao và Du lịch"]),
        ("phòng Kinh tế, Hạ tầng và Đô thị báo cáo", ["phòng Kinh tế, Hạ tầng và Đô thị"]),
        ("các Sở: Tài chính, Nội vụ và Y tế phối hợp", ["Sở Tài chính", "Sở Nội vụ", "Sở Y tế"]),
        ("Bộ trưởng các Bộ: Xây dựng, Công an chỉ đạo", ["Bộ trưởng Bộ Xây dựng", "Bộ trưởng Bộ Công an"]),
        ("UBND các xã, phường, đặc khu triển khai", ["UBND các xã, phường, đặc khu"]),
        ("UBND các xã: Hòa Phú, Tân Lập báo cáo", ["UBND xã Hòa Phú", "UBND xã Tân Lập"]),
        (
            "Chủ tịch UBND các tỉnh, thành phố: Hà Tĩnh, Huế chỉ đạo",
            ["Chủ tịch UBND tỉnh Hà Tĩnh", "Chủ tịch UBND thành phố Huế"],
        ),
        ("các bộ, ngành, địa phương liên quan rà soát", ["các bộ, ngành, địa phương liên quan"]),
        ("Sở Y tế, các cơ quan, đơn vị có liên quan", ["Sở Y tế", "các cơ quan, đơn vị có liên quan"]),
        ("Thủ trưởng các cơ quan, đơn vị chỉ đạo", ["Thủ trưởng các cơ quan, đơn vị"]),
        ("Hiệu trưởng, Phó Hiệu trưởng các trường", ["Hiệu trưởng", "Phó Hiệu trưởng các trường"]),
        ("đồng chí Lê Văn Tám, Phó Chủ tịch UBND huyện chủ trì", ["Lê Văn Tám"]),
        ("Phó Chủ tịch UBND tỉnh Lê Tám chủ trì", ["Phó Chủ tịch UBND tỉnh Lê Tám"]),
        ("Chủ tịch UBND tỉnh Cao Bằng chủ trì", ["Chủ tịch UBND tỉnh Cao Bằng"]),
        ("Đảng ủy UBND huyện lãnh đạo", ["Đảng ủy UBND huyện"]),
        (
            "Công ty TNHH MTV Cấp nước, Thoát nước và Xây dựng Sông Thương rà soát",
            ["Công ty TNHH MTV Cấp nước, Thoát nước và Xây dựng Sông Thương"],
        ),
        ("nhiệm vụ Tổ chức cán bộ Nội vụ", []),
        ("Ban hành văn bản, phòng chống dịch", []),
    ],
)
def test_names_are_read_whole(text: str, expected: list[str]) -> None:
    """A name ends where the verb begins; commas inside a name are kept, lists are parted, heads put back."""
    assert expected == named(text)


@pytest.mark.parametrize(
    "forms",
    [
        ("Phòng GD&ĐT", "phòng Giáo dục và Đào tạo", "Phòng Giáo dục và Đào tạo huyện"),
        ("UBND tỉnh", "Ủy ban nhân dân tỉnh", "UBND tỉnh Sông Thương"),
        ("Sở Kế hoạch và Đầu tư", "Sở KH&ĐT", "Sở Kế hoạch - Đầu tư"),
        ("Sở Tài chính", "SỞ TÀI CHÍNH"),
    ],
)
def test_one_body_written_in_several_ways_is_one_party(forms: tuple[str, ...]) -> None:
    """Abbreviations, capitals, dashes and a place that adds nothing make no second party; each form is a mention."""
    found = parties.find(views(*forms), RULES).parties

    assert [len(forms)] == [len(party.mentions) for party in found]


@pytest.mark.parametrize(
    "pair", [("UBND tỉnh", "UBND huyện"), ("Sở Y tế tỉnh Cao Bằng", "Sở Y tế tỉnh Hà Nam"), ("Sở Y tế", "Bộ Y tế")]
)
def test_different_bodies_stay_apart(pair: tuple[str, ...]) -> None:
    """A level, a place, a head tells bodies apart."""
    assert 2 == len(parties.find(views(*pair), RULES).parties)


def test_a_name_takes_its_fullest_form_and_keeps_its_abbreviation() -> None:
    """The name is the fullest form met, the abbreviated one stands beside it."""
    [party] = register("Sở GD&ĐT báo cáo. Sở Giáo dục và Đào tạo rà soát.").parties

    assert ("Sở Giáo dục và Đào tạo", "Sở GD&ĐT") == (party.name, party.abbreviation)


def test_an_alias_that_the_text_defines_is_a_mention() -> None:
    """`(gọi tắt là …)` makes a short name of the party before it."""
    found = register(
        "Ban quản lý dự án đầu tư xây dựng (gọi tắt là Ban QLDA) báo cáo; đề nghị Ban QLDA rà soát."
    ).parties

    assert [3] == [len(p.mentions) for p in found if p.name.startswith("Ban quản lý")]


def test_roles_are_gathered_and_mentioned_stands_alone() -> None:
    """A party has the roles it is given; who has none is `mentioned`."""
    text = view("Sở Y tế gửi Sở Nội vụ")
    first = next(NAMES.scan(text.key))
    found = parties.find([text], RULES, roles=[("lead", [Mention(text, first)])]).parties

    assert [("lead",), ("mentioned",)] == [party.roles for party in found]


def test_ids_count_in_the_order_of_the_text_and_are_found_again() -> None:
    """The first party named is `p1`; a printed item gives the ids of whom it names."""
    text = view("Sở Y tế gửi Sở Nội vụ")
    found = parties.find([text], RULES)

    assert ("p1", "p2") == found.of(text)


def test_a_printed_item_that_names_nobody_has_no_party() -> None:
    """`Như trên` in Nơi nhận is no party."""
    assert () == register("Sở Y tế").of(view("Như trên"))


def test_the_pieces_of_a_name_are_its_slices() -> None:
    """A name put together has the slices of its pieces, in order."""
    text = view("các Sở: Tài chính, Nội vụ")
    second = [Mention(text, name) for name in NAMES.scan(text.key)][1]

    assert ("Sở Nội vụ", ((4, 6), (19, 25))) == (second.text, second.spans())


@pytest.mark.parametrize(
    "text", ["Chủ tịch " * 5000, "các " * 9000, "đồng chí " * 5000, "UBND các tỉnh: " + "Hà Nam, " * 5000]
)
def test_hostile_repetition_ends(text: str) -> None:
    """Names inside names are read only so deep: a text that nests without end is still read."""
    assert all(0 <= name.start < name.end <= len(text) for name in NAMES.scan(text))
