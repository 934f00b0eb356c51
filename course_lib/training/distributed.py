"""Training by several processes: each reads its share of the batch, and all take the same step.

``torchrun`` starts the processes. Two engines of PyTorch join them:

- *DDP* keeps the whole model in each process and averages the gradients.
- *FSDP* keeps a share of every weight, gradient and optimizer state in each process, and gathers a
  layer's weights just before they are used: less memory, more communication.

Either way the step equals that of one process on the whole batch, up to rounding.

Sources: Li et al. 2020 (arXiv 2006.15704) for DDP; Zhao et al. 2023 (2304.11277) for FSDP.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import torch
import torch.distributed as dist
from torch import nn
from torch.distributed.checkpoint.state_dict import (
    StateDictOptions,
    get_state_dict,
    set_state_dict,
)
from torch.distributed.device_mesh import init_device_mesh
from torch.distributed.fsdp import fully_shard
from torch.nn.parallel import DistributedDataParallel

from course_lib.training.devices import find_device
from course_lib.training.loop import TrainingRun


@dataclass(frozen=True)
class Processes:
    """The processes that train together, as one of them sees it."""

    rank: int
    count: int
    device: torch.device

    @property
    def is_first(self) -> bool:
        """Whether this process is the one that writes files and speaks."""
        return self.rank == 0

    def mean(self, value: float) -> float:
        """Return the mean of a number over all processes."""
        if self.count == 1:
            return value
        total = torch.tensor(value, device=self.device)
        dist.all_reduce(total)
        return total.item() / self.count


@contextmanager
def join_processes(device: torch.device | None = None) -> Iterator[Processes]:
    """Join the processes that ``torchrun`` started; without it, this one is alone."""
    device = device or find_device()
    if "WORLD_SIZE" not in os.environ:
        yield Processes(rank=0, count=1, device=device)
        return
    if device.type == "cuda":
        device = torch.device("cuda", int(os.environ["LOCAL_RANK"]))
        torch.cuda.set_device(device)
    dist.init_process_group("nccl" if device.type == "cuda" else "gloo")
    try:
        yield Processes(dist.get_rank(), dist.get_world_size(), device)
    finally:
        dist.destroy_process_group()


def replicate(model: nn.Module) -> nn.Module:
    """Keep the whole model in every process; its gradients become the mean over them (DDP)."""
    return DistributedDataParallel(model)


def shard(model: Any, processes: Processes) -> nn.Module:
    """Keep a share of each weight in every process; layers are gathered one at a time (FSDP)."""
    mesh = init_device_mesh(processes.device.type, (processes.count,))
    for layer in model.layers:
        fully_shard(layer, mesh=mesh)
    return fully_shard(model, mesh=mesh)


def gather_state(run: TrainingRun) -> dict:
    """Return the state of a run whose weights several processes hold; all of them must call this.

    The first process gets the whole; the others may get it without its tensors.
    """
    whole = StateDictOptions(full_state_dict=True, cpu_offload=True)
    model, optimizer = get_state_dict(run.model, run.optimizer, options=whole)
    return {**run.progress(), "model": model, "optimizer": optimizer}


def scatter_state(run: TrainingRun, state: dict) -> None:
    """Go back to a gathered state; each process takes its share of the weights."""
    set_state_dict(
        run.model,
        run.optimizer,
        model_state_dict=state["model"],
        optim_state_dict=state["optimizer"],
        options=StateDictOptions(full_state_dict=True),
    )
    run.restore_progress(state)
