"""Where and how precisely the arithmetic runs."""

from contextlib import AbstractContextManager

import torch


def find_device() -> torch.device:
    """Return the fastest device at hand: a CUDA GPU, an Apple GPU, or the CPU."""
    if torch.cuda.is_available():
        return torch.device("cuda")
    if torch.backends.mps.is_available():
        return torch.device("mps")
    return torch.device("cpu")


def mixed_precision(device: torch.device, enabled: bool) -> AbstractContextManager:
    """Return a context in which matrix products run in bfloat16, while weights stay float32.

    >>> with mixed_precision(torch.device("cpu"), True):
    ...     (torch.ones(1, 1) @ torch.ones(1, 1)).dtype
    torch.bfloat16
    """
    return torch.autocast(device.type, dtype=torch.bfloat16, enabled=enabled)


def random_state(device: torch.device) -> list[torch.Tensor]:
    """Return the states of PyTorch's random numbers, on the CPU and on the device."""
    if device.type == "cpu":
        return [torch.get_rng_state()]
    return [torch.get_rng_state(), torch.get_device_module(device).get_rng_state()]


def restore_random_state(device: torch.device, states: list[torch.Tensor]) -> None:
    """Go back to a state of the random numbers.

    A state that was saved on a CPU says nothing of a GPU: numbers drawn there begin anew.
    """
    torch.set_rng_state(states[0])
    if device.type != "cpu" and len(states) > 1:
        torch.get_device_module(device).set_rng_state(states[1])
