"""The door to a chat: SmolLM2-135M in the terminal.

python -m course_lib.chat                                   a dialogue; Ctrl-D ends it
python -m course_lib.chat --prompt "What is a token?"       one answer
"""

import argparse
import sys
from collections.abc import Sequence
from contextlib import closing, suppress

from course_lib.efficiency.packed_llama import PackedLlama
from course_lib.generation.conversation import DEFAULT_SAMPLING as DEFAULT
from course_lib.generation.conversation import Conversation
from course_lib.generation.sampling import Sampling
from course_lib.pretrained.smollm2 import (
    load_smollm2,
    load_smollm2_template,
    load_smollm2_tokenizer,
)

GREETING = "SmolLM2-135M. Ctrl-C breaks an answer off, Ctrl-D ends the chat.\n"


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line and chat."""
    parser = make_parser()
    options = parser.parse_args(arguments)
    try:
        conversation = start_conversation(options)
        if options.prompt is None:
            chat(conversation)
        else:
            print_answer(conversation, options.prompt)
    except (ValueError, FileNotFoundError, ModuleNotFoundError) as error:
        parser.exit(2, f"{parser.prog}: {error}\n")
    except KeyboardInterrupt:
        parser.exit(130, "\n")


def start_conversation(options: argparse.Namespace) -> Conversation:
    """Load the model and begin the conversation that the command line asks for."""
    sampling = Sampling(options.temperature, options.top_k, options.top_p)
    model = load_smollm2()
    return Conversation(
        model if options.float32 else PackedLlama(model),
        load_smollm2_tokenizer(),
        load_smollm2_template(),
        system=options.system,
        sampling=sampling,
        max_new_tokens=options.max_new_tokens,
        seed=options.seed,
    )


def chat(conversation: Conversation) -> None:
    """Ask for lines and answer them until the input ends."""
    with suppress(ImportError):
        __import__("readline")  # where it exists, ``input`` gains a history and arrow keys
    sys.stdout.write(GREETING)
    while True:
        try:
            question = input("\nyou> ").strip()
        except (EOFError, KeyboardInterrupt):
            sys.stdout.write("\n")
            return
        if question:
            try:
                print_answer(conversation, question)
            except ValueError as error:
                sys.stdout.write(f"{error}\n")
            except KeyboardInterrupt:
                sys.stdout.write(" …\n")


def print_answer(conversation: Conversation, question: str) -> None:
    """Write an answer to the terminal while it is made."""
    with closing(conversation.ask(question)) as answer:
        for text in answer:
            sys.stdout.write(text)
            sys.stdout.flush()
    sys.stdout.write("\n")


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m course_lib.chat",
        description="Chat with SmolLM2-135M-Instruct, which comes inside an installed package.",
        epilog="When the conversation fills the context, its oldest questions are forgotten.",
    )
    add = parser.add_argument
    add("--prompt", help="answer this once and stop")
    add("--system", help="who the assistant shall be")
    add("--temperature", type=float, default=DEFAULT.temperature, help="%(default)s; 0 is greedy")
    add("--top-k", type=int, help="choose among the k most likely tokens; left out, all")
    add("--top-p", type=float, default=DEFAULT.top_p, help="share to choose among, %(default)s")
    add("--max-new-tokens", type=int, default=256, help="where an answer is cut, %(default)s")
    add("--seed", type=int, default=0, help="the same seed gives the same answers, %(default)s")
    add("--float32", action="store_true", help="weights in 32 bits instead of 4: slower")
    return parser


if __name__ == "__main__":
    main()
