"""A language model on one page: token ids go in, the scores of the next token come out.

    ids → embedding → L × [x + attention(norm(x)), x + mlp(norm(x))] → norm → head → logits

This is a whole Llama (Touvron et al. 2023), as it is trained and as it writes. Read it from top to
bottom; each part has a chapter and a file of its own. SmolLM2 runs on this page.

Shapes: B texts, T new tokens, S tokens so far, C width, H query heads, K key/value heads,
D head width, F feed-forward width, V vocabulary, L layers.
"""

from dataclasses import dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn


@dataclass(frozen=True)
class Sizes:
    """The sizes of SmolLM2-135M (Allal et al. 2025); other Llamas are other numbers."""

    vocab_size: int = 49152
    d_model: int = 576
    n_layers: int = 30
    n_heads: int = 9
    n_kv_heads: int = 3
    d_ff: int = 1536
    rope_base: float = 100000.0
    norm_eps: float = 1e-5


class RMSNorm(nn.Module):
    """Bring each token's vector to one scale: y = g · x / √(mean(x²) + ε)."""

    def __init__(self, d_model: int, eps: float):
        super().__init__()
        self.weight, self.eps = nn.Parameter(torch.ones(d_model)), eps

    def forward(self, x: Tensor) -> Tensor:
        return self.weight * (x * torch.rsqrt(x.square().mean(-1, keepdim=True) + self.eps))


def rotate(x: Tensor, positions: Tensor, base: float) -> Tensor:
    """Turn each pair of numbers by position × base^(-2i/D): scores then know distances (RoPE)."""
    D = x.shape[-1]
    angles = positions[:, None] * (1 / base ** (torch.arange(0, D, 2, device=x.device) / D))
    cos, sin = angles.cos(), angles.sin()  # T D/2
    a, b = x.chunk(2, dim=-1)  # B H T D/2
    return torch.cat([a * cos - b * sin, b * cos + a * sin], dim=-1)  # B H T D


class Attention(nn.Module):
    """Every token reads itself and those before it: softmax(Q Kᵀ / √D) V, in H heads."""

    def __init__(self, s: Sizes):
        super().__init__()
        self.s, self.d_head = s, s.d_model // s.n_heads
        self.q_proj = nn.Linear(s.d_model, s.n_heads * self.d_head, bias=False)
        self.k_proj = nn.Linear(s.d_model, s.n_kv_heads * self.d_head, bias=False)
        self.v_proj = nn.Linear(s.d_model, s.n_kv_heads * self.d_head, bias=False)
        self.o_proj = nn.Linear(s.n_heads * self.d_head, s.d_model, bias=False)

    def forward(self, x: Tensor, positions: Tensor, past: dict[str, Tensor]) -> Tensor:
        q = self.q_proj(x).unflatten(-1, (-1, self.d_head)).transpose(1, 2)  # B H T D
        k = self.k_proj(x).unflatten(-1, (-1, self.d_head)).transpose(1, 2)  # B K T D
        v = self.v_proj(x).unflatten(-1, (-1, self.d_head)).transpose(1, 2)  # B K T D
        q, k = rotate(q, positions, self.s.rope_base), rotate(k, positions, self.s.rope_base)
        if past:  # the KV cache: what earlier tokens offered is kept, not computed again
            k, v = torch.cat([past["k"], k], dim=2), torch.cat([past["v"], v], dim=2)  # B K S D
        past.update(k=k, v=v)
        k, v = (each.repeat_interleave(q.shape[1] // k.shape[1], dim=1) for each in (k, v))
        scores = q @ k.transpose(-2, -1) / self.d_head**0.5  # B H T S
        later = torch.arange(k.shape[2], device=x.device) > positions[:, None]  # T S
        weights = scores.masked_fill(later, -torch.inf).softmax(dim=-1)  # B H T S
        return self.o_proj((weights @ v).transpose(1, 2).flatten(2))  # B T C


class SwiGLU(nn.Module):
    """Each token by itself: widen it twice, let one copy gate the other, narrow it again."""

    def __init__(self, d_model: int, d_ff: int):
        super().__init__()
        self.gate_proj = nn.Linear(d_model, d_ff, bias=False)
        self.up_proj = nn.Linear(d_model, d_ff, bias=False)
        self.down_proj = nn.Linear(d_ff, d_model, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        return self.down_proj(F.silu(self.gate_proj(x)) * self.up_proj(x))  # B T C


class Block(nn.Module):
    """Attention, then the feed-forward network; each adds its answer to the residual path."""

    def __init__(self, s: Sizes):
        super().__init__()
        self.input_layernorm = RMSNorm(s.d_model, s.norm_eps)
        self.self_attn = Attention(s)
        self.post_attention_layernorm = RMSNorm(s.d_model, s.norm_eps)
        self.mlp = SwiGLU(s.d_model, s.d_ff)

    def forward(self, x: Tensor, positions: Tensor, past: dict[str, Tensor]) -> Tensor:
        x = x + self.self_attn(self.input_layernorm(x), positions, past)  # B T C
        return x + self.mlp(self.post_attention_layernorm(x))  # B T C


class Llama(nn.Module):
    """The model: embedding, blocks, a last norm, and a head that is the embedding again."""

    def __init__(self, s: Sizes):
        super().__init__()
        self.embed_tokens = nn.Embedding(s.vocab_size, s.d_model)
        self.layers = nn.ModuleList(Block(s) for _ in range(s.n_layers))
        self.norm = RMSNorm(s.d_model, s.norm_eps)
        self.lm_head = nn.Linear(s.d_model, s.vocab_size, bias=False)
        for matrix in (p for p in self.parameters() if p.dim() == 2):
            nn.init.normal_(matrix, std=0.02)  # logits near zero: the first loss is near ln V
        self.lm_head.weight = self.embed_tokens.weight

    def forward(self, token_ids: Tensor, cache: list[dict[str, Tensor]] | None = None) -> Tensor:
        cache = cache or [{} for _ in self.layers]  # the keys and values of each layer
        n_earlier = cache[0]["k"].shape[2] if cache[0] else 0
        positions = torch.arange(token_ids.shape[1], device=token_ids.device) + n_earlier  # T
        x = self.embed_tokens(token_ids)  # B T C
        for layer, past in zip(self.layers, cache, strict=True):
            x = layer(x, positions, past)  # B T C
        return self.lm_head(self.norm(x))  # B T V


@torch.no_grad()
def generate(model: Llama, token_ids: Tensor, n_new: int, temperature: float = 0.0) -> Tensor:
    """Write on: read what is new, choose the next token, append it, repeat."""
    cache, new = [{} for _ in model.layers], token_ids  # B T
    for _ in range(n_new):
        logits = model(new, cache)[:, -1]  # B V
        new = logits.argmax(dim=-1, keepdim=True)  # B 1: the likeliest
        if temperature > 0:
            new = torch.multinomial((logits / temperature).softmax(dim=-1), 1)  # B 1: drawn
        token_ids = torch.cat([token_ids, new], dim=1)  # B T+1
    return token_ids


def train_step(model: Llama, optimizer: torch.optim.Optimizer, token_ids: Tensor) -> float:
    """Learn from one batch: at every place, the token to be guessed is the one that comes next."""
    logits = model(token_ids[:, :-1])  # 1. forward: B T V
    loss = F.cross_entropy(logits.flatten(0, 1), token_ids[:, 1:].flatten())  # 2. loss
    optimizer.zero_grad()  # gradients add up, so those of the last step must go
    loss.backward()  # 3. backward
    optimizer.step()  # 4. update
    return loss.item()
