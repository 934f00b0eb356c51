"""The first norm is called once more than needed."""
# fails: what_parts_read

def pre_norm_block(x, attention, feed_forward, attention_norm, feed_forward_norm):
    attention_norm(x)
    x = x + attention(attention_norm(x))
    return x + feed_forward(feed_forward_norm(x))
