"""Tasks: an item that tells someone to do something is one task, led by whom its text, head or opener names."""

from __future__ import annotations

import pytest

from congvan import grammar
from congvan.duties import Found
from congvan.stages import sections, tasks
from congvan.text import Block, Source, View

RULES = grammar.load()
OPENER = "Chủ tịch UBND huyện yêu cầu:"


def blocks(text: str) -> list[Block]:
    """One block for each line; the cells of a row stand between ` | `."""
    source, made, at = Source.of(text), [], 0
    for line in text.split("\n"):
        cells, low = [], at
        for cell in line.split(" | "):
            cells.append(source.view([(low, low + len(cell))]))
            low += len(cell) + 3
        if line.strip():
            made.append(Block(source.view([(at, at + len(line))]), tuple(cells) if len(cells) > 1 else ()))
        at += len(line) + 1
    return made


def view(text: str) -> View:
    source = Source.of(text)
    return source.view([(0, len(source.text))])


def found(
    *lines: str,
    code: str | None = "CV",
    regime: str = "nd30",
    to: tuple[str, ...] = (),
    met: bool = False,
    fast: bool = True,
) -> tuple[Found, ...]:
    body = sections.find(blocks("\n".join(lines)), RULES["sections"])
    return tasks.find(
        body, RULES, type_code=code, regime=regime, addressees=[view(text) for text in to], met=met, fast=fast
    )


def leads(*lines: str, **kind: object) -> list[list[str]]:
    return [[lead.text for lead in task.leads] for task in found(*lines, **kind)]  # type: ignore[arg-type]


def supports(*lines: str) -> list[list[str]]:
    return [[one.text for one in task.supports] for task in found(*lines)]


# ---------------------------------------------------------------------- who leads


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("1. Giao Sở Tài chính bố trí kinh phí.", ["Sở Tài chính"]),
        ("1. Sở Y tế, Sở Nội vụ khẩn trương rà soát danh sách.", ["Sở Y tế", "Sở Nội vụ"]),
        ("1. Đề nghị Công an huyện bảo đảm an ninh.", ["Công an huyện"]),
        ("1. Để nâng cao chất lượng, Hiệu trưởng phải đổi mới quản lý.", ["Hiệu trưởng"]),
        ("1. Trên cơ sở đề nghị của các phòng, ban, Bộ Tài chính bố trí vốn.", ["Bộ Tài chính"]),
        ("1. Các Sở: Tài chính, Y tế kịp thời cấp phát vật tư.", ["Sở Tài chính", "Sở Y tế"]),
        ("1. Đối với các trường tiểu học tăng cường kiểm tra.", ["các trường tiểu học"]),
        ("1. Giao đồng chí Lê Văn Tám, Phó Chủ tịch UBND huyện trực tiếp chỉ đạo.", ["Lê Văn Tám"]),
        ("1. Giao các đơn vị: Thanh tra huyện chủ trì kiểm tra.", ["Thanh tra huyện"]),
        ("1. Giao đồng chí Lê Văn Tám phụ trách kiểm tra.", ["Lê Văn Tám"]),
        ("1. Đài Phát thanh và Truyền hình tỉnh đưa tin, bài.", ["Đài Phát thanh và Truyền hình tỉnh"]),
        ("1. Ngay trong tuần này, Thanh tra tỉnh công bố kết luận.", ["Thanh tra tỉnh"]),
        ("1. Trong tháng 4, Sở Y tế hoàn thành rà soát.", ["Sở Y tế"]),
        ("1. Ngày 10/4/2024, Sở Y tế làm việc với nhà máy.", ["Sở Y tế"]),
        ("1. Nếu nước lên, UBND các xã ven sông di dời dân.", ["UBND các xã ven sông"]),
        (
            "1. Bộ Chỉ huy Quân sự tỉnh, Công an tỉnh, Bộ đội Biên phòng tỉnh: Sẵn sàng lực lượng.",
            ["Bộ Chỉ huy Quân sự tỉnh", "Công an tỉnh", "Bộ đội Biên phòng tỉnh"],
        ),
        ("1. Sở Y tế (cơ quan thường trực) tổng hợp chung.", ["Sở Y tế"]),
        ("1. Cấp ủy các cấp phân công đảng viên phụ trách hộ.", ["Cấp ủy các cấp"]),
        ("1. Ngân hàng Nhà nước chi nhánh tỉnh chỉ đạo cho vay.", ["Ngân hàng Nhà nước chi nhánh tỉnh"]),
        ("1. Khuyến khích các doanh nghiệp ủng hộ Quỹ.", ["các doanh nghiệp"]),
    ],
)
def test_the_text_of_an_item_names_who_leads(item: str, expected: list[str]) -> None:
    """The subject of the first order leads, also after an opening clause or a giver."""
    [task] = found(OPENER, item)

    assert (expected, "text") == ([lead.text for lead in task.leads], task.basis)


