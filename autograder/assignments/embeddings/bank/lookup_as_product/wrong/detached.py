"""Cuts the way back to the table."""
# fails: gradients

def lookup_as_product(ids, table):
    one_hot = torch.zeros(*ids.shape, len(table), dtype=table.dtype)
    one_hot.scatter_(-1, ids.unsqueeze(-1), 1.0)
    return one_hot, one_hot @ table.detach()
