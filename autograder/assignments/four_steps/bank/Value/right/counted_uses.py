"""Whoever has heard from all its users has its turn."""

class Value:
    def __init__(self, data, inputs=()):
        self.data, self.inputs, self.grad = data, inputs, 0.0

    def __add__(self, other):
        if not isinstance(other, Value):
            return Value(self.data + other, [(self, 1.0)])
        return Value(self.data + other.data, [(self, 1.0), (other, 1.0)])

    def __mul__(self, other):
        if not isinstance(other, Value):
            return Value(self.data * other, [(self, other)])
        return Value(self.data * other.data, [(self, other.data), (other, self.data)])

    def tanh(self):
        return Value(math.tanh(self.data), [(self, 1 / math.cosh(self.data) ** 2)])

    def backward(self):
        uses, found = {self: 0}, [self]
        for value in found:
            for source, _ in value.inputs:
                if source not in uses:
                    uses[source] = 0
                    found.append(source)
                uses[source] += 1
        flow, ready = dict.fromkeys(found, 0.0), [self]
        flow[self] = 1.0
        while ready:
            value = ready.pop()
            value.grad += flow[value]
            for source, slope in value.inputs:
                flow[source] += slope * flow[value]
                uses[source] -= 1
                if uses[source] == 0:
                    ready.append(source)

    __radd__ = __add__
    __rmul__ = __mul__
