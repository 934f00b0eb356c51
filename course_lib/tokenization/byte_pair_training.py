"""Byte-pair encoding, first half: learning which pairs of tokens to merge.

Begin with the bytes of a text. Merge the most frequent pair of neighbours into a new token; repeat.
The textbook loop stands first: it counts all pairs anew for each merge. But a merge changes only
the words that hold its pair. So ``learn_merges``, which learns the same, keeps the counts, and each
merge visits those words alone.

Source: Sennrich, Haddow and Birch 2016 (arXiv 1508.07909).
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heappush
from itertools import pairwise

Pair = tuple[int, int]


def learn_merges_by_recounting(
    words: Mapping[tuple[int, ...], int], n_merges: int, first_id: int = 256
) -> list[Pair]:
    """The textbook loop: count every pair of neighbours, merge the most frequent one, repeat.

    >>> learn_merges_by_recounting({(1, 2, 1, 2, 3): 1, (2, 3): 1}, n_merges=2, first_id=4)
    [(1, 2), (2, 3)]
    """
    current, merges = [(list(word), n) for word, n in words.items()], []
    for new_id in range(first_id, first_id + n_merges):
        counts: Counter[Pair] = Counter()
        for word, n in current:
            for pair in pairwise(word):
                counts[pair] += n
        if not counts:
            break
        best = min(counts, key=lambda pair: (-counts[pair], pair))
        current = [(merge_pair(word, best, new_id), n) for word, n in current]
        merges.append(best)
    return merges


def learn_merges(
    words: Mapping[tuple[int, ...], int], n_merges: int, first_id: int = 256
) -> list[Pair]:
    """Learn merges from words and how often each occurs; merge i makes the token ``first_id + i``.

    The most frequent pair is merged; among equally frequent ones, the one with the smallest ids.
    The list is shorter than ``n_merges`` where every word has become a single token before.

    >>> learn_merges({(1, 2, 1, 2, 3): 1, (2, 3): 1}, n_merges=2, first_id=4)
    [(1, 2), (2, 3)]
    """
    index = PairIndex(words)
    merges: list[Pair] = []
    while len(merges) < n_merges and (pair := index.pop_most_frequent()) is not None:
        index.merge(pair, new_id=first_id + len(merges))
        merges.append(pair)
    return merges


class PairIndex:
    """How often each pair of neighbours occurs, and in which words; a merge updates both.

    >>> index = PairIndex({(1, 2, 1, 2, 3): 1, (2, 3): 4})
    >>> index.counts[1, 2], index.pop_most_frequent()
    (2, (2, 3))
    """

    def __init__(self, words: Mapping[tuple[int, ...], int]):
        self.words = [list(word) for word in words]
        self.frequencies = list(words.values())
        self.counts: Counter[Pair] = Counter()
        self.places: defaultdict[Pair, set[int]] = defaultdict(set)
        for place, word in enumerate(self.words):
            for pair in pairwise(word):
                self.counts[pair] += self.frequencies[place]
                self.places[pair].add(place)
        self.heap = [(-count, pair) for pair, count in self.counts.items()]
        heapify(self.heap)

    def pop_most_frequent(self) -> Pair | None:
        """Return the pair with the highest count, or nothing where no neighbours are left.

        The heap is lazy: a count that has fallen since it went in goes back in as it is now.
        """
        while self.heap:
            negative_count, pair = heappop(self.heap)
            count = self.counts[pair]
            if count == -negative_count:
                return pair
            if count > 0:
                heappush(self.heap, (-count, pair))
        return None

    def merge(self, pair: Pair, new_id: int) -> None:
        """Replace a pair by a new token in the words that hold it, and only there."""
        new_pairs: set[Pair] = set()
        for place in self.places.pop(pair):
            old, frequency = self.words[place], self.frequencies[place]
            new = self.words[place] = merge_pair(old, pair, new_id)
            for neighbours in pairwise(old):
                self.counts[neighbours] -= frequency
            for neighbours in pairwise(new):
                self.counts[neighbours] += frequency
                if new_id in neighbours:
                    self.places[neighbours].add(place)
                    new_pairs.add(neighbours)
        for neighbours in new_pairs:
            heappush(self.heap, (-self.counts[neighbours], neighbours))


def merge_pair(ids: Sequence[int], pair: Pair, new_id: int) -> list[int]:
    """Replace a pair of neighbours by a new token, from left to right.

    >>> merge_pair([1, 1, 1, 2, 1], (1, 1), new_id=9)
    [9, 1, 2, 1]
    """
    merged: list[int] = []
    for token_id in ids:
        if merged and (merged[-1], token_id) == pair:
            merged[-1] = new_id
        else:
            merged.append(token_id)
    return merged
