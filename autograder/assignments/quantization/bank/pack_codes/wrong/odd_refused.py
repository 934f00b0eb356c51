"""An odd number of codes is an error."""
# fails: odd

def pack_codes(codes):
    low, high = codes.view(-1, 2).unbind(dim=1)
    return (low + 16 * high).to(torch.uint8)
