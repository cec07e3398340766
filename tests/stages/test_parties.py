"""Parties: everyone named is one party, however it is written, with every mention and role."""

from __future__ import annotations

import pytest

from congvan import grammar, parse
from congvan.bodies import Mention, Name, names
from congvan.record import Role
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
        ("giao Văn phòng HĐND và UBND huyện rà soát", ["Văn phòng HĐND và UBND huyện"]),
        ("HĐND, UBND xã triển khai", ["HĐND xã", "UBND xã"]),
        ("CT, các PCT UBND tỉnh", ["CT UBND tỉnh", "các PCT UBND tỉnh"]),
        ("Bí thư Tỉnh ủy, Thành ủy chỉ đạo", ["Bí thư Tỉnh ủy", "Bí thư Thành ủy"]),
        ("Trưởng các phòng: Nội vụ, Y tế báo cáo", ["Trưởng phòng Nội vụ", "Trưởng phòng Y tế"]),
        ("Trưởng phòng Nội vụ huyện trình", ["Trưởng phòng Nội vụ huyện"]),
        (
            "UBND các xã Hòa Phú, Tân Lập, phường Bến Đá lập",
            ["UBND xã Hòa Phú", "UBND xã Tân Lập", "UBND phường Bến Đá"],
        ),
        ("UBND các tỉnh Tây Nguyên rà soát", ["UBND các tỉnh"]),
        ("Trung tâm Dịch vụ nông nghiệp huyện lập danh sách", ["Trung tâm Dịch vụ nông nghiệp huyện"]),
        ("Ban Chỉ huy Phòng thủ dân sự tỉnh trực ban", ["Ban Chỉ huy Phòng thủ dân sự tỉnh"]),
        ("Tổ Thu bổ sung hồ sơ", ["Tổ Thu"]),
        ("Chi cục Kiểm lâm thông tin cấp cháy", ["Chi cục Kiểm lâm"]),
        ("Xí nghiệp Thủy nông số 4 xin báo", ["Xí nghiệp Thủy nông số 4"]),
        ("Giám đốc và các Phó Giám đốc Sở", ["Giám đốc Sở", "các Phó Giám đốc Sở"]),
        ("Các đồng chí Phó Giám đốc Sở chỉ đạo", ["Các Phó Giám đốc Sở"]),
        ("Các ông Chánh Thanh tra tỉnh, Trưởng Công an", ["Chánh Thanh tra tỉnh", "Trưởng Công an"]),
        ("tuyển dụng cho các trường vùng cao", ["các trường vùng cao"]),
        ("Thành viên Hội đồng họp; cử thành viên dự", ["Thành viên Hội đồng"]),
        ("Ông Lê Văn Tám, chuyên viên phòng Nội vụ, ghi", ["Lê Văn Tám"]),
        ("TT Đảng ủy, HĐND, UBND xã", ["TT Đảng ủy xã", "HĐND xã", "UBND xã"]),
        ("Các doanh nghiệp viễn thông dựng cột", ["Các doanh nghiệp viễn thông"]),
        (
            "báo cáo của Ban Quản lý dự án đầu tư xây dựng công trình giao thông tỉnh, ý kiến",
            ["Ban Quản lý dự án đầu tư xây dựng công trình giao thông tỉnh"],
        ),
        ("Dự họp có Chủ tịch UBND 9 xã có công trình cấp nước.", ["Chủ tịch UBND 9 xã có công trình cấp nước"]),
        ("hộ gia đình, hợp tác xã được vay", ["hộ gia đình", "hợp tác xã"]),
        ("Cơ quan quản lý nhà nước về bến thủy;", ["Cơ quan quản lý nhà nước về bến thủy"]),
        ("phản ứng ở một số xã còn chậm; từng xã lập sổ", ["từng xã"]),
        ("mô hình chính quyền hai cấp", []),
        ("Tham gia Đoàn kiểm tra có Trưởng đoàn thanh tra", ["Đoàn kiểm tra", "Trưởng đoàn thanh tra"]),
        ("Công ty Thủy lợi Bắc Sông vận hành hồ", ["Công ty Thủy lợi Bắc Sông"]),
        ("Phòng Kế hoạch tổng hợp", ["Phòng Kế hoạch tổng hợp"]),
        ("Phòng Kế hoạch tổng hợp số liệu", ["Phòng Kế hoạch"]),
        ("Phòng Kế hoạch và Vật tư rà soát", ["Phòng Kế hoạch và Vật tư"]),
        ("Phòng Kế hoạch và Nhà thầu rà soát", ["Phòng Kế hoạch", "Nhà thầu"]),
        ("Phòng Vật tư - Thiết bị y tế kiểm tra", ["Phòng Vật tư - Thiết bị y tế"]),
        ("Công ty Khai thác công trình thủy lợi Sông Mã đóng cống", ["Công ty Khai thác công trình thủy lợi Sông Mã"]),
        ("Mặt trận Tổ quốc Việt Nam huyện vận động", ["Mặt trận Tổ quốc Việt Nam huyện"]),
        ("Các Điện lực trực thuộc lập phương án", ["Các Điện lực trực thuộc"]),
        ("đồng chí Giàng A Tếnh phụ trách", ["Giàng A Tếnh"]),
        ("Phòng Quản lý đào tạo tham mưu", ["Phòng Quản lý đào tạo"]),
        ("Phòng Kỹ thuật quản lý các hồ chứa", ["Phòng Kỹ thuật"]),
        ("Các sở, ban, ngành, đoàn thể tỉnh rà soát", ["Các sở, ban, ngành, đoàn thể tỉnh"]),
        ("các cơ quan trực thuộc Bộ Quốc phòng", ["các cơ quan trực thuộc Bộ Quốc phòng"]),
        ("ông Ích Văn Duệ phát biểu", ["Ích Văn Duệ"]),
        ("Trong các trường hợp này, các phòng học tại trụ sở", []),
        ("Căn cứ Luật Cán bộ, công chức", []),
        ("Kế hoạch số 12/KH-UBND và Quyết định 3/QĐ-TTg", []),
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
        ("Thủ tướng", "Thủ tướng Chính phủ", "TTg"),
        ("các đơn vị", "Đơn vị", "những đơn vị"),
        ("Lê Văn Tám", "Chủ tịch UBND xã Lê Văn Tám"),
        ("Thứ trưởng Lê Văn Tám", "Thứ trưởng"),
        ("ông Lê Văn Tám - Bí thư Huyện ủy Sông Thương", "Bí thư Huyện ủy"),
        ("Ban Thường vụ Đảng ủy phường", "Ban Thường vụ Đảng ủy"),
        ("Thành lập Tổ công tác hỗ trợ hợp tác xã", "Tổ công tác"),
        ("Thành viên Hội đồng", "các thành viên"),
        ("Ban Phong trào Tỉnh đoàn", "Ban Phong trào"),
        ("Ủy ban nhân dân các xã, phường", "Ủy ban nhân dân xã, phường"),
        ("Các công đoàn cơ sở trực thuộc", "mỗi công đoàn cơ sở"),
        ("UBND các huyện, thành phố", "UBND các huyện, thành phô"),
    ],
)
def test_one_body_written_in_several_ways_is_one_party(forms: tuple[str, ...]) -> None:
    """Abbreviations, capitals, dashes and a place that adds nothing make no second party; each form is a mention."""
    found = parties.find(views(*forms), RULES).parties

    assert [len(forms)] == [len(party.mentions) for party in found]


