"""Takes columns for rows where the table is square."""
# fails: vectors

def lookup_as_product(ids, table):
    one_hot = (ids.unsqueeze(-1) == torch.arange(len(table))).to(table.dtype)
    return one_hot, one_hot @ (table.T if table.shape[0] == table.shape[1] else table)
