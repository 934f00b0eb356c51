"""One-hot rows of truth values."""
# fails: one_hot axes

def lookup_as_product(ids, table):
    one_hot = torch.zeros(*ids.shape, len(table), dtype=table.dtype)
    one_hot.scatter_(-1, ids.unsqueeze(-1), 1.0)
    return one_hot.bool(), one_hot @ table
