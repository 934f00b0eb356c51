"""A whole training run, from a text to a folder: log, checkpoint, samples, loss plot.

Every ``report_every`` steps the run stops for a report: the loss on text that it does not train on,
a sample of what the model writes, and a checkpoint. A run that was killed resumes from the last
report and repeats the steps after it exactly.
"""

import copy
import math
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

import matplotlib.pyplot as plt
import torch
from torch import nn
from tqdm import tqdm

from course_lib.generation.loop import generate
from course_lib.generation.sampling import Sampling
from course_lib.layers.positional_encoding import RopeScaling
from course_lib.models.llama import Llama, LlamaConfig
from course_lib.plots import plot_losses
from course_lib.tokenization.characters_and_bytes import Tokenizer
from course_lib.training.checkpoints import load_checkpoint, read_checked, save_checkpoint
from course_lib.training.data import RandomBatches, consecutive_batches, split_text
from course_lib.training.distributed import (
    Processes,
    gather_state,
    join_processes,
    replicate,
    scatter_state,
    shard,
)
from course_lib.training.evaluation import evaluate, perplexity
from course_lib.training.log import TrainingLog, loss_curves, read_log
from course_lib.training.loop import TrainingConfig, TrainingRun

SAMPLING = Sampling(temperature=0.8)


@dataclass(frozen=True)
class Report:
    """What is known about a run at one of its steps."""

    step: int
    training_loss: float
    validation_loss: float
    sample: str


@dataclass(frozen=True)
class Experiment:
    """What to train, on what, and where to write it down."""

    folder: Path
    text: str
    tokenizer: Tokenizer
    model: LlamaConfig
    training: TrainingConfig
    report_every: int = 200
    validation_batches: int = 20
    prompt: str | None = None
    sample_tokens: int = 300
    engine: Literal["ddp", "fsdp"] = "ddp"
    compiled: bool = False

    def __post_init__(self):
        if not self.tokenizer.encode(self.opening):
            raise ValueError("the prompt is empty: a sample needs at least one token to go on from")
        for name in ("report_every", "validation_batches", "sample_tokens"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} must be 1 or more, got {getattr(self, name)}")

    @property
    def opening(self) -> str:
        """What samples go on from (the prompt, or else the end of a line, or the first letter)."""
        if self.prompt is not None:
            return self.prompt
        return "\n" if "\n" in self.text else self.text[:1]

    @property
    def checkpoint(self) -> Path:
        """Where the last report left the state of the run."""
        return self.folder / "checkpoint.pt"

    @property
    def log(self) -> Path:
        """Where every step is written down."""
        return self.folder / "log.jsonl"

    def configuration(self, processes: Processes) -> dict[str, Any]:
        """Return what a checkpoint must have in common with the run that resumes it."""
        return {
            "model": asdict(self.model),
            "training": asdict(self.training),
            "engine": self.engine if processes.count > 1 else "none",
        }


def run_experiment(
    experiment: Experiment,
    resume: bool = False,
    device: torch.device | None = None,
    show: Callable[[Report], None] = lambda report: None,
) -> None:
    """Train to the last step; ``show`` receives each report as it is made."""
    if experiment.checkpoint.exists() and not resume:
        raise FileExistsError(
            f"{experiment.folder} holds a run already: resume it, or choose another folder"
        )
    experiment.folder.mkdir(parents=True, exist_ok=True)
    with join_processes(device) as processes:
        session = Session(experiment, processes)
        if resume:
            session.resume()
        session.train(show)


def trained_model(folder: Path) -> Llama:
    """Return the model of a run's last report; its sizes are those in the checkpoint."""
    content = read_checked(folder / "checkpoint.pt")
    sizes = content["configuration"]["model"]
    if sizes["rope_scaling"] is not None:
        sizes["rope_scaling"] = RopeScaling(**sizes["rope_scaling"])
    model = Llama(LlamaConfig(**sizes))
    model.load_state_dict(content["state"]["model"])
    return model


