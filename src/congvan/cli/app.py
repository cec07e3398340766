"""The table of verbs, and what all of them share: the way out."""

from __future__ import annotations

import errno
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from congvan import __version__
from congvan.cli import INTERRUPTED, batch, explain, grammar, output, parse, schema, search, stats, text, watch
from congvan.cli.report import WRONG_USE, tell
from congvan.errors import CongvanError

BROKEN_PIPE = 141
NOT_WRITTEN = 1


class Verbs(TyperGroup):
    """The verbs in the order in which they are learnt, and one way out of all of them."""

    def invoke(self, ctx: Any) -> Any:
        """Run a verb; what ends it early ends it with one line, or none, and never with a traceback."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise typer.Exit(INTERRUPTED) from None
        except CongvanError as error:
            tell(str(error))
            raise typer.Exit(WRONG_USE) from None
        except OSError as error:
            raise typer.Exit(_unwritten(error)) from None


def _unwritten(error: OSError) -> int:
    """Nobody reads standard output any more (`congvan … | head`): quiet; a full disk: say so."""
    output.forsake()
    if isinstance(error, BrokenPipeError) or error.errno == errno.EINVAL:  # Windows says EINVAL for a closed pipe
        return BROKEN_PIPE
    tell(f"không ghi được kết quả: {error.strerror}; hãy kiểm tra ổ đĩa hoặc nơi nhận")
    return NOT_WRITTEN


app = typer.Typer(cls=Verbs, no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False)
app.command("parse", no_args_is_help=False)(parse.parse)
app.command("text")(text.text)
app.command("explain")(explain.explain)
app.command("batch")(batch.batch)
app.command("search", no_args_is_help=True)(search.search)
app.command("stats", no_args_is_help=True)(stats.stats)
app.command("watch", no_args_is_help=True)(watch.watch)
app.command("schema")(schema.schema)
app.add_typer(grammar.app, name="grammar")


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"congvan {__version__}")
        raise typer.Exit


@app.callback()
def congvan(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="In số phiên bản. Show the version.")
    ] = False,
) -> None:
    """Đọc văn bản hành chính tiếng Việt, ghi ra hồ sơ JSON.

    Read Vietnamese administrative documents into JSON records.

    \b
    Ví dụ (examples):
      congvan parse thong-bao.txt              một văn bản → một hồ sơ JSON
      congvan parse *.txt > ho-so.jsonl        nhiều văn bản → mỗi dòng một hồ sơ
      cat thong-bao.txt | congvan parse        đọc từ đầu vào chuẩn (stdin)
      congvan explain thong-bao.txt            trường nào, ở dòng nào, do luật nào
      congvan schema > record.schema.json      khuôn của hồ sơ (JSON Schema)

    \b
    Mã thoát (exit codes):
      0 đọc được tất cả   1 có tệp không đọc được   2 dùng sai hoặc ngữ pháp hỏng
    """
