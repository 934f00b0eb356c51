"""Places in 8 bits begin again after 127."""
# fails: what_blocks_read

def decoder_logits(token_ids, embedding, blocks, final_norm, head=None):
    place = torch.arange(token_ids.shape[1]).to(torch.int8)
    mask = place <= place[:, None]
    x = embedding[token_ids]
    for block in blocks:
        x = block(x, mask)
    rows = embedding if head is None else head
    return final_norm(x) @ rows.T
