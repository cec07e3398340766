#!/usr/bin/env python3
"""Write the originals in `samples/dinh-dang/*.txt` in every format that congvan reads.

    python scripts/make_formats.py [--office]

Each `.docx` is written by this script as offices' own files are: numbers and dashes drawn by Word's lists, head and foot
in tables without lines, a stamp in a text box, changes tracked, a page number in the footer. With `--office` LibreOffice
makes the `.doc`, `.odt` and `.rtf` of them. Mails, saved pages and packages are made of those. The same
originals give the same bytes, but for those that LibreOffice dates.
"""

from __future__ import annotations

import base64
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from html import escape
from io import BytesIO
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "samples" / "dinh-dang"
SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
EXCHANGE = "http://www.mic.gov.vn/TBT/QCVN_102_2016"
LEVELS = (
    ("Điều %1.", "decimal", r"Điều \d+\.\s+"), ("%1.", "upperRoman", r"[IVX]+\.\s+"), ("%1.", "decimal", r"\d+\.\s+"),
    ("%1)", "lowerLetter", r"[a-z]\)\s+"), ("-", "bullet", r"-\s+"),
)  # fmt: skip
"""The lists: what is drawn, the form of its number, what it looks like in an original; each restarts under another."""

STAMP = "HỎA TỐC"
"""The line of an original that is a text box in Word's files."""


def run(text: str, look: str = "") -> str:
    """A run of letters; line ends are line breaks."""
    pieces = '</w:t><w:br/><w:t xml:space="preserve">'.join(escape(text).split("\n"))
    return f'<w:r>{look and f"<w:rPr>{look}</w:rPr>"}<w:t xml:space="preserve">{pieces}</w:t></w:r>'


def paragraph(text: str, level: int | None = None, inside: str = "") -> str:
    """A paragraph, numbered by a list where a level is given."""
    items = 2 if level == len(LEVELS) - 1 else 1
    numbered = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{items}"/></w:numPr></w:pPr>'
    numbered = "" if level is None else numbered
    return f"<w:p>{numbered}{inside or (run(text) if text else '')}</w:p>"


def changed(text: str, level: int) -> str:
    """A paragraph with a word taken out, one put in, and hidden letters, none of which a reader sees as changes."""
    first, second, rest = text.split(" ", 2)
    tracked = 'w:id="9" w:author="A" w:date="2025-01-01T00:00:00Z"'
    gone = f"<w:del {tracked}><w:r><w:delText>Đề nghị bỏ </w:delText></w:r></w:del>"
    come = f"<w:ins {tracked}>{run(second + ' ')}</w:ins>"
    return paragraph("", level, run(first + " ") + gone + come + run("ghi chú ẩn ", "<w:vanish/>") + run(rest))


def stamp(text: str) -> str:
    """A paragraph that a text box hangs on, drawn in the new way and, for old programs, in the old one."""
    inner = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    anchor = (
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0" locked="0" '
        'layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>0'
        '</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        '<wp:extent cx="1200000" cy="300000"/><wp:wrapTopAndBottom/><wp:docPr id="7" name="Dau"/><a:graphic><a:graphicData '
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr>'
        '<a:xfrm><a:off x="0" y="0"/><a:ext cx="1200000" cy="300000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        f"</a:prstGeom></wps:spPr><wps:txbx>{inner}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
    )
    old = f'<w:pict><v:rect style="width:90pt;height:24pt"><v:textbox>{inner}</v:textbox></v:rect></w:pict>'
    both = (
        f'<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{anchor}</w:drawing></mc:Choice>'
        f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    )
    return f"<w:p><w:r>{both}</w:r></w:p>"


