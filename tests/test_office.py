"""Office formats: what Word, OpenDocument, RTF and web pages show is what the document text holds."""

from __future__ import annotations

import base64
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from congvan import loaders
from congvan.loaders import numbering, opendocument, word
from congvan.loaders.numbering import Counter, Level, List

W = 'xmlns:w="w" xmlns:mc="mc" xmlns:wps="wps" xmlns:v="v"'


def docx(body: str, **parts: str) -> bytes:
    """A Word file of a body and other parts."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            package.writestr(f"word/{name}.xml", f"<w:{name} {W}>{content}</w:{name}>")
    return made.getvalue()


def run(text: str, look: str = "") -> str:
    """A run of letters with a look."""
    return f"<w:r><w:rPr>{look}</w:rPr><w:t>{text}</w:t></w:r>"


def p(inside: str, properties: str = "") -> str:
    """A paragraph."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def cell(*paragraphs: str, properties: str = "") -> str:
    """A cell of a table."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(p(run(text)) for text in paragraphs)}</w:tc>"


def table(*rows: str, lines: str = "nil", widths: tuple[int, ...] = ()) -> str:
    """A table with or without lines."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    borders = f'<w:tblPr><w:tblBorders><w:top w:val="{lines}"/></w:tblBorders></w:tblPr>'
    return f"<w:tbl>{borders}<w:tblGrid>{grid}</w:tblGrid>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


OLD = ".VnTime"
SHOWN = {
    "two runs": (p(run("Thông ") + run("báo")), "Thông báo"),
    "a tab and a line break": (p("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>"), "a\tb\nc"),
    "a hyphen that stays": (p("<w:r><w:t>TT</w:t><w:noBreakHyphen/><w:t>BTC</w:t></w:r>"), "TT-BTC"),
    "an insertion": (p(f"<w:ins>{run('a')}</w:ins>"), "a"),
    "a deletion": (p(f"<w:del>{run('a')}</w:del>{run('b')}"), "b"),
    "moved here, and away": (p(f"<w:moveTo>{run('a')}</w:moveTo><w:moveFrom>{run('b')}</w:moveFrom>"), "a"),
    "a deleted end of a paragraph": (p(run("a "), "<w:rPr><w:del/></w:rPr>") + p(run("b")), "a b"),
    "hidden letters": (p(run("a", "<w:vanish/>") + run("b")), "b"),
    "letters that are not hidden": (p(run("a", '<w:vanish w:val="0"/>')), "a"),
    "capitals": (p(run("Thông báo", "<w:caps/>")), "THÔNG BÁO"),
    "an old font": (p(run("Th«ng b¸o", f'<w:rFonts w:ascii="{OLD}"/>')), "Thông báo"),
    "an old font of capitals": (p(run("th«ng b¸o", f'<w:rFonts w:ascii="{OLD}H"/>')), "THÔNG BÁO"),
    "the letter ư of old fonts": (
        p(f'<w:r><w:rPr><w:rFonts w:ascii="{OLD}"/></w:rPr><w:t>th</w:t><w:softHyphen/><w:t>ëng</w:t></w:r>'), "thưởng",
    ),
    "signs": (p('<w:r><w:sym w:font="Symbol" w:char="F028"/><w:t>K</w:t><w:sym w:font="Wingdings" w:char="F0FC"/>'
                '<w:sym w:font="Symbol" w:char="F02D"/></w:r>'), "(K•-"),
    "a link, a field, a control": (
        p(f"<w:hyperlink>{run('a')}</w:hyperlink><w:fldSimple>{run('b')}</w:fldSimple>")
        + f"<w:sdt><w:sdtContent>{p(run('c'))}</w:sdtContent></w:sdt>", "ab\nc",
    ),
    "what a field does": (p(f"<w:r><w:instrText>PAGE</w:instrText></w:r>{run('1')}"), "1"),
    "a text box, once": (
        p(
            "<w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent>" + p(run("HỎA TỐC")) + "</w:txbxContent></wps:txbx>"
            "</mc:Choice><mc:Fallback><v:textbox><w:txbxContent>" + p(run("HỎA TỐC")) + "</w:txbxContent></v:textbox>"
            "</mc:Fallback></mc:AlternateContent></w:r>" + run("a")
        ), "a\nHỎA TỐC",
    ),
    "two columns without lines": (
        table(cell("UBND XÃ A", "Số: 1") + cell("CỘNG HÒA", "Độc lập")),
        "UBND XÃ A                          CỘNG HÒA\nSố: 1                              Độc lập",
    ),
    "a narrow column between": (
        table(cell("A", "B") + cell("") + cell("C", "D")), f"A{' ' * 34}C\nB{' ' * 34}D",
    ),
    "a table with lines": (table(cell("TT") + cell("Tên"), cell("1") + cell("a", "b"), lines="single"),
                           "| TT | Tên |\n| 1 | a b |"),
    "cells that go over columns": (
        table(cell("a", properties='<w:gridSpan w:val="2"/>') + cell("b"), cell("1") + cell("2") + cell("3"), lines="single"),
        "| a |  | b |\n| 1 | 2 | 3 |",
    ),
    "edges that do not meet": (
        table(cell("a", properties='<w:gridSpan w:val="2"/>') + cell("b"), cell("1") + cell("2", properties='<w:gridSpan w:val="2"/>'),
              lines="single", widths=(1000, 20, 1500)),
        "| a | b |\n| 1 | 2 |",
    ),
    "a narrow column with words": (
        table(cell("a") + cell("x") + cell("b"), lines="single", widths=(1000, 20, 1500)), "| a | x | b |",
    ),
    "a table with lines and a head of two lines": (
        table(cell("TT") + cell("Tên", "(họ)") + cell("Số"), cell("1") + cell("a") + cell("b"), lines="single"),
        "| TT | Tên (họ) | Số |\n| 1 | a | b |",
    ),
    "cells that go over rows": (
        table(cell("a", properties='<w:vMerge w:val="restart"/>') + cell("b"), cell("x", properties="<w:vMerge/>") + cell("c"),
              lines="single"),
        "| a | b |\n|  | c |",
    ),
    "a deleted row": (table(cell("a"), "<w:trPr><w:del/></w:trPr>" + cell("b")), "a"),
    "a box": (table(cell("a", "b"), lines="single"), "a\nb"),
    "a table in a cell": (table(f"<w:tc>{table(cell('a') + cell('b'))}</w:tc>"), f"a{' ' * 34}b"),
}  # fmt: skip


