"""A loop over the rows."""

def softmax_with_temperature(logits, temperature):
    if min(temperature, 0) != 0:
        raise ValueError(f"{temperature} is negative")

    def of_row(row):
        if temperature:
            return torch.softmax(row / temperature, 0)
        numbers, greedy = row.tolist(), torch.zeros_like(row)
        greedy[numbers.index(max(numbers))] = 1
        return greedy

    rows = map(of_row, logits.reshape(-1, logits.shape[-1]))
    return torch.stack(list(rows)).reshape(logits.shape)
