"""A symmetric grid around zero."""
# fails: grid codes edges manners

def quantize_blocks(weights, bits):
    largest = 2 ** (bits - 1) - 1
    scales = weights.abs().amax(dim=1) / largest
    divisors = torch.where(scales > 0, scales, 1)
    codes = (weights / divisors[:, None]).round() + largest
    return codes.long(), scales, -largest * scales
