"""All codes make one number, and its bytes end where it ends."""
# fails: pairs

def pack_codes(codes):
    number = sum(int(code) << 4 * i for i, code in enumerate(codes))
    return torch.tensor([*number.to_bytes((number.bit_length() + 7) // 8, "little")]).to(torch.uint8)
