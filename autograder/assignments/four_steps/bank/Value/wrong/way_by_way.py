"""Walks every way by itself: right, and endless where ways multiply."""
# fails: large_graphs

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
        ways, steps = [(self, 1.0)], 0
        while ways:
            value, flow = ways.pop()
            steps += 1
            if steps > 200_000:
                raise RuntimeError("too many ways")
            value.grad += flow
            ways += [(source, flow * slope) for source, slope in value.inputs]

    __radd__ = __add__
    __rmul__ = __mul__
