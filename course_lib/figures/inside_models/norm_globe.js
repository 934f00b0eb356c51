import { change, choice, element, follow, frame, signed, slider, svg } from "../parts/parts.js";
import { pathThrough } from "../parts/plot_parts.js";

const [WIDTH, HEIGHT, UNIT] = [360, 310, 62]; // UNIT: pixels for the length 1
const RADIUS = Math.sqrt(3);
const TILT = (22 * Math.PI) / 180; // how far the viewer stands above the plane of the equator
const [SQRT2, SQRT6] = [Math.sqrt(2), Math.sqrt(6)];

const mean = (x) => x.reduce((sum, feature) => sum + feature, 0) / x.length;
const rms = (x) => Math.sqrt(mean(x.map((feature) => feature * feature)));
const centred = (x) => x.map((feature) => feature - mean(x));

function rmsNorm(x, eps) {
  const size = Math.sqrt(rms(x) ** 2 + eps);
  return x.map((feature) => feature / size);
}

function latitude(x) {
  const size = rms(x);
  return size === 0 ? 0 : (Math.asin(Math.max(-1, Math.min(1, mean(x) / size))) * 180) / Math.PI;
}

/** The vector as it stands: shifted, then scaled. */
function moved(model) {
  return model.get("vector").map((feature) => model.get("factor") * (feature + model.get("shift")));
}

/** Three digits, without a tail of zeros; tiny numbers as they are. */
function short(value) {
  return signed(Math.abs(value) < 1e-9 ? 0 : Number(value.toPrecision(3)));
}

const listed = (x) => `(${x.map((feature) => signed(feature.toFixed(2))).join(", ")})`;

function reading(model) {
  const [x, eps] = [moved(model), model.get("eps")];
  const [onGlobe, onEquator] = [rmsNorm(x, eps), rmsNorm(centred(x), eps)];
  const inside = rms(onGlobe) < 0.99 ? " Next to ε the vector is small, so both stay inside the globe." : "";
  return (
    `x has mean ${short(mean(x))} and RMS ${short(rms(x))}: latitude ${signed(latitude(x).toFixed(0))}°. ` +
    `RMSNorm keeps the latitude: ${listed(onGlobe)}, RMS ${short(rms(onGlobe))}. ` +
    `LayerNorm lets it fall to the equator: ${listed(onEquator)}, RMS ${short(rms(onEquator))}.${inside}`
  );
}

/** From three features to the picture: (1, 1, 1) points up, and the globe turns around it. */
function camera(turn) {
  const [cos, sin] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
  return ([a, b, c]) => {
    const [east, north, up] = [(a - b) / SQRT2, (a + b - 2 * c) / SQRT6, (a + b + c) / RADIUS];
    const [across, away] = [east * cos + north * sin, north * cos - east * sin];
    return {
      x: WIDTH / 2 + UNIT * across,
      y: HEIGHT / 2 - UNIT * (up * Math.cos(TILT) + away * Math.sin(TILT)),
      away: away * Math.cos(TILT) - up * Math.sin(TILT),
    };
  };
}

const line = (from, to, kind) => svg("line", { x1: from.x, y1: from.y, x2: to.x, y2: to.y, class: kind });

function label(place, text, kind = "globe-label", anchor = "middle") {
  return svg("text", { x: place.x, y: place.y, class: kind, "text-anchor": anchor }, text);
}

/** The equator, its far half dashed: vectors of RMS 1 whose mean is 0. */
function equator() {
  const half = (start) =>
    Array.from({ length: 61 }, (_, i) => {
      const angle = start + (i * Math.PI) / 60;
      const away = RADIUS * Math.sin(angle) * Math.sin(TILT);
      return [WIDTH / 2 + UNIT * RADIUS * Math.cos(angle), HEIGHT / 2 - UNIT * away];
    });
  return [
    svg("path", { d: pathThrough(half(0)), class: "globe-line far" }),
    svg("path", { d: pathThrough(half(Math.PI)), class: "globe-line" }),
  ];
}

