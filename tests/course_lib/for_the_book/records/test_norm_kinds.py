"""Models with three kinds of norm, recorded: whole, and made by the script."""

import pytest

from course_lib.for_the_book.records import norm_kinds, read_record


def test_norm_kinds_holds_every_kind_seed_and_step() -> None:
    rows = read_record("norm_kinds")
    steps = norm_kinds.N_STEPS // norm_kinds.EVERY
    assert len(rows) == len(norm_kinds.KINDS) * norm_kinds.N_SEEDS * steps
    assert len({tuple(row.values())[:3] for row in rows}) == len(rows)


@pytest.mark.parametrize("kind", norm_kinds.KINDS)
def test_norm_kinds_is_what_its_script_gives(kind: str) -> None:
    [(step, loss)] = norm_kinds.losses(kind, seed=1, n_steps=norm_kinds.EVERY)
    [kept] = [
        float(row["loss"])
        for row in read_record("norm_kinds")
        if list(row.values())[:3] == [kind, "1", str(step)]
    ]
    assert loss == pytest.approx(kept, abs=0.03)


def test_norms_without_gains_learn_none() -> None:
    gains = [len([*norm_kinds.norm(kind, 8).parameters()]) for kind in norm_kinds.KINDS]
    trained = [
        sum(p.requires_grad for p in norm_kinds.norm(kind, 8).parameters())
        for kind in norm_kinds.KINDS
    ]
    assert (gains, trained) == ([2, 1, 1], [2, 1, 0])
