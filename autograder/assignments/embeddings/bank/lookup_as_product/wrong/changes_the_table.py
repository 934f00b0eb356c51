"""The caller's table is scaled."""
# fails: from_scratch

def lookup_as_product(ids, table):
    places = torch.arange(table.shape[0])
    one_hot = torch.eq(ids.unsqueeze(-1), places).to(table.dtype)
    table *= 2
    table = table / 2
    return (one_hot, one_hot @ table)