@pytest.mark.parametrize(
    "head",
    ["1. Phòng Nội vụ", "1. Đối với Phòng Nội vụ:", "1. Phòng Nội vụ có trách nhiệm:", "1. Giao Phòng Nội vụ:"],
)
def test_a_head_that_names_a_body_leads_its_items(head: str) -> None:
    """Items under a head are led by it, unless their text names another."""
    lines = (OPENER, head, "- Rà soát danh sách.", "- Phòng Y tế báo cáo kết quả.")

    assert [["Phòng Nội vụ"], ["Phòng Y tế"]] == leads(*lines)


def test_a_head_may_mark_off_a_class() -> None:
    """Which bodies of a class act belongs to its name in a head."""
    lines = (OPENER, "1. UBND các xã có rừng trồng", "- Rà soát danh sách.")

    assert [["UBND các xã có rừng trồng"]] == leads(*lines)


def test_an_item_may_name_its_head_again() -> None:
    """A request to who the head names is read in the item, and its verb is what is to be done."""
    [task] = found(OPENER, "1. Đối với Hiệp hội Trồng rừng huyện", "Đề nghị Hiệp hội vận động hội viên trồng cây.")

    assert (["Hiệp hội Trồng rừng huyện"], "text") == ([lead.text for lead in task.leads], task.basis)
    assert ("request", "vận động") == (task.modality, task.view.text[slice(*task.action or (0, 0))])


@pytest.mark.parametrize(
    ("item", "lead", "action"),
    [
        ("1. Đội quản lý trật tự đô thị phường xử phạt người vi phạm.", "Đội quản lý trật tự đô thị phường", "xử phạt"),
        ("1. Đội phản ứng nhanh dựng lều tạm.", "Đội phản ứng nhanh", "dựng"),
        ("1. Các hộ dân buộc lại mái nhà.", "Các hộ dân", "buộc"),
        ("1. Tổ hòa giải lắng nghe hai bên.", "Tổ hòa giải", "lắng nghe"),
        ("1. Các nhóm trẻ chuyển lịch trực, báo Hiệu trưởng.", "Các nhóm trẻ", "chuyển"),
        ("1. Lực lượng xung kích các xã dựng rào chắn.", "Lực lượng xung kích các xã", "dựng"),
        ("1. Khuyến khích các hộ dân xây bể chứa.", "các hộ dân", "Khuyến khích"),
        ("1. Học sinh mặc áo ấm.", "Học sinh", "mặc"),
        ("1. Công ty Cấp nước báo ngay cho thôn.", "Công ty Cấp nước", "báo"),
    ],
)
def test_words_find_where_a_name_of_no_list_ends(item: str, lead: str, action: str) -> None:
    """A verb inside a name, and one that no list knows: the words part the name from what it is to do."""
    [task] = found(OPENER, item, fast=False)
    low, high = task.action or (0, 0)

    assert ([lead], action) == ([one.text for one in task.leads], task.view.text[low:high])


def test_a_letter_that_begins_its_list_with_an_order_orders_all_of_it() -> None:
    """`1. Giao …`: the items behind it name who acts, or are for who is written to."""
    lines = ("1. Giao Phòng Y tế khử khuẩn bể nước.", "2. Trạm Cấp nước Đồng Vọng xả cặn.", "3. Rà soát đường ống.")

    assert [["Phòng Y tế"], ["Trạm Cấp nước Đồng Vọng"], ["UBND xã"]] == leads(*lines, to=("UBND xã",))


def test_who_has_no_such_post_stands_beside_it() -> None:
    """A class at the end of a list of posts is no part of the last post."""
    item = "1. Giám đốc các Tập đoàn, Tổng công ty, đơn vị liên quan khẩn trương rà soát."

    assert [["Giám đốc các Tập đoàn, Tổng công ty", "đơn vị liên quan"]] == leads(OPENER, item)


def test_an_addressee_of_no_list_leads_as_printed() -> None:
    """Who is written to acts, though no list knows the name."""
    lines = ("Đề nghị thực hiện các việc sau:", "1. Nghiêm cấm chặt cây.")

    assert [["Trung đoàn 12C", "Phòng Nội vụ"]] == leads(*lines, to=("Trung đoàn 12C", "Phòng Nội vụ"))


def test_a_board_of_direction_directs_nobody() -> None:
    """`Ban Chỉ đạo ban hành … như sau:` is no order: its items name who acts."""
    lines = ("Ban Chỉ đạo huyện ban hành Chương trình như sau:", "1. Cơ quan Thường trực Ban Chỉ đạo tổng hợp kết quả.")

    assert [] == leads(*lines)


