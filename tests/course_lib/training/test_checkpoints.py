import random

import pytest
import torch

from course_lib.training.checkpoints import load_checkpoint, save_checkpoint

CONFIGURATION = {"model": {"d_model": 64, "tied": False}, "engine": "none"}
STATE = {"step": 7, "model": {"w": torch.arange(12.0).view(3, 4)}, "random": [torch.arange(5)]}


@pytest.fixture
def path(tmp_path):
    save_checkpoint(tmp_path / "checkpoint.pt", STATE, CONFIGURATION)
    return tmp_path / "checkpoint.pt"


def equal(state, other):
    tensors = torch.equal(state["model"]["w"], other["model"]["w"])
    return tensors and torch.equal(state["random"][0], other["random"][0])


def test_what_was_saved_comes_back(path):
    state = load_checkpoint(path, CONFIGURATION)
    assert state["step"] == 7
    assert equal(state, STATE)


def test_another_configuration_is_refused_and_the_difference_named(path):
    other = {"model": {"d_model": 128, "tied": False}, "engine": "ddp"}
    with pytest.raises(ValueError, match=r"engine was none, is ddp; model.d_model was 64, is 128"):
        load_checkpoint(path, other)


def test_a_cut_file_is_refused(path):
    whole = path.read_bytes()
    for length in (0, 1, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:length])
        with pytest.raises(ValueError, match="not a whole checkpoint"):
            load_checkpoint(path, CONFIGURATION)


def test_a_flipped_bit_is_refused_or_changes_nothing(path):
    whole = path.read_bytes()
    refused = 0
    for place in random.Random(0).sample(range(len(whole)), 200):
        damaged = bytearray(whole)
        damaged[place] ^= 0x10
        path.write_bytes(damaged)
        try:
            assert equal(load_checkpoint(path, CONFIGURATION), STATE)
        except ValueError:
            refused += 1
    assert refused > 20


def test_an_absent_file_is_named(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"no checkpoint at .*absent\.pt"):
        load_checkpoint(tmp_path / "absent.pt", CONFIGURATION)


def test_a_checkpoint_cannot_run_code(tmp_path):
    path = tmp_path / "hostile.pt"
    torch.save({"configuration": CONFIGURATION, "state": {"step": random.Random()}}, path)
    with pytest.raises(ValueError, match="not a whole checkpoint"):
        load_checkpoint(path, CONFIGURATION)


def test_a_failed_save_leaves_the_old_checkpoint(path):
    with pytest.raises(Exception, match="pickle"):
        save_checkpoint(path, {"step": lambda: None}, CONFIGURATION)
    assert equal(load_checkpoint(path, CONFIGURATION), STATE)
