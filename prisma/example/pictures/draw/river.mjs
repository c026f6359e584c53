// On and beside the river.
import { blur, ellipse, fill, finish, glow, line, linear, person, polygon, randomFrom, sheet } from "./canvas.mjs";

/** A night ferry with lit windows on the river at dusk, seen from a pier. */
export function ferry() {
  const ctx = sheet(1800, 1012),
    random = randomFrom(4),
    { W, H } = ctx,
    hz = 560;
  fill(
    ctx,
    linear(ctx, 0, 0, 0, hz, [0, "#141d33"], [0.35, "#39405f"], [0.62, "#8a5a66"], [0.82, "#d98558"], [1, "#f7c987"]),
    0,
    0,
    W,
    hz,
  );
  glow(ctx, 560, hz - 6, 620, "#ffce86", 0.75);
  glow(ctx, 560, hz, 200, "#fff0c8", 0.8);
  blur(ctx, 9);
  for (let i = 0; i < 46; i++) {
    const y = 60 + random() * 430,
      t = y / hz;
    ellipse(
      ctx,
      t > 0.6
        ? `rgba(255,${(170 + random() * 40) | 0},120,${0.14 + random() * 0.2})`
        : `rgba(${(20 + t * 90) | 0},${(24 + t * 40) | 0},${(50 + t * 40) | 0},${0.25 + random() * 0.3})`,
      random() * W,
      y,
      140 + random() * 340,
      4 + random() * 13 * (1.25 - t),
      -0.015,
    );
  }
  blur(ctx, 0);
  // far shore
  const sky = [];
  let px = 0;
  ctx.fillStyle = "#3a3448";
  ctx.globalAlpha = 0.85;
  while (px < W) {
    const w = 16 + random() * 60,
      h = 14 + random() * random() * 80;
    ctx.fillRect(px, hz - h, w, h);
    px += w * 0.9;
  }
  ctx.globalAlpha = 1;
  ctx.fillStyle = "#2a2638";
  px = 900;
  while (px < W) {
    const w = 22 + random() * 60,
      h = 24 + random() * random() * 120;
    ctx.fillRect(px, hz - h, w + 1, h);
    sky.push([px, hz - h, w, h]);
    px += w;
  }
  for (const [a, b, w, h] of sky)
    for (let i = 0; i < (w * h) / 260; i++)
      if (random() < 0.5) {
        ctx.fillStyle = `rgba(255,${(190 + random() * 40) | 0},120,${0.4 + random() * 0.5})`;
        ctx.fillRect(a + 4 + (((random() * (w - 8)) / 7) | 0) * 7, b + 6 + (((random() * (h - 10)) / 9) | 0) * 9, 3, 4);
      }

  // cranes
  const crane = (cx, s) => {
    ctx.save();
    ctx.translate(cx, hz);
    ctx.scale(s, s);
    ctx.strokeStyle = "#241f30";
    ctx.lineWidth = 6;
    ctx.beginPath();
    ctx.moveTo(-34, 0);
    ctx.lineTo(-22, -190);
    ctx.moveTo(34, 0);
    ctx.lineTo(22, -190);
    ctx.moveTo(-30, -70);
    ctx.lineTo(30, -70);
    ctx.moveTo(-27, -120);
    ctx.lineTo(27, -120);
    ctx.moveTo(-96, -190);
    ctx.lineTo(190, -190);
    ctx.moveTo(0, -190);
    ctx.lineTo(0, -262);
    ctx.stroke();
    ctx.lineWidth = 2.4;
    ctx.beginPath();
    ctx.moveTo(0, -262);
    ctx.lineTo(186, -192);
    ctx.moveTo(0, -262);
    ctx.lineTo(-92, -192);
    ctx.moveTo(120, -188);
    ctx.lineTo(120, -96);
    ctx.stroke();
    ctx.fillStyle = "#241f30";
    ctx.fillRect(-14, -186, 40, 26);
    ctx.fillRect(-100, -196, 36, 30);
    ctx.restore();
  };
  crane(196, 1);
  crane(330, 0.78);
  crane(64, 0.66);
  // water
  fill(
    ctx,
    linear(ctx, 0, hz, 0, H, [0, "#d69a6c"], [0.1, "#9a6460"], [0.4, "#454060"], [1, "#121a2c"]),
    0,
    hz,
    W,
    H - hz,
  );
  for (let i = 0; i < 3600; i++) {
    const t = random() ** 1.7,
      y = hz + 2 + t * (H - hz),
      sp = 70 + t * 420,
      inSun = random() < 0.42,
      cx = inSun ? 560 + (random() + random() - 1) * sp : random() * W,
      w = 8 + t * 90 * random(),
      b = inSun
        ? `rgba(255,${(205 - t * 40) | 0},${(140 - t * 20) | 0},${0.5 * (1 - t * 0.75)})`
        : random() < 0.6
          ? `rgba(14,18,36,${0.16 + t * 0.14})`
          : `rgba(190,130,120,${0.16 * (1 - t)})`;
    ctx.fillStyle = b;
    ctx.fillRect(cx - w / 2, y, w, 1 + t * 4.2 * random());
  }
  // ferry
  const F = (k) => {
    ctx.save();
    ctx.translate(1180, hz + 64);
    ctx.scale(k ? 1 : 1, k || 1);
    polygon(ctx, "#0d1220", [-330, -62], [352, -78], [318, 6], [300, 22], [-290, 22], [-316, 0]);
    polygon(ctx, "#8f2a26", [-318, 2], [312, 2], [300, 22], [-290, 22]);
    polygon(ctx, "#e7d3b4", [-300, -66], [300, -80], [286, -132], [-270, -132]);
    polygon(ctx, "#cdb596", [-240, -132], [248, -132], [236, -190], [-206, -190]);
    polygon(ctx, "#eadbc1", [40, -190], [224, -190], [206, -238], [64, -238]);
    for (let i = 0; i < 25; i++) {
      ctx.fillStyle = i % 7 === 3 ? "#3a3040" : "#ffd98f";
      ctx.fillRect(-256 + i * 21.4, -118, 13, 22);
    }
    for (let i = 0; i < 19; i++) {
      ctx.fillStyle = i % 5 === 1 ? "#4a3b44" : "#ffcf7d";
      ctx.fillRect(-190 + i * 22, -176, 12, 19);
    }
    ctx.fillStyle = "#ffe6b0";
    for (let i = 0; i < 6; i++) ctx.fillRect(76 + i * 21, -228, 16, 18);
    polygon(ctx, "#15192a", [-120, -190], [-40, -190], [-52, -276], [-106, -276]);
    ctx.fillStyle = "#a8322b";
    ctx.fillRect(-116, -256, 70, 24);
    ctx.strokeStyle = "#1b2030";
    ctx.lineWidth = 4;
    ctx.beginPath();
    ctx.moveTo(140, -238);
    ctx.lineTo(140, -318);
    ctx.moveTo(118, -290);
    ctx.lineTo(162, -290);
    ctx.stroke();
    ctx.lineWidth = 2;
    ctx.beginPath();
    ctx.moveTo(-206, -190);
    ctx.lineTo(-206, -208);
    ctx.lineTo(40, -208);
    ctx.moveTo(-300, -84);
    ctx.lineTo(-270, -132);
    ctx.stroke();
    ctx.restore();
  };
  ctx.save();
  ctx.beginPath();
  ctx.rect(0, hz + 84, W, H);
  ctx.clip();
  ctx.globalAlpha = 0.5;
  blur(ctx, 7);
  ctx.translate(0, (hz + 86) * 2 - 44 + 22);
  ctx.scale(1, -1);
  ctx.translate(0, 22);
  F();
  ctx.restore();
  blur(ctx, 0);
  ctx.globalAlpha = 1;
  F();
  for (let i = 0; i < 25; i += 2) glow(ctx, 920 + 4 + i * 21.4, hz - 44, 46, "#ffb45c", 0.35);
  for (let i = 0; i < 19; i += 2) glow(ctx, 990 + i * 22, hz - 104, 40, "#ffb45c", 0.3);
  glow(ctx, 1320, hz - 256, 50, "#ff6a4a", 0.9);
  for (let i = 0; i < 900; i++) {
    const t = random(),
      y = hz + 92 + t * 330,
      cx = 1180 + (random() + random() - 1) * 300;
    ctx.fillStyle = random() < 0.5 ? `rgba(255,190,105,${0.42 * (1 - t)})` : `rgba(12,16,32,${0.4 * (1 - t * 0.5)})`;
    const w = 10 + random() * 46;
    ctx.fillRect(cx, y, w, 1.2 + t * 3);
  }
  blur(ctx, 3);
  for (let i = 0; i < 40; i++)
    ellipse(ctx, `rgba(240,225,205,${0.25 * random()})`, 850 + random() * 50 - i * 7, hz + 86 + random() * 10, 26, 2.5);
  blur(ctx, 0);
  // pier in front
  ctx.fillStyle = "#07090f";
  ctx.fillRect(0, H - 120, 640, 26);
  for (let i = 0; i < 6; i++) {
    ctx.fillRect(26 + i * 112, H - 120, 24, 120);
  }
  ctx.fillRect(0, H - 206, 640, 7);
  ctx.fillRect(0, H - 168, 640, 5);
  for (let i = 0; i < 13; i++) ctx.fillRect(12 + i * 51, H - 206, 6, 90);
  person(ctx, "#07090f", 420, H - 118, 232);
  person(ctx, "#07090f", 352, H - 118, 212, { lean: 8 });
  ctx.fillRect(180, H - 520, 10, 404);
  ellipse(ctx, "#07090f", 185, H - 522, 30, 9);
  ellipse(ctx, "#ffe3a8", 185, H - 511, 20, 8);
  glow(ctx, 185, H - 505, 190, "#ffbf6a", 0.75);
  line(ctx, "#07090f", 5, [500, H - 122], [520, H - 176], [575, H - 176], [590, H - 122]);
  ctx.lineWidth = 5;
  for (const c of [505, 592]) {
    ctx.beginPath();
    ctx.arc(c, H - 148, 27, 0, 7);
    ctx.stroke();
  }
  return finish(ctx, ["#0b1220", "#4b3b52", "#c9785a", "#fbe3b6"], 0.32, 13, 0.4);
}

