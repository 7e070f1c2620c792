"""What every command of ours is."""

from __future__ import annotations

from argparse import Action
from typing import Any, TextIO, cast

from django.core.management.base import BaseCommand, CommandError, CommandParser, OutputWrapper

from reviews.characters import BARRED, escaped


class Printed(OutputWrapper):
    """An output that no escape sequence can reach.

    A sequence is shown as JSON spells it.
    """

    def write(self, msg: object = "", *args: Any, **kwargs: Any) -> None:  # type: ignore[override]
        super().write(escaped(str(msg)), *args, **kwargs)


class Command(BaseCommand):
    """A command that refuses and never prints forbidden characters.

    The characters are those that no text here holds.
    """

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
        """Refuse an argument with a forbidden character.

        A path is no text, and may have any name.
        """
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
