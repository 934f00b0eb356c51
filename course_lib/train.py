"""The door to training: a small Llama learns a text and writes.

python -m course_lib.train                                       Shakespeare, by characters
python -m course_lib.train --resume                              go on after a stop
torchrun --nproc-per-node 2 -m course_lib.train --engine fsdp    on two processes
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import torch
from tqdm import tqdm

from course_lib.models.llama import LlamaConfig
from course_lib.tokenization.byte_pair_encoding import BytePairTokenizer
from course_lib.tokenization.characters_and_bytes import (
    ByteTokenizer,
    CharacterTokenizer,
    Tokenizer,
)
from course_lib.training.data import load_shakespeare
from course_lib.training.evaluation import perplexity
from course_lib.training.experiment import Experiment, Report, run_experiment
from course_lib.training.loop import TrainingConfig


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the command line and train."""
    parser = make_parser()
    options = parser.parse_args(arguments)
    try:
        device = torch.device(options.device) if options.device else None
        run_experiment(make_experiment(options), options.resume, device, show)
    except (ValueError, OSError, ModuleNotFoundError, FloatingPointError) as error:
        parser.exit(2, f"{parser.prog}: {error}\n")


def show(report: Report) -> None:
    """Print a report above the progress bar."""
    tqdm.write(
        f"\nstep {report.step}: training loss {report.training_loss:.3f}, "
        f"validation loss {report.validation_loss:.3f}, "
        f"perplexity {perplexity(report.validation_loss):.2f}\n{report.sample}\n"
    )


def make_experiment(options: argparse.Namespace) -> Experiment:
    """Return the experiment that the command line asks for."""
    text = options.text.read_text(encoding="utf-8") if options.text else load_shakespeare()
    tokenizer = make_tokenizer(options.tokenizer, text, options.vocab_size)
    return Experiment(
        folder=options.folder,
        text=text,
        tokenizer=tokenizer,
        model=LlamaConfig(
            vocab_size=tokenizer.vocab_size,
            d_model=options.d_model,
            n_layers=options.layers,
            n_heads=options.heads,
            n_kv_heads=options.kv_heads,
            d_ff=options.d_ff,
            context_length=options.context_length,
        ),
        training=TrainingConfig(
            steps=options.steps,
            batch_size=options.batch_size,
            micro_batches=options.micro_batches,
            learning_rate=options.learning_rate,
            warmup_steps=options.warmup_steps,
            bfloat16=options.bfloat16,
            seed=options.seed,
        ),
        report_every=options.report_every,
        prompt=options.prompt,
        sample_tokens=options.sample_tokens,
        engine=options.engine,
        compiled=options.compile,
    )


def make_tokenizer(kind: str, text: str, vocab_size: int) -> Tokenizer:
    """Return a tokenizer for a text.

    >>> make_tokenizer("characters", "hello", vocab_size=0).vocab_size
    4
    """
    if kind == "characters":
        return CharacterTokenizer.train(text)
    if kind == "bytes":
        return ByteTokenizer()
    return BytePairTokenizer.train(text, vocab_size)


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m course_lib.train",
        description="Train a small Llama on the plays of Shakespeare, or on a text of your own.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    add = parser.add_argument_group("text").add_argument
    add("--text", type=Path, help="file of plain text; left out, Shakespeare")
    add("--tokenizer", choices=["characters", "bytes", "pairs"], default="characters", help="kind")
    add("--vocab-size", type=int, default=1024, help="for --tokenizer pairs")

    add = parser.add_argument_group("model").add_argument
    add("--d-model", type=int, default=128, help="width")
    add("--layers", type=int, default=4, help="number of blocks")
    add("--heads", type=int, default=4, help="query heads")
    add("--kv-heads", type=int, default=2, help="key/value heads")
    add("--d-ff", type=int, default=344, help="width of the feed-forward layers")
    add("--context-length", type=int, default=128, help="tokens that it can look back on")

    add = parser.add_argument_group("training").add_argument
    add("--steps", type=int, default=1000, help="batches to train on")
    add("--batch-size", type=int, default=16, help="windows a batch, over all processes")
    add("--micro-batches", type=int, default=1, help="parts of a batch that add up to one step")
    add("--learning-rate", type=float, default=3e-3, help="after warm-up; then it falls to a tenth")
    add("--warmup-steps", type=int, default=50, help="steps until the full learning rate")
    add("--bfloat16", action="store_true", help="matrix products in bfloat16 (autocast)")
    add("--compile", action="store_true", help="compile the model first; takes minutes")
    add("--seed", type=int, default=0, help="of weights, batches and samples")
    add("--device", help="cpu, cuda or mps; left out, the fastest at hand")
    add("--engine", choices=["ddp", "fsdp"], default="ddp", help="with torchrun: how to share")

    add = parser.add_argument_group("reports").add_argument
    add("--folder", type=Path, default=Path("build/training"), help="for log, checkpoint, plot")
    add("--resume", action="store_true", help="go on from the folder's checkpoint")
    add("--report-every", type=int, default=200, help="steps between evaluations and checkpoints")
    add("--prompt", default="\n", help="what a sample begins with")
    add("--sample-tokens", type=int, default=300, help="length of a sample")
    return parser


if __name__ == "__main__":
    main()
