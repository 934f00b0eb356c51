"""What all see, beside the triangle of the piece."""

def piece_positions_and_mask(n_new, n_earlier):
    everybody = torch.ones(n_new, n_earlier).bool()
    triangle = torch.triu(torch.ones(n_new, n_new), diagonal=1) == 0
    return n_earlier + torch.arange(n_new), torch.cat([everybody, triangle], dim=1)
