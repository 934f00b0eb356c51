"""The process that runs a student's code: it runs cells and answers calls, one message at a time.

Whatever it sends is the student's word: values, which the grader judges. Here nothing is graded,
and nothing is secret.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

import torch
from torch import Tensor

from autograder.sandbox.inside.figures import fresh_figure
from autograder.sandbox.inside.refusal import Refusals
from autograder.sandbox.inside.setup_functions import functions_of
from autograder.sandbox.inside.shell import StudentShell, captured, message_of
from autograder.sandbox.wire.channel import Channel, ChannelClosedError
from autograder.sandbox.wire.values import Packer, Unpacker

Message = dict[str, Any]

# what Python itself asks of an object, in the way and with the errors of Python's own
_PROTOCOLS: dict[str, Callable[..., Any]] = {
    "getattr": getattr,
    "setattr": setattr,
    "__len__": len,
    "__iter__": iter,
    "__next__": next,
    "__contains__": operator.contains,
    "__getitem__": operator.getitem,
    "__float__": float,
    "__index__": operator.index,
}


class StudentKernel:
    """Answers the grader's requests until the connection is closed."""

    def __init__(self, channel: Channel, shell: StudentShell, refusals: Refusals):
        self.channel, self.shell, self.refusals = channel, shell, refusals
        self.objects: list[Any] = []
        self.setup_functions: dict[str, Any] = {}
        self.graphs: dict[int, tuple[list[Tensor], list[Tensor]]] = {}
        self.calls = 0

    def serve(self) -> None:
        """Answer requests."""
        while True:
            try:
                request, buffers = self.channel.receive()
            except ChannelClosedError:
                return
            for graph in request.get("release", ()):
                self.graphs.pop(graph, None)
            packer = Packer(self._refer)
            try:
                reply = getattr(self, f"_do_{request['do']}")(request, buffers, packer)
            except BaseException as error:  # SystemExit of a student's function too
                packer = Packer(self._refer)
                reply = {"error": describe(error)}
            reply["refused"] = self.refusals.take()
            self._send(reply, packer)

    def _send(self, reply: Message, packer: Packer) -> None:
        try:
            self.channel.send(reply, packer.buffers)
        except ValueError as error:
            self.channel.send({"error": describe(error), "refused": self.refusals.take()})

    def _do_run(self, request: Message, buffers: list[bytearray], packer: Packer) -> Message:
        outputs, finished = self.shell.run(request["source"])
        if request.get(
            "setup"
        ):  # as they are now: a student may use their names for something else
            self.setup_functions.update(functions_of(self.shell.user_ns))
        return {"outputs": outputs, "finished": finished}

    def _do_fetch(self, request: Message, buffers: list[bytearray], packer: Packer) -> Message:
        namespace = self.shell.user_ns
        found = [name for name in request["names"] if name in namespace]
        return {"values": {name: self._fetched(namespace[name], packer) for name in found}}

    def _fetched(self, value: Any, packer: Packer) -> Any:
        """A value, or a reference where it cannot cross: the other names are not lost with it."""
        try:
            return packer.pack(value)
        except (TypeError, ValueError):
            return self._refer(value)

    def _do_call(self, request: Message, buffers: list[bytearray], packer: Packer) -> Message:
        unpacker = Unpacker(buffers, self._resolve, copies=True)
        arguments = unpacker.unpack(request["arguments"])
        before = self._packed(arguments)
        function = self._resolve(["object", request["object"]])
        with torch.set_grad_enabled(request["gradients"]), captured([]), fresh_figure():
            positional, named = arguments
            value = _apply(function, request["method"], positional, named)
            reply: Message = {"value": packer.pack(value), "graph": None}
        leaves = unpacker.leaves
        if any(_is_computed(tensor, leaves) for tensor in packer.tensors):
            self.calls += 1
            self.graphs[self.calls] = (leaves, list(packer.tensors))
            reply["graph"] = self.calls
        if self._packed(arguments) != before:
            reply["changed"] = packer.pack(arguments)
        return reply

    def _do_backward(self, request: Message, buffers: list[bytearray], packer: Packer) -> Message:
        leaves, results = self.graphs[request["graph"]]
        gradients = Unpacker(buffers, self._resolve, copies=True).unpack(request["gradients"])
        pairs = [
            (result, gradient)
            for result, gradient in zip(results, gradients, strict=True)
            if gradient is not None and result.requires_grad
        ]
        kept = [leaf.grad for leaf in leaves]
        for leaf in leaves:
            leaf.grad = None
        with captured([]):
            # `backward`, not `grad`: the parameters of a student's module collect theirs
            torch.autograd.backward(*map(list, zip(*pairs, strict=True)), retain_graph=True)
        found = [leaf.grad for leaf in leaves]
        for leaf, gradient in zip(leaves, kept, strict=True):
            leaf.grad = gradient
        return {"gradients": packer.pack(found)}

    def _packed(self, arguments: Any) -> tuple[Any, list[bytes]]:
        packer = Packer(lambda value: ["object", id(value), "", ""])
        return packer.pack(arguments), [bytes(buffer) for buffer in packer.buffers]

    def _refer(self, value: Any) -> list[Any]:
        self.objects.append(value)
        kind = "class" if isinstance(value, type) else "object"
        name = str(getattr(value, "__name__", type(value).__name__))
        return [kind, len(self.objects) - 1, name[:200], type(value).__name__[:200]]

    def _resolve(self, reference: list[Any]) -> Any:
        match reference:
            case ["object", int(number), *_]:
                return self.objects[number]
            case ["setup", str(name)]:
                return self.setup_functions[name]
            case ["callback", int(number), str(name)]:
                return self._callback(number, name)
        raise ValueError(f"no reference: {reference}")

    def _callback(self, number: int, name: str) -> Callable[..., Any]:
        """A function of the grader's, as the student's code sees it."""

        def callback(*inputs: Any, **options: Any) -> Any:
            packer = Packer(self._refer)
            packed = packer.pack([list(inputs), options])
            self.channel.send({"callback": number, "arguments": packed}, packer.buffers)
            answer, buffers = self.channel.receive()
            if "error" in answer:
                raise RuntimeError(answer["error"])
            return Unpacker(buffers, self._resolve, copies=True).unpack(answer["value"])

        callback.__name__ = callback.__qualname__ = name
        return callback


def describe(error: BaseException) -> list[Any]:
    """Describe an error: its class, its text, and the classes that it is caught by."""
    bases = [base.__name__ for base in type(error).__mro__]
    return [type(error).__name__[:200], message_of(error), bases[:50]]


def _is_computed(tensor: Tensor, leaves: list[Tensor]) -> bool:
    """Tell whether gradients flow back from a result; a bare parameter is only looked at."""
    return tensor.requires_grad and (not tensor.is_leaf or any(tensor is x for x in leaves))


def _apply(target: Any, method: str, inputs: Any, options: Any) -> Any:
    if method == "":
        return target(*inputs, **options)
    return _PROTOCOLS[method](target, *inputs)
