"""The last rows of the whole triangle."""

def piece_positions_and_mask(n_new, n_earlier):
    S = n_earlier + n_new
    whole = torch.tril(torch.ones(S, S)) == 1
    return torch.arange(S)[-n_new:], whole[-n_new:]
