"""Plain Python, row by row."""

def nearest_neighbours(table, token, k):
    rows = table.tolist()
    query = rows[token]

    def cosine(row):
        size = math.hypot(*row) * math.hypot(*query)
        return sum(a * b for a, b in zip(row, query)) / size if size else 0.0

    others = sorted((-cosine(row), i) for i, row in enumerate(rows) if i != token)
    return [i for _, i in others[:k]]
