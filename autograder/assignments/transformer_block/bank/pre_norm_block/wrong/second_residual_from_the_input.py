"""The second line starts at the block's input."""
# fails: values identity

def pre_norm_block(x, attention, feed_forward, attention_norm, feed_forward_norm):
    middle = x + attention(attention_norm(x))
    return x + feed_forward(feed_forward_norm(middle))
