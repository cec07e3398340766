"""How offices of many kinds hand out work, read by the whole parser: whom each task is given to. All is invented."""

from __future__ import annotations

import pytest

from congvan import Record, parse

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
FOOT = "\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nCHỦ TỊCH\n\nLê Văn Tám\n"


def document(title: str, *lines: str, number: str = "Số: 9/TB-UBND", issuer: str = "UBND XÃ AN LỘC") -> Record:
    """A document of a commune with these lines as its body."""
    head = f"{issuer}\n{STATE}{number}\nAn Lộc, ngày 12 tháng 9 năm 2023\n\n{title}\n\n"
    return parse(head + "\n".join(lines) + FOOT)


def notice(*lines: str) -> Record:
    """Conclusions of a meeting with these lines below their opening sentence."""
    opener = "Ngày 11/9/2023, Chủ tịch UBND xã chủ trì cuộc họp giao ban. Chủ tịch UBND xã kết luận như sau:"
    return document("THÔNG BÁO\nKết luận của Chủ tịch UBND xã tại cuộc họp giao ban", opener, *lines)


def told(record: Record) -> list[tuple[str, list[str]]]:
    """Each task's words, and who leads it."""
    names = {party.id: party.name for party in record.parties}
    return [(task.text, [names[lead] for lead in task.leads]) for task in record.tasks]


@pytest.mark.parametrize(
    ("head", "lead"),
    [
        ("1. Tổ KHTN (đ/c Hòa – tổ trưởng)", "Tổ KHTN"),
        ("1. Phòng Giáo dục Trung học - Giáo dục thường xuyên (cơ quan thường trực)",
         "Phòng Giáo dục Trung học - Giáo dục thường xuyên"),
        ("1. Trường THPT An Lộc (đơn vị đăng cai):", "Trường THPT An Lộc"),
        ("1. Đ/c Hùng – Địa chính:", "Hùng"),
        ("1. Anh Tuấn:", "Tuấn"),
        ("1. Tổ tuần tra số 1 (Đại úy Lê Tám làm tổ trưởng)", "Tổ tuần tra số 1"),
        ("1. Bộ phận tổng hợp:", "Bộ phận tổng hợp"),
        ("1. BGH:", "BGH"),
        ("1. TPT Đội:", "TPT Đội"),
    ],
)  # fmt: skip
def test_a_note_behind_the_name_leaves_a_head_a_name(head: str, lead: str) -> None:
    """What a body or a person is in this matter may stand behind the name in a head."""
    record = notice(head, "- Rà soát danh sách.", "2. Trạm Y tế", "- Chuẩn bị thuốc.")

    assert [("Rà soát danh sách", [lead]), ("Chuẩn bị thuốc", ["Trạm Y tế"])] == told(record)


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("Đ/c Huệ, đ/c Vân phụ đạo học sinh đọc chậm.", ["Huệ", "Vân"]),
        ("Thầy Nam, cô Hạnh phụ trách đội tuyển.", ["Nam", "Hạnh"]),
        ("Anh Tuấn (Phó Giám đốc) chỉ đạo quyết toán.", ["Tuấn"]),
        ("Giao đ/c Vân lập danh sách.", ["Vân"]),
        ("Đ/c Mai – Văn thư, đ/c Lan – Kế toán: Lập dự toán.", ["Mai", "Lan"]),
        ("Toàn trường tổng vệ sinh.", ["Toàn trường"]),
        ("Huyện Cô Tô rà soát cầu cảng.", ["Huyện Cô Tô"]),
        ("Lãnh đạo nhân dân chăm sóc lúa.", []),
        ("Các xã: hằng quý báo cáo kết quả.", ["Các xã"]),
        ("Các ban ngành, đoàn thể: gửi báo cáo trước ngày 20/9 để tổng hợp.", ["Các ban ngành, đoàn thể"]),
        ("Công ty Vận chuyển Sông Lam hoàn thành bảo dưỡng.", ["Công ty Vận chuyển Sông Lam"]),
        ("Các thành viên Ban Chỉ huy phòng chống thiên tai xã trực ban.",
         ["Các thành viên Ban Chỉ huy phòng chống thiên tai xã"]),
        ("Văn phòng thường trực Ban Chỉ huy PCTT xã trực ban.", ["Văn phòng thường trực Ban Chỉ huy PCTT xã"]),
        ("Ban Chỉ đạo Chương trình mục tiêu quốc gia huyện kiểm tra.",
         ["Ban Chỉ đạo Chương trình mục tiêu quốc gia huyện"]),
        ("Phòng Hành chính quản trị theo dõi.", ["Phòng Hành chính quản trị"]),
        ("Cán bộ chiến sĩ khi làm nhiệm vụ phải chấp hành điều lệnh.", ["Cán bộ chiến sĩ"]),
        ("Giao đồng chí Thiếu tá Đỗ Văn Hùng - Phó Đội trưởng trực tiếp chỉ huy.", ["Đỗ Văn Hùng"]),
        ("TTYT các huyện hướng dẫn vệ sinh lớp học.", ["TTYT các huyện"]),
        ("Tổ chức đón đoàn, bàn giao học sinh cho phụ huynh.", []),
        ("Trang trí hội trường (đ/c Hương phụ trách).", ["Hương"]),
        ("Rà soát hồ sơ (do Phòng Nội vụ, Công an xã thực hiện).", ["Phòng Nội vụ", "Công an xã"]),
        ("Riêng xã Vân An, đề nghị hoàn thiện hồ sơ.", ["xã Vân An"]),
        ("Bí thư chi bộ nhấn mạnh: đây là việc quan trọng.", None),
    ],
)  # fmt: skip
def test_whoever_an_item_opens_with_leads_it(item: str, expected: list[str] | None) -> None:
    """Persons by their given name, classes before a colon, bodies whose names hold verbs; speakers do nothing."""
    leads = [leads for _, leads in told(notice(f"1. {item}", "2. Trạm Y tế chuẩn bị thuốc."))][:-1]

    assert ([] if expected is None else [expected]) == leads


