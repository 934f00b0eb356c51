"""Our Llama beside that of `transformers`, recorded: whole, and made by the script."""

import pytest
import torch

from course_lib.for_the_book.records import beside_transformers, read_record
from course_lib.models.llama import Llama, LlamaConfig

TRAINED_ALIKE = beside_transformers.KINDS[:2]


def test_beside_transformers_holds_every_kind_seed_and_report() -> None:
    rows = read_record("beside_transformers")
    expected = {
        (kind, str(seed), str(step))
        for kind in beside_transformers.KINDS
        for seed in range(beside_transformers.N_SEEDS)
        for step in beside_transformers.REPORTS
    }
    assert {(row["kind"], row["seed"], row["step"]) for row in rows} == expected
    assert len(rows) == len(expected)
    assert beside_transformers.REPORTS[-1] == beside_transformers.N_STEPS


@pytest.mark.parametrize("kind", beside_transformers.KINDS)
def test_beside_transformers_is_what_its_script_gives(kind: str) -> None:
    for step, training, validation in beside_transformers.losses(kind, seed=1, until=10):
        [kept] = [
            row
            for row in read_record("beside_transformers")
            if (row["kind"], row["seed"], row["step"]) == (kind, "1", str(step))
        ]
        assert training == pytest.approx(float(kept["training"]), abs=2e-3)
        assert validation == pytest.approx(float(kept["validation"]), abs=2e-3)


def test_with_our_start_both_are_the_same_function_and_learn_the_same() -> None:
    ours, theirs = (beside_transformers.model_of(kind, 0, 50) for kind in TRAINED_ALIKE)
    ids = torch.randint(50, (2, 12), generator=torch.Generator().manual_seed(0))
    assert torch.allclose(ours(ids), theirs(ids), atol=1e-5)
    runs = [[*beside_transformers.losses(kind, seed=0, until=10)] for kind in TRAINED_ALIKE]
    for (_, our_training, our_loss), (_, their_training, their_loss) in zip(*runs, strict=True):
        assert our_training == pytest.approx(their_training, abs=1e-4)
        assert our_loss == pytest.approx(their_loss, abs=1e-4)


def test_their_own_start_is_two_hundredths_everywhere() -> None:
    model = beside_transformers.model_of("transformers, its own start", 0, 50)
    spreads = [w.std().item() for name, w in model.named_parameters() if w.ndim == 2]
    assert spreads == pytest.approx([0.02] * len(spreads), rel=0.1)


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="there is no kind 'theirs': choose one of ours,"):
        beside_transformers.model_of("theirs", 0, 50)


def test_copied_weights_are_all_of_them() -> None:
    config = LlamaConfig(50, 64, 2, 4, n_kv_heads=2, d_ff=176, context_length=64)
    ours, theirs = Llama(config), beside_transformers.Theirs(config)
    theirs.copy_from(ours)
    counts = [sum(w.numel() for w in model.parameters()) for model in (ours, theirs)]
    assert counts[0] == counts[1]
