"""A text of one token is refused."""
# fails: values what_blocks_read

def decoder_logits(token_ids, embedding, blocks, final_norm, head=None):
    if token_ids.shape[1] < 2:
        raise ValueError("a text has two tokens at least")
    place = torch.arange(token_ids.shape[1])
    mask = place <= place[:, None]
    x = embedding[token_ids]
    for block in blocks:
        x = block(x, mask)
    rows = embedding if head is None else head
    return final_norm(x) @ rows.T
