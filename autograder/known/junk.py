"""Solutions that know nothing of their exercise and must earn nothing in it.

Some answer with their inputs, some with a constant that has the form of the right answer, one
refuses everything. Each is a cell like a student's, made from the reference: it says which form is
right.
"""

from __future__ import annotations

ANSWERS = {
    "first_input": "inputs[0]",
    "all_inputs": "inputs",
    "inputs_in_the_right_form": "echo(right(), inputs)",
    "nothing": "None",
    "not_a_number": "constant(right(), math.nan)",
    "zeros": "constant(right(), 0)",
    "ones": "constant(right(), 1)",
    "halves": "constant(right(), 0.5)",
    "random_numbers": "constant(right(), None)",
    "refuses_everything": "refuse(inputs)",
}
"""What each kind of junk returns, for these `inputs`."""

_CELL = '''
{reference}


def make_junk(reference):
    import copy, inspect, math, random
    import torch

    def constant(value, number):
        """The form of this value, filled with a number, or with random ones for None."""
        if isinstance(value, torch.Tensor):
            if number is None:
                return torch.rand(value.shape).to(value.dtype)
            whole = not value.dtype.is_floating_point
            return torch.full_like(value, 0 if whole and number != number else number).detach()
        if isinstance(value, bool | int):
            number = random.randrange(1, 9) if number is None else number
            return type(value)(0 if number != number else number)
        if isinstance(value, float):
            return random.random() if number is None else float(number)
        if isinstance(value, str):
            return ""
        if isinstance(value, list | tuple):
            return type(value)(constant(item, number) for item in value)
        if isinstance(value, dict):
            return {{key: constant(item, number) for key, item in value.items()}}
        return None

    def echo(value, inputs):
        """The inputs, as many as there are results, in the dtype of each."""
        if isinstance(value, tuple):
            return tuple(map(echo, value, zip(inputs)))
        if isinstance(value, torch.Tensor) and isinstance(inputs[0], torch.Tensor):
            return inputs[0].to(value.dtype)
        return inputs[0]

    def refuse(inputs):
        raise ValueError(f"{{inputs}}")

    def answer(*inputs, **options):
        inputs = (*inputs, *options.values())

        def right():
            silent = [(lambda x, *more: x) if callable(each) else each for each in inputs]
            for given in (silent, inputs):  # functions given by a test may record who calls them
                try:
                    return reference(*copy.deepcopy(given))
                except Exception:
                    continue
            return None

        return {answer}

    if not inspect.isclass(reference):
        return answer

    class Junk(torch.nn.Module):
        def __init__(self, *sizes, **options):
            super().__init__()
            object.__setattr__(self, "original", reference(*sizes, **options))

        def forward(self, *inputs):
            nonlocal reference
            made, reference = reference, self.original
            try:
                return answer(*inputs)
            finally:
                reference = made

    return Junk


{name} = make_junk({name})
'''


def junk_solutions(name: str, reference: str) -> dict[str, str]:
    """Return a cell for each kind of junk, for the exercise of this name and its right solution.

    >>> sorted(junk_solutions("double", "def double(x): return 2 * x"))[:2]
    ['all_inputs', 'first_input']
    """
    return {
        kind: _CELL.format(reference=reference, name=name, answer=answer)
        for kind, answer in ANSWERS.items()
    }