/** A suspension bridge in morning fog. */
export function bridge() {
  const ctx = sheet(1500, 1000),
    random = randomFrom(7),
    { W, H } = ctx;
  fill(ctx, linear(ctx, 0, 0, 0, H, [0, "#9fb0b4"], [0.5, "#d6d8cd"], [0.75, "#e9dfc8"], [1, "#8f9c9c"]));
  glow(ctx, 1060, 420, 560, "#fff3d2", 0.8);
  const hill = (y, a, c, s) => {
    const q = randomFrom(s);
    ctx.beginPath();
    ctx.moveTo(0, H);
    let v = y;
    for (let i = 0; i <= W; i += 30) {
      v += (q() - 0.5) * a;
      ctx.lineTo(i, v);
    }
    ctx.lineTo(W, H);
    ctx.fillStyle = c;
    ctx.fill();
  };
  hill(560, 22, "#a9b3b1aa", 3);
  hill(610, 26, "#8e9c9b99", 5);
  const b = (ox, oy, s, c) => {
    ctx.save();
    ctx.translate(ox, oy);
    ctx.scale(s, s);
    ctx.fillStyle = c;
    for (const t of [0, 900]) {
      ctx.fillRect(t - 26, -420, 16, 620);
      ctx.fillRect(t + 14, -420, 16, 620);
      for (const k of [-410, -280, -140]) ctx.fillRect(t - 26, k, 56, 12);
    }
    ctx.fillRect(-900, 0, 2700, 16);
    ctx.fillRect(-900, 24, 2700, 4);
    ctx.strokeStyle = c;
    ctx.lineWidth = 5;
    ctx.beginPath();
    ctx.moveTo(-900, -30);
    ctx.quadraticCurveTo(-340, -40, 0, -420);
    ctx.quadraticCurveTo(450, 330, 900, -420);
    ctx.quadraticCurveTo(1240, -40, 1800, -30);
    ctx.stroke();
    ctx.lineWidth = 2;
    for (let i = 20; i < 900; i += 26) {
      const u = i / 900,
        y = (1 - u) * (1 - u) * -420 + 2 * u * (1 - u) * 330 + u * u * -420;
      line(ctx, c, 2, [i, y], [i, 0]);
    }
    for (let i = 30; i < 900; i += 26) {
      const u = i / 900;
      const y = -420 * (1 - u) ** 2 - 30 * u * u - 80 * u * (1 - u);
      line(ctx, c, 2, [-i, y], [-i, 0]);
      line(ctx, c, 2, [900 + i, y], [900 + i, 0]);
    }
    for (let i = -900; i < 1800; i += 18) line(ctx, c, 1.5, [i, 0], [i + 9, 24], [i + 18, 0]);
    ctx.restore();
  };
  b(330, 660, 0.86, "#3d4c52");
  blur(ctx, 26);
  for (let i = 0; i < 26; i++)
    ellipse(
      ctx,
      `rgba(236,230,214,${0.28 + random() * 0.3})`,
      random() * W,
      640 + random() * 230,
      160 + random() * 240,
      26 + random() * 46,
    );
  blur(ctx, 0);
  fill(ctx, linear(ctx, 0, 790, 0, H, [0, "#e6dfcc00"], [0.3, "#9cabac"], [1, "#4f6166"]), 0, 790, W, 210);
  for (let i = 0; i < 700; i++) {
    const t = random();
    ctx.fillStyle = random() < 0.5 ? `rgba(240,235,215,${0.22 * (1 - t)})` : `rgba(40,60,66,${0.15})`;
    ctx.fillRect(random() * W, 830 + t * 170, 20 + t * 90 * random(), 1 + t * 3);
  }
  for (let i = 0; i < 14; i++) {
    const a = 300 + random() * 500,
      y = 170 + random() * 190,
      s = 6 + random() * 9;
    ctx.strokeStyle = "#3d4c52";
    ctx.lineWidth = 2.2;
    ctx.beginPath();
    ctx.moveTo(a - s, y - s * 0.3);
    ctx.quadraticCurveTo(a - s * 0.4, y - s * 0.6, a, y);
    ctx.quadraticCurveTo(a + s * 0.4, y - s * 0.6, a + s, y - s * 0.2);
    ctx.stroke();
  }
  return finish(ctx, ["#1c2b33", "#5f7377", "#c6c3b0", "#fbf3de"], 0.45, 14, 0.25);
}