@pytest.mark.parametrize(("body", "text"), SHOWN.values(), ids=SHOWN)
def test_word_gives_what_it_shows(body: str, text: str) -> None:
    """The text is what a reader sees, changes accepted, in reading order."""
    assert text == word.load("a", docx(body)).text.strip("\n")


def test_one_broad_row_does_not_make_every_other_broad() -> None:
    """Rows are filled up to the broadest one within reason."""
    body = table("<w:tc/>" * 3_000 + cell("a"), *[cell("b") + cell("c")] * 300, lines="single")

    assert len(word.load("a", docx(body)).text) < 400_000


def test_footnotes_stand_below_by_number() -> None:
    """A footnote is cited where it stands, and told below the document; one that is not cited is not told."""
    cited = "<w:r><w:footnoteReference w:id='7'/></w:r>"
    notes = "".join(f"<w:footnote w:id='{at}'>{p(run(f'chú thích {at}'))}</w:footnote>" for at in (-1, 7))

    assert "a[1]\n[1] chú thích 7" == word.load("a", docx(p(run("a") + cited), footnotes=notes)).text.strip()


def test_looks_come_from_styles() -> None:
    """Capitals, hidden letters and old fonts may be said by a style, and by the style it rests on."""
    styles = (
        '<w:style w:styleId="A"><w:rPr><w:caps/></w:rPr></w:style>'
        '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style><w:style w:styleId="C"><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    body = p(run("a") + run("x", '<w:rStyle w:val="C"/>'), '<w:pStyle w:val="B"/>')

    assert "A" == word.load("a", docx(body, styles=styles)).text.strip()


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:pStyle w:val="H"/>'
    '<w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2.%3"/>'
    '</w:lvl></w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="6"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def numbered(text: str, items: int, level: int = 0) -> str:
    """A paragraph of a list."""
    return p(run(text), f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{items}"/></w:numPr>')


def test_numbers_are_written_out() -> None:
    """Lists that share a count go on with it, a list that starts anew starts anew, a style numbers its paragraphs."""
    styles = '<w:style w:styleId="H"><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>'
    body = (
        numbered("a", 5) + p(run("b"), '<w:pStyle w:val="H"/>') + numbered("c", 6)
        + p(run("d"), '<w:pStyle w:val="H"/><w:numPr><w:numId w:val="0"/></w:numPr>') + numbered("", 5) + numbered("e", 5)
    )  # fmt: skip

    assert (
        "I. a\nII. b\nI. c\nd\n\nIII. e" == word.load("a", docx(body, styles=styles, numbering=NUMBERING)).text.strip()
    )


def test_numbers_are_set_in_fonts_too() -> None:
    """A number in an old font is converted by the list's font, else by that of the paragraph's end."""
    font = '<w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr>'
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="§iÒu %{at + 1}."/>{look}</w:lvl>'
        for at, look in enumerate((font, ""))
    )
    numbering = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>'
    second = p(run("b"), f'<w:numPr><w:ilvl w:val="1"/><w:numId w:val="5"/></w:numPr>{font}')

    found = word.load("a", docx(numbered("a", 5) + second, numbering=numbering)).text

    assert "Điều 1. a\nĐiều 1. b" == found.strip()


FORMS = {
    ("decimal", 12): "12", ("decimalZero", 3): "03", ("lowerLetter", 1): "a", ("lowerLetter", 27): "aa",
    ("upperLetter", 2): "B", ("lowerRoman", 4): "iv", ("upperRoman", 19): "XIX", ("none", 3): "", ("upperRoman", 0): "0",
}  # fmt: skip


@pytest.mark.parametrize(("asked", "written"), FORMS.items(), ids=map(str, FORMS))
def test_forms_of_numbers(asked: tuple[str, int], written: str) -> None:
    """A number is written as the list says."""
    assert written == numbering.written(asked[1], asked[0])


LEVELS = {
    0: Level("Điều %1.", start=1),
    1: Level("%1.%2.", legal=True),
    2: Level("\uf0b7", "bullet"),
    3: Level("%4)", "lowerLetter"),
}
STEPS = {
    "restart below": ((0, 1, 1, 0, 1), ["Điều 1.", "1.1.", "1.2.", "Điều 2.", "2.1."]),
    "levels left out": ((1, 0), ["1.1.", "Điều 2."]),
    "bullets": ((0, 2, 2, 3), ["Điều 1.", "•", "•", "a)"]),
    "a level that the list has not": ((7,), [""]),
}


@pytest.mark.parametrize(("levels", "labels"), STEPS.values(), ids=STEPS)
def test_lists_are_counted(levels: tuple[int, ...], labels: list[str]) -> None:
    """Each level counts by itself and starts anew under the next number above it."""
    counter, items = Counter(), List("a", LEVELS, {})

    assert labels == [counter.label("1", items, level).strip() for level in levels]


LIST_STYLE = (
    '<text:list-style style:name="{0}"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    '<text:list-level-style-bullet text:level="2" text:bullet-char="-"/></text:list-style>'
)


def odt(body: str, styles: str = "", header: str = "") -> bytes:
    """An OpenDocument text."""
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in (("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"), ("style", "style"),
                            ("fo", "xsl-fo-compatible"))
    )  # fmt: skip
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr(
            "content.xml",
            f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles><office:body>"
            f"<office:text>{body}</office:text></office:body></office:document-content>",
        )
        page = f"<style:master-page><style:header>{header}</style:header></style:master-page>"
        package.writestr(
            "styles.xml",
            f"<office:document-styles {spaces}><office:master-styles>{page}</office:master-styles></office:document-styles>",
        )
    return made.getvalue()


