"""What the chapter on several machines measures: one model trained by real processes, three ways.

``compare_engines`` starts the processes and returns what each of them found; this module is also
what they run. Each engine trains the same small Llama from the same weights on the same batches.
"""

import json
import sys
import tempfile
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
import torch.distributed as dist
from torch import Tensor, nn
from torch.nn.parallel import DistributedDataParallel
from torch.optim import AdamW, Optimizer

from course_lib.models.llama import Llama, LlamaConfig
from course_lib.training.data import RandomBatches
from course_lib.training.distributed import Processes, join_processes, replicate, shard
from course_lib.training.evaluation import next_token_loss
from course_lib.training.launch import run_processes
from course_lib.training.loop import train_step

ENGINES = ("DDP", "ZeRO-1", "FSDP")
SETTINGS = {"lr": 3e-3, "betas": (0.9, 0.95), "weight_decay": 0.1}
COUNTER = Path("/proc/self/io")  # Linux's own count of what a process has written, to sockets too


def compare_engines(
    token_ids: Tensor,
    sizes: LlamaConfig,
    seed: int,
    n_steps: int = 8,
    batch_size: int = 16,
    n_ranks: int = 2,
    timeout: int = 110,
) -> dict[str, Any]:
    """Train with every engine in ``n_ranks`` processes; return what each rank found, by engine.

    ``losses`` is the mean over the ranks at every step, ``held`` the bytes of weights, gradients
    and optimizer after the last one, ``sent`` the bytes sent in it, or None where the system keeps
    no count. ``accumulation`` compares four micro-batches with and without ``no_sync``;
    ``collectives`` are the bytes sent for each byte of one tensor, by what is done with it.
    """
    settings = {"seed": seed, "n_steps": n_steps, "batch_size": batch_size, **asdict(sizes)}
    with tempfile.TemporaryDirectory() as folder:
        torch.save(token_ids.clone(), Path(folder) / "tokens.pt")
        (Path(folder) / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
        run_processes(__name__, [folder], n_ranks, timeout)
        return json.loads((Path(folder) / "found.json").read_text(encoding="utf-8"))


def train_alone(
    token_ids: Tensor, sizes: LlamaConfig, seed: int, n_steps: int = 8, batch_size: int = 16
) -> list[float]:
    """The losses of one process that trains the same model on the same batches."""
    torch.manual_seed(seed)
    model = Llama(sizes)
    optimizer = AdamW(model.parameters(), **SETTINGS)
    batches = RandomBatches(token_ids, batch_size, sizes.context_length, seed)
    return [
        train_step(model, optimizer, x, y)
        for _, (x, y) in zip(range(n_steps), batches, strict=False)
    ]


def train_with(
    engine: str, token_ids: Tensor, settings: dict[str, Any], processes: Processes
) -> dict[str, Any]:
    """One process's part: train, and say how it went, what this rank holds and what it sent."""
    n_steps, batch_size, seed = (settings[name] for name in ("n_steps", "batch_size", "seed"))
    model = new_model(settings)
    model = shard(model, processes) if engine == "FSDP" else replicate(model)
    optimizer: Any = AdamW(model.parameters(), **SETTINGS)
    if engine == "ZeRO-1":
        from torch.distributed.optim import ZeroRedundancyOptimizer  # its import warns

        optimizer = ZeroRedundancyOptimizer(model.parameters(), AdamW, **SETTINGS)
    batches = RandomBatches(
        token_ids,
        batch_size,
        settings["context_length"],
        seed,
        rank=processes.rank,
        n_processes=processes.count,
    )
    losses, sent = [], None
    for _, (x, y) in zip(range(n_steps), batches, strict=False):
        loss, sent = counted(lambda x=x, y=y: train_step(model, optimizer, x, y))  # type: ignore
        losses.append(processes.mean(loss))
    return {
        "losses": losses,
        "held": held(model, getattr(optimizer, "optim", optimizer)),
        "sent": sent,
    }


def accumulate(
    token_ids: Tensor, settings: dict[str, Any], synchronize_each: bool
) -> tuple[int | None, list[Tensor]]:
    """Gather the gradients of four micro-batches with DDP; return bytes sent, and gradients."""
    model = DistributedDataParallel(new_model(settings))
    batches = RandomBatches(token_ids, 4, settings["context_length"], dist.get_rank())
    parts = [next(batches) for _ in range(5)]
    next_token_loss(model(parts[-1].x), parts[-1].y).backward()  # DDP says more in its first step
    model.zero_grad()

    def all_parts() -> None:
        for i, (x, y) in enumerate(parts[:4]):
            last = i == 3
            with nullcontext() if last or synchronize_each else model.no_sync():
                (next_token_loss(model(x), y) / 4).backward()

    _, sent = counted(all_parts)
    return sent, [p.grad for p in model.parameters() if p.grad is not None]


def send_one_tensor(processes: Processes, n: int = 2**18) -> dict[str, float | None]:
    """Bytes sent for each byte of a tensor that is reduced, gathered, or both."""
    whole, share = torch.ones(n), torch.ones(n // processes.count)
    ways = {
        "all-reduce": lambda: dist.all_reduce(whole),
        "all-gather": lambda: dist.all_gather_into_tensor(whole, share),
        "reduce-scatter": lambda: dist.reduce_scatter_tensor(share, whole),
    }
    for run in ways.values():
        run()  # once, so that the connections are there
    sent = {name: counted(run)[1] for name, run in ways.items()}
    return {name: None if n is None else n / whole.nbytes for name, n in sent.items()}


def new_model(settings: dict[str, Any]) -> Llama:
    """The same model in every process."""
    torch.manual_seed(settings["seed"])
    names = LlamaConfig.__dataclass_fields__
    return Llama(LlamaConfig(**{name: settings[name] for name in names}))


def counted(run: Callable[[], Any]) -> tuple[Any, int | None]:
    """Run something; return its result, and how many bytes this process has sent meanwhile."""
    before = written()
    result = run()
    after = written()
    return result, None if before is None or after is None else after - before


def written() -> int | None:
    """How many bytes this process has written so far; None where the system does not say."""
    if not COUNTER.exists():
        return None
    lines = dict(line.split(": ") for line in COUNTER.read_text().splitlines())
    return int(lines["wchar"])


def held(model: nn.Module, optimizer: Optimizer) -> dict[str, int]:
    """Bytes of a rank's own share of everything that a step leaves behind."""
    moments = [value for state in optimizer.state.values() for value in state.values()]
    return {
        "weights": sum(map(local_bytes, model.parameters())),
        "gradients": sum(local_bytes(p.grad) for p in model.parameters() if p.grad is not None),
        "optimizer": sum(local_bytes(value) for value in moments if value.ndim),
    }


def local_bytes(tensor: Any) -> int:
    """Bytes of a tensor, or of this rank's share of a tensor that several ranks hold."""
    return (tensor.to_local() if hasattr(tensor, "to_local") else tensor).nbytes


def main(folder: Path) -> None:
    """Be one of the processes; the first one writes down what all found."""
    torch.set_num_threads(1)
    token_ids = torch.load(folder / "tokens.pt")
    settings = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
    with join_processes(torch.device("cpu")) as processes:
        own = {engine: train_with(engine, token_ids, settings, processes) for engine in ENGINES}
        each, in_each = accumulate(token_ids, settings, synchronize_each=True)
        once, in_once = accumulate(token_ids, settings, synchronize_each=False)
        pairs = zip(in_each, in_once, strict=True)
        apart = max((a - b).abs().max().item() for a, b in pairs)
        own["accumulation"] = {"each": each, "once": once, "apart": apart}
        own["collectives"] = send_one_tensor(processes)
        found: list[Any] = [None] * processes.count
        dist.all_gather_object(found, own)
    if processes.is_first:
        by_engine = {engine: [rank[engine] for rank in found] for engine in own}
        (folder / "found.json").write_text(json.dumps(by_engine), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
