import torch

from benchmarks.causal_masks import compare, masks_as_tables
from course_lib.models.llama import Llama, LlamaConfig


def test_a_table_changes_nothing_but_the_way():
    model = Llama(LlamaConfig(32, 8, 2, 2, 1, 12, 16)).double()
    ids = torch.randint(32, (2, 9))
    kept = []
    model.layers[0].register_forward_pre_hook(lambda _, inputs: kept.append(inputs[1]))
    said = model(ids)
    with masks_as_tables():
        torch.testing.assert_close(model(ids), said)
    assert not isinstance(kept[0], torch.Tensor)
    assert kept[1].shape == (9, 9)


def test_each_length_has_its_ratio():
    rows = compare(rounds=1, lengths=(8,))
    assert [row.ratio is None for row in rows] == 2 * [True, True, False]
