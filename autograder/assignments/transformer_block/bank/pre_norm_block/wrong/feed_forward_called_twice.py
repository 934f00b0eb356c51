"""The network is called once more than needed."""
# fails: what_parts_read

def pre_norm_block(x, attention, feed_forward, attention_norm, feed_forward_norm):
    x = x + attention(attention_norm(x))
    read = feed_forward_norm(x)
    feed_forward(read)
    return x + feed_forward(read)
