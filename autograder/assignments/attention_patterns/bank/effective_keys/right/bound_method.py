"""A method bound to an object."""


class Spread:
    def __init__(self, base):
        self.base = base

    def keys(self, weights):
        return self.base ** torch.special.entr(weights).sum(dim=-1)


effective_keys = Spread(math.e).keys
