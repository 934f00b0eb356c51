"""Nobody waits: a rank never sends in a step what it has just received, so the order is free."""

def ring_all_reduce(tensors):
    n = len(tensors)
    chunks = [[part.clone() for part in torch.tensor_split(tensor, n)] for tensor in tensors]
    sent = [0 for _ in tensors]
    for total_step in range(2 * (n - 1)):
        adds = total_step < n - 1
        for r in range(n):
            place = (r - total_step) % n if adds else (r + 1 - (total_step - (n - 1))) % n
            packet, target = chunks[r][place], chunks[(r + 1) % n][place]
            if adds:
                target += packet
            else:
                target.copy_(packet)
            sent[r] += packet.numel() * packet.element_size()
    return tuple(torch.cat(parts) for parts in chunks), sent