def table(rows: list[list[str]], lines: str) -> str:
    """A table; the lines of a cell are paragraphs."""
    borders = "".join(
        f'<w:{side} w:val="{lines}" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    width = max(map(len, rows))
    grid = "".join(f'<w:gridCol w:w="{9000 // width}"/>' for _ in range(width))
    body = "".join(f"<w:tr>{''.join(cell(text, 9000 // width) for text in row)}</w:tr>" for row in rows)
    return (
        f"<w:tbl><w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )


def cell(text: str, width: int) -> str:
    """A cell of a table."""
    paragraphs = "".join(map(paragraph, text.split("\n")))
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraphs}</w:tc>'


def blocks(text: str) -> Iterator[tuple[str, object]]:
    """An original as `columns`, `table` and `line` blocks."""
    lines, at = text.rstrip("\n").split("\n"), 0
    while at < len(lines):
        end = at
        if "     " in lines[at]:
            while end < len(lines) and (lines[end].strip() or any("     " in line for line in lines[end : end + 3])):
                if lines[end] == STAMP:
                    break
                end += 1
            yield "columns", [halves(line) for line in lines[at:end]]
        elif lines[at].startswith("|"):
            while end < len(lines) and lines[end].startswith("|"):
                end += 1
            yield "table", [[piece.strip() for piece in line.strip("| ").split(" | ")] for line in lines[at:end]]
        else:
            yield "line", lines[at]
        at = max(end, at + 1)


def halves(line: str) -> tuple[str, str]:
    """The two columns of a line."""
    left, right = [*re.split(r" {5,}", line, maxsplit=1), ""][:2]
    return left.strip(), right.strip()


def docx(text: str) -> bytes:
    """An original as a Word file."""
    body, changes = "", 0
    for kind, content in blocks(text):
        if kind == "columns":
            body += table([["\n".join(column).rstrip("\n") for column in zip(*content, strict=True)]], "nil")  # type: ignore[call-overload]
        elif kind == "table":
            body += table(content, "single")  # type: ignore[arg-type]
        elif content == STAMP:
            body += stamp(STAMP)
        else:
            level = next((at for at, row in enumerate(LEVELS) if re.match(row[2], str(content))), None)
            words = re.sub(LEVELS[level][2], "", str(content), count=1) if level is not None else str(content)
            first = level is not None and not changes and words.count(" ") > 4
            changes += first
            body += changed(words, level) if first and level is not None else paragraph(words, level)
    return packed(parts(body))


def parts(body: str) -> dict[str, str]:
    """The parts of a Word file around its body."""
    spaces = (
        f'xmlns:w="{SPACE}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{drawn.replace("%1", f"%{at + 1}")}"/></w:lvl>'
        for at, (drawn, form, _) in enumerate(LEVELS)
    )
    kind, rel = "application/vnd.openxmlformats-officedocument.wordprocessingml", "http://schemas.openxmlformats.org"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    links = "".join(
        f'<Relationship Id="r{at}" Type="{rel}/officeDocument/2006/relationships/{name}" Target="{name}.xml"/>'
        for at, name in enumerate(("numbering", "styles", "footer"), 1)
    )
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{kind}.{name if name != "document" else "document.main"}+xml"/>'
        for name in ("document", "numbering", "styles", "footer")
    )
    return {
        "[Content_Types].xml": f'{head}<Types xmlns="{rel}/package/2006/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{overrides}</Types>',
        "_rels/.rels": f'{head}<Relationships xmlns="{rel}/package/2006/relationships"><Relationship Id="r1" '
        f'Type="{rel}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'{head}<Relationships xmlns="{rel}/package/2006/relationships">{links}'
        "</Relationships>",
        "word/document.xml": f'{head}<w:document {spaces}><w:body>{body}<w:sectPr><w:footerReference w:type="default" '
        'r:id="r3"/></w:sectPr></w:body></w:document>',
        "word/numbering.xml": f'{head}<w:numbering {spaces}><w:abstractNum w:abstractNumId="0"><w:multiLevelType '
        f'w:val="multilevel"/>{levels}</w:abstractNum><w:abstractNum w:abstractNumId="1">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
        "</w:numbering>",
        "word/styles.xml": f'{head}<w:styles {spaces}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" '
        'w:hAnsi="Times New Roman"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" '
        'w:styleId="Normal"><w:name w:val="Normal"/></w:style></w:styles>',
        "word/footer.xml": f'{head}<w:ftr {spaces}><w:p><w:r><w:t>1</w:t></w:r></w:p></w:ftr>',
    }  # fmt: skip


