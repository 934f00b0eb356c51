"""The head that is given is not used."""
# fails: head gradients

def decoder_logits(token_ids, embedding, blocks, final_norm, head=None):
    T = token_ids.shape[1]
    mask = torch.ones(T, T).tril().bool()
    x = embedding[token_ids]
    for block in blocks:
        x = block(x, mask)
    return final_norm(x) @ embedding.T
