// Pitches, pools and fields.
import { blur, ellipse, fill, finish, glow, line, linear, person, polygon, randomFrom, sheet } from "./canvas.mjs";

/** A match under floodlights in the fog. */
export function football() {
  const ctx = sheet(1500, 1000),
    random = randomFrom(45),
    { W, H } = ctx,
    hz = 470;
  fill(ctx, linear(ctx, 0, 0, 0, hz, [0, "#08131c"], [0.7, "#23464a"], [1, "#5d857c"]), 0, 0, W, hz);
  polygon(ctx, "#0a1518", [0, 330], [430, 392], [1080, 392], [W, 320], [W, hz + 30], [0, hz + 30]);
  for (let i = 0; i < 2600; i++) {
    const a = random() * W,
      t = Math.abs(a - 755) / 755,
      y = 402 + random() * 70 - t * t * 60 * random();
    ctx.fillStyle = `rgba(${(170 + random() * 80) | 0},${(150 + random() * 70) | 0},${(130 + random() * 60) | 0},${0.12 + random() * 0.3})`;
    ctx.fillRect(a, y, 3, 4);
  }
  for (let i = 0; i < 14; i++) {
    const t0 = i / 14,
      t1 = (i + 1) / 14;
    const y0 = hz + (H - hz) * t0 ** 1.7,
      y1 = hz + (H - hz) * t1 ** 1.7;
    fill(ctx, i % 2 ? "#2f6a4c" : "#3a7a57", 0, y0, W, y1 - y0 + 1);
  }
  fill(ctx, linear(ctx, 0, hz, 0, H, [0, "#9fc0a888"], [0.25, "#2b5a4400"], [1, "#04140fcc"]), 0, hz, W, H - hz);
  line(ctx, "rgba(235,245,235,.75)", 3, [0, hz + 20], [W, hz + 20]);
  line(ctx, "rgba(235,245,235,.7)", 4, [755, hz + 20], [700, H]);
  ctx.strokeStyle = "rgba(235,245,235,.7)";
  ctx.lineWidth = 4;
  ctx.beginPath();
  ctx.ellipse(740, hz + 190, 300, 74, 0, 0, 7);
  ctx.stroke();
  const mast = (a, b, s) => {
    ctx.fillStyle = "#0b1418";
    ctx.fillRect(a - 5 * s, b, 10 * s, hz - b);
    for (let i = 0; i < 3; i++)
      for (let j = 0; j < 5; j++) {
        ellipse(ctx, "#fffdf0", a - 56 * s + j * 28 * s, b - 64 * s + i * 28 * s, 10 * s, 10 * s);
      }
    glow(ctx, a, b - 36 * s, 430 * s, "#dff3e6", 0.8);
    glow(ctx, a, b - 36 * s, 150 * s, "#fffbe8", 0.9);
    ctx.save();
    ctx.globalCompositeOperation = "screen";
    blur(ctx, 20);
    polygon(
      ctx,
      "rgba(200,230,215,.14)",
      [a - 40 * s, b],
      [a + 40 * s, b],
      [755 + (a - 755) * 0.1 + 300, H],
      [755 + (a - 755) * 0.1 - 300, H],
    );
    ctx.restore();
  };
  mast(190, 190, 1.05);
  mast(1320, 180, 1.05);
  mast(560, 292, 0.55);
  mast(970, 292, 0.55);
  blur(ctx, 22);
  for (let i = 0; i < 16; i++)
    ellipse(
      ctx,
      `rgba(190,220,205,${0.08 + random() * 0.13})`,
      random() * W,
      430 + random() * 130,
      200 + random() * 200,
      16 + random() * 24,
    );
  blur(ctx, 0);
  const pl = (a, b, h, c) => {
    ellipse(ctx, "rgba(3,14,10,.45)", a + h * 0.34, b + 2, h * 0.42, h * 0.05, -0.03);
    person(ctx, "#10181a", a, b, h);
    ctx.fillStyle = c;
    ctx.beginPath();
    ctx.moveTo(a - h * 0.11, b - h * 0.8);
    ctx.quadraticCurveTo(a, b - h * 0.86, a + h * 0.11, b - h * 0.8);
    ctx.lineTo(a + h * 0.12, b - h * 0.46);
    ctx.lineTo(a - h * 0.12, b - h * 0.46);
    ctx.fill();
  };
  for (const p of [
    [330, 560, 74, "#c33a2e"],
    [520, 545, 68, "#e9e4d2"],
    [905, 560, 76, "#e9e4d2"],
    [1120, 590, 90, "#c33a2e"],
    [660, 690, 128, "#c33a2e"],
    [840, 720, 138, "#e9e4d2"],
    [250, 760, 150, "#e9e4d2"],
    [1250, 800, 168, "#c33a2e"],
    [1010, 640, 106, "#c33a2e"],
  ])
    pl(...p);
  ellipse(ctx, "#fff", 752, 716, 12, 12);
  return finish(ctx, ["#071217", "#2c5a4f", "#9cb59b", "#fffbe4"], 0.28, 14, 0.4);
}