def listed(style: str, *items: str, more: str = "") -> str:
    """A list of a style."""
    inside = "".join(f"<text:list-item>{item}</text:list-item>" for item in items)
    return f'<text:list text:style-name="{style}"{more}>{inside}</text:list>'


def op(text: str, style: str = "") -> str:
    """A paragraph of OpenDocument."""
    return f'<text:p text:style-name="{style}">{text}</text:p>'


ODTS = {
    "spaces, tabs, breaks": (op('a<text:s text:c="2"/>b<text:tab/>c<text:line-break/>d'), "a  b\tc\nd"),
    "lists count by themselves": (listed("A", op("a"), op("b")) + listed("B", op("c")), "1. a\n2. b\n1. c"),
    "a list that goes on": (
        listed("A", op("a")) + op("x") + listed("A", op("b"), more=' text:continue-numbering="true"'), "1. a\nx\n2. b",
    ),
    "a list inside": (listed("A", op("a") + listed("A", op("b"), op("c")), op("d")), "1. a\n- b\n- c\n2. d"),
    "deletions": (op("a<text:change-start/>b<text:change-end/>"), "ab"),
    "hidden, capitals": (op('a<text:span text:style-name="H">x</text:span>', "C"), "A"),
    "an old font": (op("Th«ng b¸o", "V"), "Thông báo"),
    "a note": (op("a<text:note><text:note-citation>1</text:note-citation><text:note-body>" + op("b") + "</text:note-body></text:note>"),
               "a[1]\n[1] b"),
    "a text box": (op("a<draw:frame><draw:text-box>" + op("b") + "</draw:text-box></draw:frame>"), "a\nb"),
    "two columns": (
        "<table:table><table:table-row><table:table-cell>" + op("A") + op("B") + "</table:table-cell><table:table-cell>"
        + op("C") + op("D") + "</table:table-cell></table:table-row></table:table>", f"A{' ' * 34}C\nB{' ' * 34}D",
    ),
}  # fmt: skip
ODT_STYLES = (
    LIST_STYLE.format("A") + LIST_STYLE.format("B")
    + '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
    '<style:style style:name="C"><style:text-properties fo:text-transform="uppercase"/></style:style>'
    '<style:style style:name="V"><style:text-properties fo:font-family=".VnTime"/></style:style>'
)  # fmt: skip


