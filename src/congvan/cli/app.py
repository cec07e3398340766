"""The table of verbs, and what all of them share: the way out."""

from __future__ import annotations

import errno
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from congvan import __version__
from congvan.cli import INTERRUPTED, output
from congvan.cli.report import WRONG_USE, tell
from congvan.errors import CongvanError

BROKEN_PIPE = 141
NOT_WRITTEN = 1


VERBS = ("parse", "text", "explain", "batch", "search", "stats", "watch", "schema", "grammar")
"""In the order in which they are learnt."""

_ASKING = ("search", "stats", "watch")
"""Verbs that show their help where nothing is said: without arguments they have nothing to do."""


class Verbs(TyperGroup):
    """The verbs, each made when it is asked for, for to make all takes 15 ms; and one way out of all of them."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The names of the verbs."""
        return list(VERBS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The verb of a name; where there is none all are made, so that one like it can be proposed."""
        if cmd_name not in self.commands:
            self.commands.update({name: _verb(name) for name in ([cmd_name] if cmd_name in VERBS else VERBS)})
        return self.commands.get(cmd_name)

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


def _verb(name: str) -> Any:
    """What typer makes of the module of a verb: of its own verbs, or of the function of its name."""
    module = import_module(f"congvan.cli.{name}")
    verb = getattr(module, "app", None)
    if verb is None:
        verb = typer.Typer(add_completion=False, rich_markup_mode=None)
        verb.command(name, no_args_is_help=name in _ASKING)(getattr(module, name))
    made = typer.main.get_command(verb)
    made.name = name
    return made


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
