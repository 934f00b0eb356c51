"""What the network reads is detached."""
# fails: gradients

def pre_norm_block(x, attention, feed_forward, attention_norm, feed_forward_norm):
    x = x + attention(attention_norm(x))
    return x + feed_forward(feed_forward_norm(x.detach()))
