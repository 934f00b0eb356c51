"""The door: ``llm-course-grader --help``, or ``python -m autograder --help``."""

from __future__ import annotations

import argparse
import ast
import importlib
import sys
import traceback
from pathlib import Path

import autograder.base.quick_start  # noqa: F401  # pyright: ignore[reportUnusedImport]
from autograder.base.errors import GraderFault, UsageError
from autograder.base.interruption import Interrupted, interruptible
from autograder.base.machine_trouble import trouble_of_the_machine
from autograder.commands import EXIT_CODES, NAMES, Exit
from autograder.commands.console import say_what_can_be_said, warn


def main(arguments: list[str] | None = None) -> int:
    """Release, collect and grade the course's notebooks."""
    arguments = sys.argv[1:] if arguments is None else arguments
    say_what_can_be_said()
    options = _parser(arguments).parse_args(arguments)
    try:
        with interruptible():
            return int(options.run(options))
    except UsageError as error:
        warn("error", str(error))
        return Exit.USAGE
    except GraderFault as fault:
        warn("fault", str(fault))
        return Exit.FAULT
    except Interrupted as signal:
        warn("stopped", "what is done is saved; run the command again and it goes on from there")
        return signal.exit_code
    except Exception as error:
        if (trouble := trouble_of_the_machine(error)) is not None:
            warn("error", trouble)
            return Exit.USAGE
        traceback.print_exc()
        return Exit.FAULT


def _parser(arguments: list[str]) -> argparse.ArgumentParser:
    """All commands by name; only the one that is asked for is imported and has its options."""
    program = Path(sys.argv[0]).name
    parser = argparse.ArgumentParser(
        prog="python -m autograder" if program.endswith(".py") else program,
        description=main.__doc__,
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(required=True, metavar="command")
    for name in NAMES:
        description = _docstring(name)
        command = commands.add_parser(
            name,
            help=description.partition("\n")[0],
            description=description,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        if name in arguments[:1]:
            module = importlib.import_module(f"autograder.commands.{name}")
            examples = module.EXAMPLES.replace("{prog}", command.prog)
            command.epilog = f"examples:\n{examples}\n{EXIT_CODES}"
            command.set_defaults(run=module.run)
            module.add_options(command)
    return parser


def _docstring(name: str) -> str:
    source = (Path(__file__).parent / "commands" / f"{name}.py").read_text(encoding="utf-8")
    return ast.get_docstring(ast.parse(source)) or ""


if __name__ == "__main__":
    sys.exit(main())
