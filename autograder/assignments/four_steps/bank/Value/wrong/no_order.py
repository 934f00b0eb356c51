"""Every use passes on at once all that has arrived so far."""
# fails: several_ways large_graphs

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
        self.grad = 1.0
        pile, steps = [self], 0
        while pile and steps < 50_000:
            value = pile.pop()
            steps += 1
            for source, slope in value.inputs:
                source.grad += value.grad * slope
                pile.append(source)

    __radd__ = __add__
    __rmul__ = __mul__