function globe(see) {
  const [centre, pole, south] = [see([0, 0, 0]), see([1, 1, 1]), see([-1, -1, -1])];
  const axes = [0, 1, 2].flatMap((i) => {
    const end = see([0, 1, 2].map((j) => (i === j ? 2.15 : 0)));
    const name = see([0, 1, 2].map((j) => (i === j ? 2.4 : 0)));
    return [line(centre, end, "globe-axis"), label({ x: name.x, y: name.y + 4 }, `feature ${i + 1}`)];
  });
  return [
    svg("circle", { cx: centre.x, cy: centre.y, r: UNIT * RADIUS, class: "globe-ball" }),
    ...equator(),
    line(south, pole, "globe-axis pole"),
    label({ x: pole.x, y: pole.y - 16 }, "(1, 1, 1)"),
    ...axes,
  ];
}

function cloud(model, see) {
  const eps = model.get("eps");
  const ways = { "as they are": (x) => x, RMSNorm: (x) => rmsNorm(x, eps), LayerNorm: (x) => rmsNorm(centred(x), eps) };
  return model.get("cloud").map((x) => {
    const place = see(ways[model.get("shown")](x));
    return svg("circle", { cx: place.x, cy: place.y, r: 2.6, class: place.away > 0 ? "globe-dot far" : "globe-dot" });
  });
}

/** The vector, its two ways, and where they end: a disc on the globe, a square on the equator. */
function ways(model, see) {
  const [x, eps] = [moved(model), model.get("eps")];
  const [from, fallen] = [see(x), see(centred(x))];
  const [disc, square] = [see(rmsNorm(x, eps)), see(rmsNorm(centred(x), eps))];
  const beside = (place, by) => ({ x: place.x + by, y: place.y + 4 });
  const side = (place) => (place.x < WIDTH / 2 ? ["end", -9] : ["start", 9]);
  const named = (place, text) => label(beside(place, side(place)[1]), text, "globe-label chosen", side(place)[0]);
  return [
    line(see([0, 0, 0]), from, "globe-vector"),
    line(from, disc, "globe-way"),
    line(from, fallen, "globe-way falling"),
    line(fallen, square, "globe-way falling"),
    svg("circle", { cx: from.x, cy: from.y, r: 5, class: "globe-end open" }),
    svg("circle", { cx: disc.x, cy: disc.y, r: 6, class: "globe-end" }),
    svg("rect", { x: square.x - 5.5, y: square.y - 5.5, width: 11, height: 11, class: "globe-end" }),
    named(from, "x"),
    named(disc, "RMSNorm"),
    named({ x: square.x, y: square.y + 12 }, "LayerNorm"),
  ];
}

function picture(model) {
  const drawing = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "norm-globe", role: "img" });
  const draw = () => {
    const see = camera(model.get("turn"));
    drawing.replaceChildren(...globe(see), ...cloud(model, see), ...ways(model, see));
    drawing.setAttribute("aria-label", `A globe whose north pole is the direction (1, 1, 1). ${reading(model)}`);
  };
  return [drawing, draw];
}

function place(model, name, list, label, words) {
  const values = model.get(list);
  const nearest = () => values.findIndex((value) => Math.abs(value - model.get(name)) < 1e-9);
  return slider(label, {
    max: values.length - 1,
    read: () => ({ value: nearest(), words: words(model.get(name)) }),
    write: (at) => change(model, { [name]: values[at] }),
  });
}

/** Draws the globe into an element and keeps it up to date. */
function render({ model, el }) {
  const [size, drawSize] = place(model, "factor", "factors", "Size: multiply every feature", (by) => `by ${by}`);
  const [shift, drawShift] = place(model, "shift", "shifts", "Mean: add to every feature", (c) => signed(c));
  const [turn, drawTurn] = slider("Turn the globe", {
    max: 360,
    step: 5,
    read: () => ({ value: model.get("turn"), words: `${model.get("turn")}°` }),
    write: (degrees) => change(model, { turn: degrees }),
  });
  const options = ["as they are", "RMSNorm", "LayerNorm"].map((way) => [way, way]);
  const [shown, drawShown] = choice(model, "shown", "The other vectors", options);
  const [drawing, drawPicture] = picture(model);
  const words = element("p", { class: "figure-reading", "aria-live": "polite" });
  el.classList.add("movable-figure");
  const controls = element("div", { class: "figure-controls" }, size, shift, turn, shown);
  el.replaceChildren(frame(model, controls, drawing, words));
  return follow(model, ["factor", "shift", "turn", "shown"], () => {
    drawSize();
    drawShift();
    drawTurn();
    drawShown();
    drawPicture();
    words.textContent = reading(model);
  });
}

export default { render };
