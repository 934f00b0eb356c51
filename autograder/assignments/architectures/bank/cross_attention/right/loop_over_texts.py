"""Text by text, without its padding."""

def cross_attention(x, memory, w_q, w_k, w_v, real):
    outputs, tables = [], []
    for target, source, keep in zip(x, memory, real):
        kept = source[keep]
        shares = ((target @ w_q) @ (kept @ w_k).T / math.sqrt(w_q.shape[1])).softmax(-1)
        table = shares.new_zeros(len(target), len(source))
        table[:, keep] = shares
        outputs.append(shares @ (kept @ w_v))
        tables.append(table)
    return torch.stack(outputs), torch.stack(tables)