@pytest.mark.parametrize(
    "pair",
    [
        ("UBND tỉnh", "UBND huyện"),
        ("Sở Y tế tỉnh Cao Bằng", "Sở Y tế tỉnh Hà Nam"),
        ("Sở Y tế", "Bộ Y tế"),
        ("Phó Chủ tịch UBND tỉnh", "các Phó Chủ tịch UBND tỉnh"),
        ("công chức", "một số công chức"),
        ("UBND các xã", "UBND các xã, phường"),
    ],
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


def test_who_is_told_by_a_short_name_is_the_party_that_it_stands_for() -> None:
    """The short name that the text gives a party resolves in roles too."""
    defining, telling = views("Công ty Cấp nước Bắc Lam (sau đây gọi là Công ty) báo cáo.", "Công ty khắc phục sự cố.")
    lead = Mention(telling, Name(0, 7, ((0, 7),), "group"))

    [party] = parties.find([defining, telling], RULES, roles=[("lead", [lead])]).parties

    assert ("Công ty Cấp nước Bắc Lam", ("lead",), "Công ty") == (party.name, party.roles, party.abbreviation)


def test_roles_are_gathered_and_mentioned_stands_alone() -> None:
    """A party has the roles it is given; who has none is `mentioned`."""
    text = view("Sở Y tế gửi Sở Nội vụ")
    first = next(NAMES.scan(text.key))
    found = parties.find([text], RULES, roles=[("lead", [Mention(text, first)])]).parties

    assert [("lead",), ("mentioned",)] == [party.roles for party in found]


def test_ids_count_in_the_order_of_the_text_and_are_found_again() -> None:
    """The first party named is `p1`; a printed item gives the ids of whom it names."""
    text = view("Sở Y tế gửi Sở Nội vụ")
    found = parties.find([text], RULES, places=[("addressee", [text])])

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
    "text",
    [
        "Chủ tịch " * 5000,
        "các " * 9000,
        "đồng chí " * 5000,
        "UBND các tỉnh: " + "Hà Nam, " * 5000,
        "Bí thư Tỉnh ủy, " * 3000,
        "HĐND, " * 5000,
    ],
)
def test_hostile_repetition_ends(text: str) -> None:
    """Names inside names are read only so deep: a text that nests without end is still read."""
    assert all(0 <= name.start < name.end <= len(text) for name in NAMES.scan(text))


