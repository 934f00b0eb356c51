"""One token alone, without leading dimensions, fails."""
# fails: each_token_alone

def swiglu(x, gate, up, down):
    tokens = x.transpose(-2, -1)
    gated = gate @ tokens
    return (down @ (gated * gated.sigmoid() * (up @ tokens))).transpose(-2, -1)