def test_addressees_do_what_the_end_of_a_letter_orders() -> None:
    """An order behind the list that names nobody is for who is written to."""
    lines = (
        "Sở đề nghị:",
        "1. Phòng Nội vụ rà soát.",
        "2. Phòng Y tế rà soát.",
        "Báo cáo kết quả trước ngày 15/7/2024.",
    )

    assert ["Phòng Nội vụ"] == leads(*lines, to=("Phòng Nội vụ",))[-1]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            ("Sở Y tế đề nghị các sở, ban, ngành nghiêm túc triển khai:", "- Rà soát kho thuốc."),
            [["các sở, ban, ngành"]],
        ),
        (("Chủ tịch UBND các tỉnh triển khai ngay các nhiệm vụ sau:", "- Rà soát kho."), [["Chủ tịch UBND các tỉnh"]]),
        (("- Giao Sở Y tế treo cờ dọc phố.",), [["Sở Y tế"]]),
        (("- Giao Chính phủ quy định chi tiết khoản này.",), []),
        (("Ủy ban nhân dân cấp tỉnh thực hiện các nhiệm vụ, quyền hạn sau:", "- Quản lý kho thuốc."), []),
        (("Sở Y tế đề nghị các sở triển khai:", "- Diện tích kho thuốc."), []),
        (("Người bệnh yêu cầu bệnh viện cung cấp:", "- Sao hồ sơ."), []),
    ],
)
def test_an_article_tells_whom_it_names_with_a_list_right_below(
    lines: tuple[str, ...], expected: list[list[str]]
) -> None:
    """A write-up of no meeting gives the tasks that it presses on standing bodies, and nothing of what laws say."""
    assert expected == leads(*lines, code=None, regime="none")


def test_the_list_of_an_article_ends_with_what_stands_behind_it() -> None:
    """What an article goes on to tell is no part of the list of orders in it."""
    lines = (
        "Sở Y tế đề nghị các sở, ban, ngành triển khai:",
        "- Rà soát kho thuốc.",
        "Theo Luật Dược, quản lý thuốc gồm những việc nào?",
        "- Kiểm tra thuốc.",
    )

    assert [["các sở, ban, ngành"]] == leads(*lines, code=None, regime="none")


def test_the_opening_sentence_leads_where_no_head_does() -> None:
    """A sentence that opens the list names who acts; its helpers help in each item."""
    made = found(
        "UBND huyện giao Phòng Nội vụ chủ trì, phối hợp với Phòng Y tế thực hiện các nhiệm vụ sau:",
        "- Rà soát.",
        "- Báo cáo.",
    )

    assert [("intro", "Phòng Nội vụ", "Phòng Y tế")] * 2 == [
        (t.basis, t.leads[0].text, t.supports[0].text) for t in made
    ]


def test_addressees_lead_where_nobody_is_named() -> None:
    """A letter that orders in general orders those it is sent to."""
    made = found(
        "Phòng chỉ đạo các trường thực hiện các nhiệm vụ sau:", "1. Rà soát trường lớp.", to=("Các trường mầm non",)
    )

    assert [("addressee", "Các trường mầm non")] == [(t.basis, t.leads[0].text) for t in made]


def test_a_list_in_a_sentence_has_a_task_for_each_part_and_no_lead() -> None:
    """Parts after a colon, parted by semicolons, that each begin with a verb are tasks of nobody named."""
    text = "Hội nghị đưa ra nhiều giải pháp như: Tăng cường tuyên truyền; Rà soát quy trình; Kiểm tra hồ sơ."
    made = found(text, code=None, regime="none", met=True)

    assert [("Tăng cường tuyên truyền", ()), ("Rà soát quy trình", ()), ("Kiểm tra hồ sơ", ())] == [
        (task.view.text, task.leads) for task in made
    ]


# ---------------------------------------------------------------------- who helps


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (
            "1. Sở Y tế chủ trì, phối hợp với Sở Nội vụ và các cơ quan liên quan rà soát.",
            ["Sở Nội vụ", "các cơ quan liên quan"],
        ),
        ("1. Sở Y tế chủ trì cùng Sở Nội vụ rà soát.", ["Sở Nội vụ"]),
        ("1. Sở Y tế phối hợp chặt chẽ với Sở Nội vụ báo cáo UBND tỉnh.", ["Sở Nội vụ"]),
        ("1. Ban giám hiệu cùng với giáo viên chủ nhiệm thực hiện tốt tư vấn.", ["giáo viên chủ nhiệm"]),
        ("1. Sở Y tế chỉ đạo các bệnh viện phối hợp với Công an tỉnh tuyên truyền.", []),
        ("1. Sở Y tế tham mưu UBND tỉnh, báo cáo Bộ Y tế.", []),
    ],
)
def test_only_helpers_of_the_lead_help(item: str, expected: list[str]) -> None:
    """`phối hợp với`, `cùng` name helpers; who is told to work with others, or only receives a report, helps nobody."""
    assert [expected] == supports(OPENER, item)


# ---------------------------------------------------------------------- what is one task


def test_orders_to_different_bodies_one_after_the_other_are_one_task_each() -> None:
    """An item that gives orders to several bodies is parted between them."""
    item = "1. Giao Sở Tài chính bố trí kinh phí; Sở Y tế hướng dẫn chuyên môn."

    assert [["Sở Tài chính"], ["Sở Y tế"]] == leads(OPENER, item)


