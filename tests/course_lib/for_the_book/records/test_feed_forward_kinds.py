"""Kinds of feed-forward network of one size, recorded: whole, and made by the script."""

import pytest

from course_lib.for_the_book.records import feed_forward_kinds, read_record


def test_feed_forward_kinds_holds_every_kind_rate_seed_and_step() -> None:
    rows = read_record("feed_forward_kinds")
    steps = feed_forward_kinds.N_STEPS // feed_forward_kinds.EVERY
    runs = sum(len(seeds) for seeds in feed_forward_kinds.SEEDS.values())
    assert len(rows) == len(feed_forward_kinds.KINDS) * runs * steps
    assert len({tuple(row.values())[:4] for row in rows}) == len(rows)


@pytest.mark.parametrize("kind", ["ReLU", "SwiGLU"])
def test_feed_forward_kinds_is_what_its_script_gives(kind: str) -> None:
    rate = next(iter(feed_forward_kinds.SEEDS))
    every = feed_forward_kinds.EVERY
    [(step, loss)] = feed_forward_kinds.losses(kind, rate, seed=1, n_steps=every)
    [kept] = [
        float(row["loss"])
        for row in read_record("feed_forward_kinds")
        if list(row.values())[:4] == [kind, str(rate), "1", str(step)]
    ]
    assert loss == pytest.approx(kept, abs=0.03)


def test_all_kinds_of_feed_forward_network_are_equally_large() -> None:
    networks = [feed_forward_kinds.network(kind, 64) for kind in feed_forward_kinds.KINDS]
    assert {sum(p.numel() for p in network.parameters()) for network in networks} == {33_792}