@pytest.mark.parametrize(("body", "text"), ODTS.values(), ids=ODTS)
def test_opendocument_gives_what_it_shows(body: str, text: str) -> None:
    """Lists, looks, notes, boxes and columns, as in Word's files."""
    assert text == opendocument.load("a", odt(body, ODT_STYLES)).text.strip("\n")


FLAT = """<?xml version="1.0"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:mimetype="application/vnd.oasis.opendocument.text">
 <office:body><office:text>
  <text:tracked-changes><text:changed-region xml:id="c1"><text:deletion/></text:changed-region>
   <text:changed-region xml:id="c2"><text:insertion/></text:changed-region></text:tracked-changes>
  <text:p>UBND <text:change-start text:change-id="c1"/>huyện <text:span>Cũ</text:span> <text:change-end
   text:change-id="c1"/>xã <text:change-start text:change-id="c2"/>Mẫu<text:change-end text:change-id="c2"/> Mới</text:p>
 </office:text></office:body></office:document>"""


def test_a_flat_opendocument_text(tmp_path: Path) -> None:
    """A text in one XML is read as one in a package; what was deleted is left out, what was inserted stays."""
    (tmp_path / "a.fodt").write_text(FLAT, encoding="utf-8")
    source = loaders.read(tmp_path / "a.fodt")

    assert ("UBND xã Mẫu Mới", opendocument.MEDIA_TYPE, ()) == (source.text.strip(), source.media_type, source.notes)


PAGES = {
    "white space": ("<p>a\n   b</p>", "a b"),
    "line breaks": ("<p>a<br>b</p>", "a\nb"),
    "an ordered list": ("<ol type=a start=3><li>a</li><li><p>b</p></li></ol>", "c. a\nd. b"),
    "a list": ("<ul><li>a</li></ul>", "- a"),
    "a frame": ("<nav>x</nav><header>x</header><p>a</p><footer>x</footer><script>x</script>", "a"),
    "a menu": ("<div><a href=1>xx</a> <a href=2>xx</a> <a href=3>xx</a></div><p>a b c</p>", "a b c"),
    "an article": ("<div>x</div><article><header>a</header><p>b c d e</p></article>", "a\nb c d e"),
    "hidden": ("<p style='display:none'>x</p><p>a</p>", "a"),
    "two columns": ("<table border=0><tr><td>A<br>B<td>C<br>D</table>", f"A{' ' * 34}C\nB{' ' * 34}D"),
    "a table with lines": ("<table border=1><tr><td>1<td>a<tr><td rowspan=2>2<td>b<tr><td>c</table>",
                           "| 1 | a |\n| 2 | b |\n|  | c |"),
    "an old font": ("<font face='.VnTime'>Th«ng b¸o</font>", "Thông báo"),
}  # fmt: skip


@pytest.mark.parametrize(("page", "text"), PAGES.values(), ids=PAGES)
def test_a_page_gives_its_article(tmp_path: Path, page: str, text: str) -> None:
    """What a browser shows of the article, without the frame."""
    pytest.importorskip("selectolax")
    path = tmp_path / "a.html"
    path.write_text(f"<!doctype html><html><meta charset=utf-8><body>{page}", encoding="utf-8")

    assert text == loaders.read(path).text.strip("\n")


