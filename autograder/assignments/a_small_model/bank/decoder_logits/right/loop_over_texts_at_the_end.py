"""Text by text, token by token, for lookup and head."""

def decoder_logits(token_ids, embedding, blocks, final_norm, head=None):
    T = token_ids.shape[1]
    mask = torch.tensor([[s <= t for s in range(T)] for t in range(T)])
    x = torch.stack([torch.stack([embedding[i] for i in row]) for row in token_ids.tolist()])
    for i in range(len(blocks)):
        x = blocks[i](x, mask)
    rows = head if head is not None else embedding
    x = final_norm(x)
    return torch.stack([torch.stack([rows @ vector for vector in text]) for text in x])
