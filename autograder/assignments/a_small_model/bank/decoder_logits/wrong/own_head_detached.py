"""No gradient reaches a head of its own."""
# fails: gradients

def decoder_logits(token_ids, embedding, blocks, final_norm, head=None):
    place = torch.arange(token_ids.shape[1])
    mask = place <= place[:, None]
    x = embedding[token_ids]
    for block in blocks:
        x = block(x, mask)
    rows = embedding if head is None else head.detach()
    return final_norm(x) @ rows.T