/** Swimmers in their lanes, from above. */
export function lido() {
  const ctx = sheet(1500, 1000),
    random = randomFrom(81),
    { W, H } = ctx;
  ctx.fillStyle = "#e7d9bd";
  ctx.fillRect(0, 0, W, H);
  ctx.save();
  ctx.translate(750, 500);
  ctx.rotate(-0.2);
  ctx.scale(1.3, 1.3);
  ctx.translate(-750, -500);
  fill(ctx, linear(ctx, 0, 0, W, H, [0, "#2c8d98"], [0.6, "#1f7685"], [1, "#14586d"]), -200, 120, 1900, 1100);
  for (let i = 0; i < 7; i++) fill(ctx, "rgba(8,46,66,.38)", -200, 210 + i * 150, 1900, 20);
  ctx.globalCompositeOperation = "screen";
  ctx.strokeStyle = "rgba(170,235,225,.2)";
  for (let i = 0; i < 520; i++) {
    ctx.lineWidth = 1 + random() * 3.4;
    let a = random() * 1900 - 200,
      b = 120 + random() * 1000;
    ctx.beginPath();
    ctx.moveTo(a, b);
    for (let k = 0; k < 4; k++) {
      const na = a + (random() - 0.2) * 60,
        nb = b + (random() - 0.5) * 60;
      ctx.quadraticCurveTo(a + 30 * random(), b + 40 * (random() - 0.5), na, nb);
      a = na;
      b = nb;
    }
    ctx.stroke();
  }
  ctx.globalCompositeOperation = "source-over";
  for (let i = 0; i < 7; i++)
    for (let a = -200; a < 1700; a += 26) {
      ctx.fillStyle = (((a + 200) / 26) | 0) % 6 < 3 ? "#f6ead0" : "#b8392c";
      ctx.beginPath();
      ctx.roundRect(a, 136 + i * 150 + Math.sin(a / 90 + i) * 3, 22, 11, 5);
      ctx.fill();
    }
  const sw = (a, b, d, c) => {
    ctx.save();
    ctx.translate(a, b);
    ctx.scale(d, 1);
    blur(ctx, 6);
    ellipse(ctx, "rgba(5,40,60,.5)", 6, 34, 74, 16);
    blur(ctx, 0);
    ellipse(ctx, "#b87a58", 0, 0, 56, 15);
    ctx.lineWidth = 13;
    ctx.lineCap = "round";
    line(ctx, "#b87a58", 12, [34, -6], [92, -26], [118, -8]);
    line(ctx, "#b87a58", 12, [20, 8], [-22, 34]);
    line(ctx, "#b87a58", 13, [-48, 2], [-112, -8]);
    line(ctx, "#b87a58", 13, [-48, 6], [-110, 16]);
    ctx.fillStyle = "#1b2a3c";
    ctx.beginPath();
    ctx.ellipse(-26, 0, 28, 15, 0, 0, 7);
    ctx.fill();
    ellipse(ctx, c, 68, 0, 19, 17);
    for (let i = 0; i < 70; i++)
      ellipse(
        ctx,
        `rgba(250,255,250,${0.25 + random() * 0.6})`,
        -110 + (random() - 0.5) * 74 - random() * 60,
        (random() - 0.5) * 40,
        2 + random() * 6,
        2 + random() * 4,
      );
    for (let i = 0; i < 26; i++)
      ellipse(
        ctx,
        `rgba(250,255,250,${0.3 + random() * 0.6})`,
        112 + (random() - 0.5) * 36,
        -8 + (random() - 0.5) * 24,
        2 + random() * 4,
        2 + random() * 3,
      );
    ctx.restore();
  };
  sw(520, 298, 1, "#f2efe4");
  sw(1010, 450, -1, "#b8392c");
  sw(360, 600, 1, "#e8b23d");
  sw(900, 748, 1, "#f2efe4");
  fill(ctx, "#e7d9bd", -200, -200, 1900, 300);
  fill(ctx, "#f3e8d0", -200, 96, 1900, 26);
  for (let i = 0; i < 30; i++) fill(ctx, "rgba(120,95,65,.18)", -200 + i * 66, -200, 2, 296);
  ctx.restore();
  return finish(ctx, ["#0c2f40", "#1f7784", "#d8c9a6", "#fff8e6"], 0.22, 13, 0.25);
}

