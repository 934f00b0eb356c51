import pytest
import torch

from course_lib.training.devices import (
    find_device,
    mixed_precision,
    random_state,
    restore_random_state,
)

DEVICE = find_device()


def test_random_numbers_repeat_from_a_saved_state():
    state = random_state(DEVICE)
    expected = torch.rand(3), torch.rand(3, device=DEVICE)
    restore_random_state(DEVICE, state)
    assert torch.equal(torch.rand(3), expected[0])
    assert torch.equal(torch.rand(3, device=DEVICE), expected[1])


def test_a_state_saved_on_a_cpu_serves_another_device():
    state = random_state(torch.device("cpu"))
    expected = torch.rand(3)
    restore_random_state(torch.device("cuda"), state)
    assert torch.equal(torch.rand(3), expected)


@pytest.mark.parametrize(("enabled", "dtype"), [(True, torch.bfloat16), (False, torch.float32)])
def test_products_run_in_the_chosen_precision(enabled, dtype):
    x = torch.ones(2, 2, device=DEVICE)
    with mixed_precision(DEVICE, enabled):
        assert (x @ x).dtype == dtype
