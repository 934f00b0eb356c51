"""The second norm is called once more than needed."""
# fails: what_parts_read

def pre_norm_block(x, attention, feed_forward, attention_norm, feed_forward_norm):
    heard = attention(attention_norm(x))
    middle = x + heard
    feed_forward_norm(middle)
    return middle + feed_forward(feed_forward_norm(middle))
