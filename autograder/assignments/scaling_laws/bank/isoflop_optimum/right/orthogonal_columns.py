"""Columns made orthogonal one after another: each factor is a single projection."""

def isoflop_optimum(sizes, losses):
    u, losses = sizes.double().log(), losses.double()
    middle = u.mean()
    line = u - middle
    bend = line.square()
    shift, tilt = bend.mean(), (bend @ line) / (line @ line)
    bend = bend - shift - tilt * line
    b = (losses @ line) / (line @ line)
    c = (losses @ bend) / (bend @ bend)
    if c <= 0:
        raise ValueError("the losses turn at the top")
    return float((middle + (tilt - b / c) / 2).exp())