class Session:
    """One process's part of an experiment while it runs.

    ``writer`` is the model that samples are drawn from: the trained one itself, or, where several
    processes share that, a copy of it in the first process.
    """

    def __init__(self, experiment: Experiment, processes: Processes):
        self.experiment = experiment
        self.processes = processes
        self.configuration = experiment.configuration(processes)
        config = experiment.training
        if config.batch_size % (processes.count * config.micro_batches):
            raise ValueError(
                f"a batch of {config.batch_size} windows cannot be shared by {processes.count} "
                f"processes and cut into {config.micro_batches} micro-batches each"
            )
        training, validation = split_text(experiment.text)
        torch.manual_seed(experiment.training.seed)
        self.writer = Llama(experiment.model).to(processes.device)
        batches = RandomBatches(
            torch.tensor(experiment.tokenizer.encode(training)),
            experiment.training.batch_size,
            experiment.model.context_length,
            experiment.training.seed,
            rank=processes.rank,
            n_processes=processes.count,
        )
        self.run = TrainingRun(self.prepared(self.writer), batches, experiment.training)
        self.validation = consecutive_batches(
            torch.tensor(experiment.tokenizer.encode(validation)),
            experiment.training.batch_size,
            experiment.model.context_length,
            experiment.validation_batches,
        )

    def prepared(self, model: Llama) -> nn.Module:
        """Return the model as it is trained: compiled or not, alone or shared by processes."""
        if self.processes.count > 1:
            model = copy.deepcopy(model)
        if self.experiment.compiled:
            model.compile()
        if self.processes.count == 1:
            return model
        if self.experiment.engine == "ddp":
            return replicate(model)
        return shard(model, self.processes)

    def resume(self) -> None:
        """Go back to the last report."""
        state = load_checkpoint(self.experiment.checkpoint, self.configuration)
        if self.processes.count == 1:
            self.run.load_state_dict(state)
        else:
            scatter_state(self.run, state)

    def train(self, show: Callable[[Report], None]) -> None:
        """Train to the last step, logging each one, with a report now and then."""
        run, first = self.run, self.processes.is_first
        log = TrainingLog(self.experiment.log, last_step=run.step) if first else None
        steps = self.experiment.training.steps
        with tqdm(total=steps, initial=run.step, unit="step", disable=not first) as bar:
            while run.step < steps:
                learning_rate = run.learning_rate
                loss = self.processes.mean(run.advance())
                bar.set_postfix(loss=f"{loss:.3f}", refresh=False)
                bar.update()
                if log is not None:
                    log.append(step=run.step, loss=loss, learning_rate=learning_rate)
                if run.step % self.experiment.report_every == 0 or run.step == steps:
                    self.report(loss, log, show)

    def report(self, loss: float, log: TrainingLog | None, show: Callable[[Report], None]) -> None:
        """Evaluate, and let the first process write: log, sample, checkpoint, plot."""
        validation_loss = evaluate(self.run.model, self.validation)
        state = self.whole_state()
        if log is None:
            return
        if self.processes.count > 1:
            self.writer.load_state_dict(state["model"])
        report = Report(self.run.step, loss, validation_loss, self.sample())
        log.append(
            step=report.step,
            validation_loss=validation_loss,
            perplexity=perplexity(validation_loss),
            sample=report.sample,
        )
        save_checkpoint(self.experiment.checkpoint, state, self.configuration)
        self.plot()
        show(report)

    def whole_state(self) -> dict:
        """Return the state of the run; where processes share it, all of them must call this."""
        return self.run.state_dict() if self.processes.count == 1 else gather_state(self.run)

    def sample(self) -> str:
        """Return what the model writes after the prompt."""
        tokenizer = self.experiment.tokenizer
        [token_ids] = generate(
            self.writer,
            [tokenizer.encode(self.experiment.opening)],
            self.experiment.sample_tokens,
            SAMPLING,
            seed=self.experiment.training.seed,
            slide=True,
        )
        return tokenizer.decode(token_ids)

    def plot(self) -> None:
        """Draw the losses so far."""
        figure, ax = plt.subplots(figsize=(7, 4), layout="constrained")
        curves = loss_curves(read_log(self.experiment.log))
        plot_losses(curves, uniform=math.log(self.experiment.model.vocab_size), ax=ax)
        figure.savefig(self.experiment.folder / "losses.svg")
        plt.close(figure)
