"""The second half reads what attention said, not the path."""
# fails: values what_parts_read

def pre_norm_block(x, attention, feed_forward, attention_norm, feed_forward_norm):
    heard = attention(attention_norm(x))
    middle = x + heard
    return middle + feed_forward(feed_forward_norm(heard))
