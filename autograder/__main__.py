"""The door: ``llm-course-grader --help``, or ``python -m autograder --help``."""

from __future__ import annotations

import argparse
import importlib
import sys
from pathlib import Path

from rich.console import Console

from autograder.commands import EXIT_CODES, NAMES, Exit
from autograder.commands.console import warn
from autograder.errors import UsageError


def main(arguments: list[str] | None = None) -> int:
    """Release, collect and grade the course's notebooks."""
    arguments = sys.argv[1:] if arguments is None else arguments
    options = _parser(arguments).parse_args(arguments)
    try:
        return int(options.run(options))
    except UsageError as error:
        warn("error", str(error))
        return Exit.USAGE
    except Exception:
        Console(stderr=True).print_exception()
        return Exit.FAULT


def _parser(arguments: list[str]) -> argparse.ArgumentParser:
    """The parser of the command that is asked for, or of all: what is not used is not imported."""
    asked = [name for name in NAMES if name in arguments[:1]]
    program = Path(sys.argv[0]).name
    parser = argparse.ArgumentParser(
        prog="python -m autograder" if program.endswith(".py") else program,
        description=main.__doc__,
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(required=True, metavar="command")
    for name in asked or NAMES:
        module = importlib.import_module(f"autograder.commands.{name}")
        help_line, _, more = str(module.__doc__).partition("\n")
        command = commands.add_parser(
            name,
            help=help_line,
            description=f"{help_line}\n{more.rstrip()}".rstrip(),
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        examples = module.EXAMPLES.replace("{prog}", command.prog)
        command.epilog = f"examples:\n{examples}\n{EXIT_CODES}"
        command.set_defaults(run=module.run)
        module.add_options(command)
    return parser


if __name__ == "__main__":
    sys.exit(main())
