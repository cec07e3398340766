#!/usr/bin/env python3
"""Print the Word files of `samples/dinh-dang` as PDFs and scan them: `.pdf`, `-quet.pdf` (pictures alone) and `.tif`.

    python scripts/make_scans.py

Needs LibreOffice, pypdfium2 and Pillow. Changes are accepted before printing, as an office prints them; a scan has two
colours and 200 dots an inch, and is a little awry.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
import zipfile
from io import BytesIO
from pathlib import Path

import pypdfium2
from make_formats import FOLDER, packed
from PIL import Image

DOTS, AWRY = 300, 0.4


def accepted(content: bytes) -> bytes:
    """A Word file whose changes are accepted."""
    with zipfile.ZipFile(BytesIO(content)) as package:
        files = {name: package.read(name).decode() for name in package.namelist()}
    body = re.sub(r"<w:del .*?</w:del>", "", files["word/document.xml"])
    return packed(files | {"word/document.xml": re.sub(r"</?w:ins\b[^>]*>", "", body)})


def printed(paths: list[Path]) -> dict[str, bytes]:
    """What LibreOffice prints of Word files, by their names."""
    with tempfile.TemporaryDirectory() as folder:
        for path in paths:
            (Path(folder) / path.name).write_bytes(accepted(path.read_bytes()))
        files = [f"{folder}/{path.name}" for path in paths]
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/home", "--headless", "--convert-to", "pdf", "--outdir",
             folder, *files], check=True, capture_output=True,
        )  # fmt: skip
        return {path.stem: (Path(folder) / f"{path.stem}.pdf").read_bytes() for path in paths}


def scanned(content: bytes) -> list[Image.Image]:
    """The pages of a PDF as a scanner sees them."""
    pages = []
    for page in pypdfium2.PdfDocument(content):
        grey = page.render(scale=DOTS / 72, grayscale=True).to_pil()
        turned = grey.rotate(AWRY, Image.Resampling.BICUBIC, fillcolor=255)
        pages.append(turned.convert("1", dither=Image.Dither.NONE))
    return pages


def main() -> None:
    """Write all files."""
    for name, content in printed(sorted(FOLDER.glob("*.docx"))).items():
        (FOLDER / f"{name}.pdf").write_bytes(content)
        first, *rest = scanned(content)
        first.save(FOLDER / f"{name}.tif", compression="group4", dpi=(DOTS, DOTS), save_all=True, append_images=rest)
        first.save(FOLDER / f"{name}-quet.pdf", resolution=DOTS, save_all=True, append_images=rest)


if __name__ == "__main__":
    main()
