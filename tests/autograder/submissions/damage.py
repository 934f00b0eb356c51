"""Random damage to a file and to what it holds."""

import random
from typing import Any

ODD: list[Any] = [None, True, -1, 2**70, 1e308, "", "\x00", "\ud800", [], {}, [[]], {"a": {}}]


def damage_bytes(data: bytes, chance: random.Random) -> bytes:
    raw = bytearray(data)
    for _ in range(chance.randint(1, 20)):
        place = chance.randrange(len(raw))
        match chance.randrange(3):
            case 0:
                raw[place] = chance.randrange(256)
            case 1:
                del raw[place : place + chance.randint(1, 50)]
            case _:
                raw[place:place] = chance.randbytes(chance.randint(1, 20))
    return bytes(raw)


def damage_structure(value: Any, chance: random.Random) -> Any:
    if chance.random() < 0.02:
        return chance.choice(ODD)
    if isinstance(value, dict):
        items = [(k, damage_structure(v, chance)) for k, v in value.items()]
        kept = [item for item in items if chance.random() > 0.01]
        return dict(kept)
    if isinstance(value, list):
        items = [damage_structure(item, chance) for item in value]
        if chance.random() < 0.1:
            chance.shuffle(items)
        return items + items[:1] if chance.random() < 0.1 else items
    return value