def given(role: Role, text: str, *, place: str = "") -> list[tuple[str, str, tuple[str, ...]]]:
    """The parties of one printed item."""
    known = [view(place)] if place else []
    found = parties.find([], RULES, places=[(role, [view(text)])], known=known).parties
    return [(party.name, party.kind, party.roles) for party in found]


@pytest.mark.parametrize(
    ("role", "text", "expected"),
    [
        ("issuer", "SỞ Y TẾ - SỞ TÀI CHÍNH", [("SỞ Y TẾ", "organization"), ("SỞ TÀI CHÍNH", "organization")]),
        ("issuer", "TRƯỜNG CAO ĐẲNG LÂM SƠN HẢI", [("TRƯỜNG CAO ĐẲNG LÂM SƠN HẢI", "organization")]),
        ("issuer", "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ", [("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ", "position")]),
        ("signer", "Đoàn Minh Khuê", [("Đoàn Minh Khuê", "person")]),
        ("recipient", "Nhà xe Sông Thương", [("Nhà xe Sông Thương", "organization")]),
        ("recipient", "Các điểm bán hàng (qua tổ trưởng)", [("Các điểm bán hàng", "group")]),
        ("recipient", "Như trên", []),
    ],
)
def test_a_printed_item_is_read_by_its_place(role: Role, text: str, expected: list[tuple[str, str]]) -> None:
    """An issuer's name is never cut, a signer is a person, an unknown recipient is a party as it stands."""
    assert [(name, kind, (role,)) for name, kind in expected] == given(role, text)


def test_a_place_that_the_document_names_is_no_person() -> None:
    """`Chủ tịch UBND tỉnh Thạch Khê` is a post where the document is issued at Thạch Khê."""
    text = "Chủ tịch UBND tỉnh Thạch Khê"
    kinds = [parties.find([view(text)], RULES, known=known).parties[0].kind for known in ([], [view("Thạch Khê")])]

    assert ["person", "position"] == kinds


def test_a_mention_inside_a_longer_one_is_dropped() -> None:
    """Where a task names `các đơn vị nêu tại Mục II`, `các đơn vị` at the same place is no party."""
    text = view("các đơn vị nêu tại Mục II báo cáo")
    lead = Mention(text, Name(0, 25, ((0, 25),), "class"))
    found = parties.find([text], RULES, roles=[("lead", [lead])]).parties

    assert ["các đơn vị nêu tại Mục II"] == [party.name for party in found]


def test_a_label_tells_who_a_person_is() -> None:
    """`Chủ trì (chủ tọa): bà …`: who is called by the words of the label later is that person."""
    found = parties.find(views("Chủ trì (chủ tọa): Bà Lê Thị Tám", "Kết luận của chủ tọa"), RULES).parties

    assert [("Lê Thị Tám", 3)] == [(party.name, len(party.mentions)) for party in found]


