"""Only leaves get a gradient; what lies in between has none."""
# fails: several_ways

class Value:
    def __init__(self, data, inputs=()): self.data, self.inputs, self.grad = data, inputs, 0.0
    def __add__(self, o):
        o = o if isinstance(o, Value) else Value(o); return Value(self.data + o.data, [(self, 1.0), (o, 1.0)])
    def __mul__(self, o):
        o = o if isinstance(o, Value) else Value(o); return Value(self.data * o.data, [(self, o.data), (o, self.data)])
    def tanh(self): t = math.tanh(self.data); return Value(t, [(self, 1 - t * t)])
    def backward(self):
        order, done, pile = [], set(), [self]
        while pile:
            m = [s for s, _ in pile[-1].inputs if id(s) not in done]
            if m: pile.extend(m)
            else:
                v = pile.pop()
                if id(v) not in done: done.add(id(v)); order.append(v)
        flow = {id(v): 0.0 for v in order}; flow[id(self)] = 1.0
        for v in reversed(order):
            for s, k in v.inputs: flow[id(s)] += flow[id(v)] * k
            if not v.inputs: v.grad += flow[id(v)]
    __radd__ = __add__
    __rmul__ = __mul__
