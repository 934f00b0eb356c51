"""Each value keeps a function that passes its gradient on."""

class Value:
    def __init__(self, data, inputs=(), pass_on=None):
        self.data, self.inputs, self.pass_on = data, inputs, pass_on
        self.grad = self.flow = 0.0

    def __add__(self, other):
        other = other if isinstance(other, Value) else Value(other)

        def pass_on(flow):
            self.flow += flow
            other.flow += flow

        return Value(self.data + other.data, (self, other), pass_on)

    def __radd__(self, other):
        return self + other

    def __mul__(self, other):
        other = other if isinstance(other, Value) else Value(other)

        def pass_on(flow):
            self.flow += flow * other.data
            other.flow += flow * self.data

        return Value(self.data * other.data, (self, other), pass_on)

    def __rmul__(self, other):
        return self * other

    def tanh(self):
        bent = math.tanh(self.data)

        def pass_on(flow):
            self.flow += flow * (1 - bent * bent)

        return Value(bent, (self,), pass_on)

    def backward(self):
        order, seen, pile = [], {id(self)}, [(self, iter(self.inputs))]
        while pile:
            value, sources = pile[-1]
            for source in sources:
                if id(source) not in seen:
                    seen.add(id(source))
                    pile.append((source, iter(source.inputs)))
                    break
            else:
                order.append(value)
                pile.pop()
        self.flow = 1.0
        for value in reversed(order):
            if value.pass_on:
                value.pass_on(value.flow)
            value.grad += value.flow
            value.flow = 0.0
