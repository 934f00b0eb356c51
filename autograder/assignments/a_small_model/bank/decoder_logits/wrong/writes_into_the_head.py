"""A head of its own is scaled in place."""
# fails: gradients

def decoder_logits(token_ids, embedding, blocks, final_norm, head=None):
    place = torch.arange(token_ids.shape[1])
    mask = place <= place[:, None]
    x = embedding[token_ids]
    for block in blocks:
        x = block(x, mask)
    rows = embedding if head is None else head
    if head is not None:
        head *= 2
        return final_norm(x) @ head.T / 2
    return final_norm(x) @ rows.T
