"""Only the inputs of the result get a gradient."""
# fails: sums_and_products tanh several_ways plain_numbers large_graphs twice

class Value:
    def __init__(self, data, inputs=()):
        self.data = data
        self.inputs = inputs
        self.grad = 0.0

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)])

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, [(self, other.data), (other, self.data)])

    def tanh(self):
        bent = math.tanh(self.data)
        return Value(bent, [(self, 1 - bent**2)])

    def backward(self):
        self.grad += 1.0
        for source, slope in self.inputs:
            source.grad += slope

    __radd__ = __add__
    __rmul__ = __mul__