def test_a_list_of_names_goes_on_over_a_semicolon() -> None:
    """A semicolon inside a list of helpers opens no new task."""
    item = "1. Giao Sở Y tế chủ trì, phối hợp với Sở Tài chính; các đơn vị liên quan rà soát hồ sơ."

    assert [["Sở Y tế"]] == leads(OPENER, item)


def test_a_body_in_a_later_sentence_with_a_day_of_its_own_has_its_own_task() -> None:
    """`Trên cơ sở đó, Sở Y tế tổng hợp … trước ngày …` is a task beside the first."""
    item = "- Phòng Y tế rà soát hồ sơ. Trên cơ sở đó, Sở Y tế tổng hợp, báo cáo trước ngày 10/5/2024."

    assert [["Phòng Y tế"], ["Sở Y tế"]] == leads(OPENER, item)


def test_contents_of_an_order_are_one_task_with_it() -> None:
    """Sub-items that only list what a report holds are no tasks of their own."""
    lines = (
        OPENER,
        "1. Sở Y tế thống kê, báo cáo về các nội dung sau:",
        "(1) Số trạm y tế hư hỏng.",
        "(2) Số thuốc còn lại.",
    )

    assert [["Sở Y tế"]] == leads(*lines)


def test_sub_items_that_tell_someone_to_act_are_the_tasks() -> None:
    """Where each sub-item begins with an order, the parent only opens them."""
    lines = (OPENER, "1. Sở Y tế:", "a) Rà soát trang thiết bị.", "b) Báo cáo kết quả.")

    assert [["Sở Y tế"], ["Sở Y tế"]] == leads(*lines)


def test_labels_below_an_item_name_its_parties() -> None:
    """`Đơn vị chủ trì`, `Đơn vị phối hợp` are no tasks: they say who leads and helps."""
    lines = (
        "III. CÁC NHIỆM VỤ",
        "1. Xây dựng điều lệ.",
        "- Đơn vị chủ trì: Phòng Nội vụ.",
        "- Đơn vị phối hợp: Công an huyện.",
    )
    [task] = found(*lines, code="KH")

    assert (["Phòng Nội vụ"], ["Công an huyện"]) == ([x.text for x in task.leads], [x.text for x in task.supports])


def test_rows_of_a_task_table_are_tasks() -> None:
    """A row has its task, lead, helper and deadline in the columns that the heading row names."""
    [task] = found(
        "TT | Nội dung công việc | Đơn vị chủ trì | Đơn vị phối hợp | Thời gian hoàn thành",
        "1 | Rà soát hồ sơ | Phòng Nội vụ | Công an huyện | Trước 30/4/2024",
        code="KH",
    )

    assert ("Rà soát hồ sơ", ["Phòng Nội vụ"], ["Công an huyện"], ["Trước 30/4/2024"]) == (
        task.view.text,
        [x.text for x in task.leads],
        [x.text for x in task.supports],
        [x.text for x in task.labels],
    )


def test_a_cell_may_name_several() -> None:
    """Marks part the names of a cell, those too that no list knows."""
    [task] = found(
        "Nội dung | Chủ trì | Phối hợp",
        "Họp dân | Ban ấp văn hóa, Tổ dân vận | VNPT, các thôn",
        code="KH",
    )

    assert (["Ban ấp văn hóa", "Tổ dân vận"], ["VNPT", "các thôn"]) == (
        [lead.text for lead in task.leads],
        [helper.text for helper in task.supports],
    )


# ---------------------------------------------------------------------- what is none


@pytest.mark.parametrize(
    "item",
    [
        "1. Phòng Nội vụ đã chuẩn bị đầy đủ báo cáo.",
        "1. Thống nhất với nội dung báo cáo của Sở Y tế.",
        "1. Thống nhất đề xuất của Sở Giao thông vận tải tại Tờ trình số 55/TTr-SGTVT.",
        "1. Thống nhất với đề nghị của Sở Xây dựng về phương án tuyến.",
        "1. Đến ngày 31/3, các chủ đầu tư giải ngân được 120 tỷ đồng.",
        "1. Một số xã còn lúng túng trong triển khai.",
        "1. Các đại biểu nhất trí cao với báo cáo.",
        "1. Tỷ lệ học sinh đến lớp đạt 98%.",
        "1. Kính trình UBND tỉnh xem xét, phê duyệt.",
    ],
)
def test_praise_agreement_and_report_are_no_tasks(item: str) -> None:
    """What tells, agrees or asks a superior gives nobody anything to do."""
    assert () == found(OPENER, item)