/** Plots and hedges from the air. */
export function fields() {
  const ctx = sheet(1500, 1000),
    random = randomFrom(101),
    { W, H } = ctx;
  fill(ctx, "#4b5634");
  const rows = [-80, 150, 340, 560, 760, 1090];
  const cs = ["#8a9447", "#c7a94e", "#5d7440", "#a98a45", "#6f6a38", "#d6c276", "#4f6238", "#9a6b3d", "#b7b068"];
  ctx.save();
  ctx.translate(750, 500);
  ctx.rotate(-0.22);
  ctx.scale(1.32, 1.32);
  ctx.translate(-750, -500);
  for (let j = 0; j < 5; j++) {
    let a = -120;
    while (a < 1650) {
      const w = 110 + random() * 210,
        sk = 26 * (random() - 0.5);
      const p = [
        [a + 4, rows[j] + 4],
        [a + w - 5 + sk, rows[j] + 4],
        [a + w - 5, rows[j + 1] - 5],
        [a + 4, rows[j + 1] - 5],
      ];
      polygon(ctx, cs[(random() * 9) | 0], ...p);
      ctx.save();
      ctx.beginPath();
      for (const [px, py] of p) ctx.lineTo(px, py);
      ctx.clip();
      const v = random() < 0.55,
        st = 7 + random() * 9,
        al = 0.1 + random() * 0.22;
      for (let k = -40; k < (v ? w : rows[j + 1] - rows[j]) + 60; k += st) {
        const cc = random() < 0.8 ? `rgba(35,40,20,${al})` : `rgba(240,225,160,${al})`;
        v
          ? line(ctx, cc, 2.6, [a + k, rows[j]], [a + k + 10, rows[j + 1]])
          : line(ctx, cc, 2.6, [a - 20, rows[j] + k], [a + w + 20, rows[j] + k + 6]);
      }
      if (random() < 0.4)
        for (let k = 0; k < 40; k++) {
          ellipse(
            ctx,
            `rgba(45,70,40,.8)`,
            a + 10 + (((random() * w) / 22) | 0) * 22,
            rows[j] + 14 + (((random() * (rows[j + 1] - rows[j])) / 20) | 0) * 20,
            6,
            5,
          );
        }
      if (random() < 0.35) {
        const hx = a + 20 + random() * (w - 70),
          hy = rows[j] + 24 + random() * 90;
        fill(ctx, "rgba(20,20,15,.5)", hx + 8, hy + 8, 56, 34);
        fill(ctx, "#a4503a", hx, hy, 40, 28);
        fill(ctx, "#c97a5a", hx, hy, 40, 13);
      }
      ctx.restore();
      a += w + (random() < 0.25 ? 16 : 2);
    }
  }
  for (const y of [340, 760]) fill(ctx, "#d9c798", -200, y - 9, 2000, 16);
  fill(ctx, "#d9c798", 880, -200, 15, 1500);
  for (let i = 0; i < 170; i++) {
    const j = (random() * 5) | 0,
      a = -100 + random() * 1750,
      b = rows[j] + (random() - 0.5) * 12,
      s = 9 + random() * 17;
    ellipse(ctx, "rgba(15,20,10,.5)", a + s * 1.5, b + s * 0.9, s * 1.9, s * 0.75, 0.5);
    ellipse(ctx, "#3b5232", a, b, s, s);
    ellipse(ctx, "#5c7a46", a - s * 0.3, b - s * 0.3, s * 0.55, s * 0.5);
  }
  ctx.restore();
  ctx.save();
  ctx.globalCompositeOperation = "soft-light";
  fill(ctx, linear(ctx, 0, 0, W, H, [0, "#ffe6ab"], [0.5, "#ffe6ab22"], [1, "#1a1830"]));
  ctx.restore();
  return finish(ctx, ["#171d16", "#5b6138", "#c4a75a", "#fff3cf"], 0.3, 13, 0.3);
}
