"""Pictures: a scanned page made straight, clean and large enough to be read."""

from __future__ import annotations

import itertools
import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from congvan.errors import UnreadableError
from congvan.loaders.settings import Settings, lacking

if TYPE_CHECKING:
    from PIL.Image import Image

PAGE_WIDTH = 2480
"""The width of a page of A4 at 300 dots an inch."""
NARROW, LARGEST = 1800, 3.0
MOST_PIXELS = 100_000_000
STEEPEST, STEPS = 3.0, (0.5, 0.1)
LEVEL = 0.15
_SMALL = 700
_PAPER = 25
"""Ink is darker than the paper around it by as much."""


def opened(content: bytes, settings: Settings) -> Iterator[Image]:
    """The pages of a picture file, one after the other.

    Raises:
        UnreadableError: Pillow is missing, the file is damaged, or its pages are too large or too many.
    """
    try:
        from PIL import Image, ImageSequence, UnidentifiedImageError
    except ImportError:
        raise lacking("scan") from None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            picture = Image.open(BytesIO(content))
            for number, page in enumerate(ImageSequence.Iterator(picture), 1):
                if number > settings.max_pages:
                    raise UnreadableError(f"quá số trang cho phép ({settings.max_pages}); hãy nâng --max-pages")
                if page.width * page.height > MOST_PIXELS:
                    raise UnreadableError(f"ảnh quá lớn ({page.width} × {page.height} điểm); hãy thu nhỏ lại")
                yield page.convert("RGB")
        except Image.DecompressionBombError:
            raise UnreadableError("ảnh quá lớn, quá nhiều điểm; hãy thu nhỏ lại") from None
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
            raise UnreadableError("tệp ảnh hỏng, không mở được; hãy quét hoặc chép lại") from None


def ready(picture: Image) -> Image:
    """A page in grey: coloured seals and ink gone pale, upright, letters as large as at 300 dots an inch."""
    from PIL import Image

    grey = _grey(picture)
    if grey.width < NARROW:
        scale = min(PAGE_WIDTH / grey.width, LARGEST)
        grey = grey.resize((round(grey.width * scale), round(grey.height * scale)), Image.Resampling.BICUBIC)
    angle = skew(grey)
    if abs(angle) >= LEVEL:
        grey = grey.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    return _even(grey)


def _grey(picture: Image) -> Image:
    """The brightest of the three colours: red seals and blue ink fade, black print stays."""
    from PIL import ImageChops

    if picture.mode in ("L", "1"):
        return picture.convert("L")
    red, green, blue = picture.convert("RGB").split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def _even(grey: Image) -> Image:
    """Ink told from the paper around it, where the paper is darker in some places than in others."""
    from PIL import ImageChops, ImageFilter

    paper = grey.resize((64, 64)).filter(ImageFilter.MaxFilter(5))
    shades = paper.tobytes()
    if min(shades) >= 0.8 * max(shades):
        return grey
    around = grey.filter(ImageFilter.BoxBlur(40))
    return ImageChops.subtract(around, grey).point([255 if depth < _PAPER else 0 for depth in range(256)])


def skew(grey: Image) -> float:
    """By how many degrees a page must be turned, against the clock, for its lines to lie level."""
    from PIL import Image

    small = grey.resize((_SMALL, max(round(grey.height * _SMALL / grey.width), 1)), Image.Resampling.BOX)
    dark = small.point([255 if depth < 160 else 0 for depth in range(256)])
    best = 0.0
    reach = STEEPEST
    for step in STEPS:
        count = round(reach / step)
        angles = [best + turn * step for turn in range(-count, count + 1)]
        best, reach = max(angles, key=lambda angle: _sharpness(dark, angle)), step
    return best


def _sharpness(dark: Image, angle: float) -> float:
    """How much the darkness of rows differs from one to the next."""
    from PIL import Image

    turned = dark.rotate(angle, Image.Resampling.NEAREST, fillcolor=0)
    rows = turned.resize((1, turned.height), Image.Resampling.BOX).tobytes()
    return float(sum((above - below) ** 2 for above, below in itertools.pairwise(rows)))
