"""No gradient flows into the embedding."""
# fails: gradients

def decoder_logits(token_ids, embedding, blocks, final_norm, head=None):
    T = token_ids.shape[1]
    mask = torch.ones(T, T).tril().bool()
    x = embedding.detach()[token_ids]
    for block in blocks:
        x = block(x, mask)
    rows = embedding if head is None else head
    return final_norm(x) @ rows.T
