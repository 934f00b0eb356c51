"""A method of a class, taken out of it."""


class Masks:
    @staticmethod
    def prefix(n_source, n_target):
        place = torch.arange(n_source + n_target)
        return (place <= place[:, None]) | (place < n_source)


prefix_mask = Masks.prefix
