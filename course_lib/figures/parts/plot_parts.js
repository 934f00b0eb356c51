/** What line plots are drawn with: SVG by hand, in the theme's colours. */

import { svg } from "./parts.js";

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** A linear map from one interval to another. */
export function linearScale([from, to], [start, end]) {
  return (value) => start + ((value - from) / (to - from)) * (end - start);
}

/** The path through points that are already in the picture's coordinates. */
export function pathThrough(points) {
  return points.map(([x, y], i) => `${i ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
}

/** Grid lines with their labels; ticks are [place, label] pairs. */
export function gridLines(ticks, place, [start, end], upright) {
  return ticks.flatMap(([value, label]) => {
    const at = place(value);
    const ends = upright ? { x1: at, x2: at, y1: start, y2: end } : { x1: start, x2: end, y1: at, y2: at };
    const where = upright ? { x: at, y: end + 16, "text-anchor": "middle" } : { x: start - 6, y: at + 4, "text-anchor": "end" };
    return [svg("line", { ...ends, class: "plot-grid" }), svg("text", { ...where, class: "plot-tick" }, label)];
  });
}

/** A power of ten as it is written: 10³, 10⁻². */
export function powerOfTen(power) {
  const digits = [...String(Math.abs(power))].map((digit) => SUPERSCRIPTS[digit]).join("");
  return `10${power < 0 ? "⁻" : ""}${digits}`;
}
