"""No ring: all tensors are added up, rank 0 first, and the bytes computed."""
# fails: order

def ring_all_reduce(tensors):
    n = len(tensors)
    total = tensors[0].clone()
    for tensor in tensors[1:]:
        total = total + tensor
    lengths = [chunk.nbytes for chunk in total.tensor_split(n)]
    sent = [2 * sum(lengths) - lengths[(r + 1) % n] - lengths[(r + 2) % n] for r in range(n)]
    return [total.clone() for _ in tensors], sent if n > 1 else [0]
