"""Each half of the block is made by the same decorator."""

from functools import wraps


def with_residual(half):
    @wraps(half)
    def added(x, norm, part):
        return x + half(x, norm, part)

    return added


@with_residual
def half_block(x, norm, part):
    return part(norm(x))


def pre_norm_block(x, attention, feed_forward, attention_norm, feed_forward_norm):
    return half_block(half_block(x, attention_norm, attention), feed_forward_norm, feed_forward)