def test_a_given_name_is_the_only_one_called_so() -> None:
    """`đ/c Vân` is the one person of the document whose name ends so."""
    record = notice("1. Đồng chí Hà Thị Vân lập danh sách.", "2. Đ/c Vân nộp hồ sơ.")

    assert [["Hà Thị Vân"]] * 2 == [leads for _, leads in told(record)]


def test_a_chief_who_agrees_and_hands_on_does_nothing_himself() -> None:
    """Behind what the chair takes up and agrees on, whoever is given something leads."""
    record = notice("1. Đ/c tổ trưởng tiếp thu ý kiến, thống nhất đổi lịch; giao đ/c Vân lập danh sách.")

    assert [["Vân"]] == [leads for _, leads in told(record)]


def test_orders_in_articles_of_a_notice_are_orders() -> None:
    """A notice may part its conclusions into articles: a council gives its director a list there."""
    record = document(
        "THÔNG BÁO\nKết luận phiên họp thứ 9 Hội đồng trường",
        "Ngày 06/9/2023, Hội đồng trường họp phiên thứ 9. Hội đồng trường thống nhất kết luận:",
        "Điều 1. Thông qua báo cáo tài chính.",
        "Điều 2. Hội đồng trường giao Hiệu trưởng:",
        "1. Sửa đổi Quy chế chi tiêu.",
        "2. Xây dựng đề án vị trí việc làm.",
        "Điều 3. Ban Kiểm soát nội bộ có trách nhiệm giám sát việc thực hiện.",
    )

    assert [
        ("Sửa đổi Quy chế chi tiêu", ["Hiệu trưởng"]),
        ("Xây dựng đề án vị trí việc làm", ["Hiệu trưởng"]),
        ("Ban Kiểm soát nội bộ có trách nhiệm giám sát việc thực hiện", ["Ban Kiểm soát nội bộ"]),
    ] == told(record)


def test_who_gives_work_in_a_resolution_stands_before_the_giver() -> None:
    """`HĐND huyện giao UBND huyện …` is an order like `Giao UBND huyện …`."""
    record = document(
        "NGHỊ QUYẾT\nVề nhiệm vụ năm 2024", "QUYẾT NGHỊ:", "Điều 1. Thông qua các chỉ tiêu.",
        "Điều 2. Hội đồng nhân dân xã giao Ủy ban nhân dân xã tổ chức thực hiện Nghị quyết.",
        number="Số: 9/NQ-HĐND", issuer="HỘI ĐỒNG NHÂN DÂN XÃ AN LỘC",
    )  # fmt: skip

    assert ["Ủy ban nhân dân xã"] == [lead for _, leads in told(record) for lead in leads]


