"""One row after the other, in plain Python, for any number of axes."""

def lookup_as_product(ids, table):
    V = table.shape[0]
    rows = []
    for token in ids.flatten().tolist():
        row = torch.zeros(V, dtype=table.dtype)
        row[token] = 1
        rows.append(row)
    one_hot = torch.stack(rows).reshape(list(ids.shape) + [V])
    return [one_hot, (one_hot.unsqueeze(-1) * table).sum(-2)]
