"""A class whose construction does the work: an odd form that is a function all the same."""


class merge_heads:
    def __new__(cls, x):
        return torch.cat([x[:, h] for h in range(x.shape[1])], dim=-1)
