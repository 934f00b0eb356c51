"""1 - a² where 1 - tanh² belongs."""
# fails: tanh

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
        return Value(bent, [(self, 1 - self.data**2)])

    def backward(self):
        order, done, pile = [], set(), [self]
        while pile:
            missing = [source for source, _ in pile[-1].inputs if source not in done]
            if missing:
                pile.extend(missing)
            elif (value := pile.pop()) not in done:
                done.add(value)
                order.append(value)
        flowing = dict.fromkeys(order, 0.0)
        flowing[self] = 1.0
        for value in reversed(order):
            for source, slope in value.inputs:
                flowing[source] += flowing[value] * slope
            value.grad += flowing[value]

    __radd__ = __add__
    __rmul__ = __mul__
