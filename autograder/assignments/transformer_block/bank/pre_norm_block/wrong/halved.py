"""The sum is halved, to keep its size."""
# fails: values what_parts_read identity

def pre_norm_block(x, attention, feed_forward, attention_norm, feed_forward_norm):
    x = (x + attention(attention_norm(x))) / 2
    return (x + feed_forward(feed_forward_norm(x))) / 2
