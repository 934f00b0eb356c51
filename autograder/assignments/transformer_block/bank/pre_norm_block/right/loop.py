"""A loop over both halves."""

def pre_norm_block(x, attention, feed_forward, attention_norm, feed_forward_norm):
    for norm, part in ((attention_norm, attention), (feed_forward_norm, feed_forward)):
        x = x + part(norm(x))
    return x