@pytest.mark.parametrize(
    ("head", "text", "expected"),
    [
        (("UBND TỈNH SÔNG THƯƠNG", "SỞ Y TẾ"), "Giám đốc Sở Y tế báo cáo; Giám đốc giao Sở gửi", [2, 2]),
        (("TRƯỜNG TIỂU HỌC BẾN CŨ",), "Nhà trường đề nghị các nhà trường bạn; nhà trường cảm ơn", [3, 1]),
        (("UBND HUYỆN AN", "BAN CHỈ ĐẠO DỒN ĐIỀN"), "Ban Chỉ đạo huyện gửi Ban Chỉ đạo và Ban Chỉ đạo tỉnh", [3, 1]),
        (("PHÒNG KINH TẾ",), "Phòng đề xuất; phòng họp; Phòng Nội vụ", [2, 1]),
        (("UBND XÃ AN",), "UBND gửi UBND huyện và UBND xã An", [3, 1]),
        (("SỞ Y TẾ",), "Cục Công tác xa khơi; Sở hữu trí tuệ", [1, 1]),
        (("BỘ Y TẾ",), "trình Bộ xem xét. Bộ, cơ quan ngang bộ báo cáo", [2, 1]),
        (("NGÂN HÀNG NHÀ NƯỚC VIỆT NAM",), "Ngân hàng phải báo cáo Ngân hàng Nhà nước", [2]),
    ],
)
def test_a_document_calls_its_own_by_short_names(head: tuple[str, ...], text: str, expected: list[int]) -> None:
    """`Sở`, `nhà trường`, `Ban Chỉ đạo huyện` in a document of theirs are who issues it, `Giám đốc` who leads it."""
    *above, issuer, body = views(*head, text)
    found = parties.find([body], RULES, places=[("issuer", [issuer])], house=[*above, issuer]).parties

    assert expected == [len(party.mentions) for party in found]


@pytest.mark.parametrize(
    ("item", "text"),
    [
        ("Cục Kinh tế quản lý xây lắp", "Cục Kinh tế quản lý xây lắp nhận được"),
        ("Các cơ quan có tên tại Mục V", "đề nghị các cơ quan có tên tại Mục V báo cáo"),
        ("Quý phụ huynh học sinh toàn trường", "đề nghị quý phụ huynh ký"),
        ("Các chủ đầu tư hạ tầng khu công nghiệp", "phối hợp với các chủ đầu tư hạ tầng kiểm tra"),
    ],
)
def test_who_is_written_to_is_known_by_the_printed_name(item: str, text: str) -> None:
    """A name printed in Kính gửi is read whole where the same words stand in the text; its class is known by less."""
    to, body = views(item, text)
    [party] = parties.find([body], RULES, places=[("addressee", [to])]).parties

    assert (item.casefold(), 2) == (party.name.casefold(), len(party.mentions))


def test_words_of_courtesy_mean_the_addressees() -> None:
    """`Quý cơ quan` is no party of its own: who is written to takes its roles."""
    to, body = views("Sở Y tế; Sở Nội vụ", "Đề nghị Quý cơ quan trả lời")
    mention = Mention(body, next(NAMES.scan(body.key)))
    found = parties.find([body], RULES, roles=[("lead", [mention])], places=[("addressee", [to])])

    assert (("p1", "p2"), {("addressee", "lead")}) == (found.all([mention]), {party.roles for party in found.parties})


def test_the_order_does_not_hang_on_memory() -> None:
    """Parties that begin at one place come in the order of their last pieces (law 7)."""
    found = register("các Sở: Tài chính, Nội vụ, Y tế").parties

    assert ["Sở Tài chính", "Sở Nội vụ", "Sở Y tế"] == [party.name for party in found]


@pytest.mark.parametrize(("printed", "count"), [("SO VAN HOA VA THE THAO", 1), ("SO TU PHAP DONG HA", 2)])
def test_a_body_printed_without_marks_is_the_one_named_with_them(printed: str, count: int) -> None:
    """A head that lost its marks names the body that the text spells, and only that."""
    record = parse(f"{printed}\nSố: 3/SVH-VP\nKính gửi: UBND các xã\nSở Văn hóa và Thể thao đề nghị các xã rà soát.\n")
    bodies = [party.name for party in record.parties if party.name.upper().startswith(("SO ", "SỞ "))]

    assert (count, True) == (len(bodies), "Sở Văn hóa và Thể thao" in bodies)
