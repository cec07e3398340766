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
    *lines: str, code: str | None = "CV", regime: str = "nd30", to: tuple[str, ...] = (), met: bool = False
) -> tuple[Found, ...]:
    body = sections.find(blocks("\n".join(lines)), RULES["sections"])
    return tasks.find(
        body, RULES, type_code=code, regime=regime, addressees=[view(text) for text in to], met=met, fast=True
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
        ("1. Trên cơ sở đề nghị của các bộ, cơ quan liên quan, Bộ Tài chính bố trí vốn.", ["Bộ Tài chính"]),
        ("1. Các Sở: Tài chính, Y tế kịp thời cấp phát vật tư.", ["Sở Tài chính", "Sở Y tế"]),
        ("1. Đối với các trường tiểu học tăng cường kiểm tra.", ["các trường tiểu học"]),
        ("1. Giao đồng chí Lê Văn Tám, Phó Chủ tịch UBND huyện trực tiếp chỉ đạo.", ["Lê Văn Tám"]),
        ("1. Giao các đơn vị: Thanh tra huyện chủ trì kiểm tra.", ["Thanh tra huyện"]),
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


# ---------------------------------------------------------------------- what is none


@pytest.mark.parametrize(
    "item",
    [
        "1. Phòng Nội vụ đã chuẩn bị đầy đủ báo cáo.",
        "1. Thống nhất với nội dung báo cáo của Sở Y tế.",
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
