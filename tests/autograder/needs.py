"""What tests need of this machine; where it is missing they are skipped, with the reason."""

import pytest

from autograder.kernels import sandbox
from autograder.kernels.sandbox import Sandbox, SandboxError


def needs_bubblewrap() -> None:
    """Skip the test where bubblewrap cannot make a sandbox."""
    try:
        sandbox.require(Sandbox.BUBBLEWRAP)
    except SandboxError as error:
        pytest.skip(str(error))
