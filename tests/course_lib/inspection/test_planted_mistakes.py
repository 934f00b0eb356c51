"""A Llama with one planted mistake: one part is another, and the logits behind a cache show it."""

from dataclasses import fields

import pytest
import torch

from course_lib.inspection.llama_in_parts import RIGHT, run
from course_lib.inspection.planted_mistakes import PLANTED

from .test_llama_in_parts import TIED, drawn, token_ids


@pytest.mark.parametrize("mistake", PLANTED)
@torch.no_grad()
def test_a_planted_mistake_changes_the_logits_behind_a_cache(mistake):
    parts, stored, ids = PLANTED[mistake].parts, drawn(TIED), token_ids(TIED, 8)
    changed = [f.name for f in fields(parts) if getattr(parts, f.name) != getattr(RIGHT, f.name)]
    assert len(changed) == 1  # one thing done otherwise
    logits = {}
    for name, of in (("right", RIGHT), ("wrong", parts)):
        first, kept = run(ids[:, :5], stored, TIED, of)
        second, _ = run(ids[:, 5:], stored, TIED, of, kept)
        logits[name] = first, second
    same_at_first = torch.allclose(logits["right"][0], logits["wrong"][0], atol=1e-9)
    assert same_at_first == PLANTED[mistake].needs_cache
    assert not torch.allclose(logits["right"][1], logits["wrong"][1], atol=1e-6)
