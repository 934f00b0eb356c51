"""The final norm is called once more for nothing."""
# fails: what_blocks_read

def decoder_logits(token_ids, embedding, blocks, final_norm, head=None):
    place = torch.arange(token_ids.shape[1])
    mask = place <= place[:, None]
    x = embedding[token_ids]
    for block in blocks:
        x = block(x, mask)
    rows = embedding if head is None else head
    final_norm(x)
    return final_norm(x) @ rows.T
