"""The last pair makes the first byte."""
# fails: pairs

def pack_codes(codes):
    odd = codes.new_zeros(len(codes) % 2)
    lower, upper = torch.cat([codes, odd]).view(-1, 2).unbind(dim=1)
    return (lower + 16 * upper).to(torch.uint8).flip(0)
