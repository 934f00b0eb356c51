/**
 * A number in [0, 1) for a place in a text: the same for the same seed, so that a draw can be done
 * again. The mixing of bits is Chris Wellons' lowbias32 (2018).
 */
export function numberFor(seed, place) {
  let x = Math.imul(seed, 0x9e3779b1) ^ Math.imul(place + 1, 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return ((x ^ (x >>> 16)) >>> 0) / 2 ** 32;
}
