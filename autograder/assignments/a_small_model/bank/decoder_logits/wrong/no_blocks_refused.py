"""A model without blocks is an error."""
# fails: values head

def decoder_logits(token_ids, embedding, blocks, final_norm, head=None):
    place = torch.arange(token_ids.shape[1])
    mask = place <= place[:, None]
    x = embedding[token_ids]
    for block in blocks:
        x = block(x, mask)
    blocks[0]
    rows = embedding if head is None else head
    return final_norm(x) @ rows.T
