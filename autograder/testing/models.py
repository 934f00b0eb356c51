"""Reading a student's model: its parameters, as they are now."""

from typing import Unpack

from torch import Tensor

from autograder.testing.failure import Advice, CheckFailed, is_stub
from autograder.testing.tensors import check_tensor

KEPT = "keep the line of the class, `(nn.Module)`, and `super().__init__()` before all else"


def read_parameters(model: object, what: str, **advice: Unpack[Advice]) -> list[Tensor]:
    """Return copies of a model's parameters, in their order; refuse what is no `nn.Module`.

    >>> from torch import nn
    >>> [tuple(p.shape) for p in read_parameters(nn.Linear(3, 2), "the layer")]
    [(2, 3), (2,)]
    """
    try:
        found = list(model.parameters())  # type: ignore[attr-defined]
    except Exception as error:
        if is_stub(error):
            raise
        problem = f"{what} is no nn.Module: {type(error).__name__} when asked for its parameters"
        raise CheckFailed(problem, **{"hint": KEPT, **advice}) from error
    for parameter in found:
        check_tensor(parameter, f"a parameter of {what}", **advice)
    return [parameter.detach().clone() for parameter in found]
