import { presets, readable, slider } from "./parts.js";

/** A share of one in per cent, to a tenth. */
export const inPercent = (share) => (share > 0 && share < 0.0005 ? "<0.1" : (100 * share).toFixed(1));

/** Sliders for {temperature, top_k, top_p, min_p}; `settings` reads them, `set` changes some. */
export function samplingSliders(V, settings, set) {
  const plain = (label, name, range, words) =>
    slider(label, {
      ...range,
      read: () => ({ value: settings()[name], words: words(settings()[name]) }),
      write: (value) => set({ [name]: value }),
    });
  const most = Math.ceil(Math.log2(V)); // a step doubles k, so that each step moves it
  return [
    plain("Temperature", "temperature", { max: 2, step: 0.05 }, (t) => (t ? `T = ${t.toFixed(2)}` : "T = 0: greedy")),
    slider("Top-k", {
      max: most,
      read: () => {
        const k = settings().top_k;
        const words = k < V ? `k = ${readable(k)}` : "off: all tokens";
        return { value: Math.round(Math.log2(k)), words };
      },
      write: (step) => set({ top_k: Math.min(V, 2 ** step) }),
    }),
    plain("Top-p", "top_p", { min: 0.02, max: 1, step: 0.02 }, (p) => (p < 1 ? `p = ${p.toFixed(2)}` : "off: p = 1")),
    plain("Min-p", "min_p", { max: 0.5, step: 0.01 }, (p) => (p ? `min-p = ${p.toFixed(2)}` : "off: 0")),
  ];
}

/** Buttons that set all four. */
export function samplingPresets(V, set) {
  const all = (temperature, top_k, top_p, min_p) => () => set({ temperature, top_k, top_p, min_p });
  return presets(
    ["as the model says", all(1, V, 1, 0)],
    ["greedy", all(0, V, 1, 0)],
    ["top-k 40", all(1, 40, 1, 0)],
    ["0.6, top-p 0.9", all(0.6, V, 0.9, 0)],
    ["1.5, min-p 0.1", all(1.5, V, 1, 0.1)],
  );
}