RICH = {
    "letters": (rb"{\rtf1\ansi Th\u244?ng b\'e1o\par}", "Thông báo"),
    "hidden, deleted": (rb"{\rtf1 {\v x}{\deleted x}a\par}", "a"),
    "destinations": (rb"{\rtf1{\fonttbl{\f0 A;}}{\info{\title x}}{\*\any x}{\header x}a}", "a"),
    "a drawn number": (rb"{\rtf1 {\listtext\tab 1.\tab}a\par}", "1. a"),
    "two columns": (rb"{\rtf1\trowd\cellx1\cellx2\pard\intbl A\line B\cell C\line D\cell\row}", f"A{' ' * 34}C\nB{' ' * 34}D"),
    "a table with lines": (
        rb"{\rtf1\trowd\clbrdrt\brdrs\cellx1\cellx2\pard\intbl 1\cell a\cell\row\pard\intbl 2\cell b\cell\row\pard c\par}",
        "| 1 | a |\n| 2 | b |\n\nc",
    ),
    "an old font": (rb"{\rtf1{\fonttbl{\f0\fnil .VnTime;}}\f0 Th\'abng b\'b8o th\'ad\'ebng}", "Thông báo thưởng"),
    "a font's own letters": (rb"{\rtf1{\fonttbl{\f0\fnil\fcharset163 A;}}\f0 Th\'fd}", "Thư"),
    "letters without one byte each": (rb"{\rtf1\uc0 Th\u432 \u7899 x\uc1\u7899\'3fy}", "Thướxớy"),
    "two bytes for each letter": (rb"{\rtf1\uc2 \u7899??x}", "ớx"),
    "the edge of pages": (rb"{\rtf1{\header S\u7903? M\u7851?u, b\u7843?n l\u432?u t\u7841?m\par}a\par}",
                          "a\n\nSở Mẫu, bản lưu tạm"),
    "a text box": (rb"{\rtf1 a{\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt b}}{\shprslt x}}\par}", "ab"),
    "a note": (rb"{\rtf1 a{\footnote b}c\par}", "a[1]c\n[1] b"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "text"), RICH.values(), ids=RICH)
def test_rich_text_gives_what_it_shows(tmp_path: Path, content: bytes, text: str) -> None:
    """Letters of code pages and old fonts, tables, numbers that were drawn."""
    path = tmp_path / "a.rtf"
    path.write_bytes(content)

    assert text == loaders.read(path).text.strip("\n")


def mail(*parts: str) -> bytes:
    """A mail of parts, each with its own header."""
    return ("From: a@b\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n--x\n" + "\n--x\n".join(parts)
            + "\n--x--\n").encode()  # fmt: skip


COVER = "Content-Type: text/plain; charset=utf-8\n\nKính gửi văn bản."
LONG = "Content-Type: text/plain; charset=utf-8\n\n" + "Ủy ban nhân dân xã thông báo. " * 30
NOTE = "Content-Type: text/plain\nContent-Disposition: attachment; filename=a.txt\n\nabc def"
LOGO = "Content-Type: image/png\nContent-ID: <x>\nContent-Disposition: attachment; filename=l.png\n\nabc"
INNER = (
    "Content-Type: message/rfc822\nContent-Disposition: attachment; filename=b.eml\n\n"
    "From: c@d\nMIME-Version: 1.0\nContent-Type: text/plain\n\nabc def"
)
MAILS = {
    "words alone": (mail(COVER), ["!/thu.txt"]),
    "a cover and a file": (mail(COVER, NOTE), ["!/a.txt"]),
    "much to say and a file": (mail(LONG, NOTE), ["!/a.txt", "!/thu.txt"]),
    "a drawing that belongs to the words": (mail(COVER, LOGO), ["!/thu.txt"]),
    "a mail in a mail": (mail(COVER, INNER), ["!/b.eml!/thu.txt"]),
}


@pytest.mark.parametrize(("content", "names"), MAILS.values(), ids=MAILS)
def test_a_mail_gives_what_it_brings(tmp_path: Path, content: bytes, names: list[str]) -> None:
    """Attachments, and the mail's own words where they are more than a cover."""
    path = tmp_path / "a.eml"
    path.write_bytes(content)

    assert names == [source.name.removeprefix(str(path)) for source in loaders.read_all(path)]


def test_a_package_with_a_broken_attachment(tmp_path: Path) -> None:
    """The attachment that cannot be read is told, the other is read."""
    good = base64.b64encode("Thông báo một".encode()).decode()
    path = tmp_path / "a.edxml"
    path.write_text("<edXML>" + "".join(
        f"<Attachment><AttachmentName>{name}</AttachmentName><ContentTransferEncoded>{coded}</ContentTransferEncoded></Attachment>"
        for name, coded in (("a.txt", "A"), ("b.txt", good))
    ) + "</edXML>", encoding="utf-8")  # fmt: skip
    told: list[str] = []

    found = list(loaders.read_all(path, failed=lambda error: told.append(str(error))))

    assert (["Thông báo một"], [f"{path}!/a.txt: phần đính kèm bị hỏng (base64)"]) == (
        [one.text for one in found],
        told,
    )