def test_a_slip_that_passes_a_petition_on_tells_who_settles_it() -> None:
    """`Chuyển X xem xét, giải quyết …` gives X work; a school that is turned into another gets none."""
    passing = "Chuyển Ủy ban nhân dân xã Tân Hòa xem xét, giải quyết, trả lời công dân trong thời hạn 15 ngày."
    turning = "Chuyển Trường Trung cấp An Lộc thành Trường Cao đẳng An Lộc."
    slip = {"number": "Số: 9/PC-VP", "issuer": "VĂN PHÒNG UBND HUYỆN AN LỘC"}

    assert [["Ủy ban nhân dân xã Tân Hòa"]] == [
        leads for _, leads in told(document("PHIẾU CHUYỂN\nVề đơn của công dân", passing, turning, **slip))
    ]


def test_a_class_of_comrades_is_those_written_to() -> None:
    """`đề nghị các đồng chí:` speaks to the addressees, who lead the list."""
    record = document(
        "Kính gửi: Các chi đoàn trực thuộc.", "Đoàn xã đề nghị các đồng chí:", "- Nộp đoàn phí.", "- Rà soát sổ.",
        number="Số: 9/CV-ĐX", issuer="ĐOÀN XÃ AN LỘC",
    )  # fmt: skip

    assert [["Các chi đoàn trực thuộc"]] * 2 == [leads for _, leads in told(record)]


def test_a_general_order_before_another_is_none() -> None:
    """At the end of a list only the sentence that gives somebody something of its own is a task."""
    last = "Đề nghị các khoa, phòng nghiêm túc thực hiện. Giao Phòng Nội vụ theo dõi, đôn đốc./."
    party = "Ban Thường vụ yêu cầu các cấp ủy nghiêm túc thực hiện Kết luận này."

    assert [
        ("Trạm Y tế chuẩn bị thuốc", ["Trạm Y tế"]),
        ("Giao Phòng Nội vụ theo dõi, đôn đốc", ["Phòng Nội vụ"]),
    ] == told(notice("1. Trạm Y tế chuẩn bị thuốc.", last, party))


def test_a_later_paragraph_of_an_item_may_turn_to_another_body() -> None:
    """A known body that acts at the beginning of a later paragraph has a task of its own."""
    record = notice(
        "1. Các chi bộ quán triệt Chỉ thị này.",
        "Ban Tuyên giáo Huyện ủy hướng dẫn quán triệt; Ủy ban Kiểm tra Huyện ủy kiểm tra việc thực hiện.",
    )

    assert [["Các chi bộ"], ["Ban Tuyên giáo Huyện ủy"], ["Ủy ban Kiểm tra Huyện ủy"]] == [
        leads for _, leads in told(record)
    ]


def test_a_heading_may_end_with_a_word_that_is_half_a_noun() -> None:
    """`mặt bằng`, `thiết bị` end a line: the body below begins a paragraph of its own."""
    record = notice("1. Về giải phóng mặt bằng", "UBND xã Tân Hòa, UBND xã Tân Lập bàn giao mặt bằng.")

    assert [["UBND xã Tân Hòa", "UBND xã Tân Lập"]] == [leads for _, leads in told(record)]


def test_labels_in_a_write_up_lead_behind_the_sentence_that_shares_out() -> None:
    """Paragraphs `X: làm việc` are tasks of X behind `giao nhiệm vụ cho các đơn vị:`; what is stressed is none."""
    record = parse(
        "HIỆU TRƯỞNG CHỦ TRÌ CUỘC HỌP TUYỂN SINH\n\nĐăng bởi: Quản trị viên\n\n"
        "(TT) – Sáng 20/5/2023, ông Lê Văn Tám, Hiệu trưởng Trường Cao đẳng An Lộc chủ trì cuộc họp tuyển sinh.\n\n"
        "Kết luận cuộc họp, Hiệu trưởng giao nhiệm vụ cho các đơn vị:\n\n"
        "Phòng Đào tạo: hoàn thiện đề án; phân công cán bộ trực tư vấn.\n\n"
        "Các khoa: xây dựng video giới thiệu ngành.\n\n"
        "Hiệu trưởng nhấn mạnh: tuyển sinh là nhiệm vụ sống còn.\n"
    )

    assert [
        ("Phòng Đào tạo: hoàn thiện đề án; phân công cán bộ trực tư vấn", ["Phòng Đào tạo"]),
        ("Các khoa: xây dựng video giới thiệu ngành", ["Các khoa"]),
    ] == told(record)


