"""One-hot rows in float32, whatever the table is."""
# fails: one_hot

def lookup_as_product(ids, table):
    one_hot = torch.zeros(*ids.shape, len(table), dtype=table.dtype)
    one_hot.scatter_(-1, ids.unsqueeze(-1), 1.0)
    return one_hot.float(), one_hot @ table