@pytest.mark.parametrize(
    "closing",
    [
        "Trên đây là kết luận của Chủ tịch UBND huyện.",
        "Yêu cầu các cơ quan, đơn vị nghiêm túc triển khai thực hiện./.",
        "Trong quá trình thực hiện nếu có vướng mắc, đề nghị phản ánh về Phòng Nội vụ để được hướng dẫn./.",
        "Văn phòng thông báo để các cơ quan biết, thực hiện./.",
        "Chủ tịch UBND huyện đề nghị các phòng nêu cao tinh thần trách nhiệm, hoàn thành tốt nhiệm vụ được giao./.",
        "Yêu cầu các ấp triển khai thực hiện; trong quá trình thực hiện có khó khăn, vướng mắc báo cáo về xã./.",
    ],
)
def test_closing_formulas_are_no_tasks(closing: str) -> None:
    """The general words at the end of a document give no task."""
    assert 1 == len(found(OPENER, "1. Phòng Nội vụ rà soát hồ sơ.", closing))


@pytest.mark.parametrize("heading", ["I. ĐÁNH GIÁ CHUNG", "I. MỤC ĐÍCH, YÊU CẦU", "I. KẾT QUẢ ĐẠT ĐƯỢC"])
def test_a_barren_heading_gives_no_task(heading: str) -> None:
    """Under an assessment or a purpose an item that begins with a verb is none."""
    assert () == found(heading, "- Tăng cường công tác kiểm tra.", code="KH")


def test_a_decision_gives_tasks_only_where_it_assigns() -> None:
    """`Giao X …` in a decision is a task; being responsible for its execution and standing duties are none."""
    lines = (
        "Điều 1. Thành lập Ban coi thi.",
        "Điều 2. Ban coi thi có nhiệm vụ tổ chức coi thi theo quy chế.",
        "Điều 3. Giao Tổ Văn phòng chuẩn bị cơ sở vật chất.",
        "Điều 4. Hiệu trưởng các trường chịu trách nhiệm thi hành Quyết định này./.",
    )

    assert [["Tổ Văn phòng"]] == leads(*lines, code="QĐ")


@pytest.mark.parametrize("code", ["TTr", "BC", "TT", "NĐ", "L"])
def test_reports_proposals_and_laws_give_no_tasks(code: str) -> None:
    """What is told upwards, or laid down for good, is nobody's task."""
    assert () == found(OPENER, "1. Sở Y tế rà soát hồ sơ.", code=code)


def test_a_news_item_without_a_meeting_gives_no_task() -> None:
    """A web article with party names as headings and verbs in lists tells nobody to act."""
    assert () == found("1. Phòng Nội vụ", "- Tổ chức nhiều hoạt động.", code=None, regime="none")


# ---------------------------------------------------------------------- how it is said


@pytest.mark.parametrize(
    ("item", "modality", "action"),
    [
        ("1. Giao Sở Y tế khẩn trương rà soát hồ sơ.", "directive", "rà soát"),
        ("1. Đề nghị Sở Y tế rà soát hồ sơ.", "request", "rà soát"),
        ("- Khuyến khích các trường tổ chức câu lạc bộ.", "encouragement", "Khuyến khích"),
        ("1. Các trường tuyệt đối không tổ chức dạy thêm.", "prohibition", "không tổ chức"),
        ("1. Sở Y tế theo chức năng, nhiệm vụ tích cực hướng dẫn các xã.", "directive", "hướng dẫn"),
    ],
)
def test_modality_and_action(item: str, modality: str, action: str) -> None:
    """The words tell an order from a request, an encouragement, a prohibition; the first verb is the action."""
    [task] = found(OPENER, item)
    low, high = task.action or (0, 0)

    assert (modality, action) == (task.modality, task.view.text[low:high])


def test_a_task_ends_before_the_closing_mark_and_keeps_its_slices() -> None:
    """The words of a task are those of the item after its marker."""
    [task] = found(OPENER, "1. Sở Y tế rà soát hồ sơ./.")

    assert ("Sở Y tế rà soát hồ sơ", "1") == (task.view.value().text, task.section)


# ---------------------------------------------------------------------- names that no list knows


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("1. Công an huyện điều tra, làm rõ vụ việc.", ["Công an huyện"]),
        ("1. Các chủ rừng là tổ chức tự trang bị máy thổi gió.", ["Các chủ rừng là tổ chức"]),
        ("1. Các trường trong kế hoạch công nhận mới lập hồ sơ.", ["Các trường trong kế hoạch công nhận mới"]),
        ("1. Các cơ sở sản xuất tuân thủ quy định về môi trường.", ["Các cơ sở sản xuất"]),
        ("1. Hai đơn vị giao ban mỗi quý một lần.", ["Hai đơn vị"]),
        ("1. Trung đoàn 9 kiểm tra khí tài.", ["Trung đoàn 9"]),
        ("1. Tổng phụ trách Đội phối hợp với Đoàn xã trông xe.", ["Tổng phụ trách Đội"]),
        ("1. Đề nghị quý phụ huynh quản lý con em.", ["quý phụ huynh"]),
    ],
)  # fmt: skip
def test_a_subject_of_no_list_leads_as_it_stands(item: str, expected: list[str]) -> None:
    """In a list of things to do the words before the predicate lead, up to the verb that is no part of a noun."""
    [task] = found(OPENER, item)

    assert (expected, "text") == ([lead.text for lead in task.leads], task.basis)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((OPENER, "1. Giao Sở Tài chính bố trí kinh phí."), False),
        ((OPENER, "1. Hai đơn vị giao ban mỗi quý một lần."), True),
        ((OPENER, "1. Rà soát danh sách."), True),
    ],
)
def test_a_lead_that_is_no_known_name_is_uncertain(lines: tuple[str, ...], expected: bool) -> None:
    """A task tells when a name of no list leads it, or when it is an order to nobody."""
    [task] = found(*lines)

    assert expected == task.uncertain