@pytest.mark.parametrize(
    ("item", "leads", "due"),
    [
        ("Các xã trước ngày 15 hằng tháng báo cáo kết quả.", ["Các xã"], ["FREQ=MONTHLY;BYMONTHDAY=15"]),
        ("Trạm Y tế hằng tháng tổng hợp, báo cáo trước ngày 20.", ["Trạm Y tế"],
         ["FREQ=MONTHLY", "FREQ=MONTHLY;BYMONTHDAY=20"]),
        ("Trạm Y tế hằng tuần tổng hợp, báo cáo vào chiều thứ Sáu.", ["Trạm Y tế"],
         ["FREQ=WEEKLY", "FREQ=WEEKLY;BYDAY=FR"]),
        ("Trạm Y tế họp vào thứ Bảy cuối cùng hằng tháng.", ["Trạm Y tế"], ["FREQ=MONTHLY;BYDAY=-1SA"]),
        ("Trạm Y tế chuẩn bị xong trước ngày khai mạc 02 ngày.", ["Trạm Y tế"], ["duration"]),
        ("Trạm Y tế cấp phát thuốc xong trước chiến dịch 03 ngày.", ["Trạm Y tế"], ["duration"]),
        ("Trạm Y tế báo cáo Hội đồng vào phiên họp gần nhất.", ["Trạm Y tế"], ["event"]),
        ("Đội Quản lý thị trường số 4 kiểm soát vận chuyển.", ["Đội Quản lý thị trường số 4"], []),
        ("SLG, Ban Kỹ thuật Sản xuất cập nhật kế hoạch.", ["SLG", "Ban Kỹ thuật Sản xuất"], []),
        ("Các hiệp hội phát huy vai trò cầu nối.", ["Các hiệp hội"], []),
        ("Trạm Y tế gửi kết quả về Sở chậm nhất 16h30 ngày 19/9/2023.", ["Trạm Y tế"], ["2023-09-19"]),
        ("Trạm Y tế quyết toán xong trong Q4/2023.", ["Trạm Y tế"], ["2023-12-31"]),
    ],
)  # fmt: skip
def test_who_and_by_when(item: str, leads: list[str], due: list[str]) -> None:
    """A time between a body and what it does, days that lack what was said before, names with numbers and verbs."""
    record = notice(f"1. {item}")
    deadlines = [deadline.due or deadline.recurrence or deadline.kind for deadline in record.tasks[0].deadlines]

    assert ([leads], due) == ([leads for _, leads in told(record)], deadlines)


def test_a_case_named_first_is_no_statement() -> None:
    """`Trường hợp có dịch, báo cáo ngay` is to be done by whom the head names."""
    record = notice("1. UBND các xã", "- Rà soát đàn lợn.", "- Trường hợp phát sinh ổ dịch mới, báo cáo UBND huyện.")

    assert [["UBND các xã"]] * 2 == [leads for _, leads in told(record)]


def test_a_caretaker_is_no_verb_in_a_head() -> None:
    """`Bảo vệ:` names who is to act."""
    assert [("Trực từ 6 giờ", ["Bảo vệ"])] == told(notice("1. Bảo vệ: Trực từ 6 giờ."))


def test_what_chiefs_do_always_is_no_task() -> None:
    """A decision that shares out the standing duties of a board tells nobody to do anything now."""
    record = document(
        "QUYẾT ĐỊNH\nVề việc phân công nhiệm vụ trong Ban Giám đốc", "QUYẾT ĐỊNH:",
        "Điều 1. Phân công nhiệm vụ các thành viên Ban Giám đốc như sau:",
        "1. Ông Lê Văn Tám, Giám đốc: phụ trách chung.", "2. Bà Hà Thị Vân, Phó Giám đốc: giúp Giám đốc.",
        number="Số: 9/QĐ-CN", issuer="CÔNG TY CẤP NƯỚC AN LỘC",
    )  # fmt: skip

    assert [] == told(record)


def test_a_letter_of_two_paragraphs_asks_for_an_answer_too() -> None:
    """`Văn bản góp ý xin gửi về … trước ngày …` is a task of the addressees wherever it stands, as what `quý` asks."""
    record = document(
        "Kính gửi: Chi cục Thủy lợi các tỉnh.",
        "Cục Thủy lợi đề nghị quý Chi cục góp ý bằng văn bản.",
        "Văn bản góp ý xin gửi về Cục Thủy lợi trước ngày 05/10/2023. Trân trọng cảm ơn./.",
        number="Số: 9/CTL-KH", issuer="CỤC THỦY LỢI",
    )  # fmt: skip

    assert [["Chi cục Thủy lợi các tỉnh"]] * 2 == [leads for _, leads in told(record)]


