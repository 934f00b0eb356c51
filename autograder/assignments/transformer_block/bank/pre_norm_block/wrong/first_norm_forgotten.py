"""Attention reads the bare path."""
# fails: values what_parts_read

def pre_norm_block(x, attention, feed_forward, attention_norm, feed_forward_norm):
    x = x + attention(x)
    return x + feed_forward(feed_forward_norm(x))
