"""New memory, filled in two strokes."""

def pack_codes(codes):
    packed = torch.zeros((len(codes) + 1) // 2, dtype=torch.uint8)
    packed += codes[::2].to(torch.uint8)
    upper = codes[1::2].to(torch.uint8)
    packed[: len(upper)] |= upper << 4
    return packed
