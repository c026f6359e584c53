// The tools that every scene draws with. They run in a browser page: nothing here is imported by Galley itself.

/** Numbers from 0 to 1 that are the same for the same seed, so that a picture can be drawn again exactly. */
export function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * A drawing context whose units are those of the design (`W` by `H`), on a canvas of `outputWidth` real pixels.
 * `scale` is what lies between the two; only blur and grain need to know it.
 */
export function sheet(width, height, outputWidth = 1600) {
  const scale = outputWidth / width;
  const canvas = document.createElement("canvas");
  canvas.width = outputWidth;
  canvas.height = Math.round(height * scale);
  const ctx = canvas.getContext("2d");
  ctx.scale(scale, scale);
  return Object.assign(ctx, { W: width, H: height, outputScale: scale });
}

/** A gradient along a line; stops are [position, colour]. */
export function linear(ctx, x0, y0, x1, y1, ...stops) {
  const gradient = ctx.createLinearGradient(x0, y0, x1, y1);
  for (const [position, colour] of stops) gradient.addColorStop(position, colour);
  return gradient;
}

/** A gradient from a centre outwards; stops are [position, colour]. */
export function radial(ctx, cx, cy, radius, ...stops) {
  const gradient = ctx.createRadialGradient(cx, cy, 0, cx, cy, radius);
  for (const [position, colour] of stops) gradient.addColorStop(position, colour);
  return gradient;
}

/** A filled rectangle; the whole sheet when no place is given. */
export function fill(ctx, style, x = 0, y = 0, width = ctx.W, height = ctx.H) {
  ctx.fillStyle = style;
  ctx.fillRect(x, y, width, height);
}

function trace(ctx, points) {
  ctx.beginPath();
  points.forEach(([x, y], i) => {
    if (i === 0) ctx.moveTo(x, y);
    else ctx.lineTo(x, y);
  });
}

export function polygon(ctx, style, ...points) {
  trace(ctx, points);
  ctx.closePath();
  ctx.fillStyle = style;
  ctx.fill();
}

export function line(ctx, style, width, ...points) {
  trace(ctx, points);
  ctx.strokeStyle = style;
  ctx.lineWidth = width;
  ctx.stroke();
}

export function ellipse(ctx, style, cx, cy, rx, ry, turn = 0) {
  ctx.beginPath();
  ctx.ellipse(cx, cy, rx, ry, turn, 0, 7);
  ctx.fillStyle = style;
  ctx.fill();
}

/** Blurs what is drawn next by so many units of the design; 0 ends it. */
export function blur(ctx, radius) {
  ctx.filter = radius > 0 ? `blur(${radius * ctx.outputScale}px)` : "none";
}

/** Light that adds to what is there. `colour` is #rrggbb. */
export function glow(ctx, cx, cy, radius, colour, strength = 1) {
  ctx.save();
  ctx.globalCompositeOperation = "screen";
  ctx.globalAlpha = strength;
  ctx.fillStyle = radial(ctx, cx, cy, radius, [0, colour], [0.25, `${colour}88`], [1, `${colour}00`]);
  ctx.fillRect(cx - radius, cy - radius, 2 * radius, 2 * radius);
  ctx.restore();
}

/** Streaks of light and shade that make a flat field into water: narrow far off, broad near by. */
export function ripples(ctx, random, top, count, light, shade) {
  const depth = ctx.H - top;
  for (let i = 0; i < count; i++) {
    const near = random() ** 1.6;
    const length = 12 + near * 130 * random();
    const rgb = random() < 0.5 ? light : shade;
    fill(
      ctx,
      `rgba(${rgb},${(0.1 + random() * 0.28) * (1 - near * 0.4)})`,
      random() * ctx.W - length / 2,
      top + near * depth,
      length,
      1 + near * 4 * random(),
    );
  }
}

/** A standing figure in silhouette, with its feet at (x, y). */
export function person(ctx, style, x, y, height, { lean = 0 } = {}) {
  const w = height * 0.26;
  ctx.save();
  ctx.translate(x, y);
  ellipse(ctx, style, lean, -height * 0.905, height * 0.068, height * 0.085);
  ctx.fillRect(-height * 0.028, -height * 0.87, height * 0.056, height * 0.08);
  ctx.beginPath();
  ctx.moveTo(-w * 0.46, -height * 0.775);
  ctx.quadraticCurveTo(-w * 0.2, -height * 0.83, 0, -height * 0.835);
  ctx.quadraticCurveTo(w * 0.2, -height * 0.83, w * 0.46, -height * 0.775);
  const rest = [
    [0.5, -0.42],
    [0.34, -0.38],
    [0.3, 0],
    [0.05, 0],
    [0, -0.36],
    [-0.1, 0],
    [-0.36, 0],
    [-0.36, -0.38],
    [-0.5, -0.42],
  ];
  for (const [across, up] of rest) ctx.lineTo(w * across, height * up);
  ctx.closePath();
  ctx.fill();
  ctx.restore();
}

/**
 * The look that all pictures share: a soft dark edge, colours drawn towards a palette (dark to light, by `amount`)
 * and a grain like that of paper. Returns the finished canvas.
 */
export function finish(ctx, palette, amount = 0.35, grain = 16, vignette = 0.35, seed = 9) {
  const { W, H, canvas } = ctx;
  const reach = Math.hypot(W, H) * 0.62;
  fill(ctx, radial(ctx, W * 0.5, H * 0.48, reach, [0, "#0000"], [0.55, "#0000"], [1, `rgba(8,8,14,${vignette})`]));
  const image = ctx.getImageData(0, 0, canvas.width, canvas.height);
  const pixels = image.data;
  const random = randomFrom(seed);
  const colours = palette.map((hex) => [1, 3, 5].map((i) => Number.parseInt(hex.slice(i, i + 2), 16)));
  let noise = 0;
  for (let i = 0; i < pixels.length; i += 4) {
    const light = (pixels[i] * 0.3 + pixels[i + 1] * 0.59 + pixels[i + 2] * 0.11) / 255;
    const at = light * (colours.length - 1);
    const k = Math.min(colours.length - 2, Math.floor(at));
    noise = noise * 0.45 + (random() + random() - 1) * grain * 0.75;
    for (let c = 0; c < 3; c++) {
      const target = colours[k][c] + (colours[k + 1][c] - colours[k][c]) * (at - k);
      pixels[i + c] = pixels[i + c] * (1 - amount) + target * amount + noise;
    }
  }
  ctx.putImageData(image, 0, 0);
  return canvas;
}
