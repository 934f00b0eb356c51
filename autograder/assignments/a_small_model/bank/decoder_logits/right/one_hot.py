"""The lookup as a product with one-hot rows."""

def decoder_logits(token_ids, embedding, blocks, final_norm, head=None):
    T = token_ids.shape[1]
    mask = torch.ones(T, T).tril().bool()
    x = torch.nn.functional.one_hot(token_ids, len(embedding)).to(embedding.dtype) @ embedding
    for block in blocks:
        x = block(x, mask)
    rows = embedding if head is None else head
    return final_norm(x) @ rows.T
