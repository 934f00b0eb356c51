"""The rows of the embedding are changed in place."""
# fails: gradients

def decoder_logits(token_ids, embedding, blocks, final_norm, head=None):
    T = token_ids.shape[1]
    mask = torch.ones(T, T).tril().bool()
    embedding.data.add_(1).sub_(1).mul_(1 + 1e-13)
    x = embedding[token_ids]
    for block in blocks:
        x = block(x, mask)
    rows = embedding if head is None else head
    return final_norm(x) @ rows.T
