"""Asks for the number of ids, which a single id does not have."""
# fails: axes

def lookup_as_product(ids, table):
    n_ids = len(ids)
    one_hot = (ids.unsqueeze(-1) == torch.arange(len(table))).to(table.dtype)
    return one_hot, one_hot @ table if n_ids else table[:0]
