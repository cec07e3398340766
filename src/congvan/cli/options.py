"""The arguments and options that several verbs share."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal

import typer

UNICODE = ("utf-8", "utf-16", "utf-16-le", "utf-16-be")
ENCODINGS = {"abc": "tcvn3", "tcvn": "tcvn3", "vni-windows": "vni", "cp1258": "windows-1258", "utf8": "utf-8"}
"""Other names of encodings."""
UNITS = {"": 1, "K": 1024, "M": 1024**2, "G": 1024**3}


def size(text: str) -> int:
    """Read `50MB`, `500 KB`, `1.5G` or a bare number of bytes."""
    match = re.fullmatch(r"\s*(\d{1,12}(?:\.\d{1,6})?)\s*([KMG]?)B?\s*", str(text), re.IGNORECASE)
    if not match:
        raise typer.BadParameter(f"«{text}» không phải kích thước; viết như 50MB, 500KB, 1GB")
    return int(float(match[1]) * UNITS[match[2].upper()])


def encoding(name: str) -> str:
    """Read the name of an encoding, as people write it: `TCVN3`, `abc`, `cp1258`."""
    from congvan.encodings import NAMES

    known = ENCODINGS.get(str(name).lower(), str(name).lower())
    if known not in (*NAMES, *UNICODE):
        raise typer.BadParameter(f"«{name}» không phải bảng mã đọc được; hãy chọn: {', '.join((*NAMES, *UNICODE))}")
    return known


Files = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[FILE…|-]",
        help="Tệp cần đọc, hoặc mẫu như '*.txt'; '-' hay bỏ trống: đầu vào chuẩn. Files, patterns, or - for stdin.",
        show_default=False,
    ),
]
MaxSize = Annotated[
    int,
    typer.Option(
        "--max-size",
        parser=size,
        metavar="SIZE",
        show_default="50MB",
        help="Không đọc tệp lớn hơn mức này, kể cả phần giải nén ra. Refuse larger files, unpacked ones too.",
    ),
]
MaxPages = Annotated[
    int, typer.Option("--max-pages", min=1, metavar="N", help="Không đọc quá số trang này. Refuse longer documents.")
]
Timeout = Annotated[
    float,
    typer.Option(
        "--timeout", min=0.1, metavar="SECONDS", help="Mỗi văn bản đọc không quá số giây này. Time for each document."
    ),
]
Encoding = Annotated[
    str | None,
    typer.Option(
        "--encoding",
        parser=encoding,
        metavar="NAME",
        show_default="tự đoán",
        help="Bảng mã của tệp: tcvn3, vni, viscii, vps, windows-1258, utf-8, utf-16. What the file is written in.",
    ),
]
Ocr = Annotated[
    Literal["auto", "never", "always"],
    typer.Option(
        "--ocr", help="Nhận dạng chữ trong ảnh: auto khi trang không có chữ. Read pictures: auto where a page is one."
    ),
]
Own = Annotated[
    Path | None,
    typer.Option("--grammars", metavar="DIR", help="Thêm danh sách từ riêng của cơ quan. Add your own word lists."),
]
Fast = Annotated[
    bool, typer.Option("--fast", help="Bỏ qua phân tích từng từ: nhanh hơn, kém kỹ hơn. Skip word-level work.")
]
Quiet = Annotated[
    bool, typer.Option("--quiet", "-q", help="Chỉ báo tệp không đọc được. Only tell of unreadable files.")
]
