"""The input plus both answers."""

def pre_norm_block(x, attention, feed_forward, attention_norm, feed_forward_norm):
    said = attention(attention_norm(x))
    thought = feed_forward(feed_forward_norm(x + said))
    return torch.stack([x, said, thought]).sum(0)
