"""Values are numbered as they are made: that is an order."""

import heapq
import itertools


class Value:
    _number = itertools.count()

    def __init__(self, data, inputs=()):
        self.data, self.inputs, self.grad = data, inputs, 0.0
        self.number = next(Value._number)

    @staticmethod
    def of(thing):
        return thing if isinstance(thing, Value) else Value(float(thing))

    def __add__(self, other):
        other = Value.of(other)
        return Value(self.data + other.data, ((self, 1.0), (other, 1.0)))

    def __mul__(self, other):
        other = Value.of(other)
        return Value(self.data * other.data, ((self, other.data), (other, self.data)))

    def tanh(self):
        bent = math.tanh(self.data)
        return Value(bent, ((self, (1 - bent) * (1 + bent)),))

    def backward(self):
        flowing, heap = {self.number: 1.0}, [(-self.number, self)]
        while heap:
            _, value = heapq.heappop(heap)
            flow = flowing[value.number]
            value.grad += flow
            for source, slope in value.inputs:
                if source.number not in flowing:
                    flowing[source.number] = 0.0
                    heapq.heappush(heap, (-source.number, source))
                flowing[source.number] += flow * slope

    __radd__, __rmul__ = __add__, __mul__
