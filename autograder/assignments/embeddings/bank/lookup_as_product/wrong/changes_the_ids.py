"""Writes the flattened place of each one into the caller's ids."""
# fails: from_scratch

def lookup_as_product(ids, table):
    one_hot = (ids.unsqueeze(-1) == torch.arange(len(table))).to(table.dtype)
    ids += len(table)
    return one_hot, one_hot @ table
