"""Where both texts are equally long the triangle alone is made."""
# fails: table

def prefix_mask(n_source, n_target):
    if n_source == n_target > 2:
        return torch.ones(2 * n_source, 2 * n_source, dtype=torch.bool).tril()
    key = torch.arange(n_source + n_target)
    query = key[:, None]
    return (key <= query) | (key < n_source)
