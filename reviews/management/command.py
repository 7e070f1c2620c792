"""What every command of ours is."""

from __future__ import annotations

from argparse import Action
from typing import Any, TextIO, cast

from django.core.management.base import BaseCommand, CommandError, CommandParser, OutputWrapper

from reviews.characters import BARRED, escaped


class Printed(OutputWrapper):
    """An output on which a terminal obeys nothing that somebody wrote: an escape sequence is shown, as in JSON."""

    def write(self, msg: object = "", *args: Any, **kwargs: Any) -> None:  # type: ignore[override]
        super().write(escaped(str(msg)), *args, **kwargs)


class Command(BaseCommand):
    """A command that refuses an argument with a character that no text here holds, and prints none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stdout, self.stderr = _printed(self.stdout), _printed(self.stderr)

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        parser = super().create_parser(prog_name, subcommand, **kwargs)
        self._called = {action.dest: _called(action) for action in parser._actions}
        return parser

    def execute(self, *args: Any, **options: Any) -> str | None:
        self._refuse(options)
        for name in ("stdout", "stderr"):
            if out := options.pop(name, None):
                setattr(self, name, _printed(OutputWrapper(out)))
        return super().execute(*args, **options)

    def _refuse(self, options: dict[str, Any]) -> None:
        """A path is no text, and may be whatever the file is called."""
        for dest, given in options.items():
            for one in given if isinstance(given, list | tuple) else [given]:
                if isinstance(one, str) and (found := BARRED.search(one)):
                    where = f"U+{ord(found[0]):04X}, at place {found.start() + 1}"
                    raise CommandError(f"{self._called[dest]}: a control character, {where}.", returncode=2)


def _called(action: Action) -> str:
    return action.option_strings[-1] if action.option_strings else str(action.metavar or action.dest)


def _printed(out: OutputWrapper) -> Printed:
    made = Printed(cast(TextIO, out._out), out.ending)
    made.style_func = out.style_func
    return made