def test_who_goes_to_see_gives_orders_as_in_a_meeting() -> None:
    """A write-up of an inspection reports who was told what, as that of a meeting does."""
    record = parse(
        "Bí thư Đảng ủy xã An Lộc kiểm tra công tác phòng chống úng\n\n"
        "Chiều 5/9, đồng chí Lê Văn Tám, Bí thư Đảng ủy xã cùng đoàn công tác đã đi kiểm tra công tác chống úng.\n\n"
        "Tại các điểm kiểm tra, đồng chí Bí thư Đảng ủy đề nghị UBND xã vận hành các trạm bơm.\n\n"
        "Kết thúc buổi kiểm tra, đồng chí chúc nhân dân được mùa.\n\n"
        "Đến 17 giờ cùng ngày, toàn xã còn 45 ha lúa bị ngập.\n"
    )

    assert [["UBND xã"]] == [leads for _, leads in told(record)]


def table(*cells: str) -> Record:
    """A plan with a task table, one cell a line."""
    return document("KẾ HOẠCH\nTổ chức lễ hội", "I. PHÂN CÔNG NHIỆM VỤ", "", *cells, "", number="Số: 9/KH-UBND")


TITLES = ("TT", "Nội dung", "Chủ trì", "Phối hợp", "Thời gian")


def test_a_table_copied_cell_after_cell_has_rows() -> None:
    """Below its titles each number alone on a line begins a row; a cell goes on in small letters."""
    record = table(
        *TITLES, "1", "Trang trí khu vực", "khai mạc", "Trạm Y tế", "Công an xã", "Trước 20/9",
        "2", "Phân luồng giao thông", "Công an xã", "Đoàn xã", "23/9",
    )  # fmt: skip

    assert [
        ("Trang trí khu vực khai mạc", ["Trạm Y tế"], ["2023-09-19"]),
        ("Phân luồng giao thông", ["Công an xã"], ["2023-09-23"]),
    ] == [
        (text, leads, [deadline.due for deadline in task.deadlines])
        for (text, leads), task in zip(told(record), record.tasks, strict=True)
    ]


def test_titles_of_a_table_that_does_not_fit_are_no_orders() -> None:
    """Where a row has fewer cells than the table has columns it is none; its titles tell nobody anything."""
    record = table(*TITLES, "1", "Cờ hoa", "2", "Loa đài")

    assert [] == told(record)


def test_a_group_s_title_parts_no_table_with_tabs() -> None:
    """The columns hold behind a row that only carries a group's title."""
    record = table(
        "TT\tNội dung\tNgười phụ trách\tThời gian\tGhi chú", "I\tCông tác tư tưởng",
        "1\tHọc tập Nghị quyết\tĐ/c Thanh - Phó Bí thư\tTháng 10\t", "II\tCông tác tổ chức",
        "2\tThẩm tra lý lịch\tVăn phòng Đảng ủy\tHằng tháng\t",
    )  # fmt: skip

    assert [("Học tập Nghị quyết", ["Thanh"]), ("Thẩm tra lý lịch", ["Văn phòng Đảng ủy"])] == told(record)


def test_a_body_that_a_decision_founds_may_have_something_to_do_by_a_day() -> None:
    """Its duties are standing ones, but not what it checks and reports before a day in full."""
    record = document(
        "QUYẾT ĐỊNH\nVề việc thành lập Đoàn kiểm tra", "QUYẾT ĐỊNH:", "Điều 1. Thành lập Đoàn kiểm tra gồm 05 người.",
        "Điều 2. Đoàn kiểm tra có nhiệm vụ kiểm tra các chợ, báo cáo trước ngày 05/12/2023. Đoàn tự giải thể sau đó.",
        number="Số: 9/QĐ-UBND",
    )  # fmt: skip

    assert [["Đoàn kiểm tra"]] == [leads for _, leads in told(record)]


def test_what_the_writer_will_do_is_no_task_of_those_written_to() -> None:
    """Neither what the issuer says it will do, nor whom to ask, nor who helps it itself."""
    record = document(
        "Kính gửi: Ban Giám hiệu các trường.",
        "Sở phối hợp Công an tỉnh kiểm tra phòng học. Đề nghị Ban Giám hiệu các trường:",
        "- Tự rà soát phòng học.", "- Quá thời hạn trên, nếu không thực hiện, Sở sẽ tham mưu UBND tỉnh xử lý.",
        "Đồng chí Lê Văn Tám (SĐT 0912345678) - chuyên viên Phòng Quản lý nhà là đầu mối tiếp nhận.",
        number="Số: 9/SXD-QLN", issuer="SỞ XÂY DỰNG TỈNH LÂM BÌNH",
    )  # fmt: skip

    assert [("Tự rà soát phòng học", ["Ban Giám hiệu các trường"])] == told(record)
    assert [()] == [task.supports for task in record.tasks]
