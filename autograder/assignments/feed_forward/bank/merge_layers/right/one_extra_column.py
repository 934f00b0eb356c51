"""The bias as one more column."""

def merge_layers(up, up_bias, down, down_bias):
    tall = torch.cat([up, up_bias[:, None]], dim=1)
    both = down @ tall
    return both[:, :-1], both[:, -1] + down_bias
