/**
 * The distribution of the next token, as sampling_rules.js reads it, with names: `ids` of the groups
 * that hold one token, and their `texts`, or the whole `vocabulary` to look them up in.
 */

/** From the probabilities of all tokens, one token a group; equally likely ones in order of id. */
export function fromProbabilities(found, vocabulary) {
  const sorted = found.sort((a, b) => b.p - a.p || a.token - b.token);
  const counts = new Uint8Array(sorted.length).fill(1);
  const [logits, ids] = [new Float32Array(sorted.length), new Uint32Array(sorted.length)];
  for (let i = 0; i < sorted.length; i++) {
    logits[i] = Math.log(sorted[i].p / sorted[0].p);
    ids[i] = sorted[i].token;
  }
  return { counts, logits, ids, vocabulary };
}

/** The token of a group; null where the group has no name. */
export function tokenAt({ ids, texts, vocabulary }, i) {
  if (i >= ids.length) return null;
  return { id: ids[i], text: texts ? texts[i] : vocabulary[ids[i]] };
}

/** The group on which a number in [0, 1) falls: walk along the shares until their sum exceeds it. */
export function fallsOn({ kept, now }, u) {
  let sum = 0;
  let last = 0;
  for (let i = 0; i < now.length; i++) {
    if (!kept[i]) continue;
    sum += kept[i] * now[i];
    last = i;
    if (u < sum) break;
  }
  return last; // a sum of shares may end a rounding error below 1
}

/** The n likeliest tokens with the model's share and today's, and all the others as one. */
export function likeliest(distribution, { own, now, kept }, n) {
  const names = Math.min(n, distribution.ids.length);
  const rows = Array.from({ length: names }, (_, i) => ({
    ...tokenAt(distribution, i),
    own: own[i],
    now: now[i],
    isKept: kept[i] > 0,
  }));
  const rest = { count: 0, own: 0, now: 0, isKept: false };
  for (let i = names; i < own.length; i++) {
    rest.count += distribution.counts[i];
    rest.own += distribution.counts[i] * own[i];
    rest.now += kept[i] * now[i];
    rest.isKept ||= kept[i] > 0;
  }
  return [rows, rest];
}
