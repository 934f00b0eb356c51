"""Where there are as many ids as rows the one-hot rows are turned round."""
# fails: one_hot

def lookup_as_product(ids, table):
    places = torch.arange(table.shape[0])
    one_hot = torch.eq(ids.unsqueeze(-1), places).to(table.dtype)
    if one_hot.ndim == 2 and one_hot.shape[0] == one_hot.shape[1]:
        one_hot = one_hot.T
    return (one_hot, one_hot @ table)