def packed(files: dict[str, str] | dict[str, bytes]) -> bytes:
    """A zip whose bytes depend on its content alone."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def mail(name: str, files: dict[str, bytes]) -> bytes:
    """A mail that brings files."""
    lines = [
        "From: Van thu <vanthu@example.vn>", "To: noinhan@example.vn", "Subject: =?utf-8?B?"
        + base64.b64encode(f"Gửi văn bản {name}".encode()).decode() + "?=", "MIME-Version: 1.0",
        'Content-Type: multipart/mixed; boundary="----ranh-gioi"', "", "------ranh-gioi",
        'Content-Type: text/plain; charset="utf-8"', "Content-Transfer-Encoding: base64", "",
        base64.encodebytes("Kính gửi văn bản kèm theo.\n".encode()).decode().strip(),
    ]  # fmt: skip
    for file, content in files.items():
        lines += ["------ranh-gioi", f'Content-Type: application/octet-stream; name="{file}"',
                  f'Content-Disposition: attachment; filename="{file}"', "Content-Transfer-Encoding: base64", "",
                  base64.encodebytes(content).decode().strip()]  # fmt: skip
    return "\r\n".join([*lines, "------ranh-gioi--", ""]).replace("\r\n", "\n").replace("\n", "\r\n").encode()


def saved_page(page: bytes) -> bytes:
    """A page as browsers save it whole."""
    lines = [
        "From: <Saved by Blink>", "Snapshot-Content-Location: https://example.vn/van-ban", "MIME-Version: 1.0",
        'Content-Type: multipart/related; type="text/html"; boundary="----ranh-gioi"', "", "------ranh-gioi",
        "Content-Type: text/html; charset=utf-8", "Content-Transfer-Encoding: base64", "",
        base64.encodebytes(page).decode().strip(), "------ranh-gioi--", "",
    ]  # fmt: skip
    return "\r\n".join(lines).replace("\r\n", "\n").replace("\n", "\r\n").encode()


def page(text: str) -> bytes:
    """An original as a page of an office's site, with the site's frame around it."""
    body = ""
    for kind, content in blocks(text):
        if kind == "columns":
            columns = ("<br>".join(map(escape, column)) for column in zip(*content, strict=True))  # type: ignore[call-overload]
            body += f'<table border="0"><tr>{"".join(f"<td>{column}</td>" for column in columns)}</tr></table>'
        elif kind == "table":
            cells = ("".join(f"<td><p>{escape(piece)}</p></td>" for piece in row) for row in content)  # type: ignore[attr-defined]
            body += f'<table border="1">{"".join(f"<tr>{row}</tr>" for row in cells)}</table>'
        else:
            body += f"<p>{escape(str(content))}</p>\n"
    menu = "".join(
        f'<li><a href="/{at}">{name}</a></li>' for at, name in enumerate(("Trang chủ", "Giới thiệu", "Liên hệ"))
    )
    return (
        '<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Văn bản</title><style>p{margin:0}</style></head>'
        f'<body><header><nav><ul>{menu}</ul></nav></header><div id="main"><article>{body}</article></div>'
        "<footer><p>Cổng thông tin điện tử - Lượt truy cập: 12345</p></footer><script>var a = 1;</script></body></html>\n"
    ).encode()


def exchange(name: str, content: bytes, facts: dict[str, str]) -> bytes:
    """A package of the state's document exchange with one document."""
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<edXML xmlns:edXML="{EXCHANGE}"><edXML:edXMLEnvelope><edXML:edXMLHeader>'
        f"<edXML:MessageHeader><edXML:From><edXML:OrganId>000.00.01.H00</edXML:OrganId><edXML:OrganName>{facts['issuer']}"
        f"</edXML:OrganName></edXML:From><edXML:Code><edXML:CodeNumber>{facts['number']}</edXML:CodeNumber>"
        f"<edXML:CodeNotation>{facts['notation']}</edXML:CodeNotation></edXML:Code><edXML:PromulgationInfo><edXML:Place>"
        f"{facts['place']}</edXML:Place><edXML:PromulgationDate>{facts['date']}</edXML:PromulgationDate>"
        f"</edXML:PromulgationInfo><edXML:DocumentType><edXML:Type>1</edXML:Type><edXML:TypeName>{facts['type']}"
        f"</edXML:TypeName></edXML:DocumentType><edXML:Subject>{facts['subject']}</edXML:Subject><edXML:SignerInfo>"
        f"<edXML:FullName>{facts['signer']}</edXML:FullName></edXML:SignerInfo></edXML:MessageHeader></edXML:edXMLHeader>"
        "</edXML:edXMLEnvelope><AttachmentEncoded><Attachment><ContentType>application/zip</ContentType>"
        f"<ContentTransferEncoded>{base64.b64encode(packed({name: content})).decode()}</ContentTransferEncoded>"
        f"<AttachmentName>{name}.zip</AttachmentName></Attachment></AttachmentEncoded></edXML>\n"
    ).encode()


def converted(paths: list[Path], suffix: str) -> None:
    """Let LibreOffice write the Word files in another format, beside them."""
    with tempfile.TemporaryDirectory() as home:
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{home}", "--headless", "--convert-to", suffix, "--outdir",
             str(FOLDER), *map(str, paths)], check=True, capture_output=True,
        )  # fmt: skip


FACTS = {
    "number": "1845", "notation": "SNNMT-TL", "place": "Thượng Sơn", "date": "2025/09/12", "type": "Công văn",
    "issuer": "Sở Nông nghiệp và Môi trường", "signer": "Lường Thế Quyền",
    "subject": "Bảo đảm an toàn hồ chứa nước trong mùa mưa lũ năm 2025",
}  # fmt: skip


def main() -> None:
    """Write all files."""
    originals = {path.stem: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.txt"))}
    words = {f"{name}.docx": docx(text) for name, text in originals.items()}
    for file, content in words.items():
        (FOLDER / file).write_bytes(content)
    for name, text in originals.items():
        (FOLDER / f"{name}.html").write_bytes(page(text))
    if "--office" in sys.argv:
        for suffix in ("doc", "odt", "rtf"):
            converted([FOLDER / file for file in words], suffix)
    first = next(iter(words))
    (FOLDER / "trang-luu.mhtml").write_bytes(saved_page(page(originals[Path(first).stem])))
    (FOLDER / "thu-kem-tep.eml").write_bytes(mail("so 1845", words))
    (FOLDER / "goi.zip").write_bytes(packed({f"van ban/{file}": content for file, content in words.items()}))
    (FOLDER / "goi.edxml").write_bytes(exchange(first, words[first], FACTS))


if __name__ == "__main__":
    main()
