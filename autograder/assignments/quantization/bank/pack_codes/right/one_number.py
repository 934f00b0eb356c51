"""All codes make one number, written out with a place for each."""

def pack_codes(codes):
    number = sum(int(code) << 4 * i for i, code in enumerate(codes))
    whole = number.to_bytes((len(codes) + 1) // 2, "little")
    return torch.tensor([*whole]).to(torch.uint8)
