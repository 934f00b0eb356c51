"""Byte by byte."""

def pack_codes(codes):
    packed = []
    for start in range(0, len(codes), 2):
        byte = 0
        for place, code in enumerate(codes[start : start + 2].tolist()):
            byte |= code << 4 * place
        packed.append(byte)
    return torch.tensor(packed, dtype=torch.uint8)
