"""How autograd crosses: a call is one node of the grader's graph, its backward asks the kernel.

A test may call `backward`, `torch.autograd.grad` or `gradcheck` on what a student's function
returned. Second derivatives do not cross.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.autograd.function import once_differentiable

from autograder.grading.judge.kernel import Kernel
from autograder.grading.judge.student_errors import error_in
from autograder.sandbox.wire.odd_values import is_named_tuple


class _Graph:
    """A graph that the kernel keeps for us until we no longer need it."""

    def __init__(self, kernel: Kernel, number: int, n_leaves: int):
        self.kernel, self.number, self.n_leaves = kernel, number, n_leaves

    def __del__(self) -> None:
        self.kernel.released.append(self.number)


class _RemoteNode(torch.autograd.Function):
    @staticmethod
    def forward(ctx: Any, graph: _Graph, results: list, _anchor: Tensor, *_leaves: Tensor):
        ctx.graph = graph
        ctx.mark_non_differentiable(*(t for t, differentiable in results if not differentiable))
        return tuple(tensor for tensor, _ in results)

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, *gradients: Tensor | None):  # type: ignore[override]
        kernel = ctx.graph.kernel
        packer = kernel.packer()
        request = {"do": "backward", "graph": ctx.graph.number}
        request["gradients"] = packer.pack(list(gradients))
        answer, buffers = kernel.ask(request, packer)
        if error := error_in(answer):
            raise error
        found = kernel.unpacker(buffers).unpack(answer.get("gradients"))
        if not isinstance(found, list) or len(found) != ctx.graph.n_leaves:
            raise RuntimeError("the kernel returned the wrong number of gradients")
        return None, None, None, *found


def call_with_gradients(kernel: Kernel, number: int, method: str, arguments: list[Any]) -> Any:
    """Call an object in the kernel; its result takes part in the grader's graph."""
    packer = kernel.packer()
    request = {
        "do": "call",
        "object": number,
        "method": method,
        "arguments": packer.pack(arguments),
        "gradients": torch.is_grad_enabled(),
    }
    answer, buffers = kernel.ask(request, packer)
    if error := error_in(answer):
        raise error
    unpacker = kernel.unpacker(buffers)
    value = unpacker.unpack(answer.get("value"))
    results = [(tensor.detach(), tensor.requires_grad) for tensor in unpacker.tensors]
    if "changed" in answer:
        _left(arguments, unpacker.unpack(answer["changed"]))
    graph = answer.get("graph")
    if type(graph) is not int or not torch.is_grad_enabled():
        return value
    leaves = [tensor for tensor in packer.tensors if tensor.requires_grad]
    anchor = torch.zeros((), requires_grad=True)  # for results that depend on parameters only
    kept = _Graph(kernel, graph, len(leaves))
    nodes = _RemoteNode.apply(kept, results, anchor, *leaves)
    return _replace(value, dict(zip(map(id, unpacker.tensors), nodes, strict=False)))


def _replace(value: Any, nodes: dict[int, Tensor]) -> Any:
    """The same value with tensors of the graph in place of the raw ones."""
    if isinstance(value, Tensor):
        return nodes.get(id(value), value)
    if is_named_tuple(value):
        return value._make(_replace(item, nodes) for item in value)
    if type(value) in (list, tuple):
        return type(value)(_replace(item, nodes) for item in value)
    if type(value) is dict:
        return {key: _replace(item, nodes) for key, item in value.items()}
    return value


def _left(ours: Any, theirs: Any) -> Any:
    """Let an argument of ours become what the student's function left of its copy."""
    if isinstance(ours, Tensor) and isinstance(theirs, Tensor):
        if ours.shape == theirs.shape:
            ours.data.copy_(theirs.detach())
        else:
            ours.data = theirs.detach()
        ours.grad = theirs.grad
    elif isinstance(ours, list) and isinstance(theirs, list):
        both = [_left(old, new) for old, new in zip(ours, theirs, strict=False)]
        ours[:] = both + theirs[len(both) :]
    elif isinstance(ours, tuple) and isinstance(theirs, tuple):
        return tuple(_left(old, new) for old, new in zip(ours, theirs, strict=False))
    elif isinstance(ours, dict) and isinstance(theirs, dict):
        left = {key: _left(ours.get(key, new), new) for key, new in theirs.items()}
        ours.clear()
        ours.update(left)
    elif theirs is None or isinstance(theirs, bool | int | float | str | np.ndarray):
        return theirs
    return ours