@pytest.mark.parametrize(
    "opener",
    ["Chủ tịch UBND huyện yêu cầu:", "Giám đốc Sở chỉ đạo một số nội dung như sau:", "Ban Thường vụ Huyện ủy đề nghị:"],
)
def test_who_gives_the_orders_never_leads(opener: str) -> None:
    """The subject of an opening sentence that only gives orders has nothing to do: the addressees have."""
    made = found(opener, "1. Rà soát danh sách.", "2. Báo cáo kết quả.", to=("Các trường mầm non",))

    assert [("addressee", "Các trường mầm non")] * 2 == [(task.basis, task.leads[0].text) for task in made]


def test_a_sentence_inside_a_list_may_open_another() -> None:
    """Who an inner opener binds leads what stands under it."""
    lines = (
        OPENER,
        "1. UBND các xã thực hiện:",
        "- UBND xã Đất Mới cần tập trung một số việc quan trọng như sau:",
        "+ Rà soát danh sách.",
        "+ Lập dự toán.",
    )

    assert [["UBND xã Đất Mới"]] * 2 == leads(*lines)


def test_a_head_beside_known_heads_names_a_group() -> None:
    """`Đối với …` names who is to act where the heads beside it do, whoever it is."""
    lines = (
        OPENER,
        "1. Đối với giáo viên chủ nhiệm:",
        "- Nhắc học sinh rửa tay.",
        "2. Đối với nhà bếp:",
        "- Tráng nước sôi bát, thìa.",
    )

    assert [["giáo viên chủ nhiệm"], ["nhà bếp"]] == leads(*lines)


def test_a_label_beside_labels_that_name_bodies_names_one_too() -> None:
    """Where most labels side by side name who is to act, a short one that no list knows does; a subject does not."""
    lines = (
        "I. PHÂN CÔNG NHIỆM VỤ",
        "1. Giáo viên chủ nhiệm: Phổ biến đến học sinh.",
        "2. Phòng Kế hoạch tổng hợp: Lập lịch trực.",
        "3. Tổ nấu ăn: Chuẩn bị nước uống.",
        "4. Kinh phí: Sử dụng nguồn chi thường xuyên.",
    )

    assert [["Giáo viên chủ nhiệm"], ["Phòng Kế hoạch tổng hợp"], ["Tổ nấu ăn"]] == leads(*lines, code="KH")[:3]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("1. Giao Đảng ủy Công an xã lãnh đạo Công an xã:", ["Đảng ủy Công an xã"]),
        ("1. Cấp huyện", ["Cấp huyện"]),
        ("1. Lãnh đạo Văn phòng Sở:", ["Lãnh đạo Văn phòng Sở"]),
        ("1. Ban nhân dân các ấp:", ["Ban nhân dân các ấp"]),
        ("1. Sở Y tế chỉ đạo Chi cục Dân số:", ["Sở Y tế"]),
        ("1. Thời gian tới, yêu cầu Công an xã:", ["Công an xã"]),
    ],
)
def test_whoever_a_head_gives_a_list_to_leads_it(head: str, expected: list[str]) -> None:
    """A level, a body that is to see to it that another acts, a body of every place."""
    assert [expected, expected] == leads(OPENER, head, "- Rà soát danh sách.", "- Ra quân dọn vệ sinh.")


def test_an_activity_is_done_by_whom_its_labels_name() -> None:
    """Where sub-items are labels, the item above them is one task, with their parties and their time."""
    [task] = found(
        "II. CÁC HOẠT ĐỘNG",
        "1. Khám sàng lọc tại 20 xã",
        "- Thời gian: Quý II/2023.",
        "- Đơn vị chủ trì: Khoa Phòng, chống bệnh truyền nhiễm.",
        "- Phối hợp: Trạm Y tế xã, Hội Chữ thập đỏ.",
        code="KH",
    )

    assert (
        ["Khoa Phòng, chống bệnh truyền nhiễm"],
        ["Trạm Y tế xã", "Hội Chữ thập đỏ"],
        ["Quý II/2023."],
    ) == (
        [lead.text for lead in task.leads],
        [helper.text for helper in task.supports],
        [label.text for label in task.labels],
    )


def test_a_clause_behind_agreement_may_order() -> None:
    """Behind a clause that only agrees a known body may be told to act."""
    item = "1. Thống nhất lịch họp vào chiều thứ Năm; Văn phòng HĐND-UBND huyện chuẩn bị phòng họp."

    assert [["Văn phòng HĐND-UBND huyện"]] == leads(OPENER, item)


