"""Every code has a byte."""
# fails: pairs odd bytes

def pack_codes(codes):
    return codes.to(torch.uint8)