/** Two tide boards in a rising, rain-swept river. */
export function gauge() {
  const ctx = sheet(1500, 1000),
    random = randomFrom(61),
    { W, H } = ctx;
  fill(ctx, linear(ctx, 0, 0, 0, H, [0, "#c9cfc4"], [0.38, "#a9b5ab"], [0.4, "#6f8580"], [1, "#1d3136"]));
  blur(ctx, 16);
  for (let i = 0; i < 18; i++)
    ellipse(
      ctx,
      `rgba(70,92,84,${0.4 + random() * 0.3})`,
      random() * W,
      350 + random() * 36,
      120 + random() * 120,
      36 + random() * 30,
    );
  blur(ctx, 0);
  for (let i = 0; i < 2600; i++) {
    const t = random() ** 1.4;
    ctx.fillStyle =
      random() < 0.46 ? `rgba(215,222,205,${0.3 * (1 - t * 0.5) * random()})` : `rgba(12,30,34,${0.22 * random()})`;
    ctx.fillRect(random() * W, 400 + t * 600, 20 + t * 150 * random(), 1 + t * 6 * random());
  }
  const board = (a, top, w, base, y0, dark) => {
    ctx.save();
    ctx.fillStyle = dark ? "#d8d2bd" : "#f3ecd8";
    ctx.fillRect(a, top, w, base - top);
    ctx.fillStyle = "#111b1f";
    const m = w * 0.62;
    let k = 0;
    for (let y = top + 14; y < base; y += m / 2, k++) {
      if (k % 2 === 0) ctx.fillRect(a + w * 0.08, y, w * (k % 4 === 0 ? 0.4 : 0.26), m / 4);
    }
    ctx.font = `700 ${w * 0.46}px Inter`;
    ctx.textAlign = "right";
    let n = y0;
    for (let y = top + m * 0.45; y < base; y += m * 2) ctx.fillText((n--).toFixed(0), a + w * 0.92, y + w * 0.2);
    ctx.fillStyle = linear(ctx, a, 0, a + w, 0, [0, "#0004"], [0.3, "#0000"], [1, "#0005"]);
    ctx.fillRect(a, top, w, base - top);
    ctx.fillStyle = linear(ctx, 0, base - 190, 0, base, [0, "#3b4a3000"], [1, "#26372ae6"]);
    ctx.fillRect(a, base - 190, w, 190);
    ctx.fillStyle = "#1a2226";
    ctx.fillRect(a - 12, top - 20, 12, base - top + 20);
    ctx.restore();
    ctx.save();
    ctx.globalAlpha = 0.4;
    blur(ctx, 5);
    for (let i = 0; i < 40; i++) {
      ctx.fillStyle = i % 2 ? "#e9e2cc" : "#26363a";
      ctx.fillRect(a + (random() - 0.5) * (8 + i * 1.6), base + i * 9, w, 6);
    }
    ctx.restore();
    ctx.strokeStyle = "rgba(240,240,225,.6)";
    for (let i = 1; i < 4; i++) {
      ctx.lineWidth = 3 - i * 0.7;
      ctx.beginPath();
      ctx.ellipse(a + w / 2, base, w * (0.5 + i * 0.28), w * 0.07 * i, 0, 0, 7);
      ctx.stroke();
    }
  };
  board(1080, 250, 92, 560, 4, 1);
  board(520, 60, 230, 800, 6);
  for (let i = 0; i < 700; i++) {
    const a = random() * W,
      b = random() * H;
    line(ctx, "rgba(240,245,235,.13)", 1.2, [a, b], [a - 9, b + 44]);
  }
  return finish(ctx, ["#0f2026", "#4a6763", "#b5b8a0", "#fdf5de"], 0.4, 14, 0.3);
}