def test_what_the_sides_agree_on_is_done_by_whom_each_item_names() -> None:
    """`Các bên thống nhất:` opens a list of things to do."""
    lines = (
        "Sau khi trao đổi, các bên thống nhất:",
        "1. UBND xã công khai lại phương án.",
        "2. Phòng Tài nguyên và Môi trường trả lời đơn bằng văn bản.",
    )

    assert [["UBND xã"], ["Phòng Tài nguyên và Môi trường"]] == leads(*lines, code="BB", met=True)


def test_a_guide_is_followed_by_those_written_to() -> None:
    """What a letter guides its addressees in, they do; what has no verb is no task."""
    made = found(
        "Sở hướng dẫn các đơn vị thực hiện nhiệm vụ năm học như sau:",
        "1. Không kiểm tra vượt yêu cầu.",
        "2. Đề kiểm tra theo ma trận.",
        to=("Các trường mầm non",),
    )

    assert [("addressee", ["Các trường mầm non"])] == [(task.basis, [x.text for x in task.leads]) for task in made]


def test_names_of_fields_behind_a_colon_are_no_orders() -> None:
    """`Xây dựng` is a field in a list of ministries, though it is a verb elsewhere."""
    item = "1. Bộ trưởng các Bộ: Xây dựng, Công Thương chủ động chỉ đạo các đơn vị."

    assert [["Bộ trưởng Bộ Xây dựng", "Bộ trưởng Bộ Công Thương"]] == leads(OPENER, item)


def test_who_shares_out_work_sees_to_it() -> None:
    """A clause of the subject's own that shares out work is no task of those it names."""
    item = "1. Ban Xây dựng Đảng hướng dẫn các chi bộ; phân công các đồng chí Đảng ủy viên dự sinh hoạt."

    assert [["Ban Xây dựng Đảng"]] == leads(OPENER, item)


def test_an_order_behind_agreement_is_a_task() -> None:
    """A sentence that only agrees or praises gives nothing to do; those behind it may."""
    item = (
        "1. Về nguồn vốn: Thống nhất với đề xuất của Sở Xây dựng. Sở Tài chính hoàn thiện hồ sơ trước ngày 05/8/2024."
    )

    assert [["Sở Tài chính"]] == leads(OPENER, item)


def test_a_paragraph_behind_a_list_that_tells_others_is_apart() -> None:
    """What opens with whom it tells to act is no part of the item above it."""
    lines = (
        "Sở đề nghị các đơn vị:",
        "1. Rà soát danh sách.",
        "Các đơn vị chậm đóng từ 03 tháng trở lên phải giải trình bằng văn bản.",
        "Đối với các trường học, đề nghị thu xong trước ngày 05/01/2025.",
    )
    led = [["Công ty Sông Lam"], ["Các đơn vị chậm đóng từ 03 tháng trở lên"], ["các trường học"]]

    assert led == leads(*lines, to=("Công ty Sông Lam",))


# ---------------------------------------------------------------------- where one task ends


def test_parts_of_a_list_inside_an_order_are_tasks_of_its_lead() -> None:
    """`X làm rõ các nội dung, cụ thể: (i) …; (ii) …` is a task for each part, led by X."""
    made = found(
        OPENER,
        "1. Sở Y tế chủ trì, phối hợp với Sở Nội vụ làm rõ các việc: (i) Rà soát quy trình; (ii) Lập hồ sơ.",
    )

    assert [("Rà soát quy trình", "Sở Y tế", "Sở Nội vụ"), ("Lập hồ sơ", "Sở Y tế", "Sở Nội vụ")] == [
        (task.view.text, task.leads[0].text, task.supports[0].text) for task in made
    ]


def test_a_clause_that_hands_over_begins_a_task() -> None:
    """An item that opens with its own verb is one task; what it then gives to others is another."""
    lines = (OPENER, "1. Thực hiện chế độ báo cáo; giao Phòng Nội vụ tổng hợp kết quả.")

    assert [[], ["Phòng Nội vụ"]] == leads(*lines)


def test_a_clause_after_a_request_is_a_request() -> None:
    """The giver of a sentence holds for all its clauses."""
    made = found("1. Đề nghị Sở Y tế cấp thuốc; Sở Nội vụ cử cán bộ.")

    assert ["request", "request"] == [task.modality for task in made]


# ---------------------------------------------------------------------- what gives nothing to do


@pytest.mark.parametrize(
    "item",
    [
        "1. Ghi nhận cố gắng của các nhà thầu; còn 5 hộ chưa bàn giao mặt bằng.",
        "1. Các thành viên thảo luận: ông Lê Văn Tám đề nghị làm rõ sáng kiến.",
        "1. Về vị trí: Thống nhất phương án 2 do Sở Xây dựng trình.",
        "1. Các đơn vị báo cáo kết quả đạt 45% kế hoạch quý I là chưa đạt yêu cầu.",
    ],
)
def test_praise_and_what_was_said_give_nothing_to_do(item: str) -> None:
    """Thanks and the course of a meeting are no tasks."""
    assert () == found(OPENER, item)


