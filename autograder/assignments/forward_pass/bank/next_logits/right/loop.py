"""Text by text."""

def next_logits(hidden, head, lengths):
    def of_text(vectors, length):
        if length <= 0 or length > vectors.size(0):
            raise ValueError(f"a length of {length} with T = {vectors.size(0)}")
        return head @ vectors[length - 1]

    return torch.stack([of_text(hidden[b], n) for b, n in enumerate(lengths)])