def test_what_was_discussed_gives_nothing_to_do() -> None:
    """What those present asked for in a discussion is no task, what the chair concludes is."""
    lines = (
        "1. Ý kiến thảo luận",
        "- Trưởng thôn Đông: Đề nghị xã sửa chữa tuyến mương.",
        "2. Kết luận của chủ trì cuộc họp",
        "Chủ tịch UBND xã giao nhiệm vụ như sau:",
        "- Công an xã: Tăng cường tuần tra ban đêm.",
    )

    assert [["Công an xã"]] == leads(*lines, code="BB", met=True)


@pytest.mark.parametrize(
    ("code", "lines", "expected"),
    [
        ("BC", ("I. KẾT QUẢ", "1. Sở Y tế tổ chức 5 lớp tập huấn."), []),
        ("BC", ("I. NHIỆM VỤ TRỌNG TÂM", "1. Sở Y tế tổ chức 5 lớp.", "2. Tiếp tục duy trì kết quả."), [["Sở Y tế"]]),
        ("TTr", ("1. Đề nghị UBND tỉnh xem xét, phê duyệt.",), []),
        ("TTr", ("1. Đề nghị Sở Tài chính thẩm định nguồn vốn trước ngày 30/6/2023.",), [["Sở Tài chính"]]),
        ("QĐ", ("Điều 2. Bộ Tài chính tiếp thu ý kiến, hoàn thiện hồ sơ.",), [["Bộ Tài chính"]]),
        ("QĐ", ("Điều 2. Ban Chỉ đạo tổ chức thực hiện Đề án.",), []),
        ("QĐ", ("Điều 2. Ông Lê Văn Tám có trách nhiệm bàn giao hồ sơ trước ngày 13/9/2024.",), [["Lê Văn Tám"]]),
    ],
)  # fmt: skip
def test_reports_proposals_and_decisions_tell_little(
    code: str, lines: tuple[str, ...], expected: list[list[str]]
) -> None:
    """A report tells tasks in its plans, a proposal in dated requests to others, a decision where it says who acts."""
    assert expected == leads(*lines, code=code)


@pytest.mark.parametrize(
    ("day", "expected"), [("trước ngày 15/11/2025", [["Sở Tài chính"]]), ("trước ngày 15/12 hằng năm", [])]
)
def test_a_law_making_decision_tells_what_is_done_once(day: str, expected: list[list[str]]) -> None:
    """Standing duties are none; what has a day of its own is a task."""
    lines = ("Điều 2. Tổ chức thực hiện", f"1. Sở Tài chính tổng hợp nhu cầu, gửi UBND tỉnh {day}.")

    assert expected == leads(*lines, code="QĐ", regime="vbqppl")


def test_a_law_making_document_tells_only_who_takes_the_lead() -> None:
    """What its articles say that bodies do, they do always; who is to take the lead in carrying it out has a task."""
    lines = ("Điều 3. UBND cấp xã hướng dẫn lập sổ.", "Điều 4. Sở Y tế chủ trì hướng dẫn tiêu chí 2.")

    assert [["Sở Y tế"]] == leads(*lines, code="QĐ", regime="vbqppl")


def test_an_answer_asked_for_by_a_day_is_a_task_of_the_addressees() -> None:
    """Where nobody is said to send it, those written to do."""
    made = found(
        "Sở đề nghị các đơn vị:",
        "1. Nghiên cứu dự thảo.",
        "Văn bản góp ý xin gửi về Sở trước ngày 15/3/2024 để tổng hợp.",
        to=("Các trường mầm non",),
    )

    assert [("addressee", "request")] == [(task.basis, task.modality) for task in made[1:]]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("1. Sở Tài chính căn cứ hồ sơ xét duyệt để xác định mức hỗ trợ.", "xác định"),
        ("1. Sở Tài chính chịu trách nhiệm về số liệu.", "chịu trách nhiệm"),
        ("1. Tự chấm điểm theo phiếu.", "Tự chấm điểm"),
        ("1. Không để dịch lan rộng.", "Không để"),
        ("1. Sở Tài chính căn cứ hồ sơ xét duyệt.", None),
    ],
)
def test_the_action_is_the_opening_verb_or_nothing(item: str, expected: str | None) -> None:
    """A word from inside the order is never taken for its verb."""
    [task] = found(OPENER, item)

    assert expected == (task.view.text[slice(*task.action)] if task.action else None)


def test_rows_of_other_tables_are_no_tasks() -> None:
    """A table without a column for tasks tells none, whoever the head above it names."""
    lines = (OPENER, "1. Phòng Nội vụ", "TT | Doanh nghiệp | Số trạm", "1 | Công ty A | 12")

    assert [] == leads(*lines)
