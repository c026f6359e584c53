// Pitches, pools, fields and the upper river.
import {
  blur,
  ellipse,
  fill,
  finish,
  glow,
  line,
  linear,
  person,
  polygon,
  randomFrom,
  ripples,
  sheet,
} from "./canvas.mjs";

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

/** An eight on flat water at sunrise. */
export function rowing() {
  const ctx = sheet(1500, 1000);
  const random = randomFrom(151);
  const { W, H } = ctx;
  const horizon = 430;
  fill(ctx, linear(ctx, 0, 0, 0, horizon, [0, "#7f9bb0"], [0.5, "#d8c7b4"], [1, "#ffdba0"]), 0, 0, W, horizon);
  ellipse(ctx, "#fff4d2", 1010, 352, 58, 58);
  glow(ctx, 1010, 352, 520, "#ffd892", 0.85);
  // Three lines of trees, each nearer and darker.
  for (const [base, height, tone] of [
    [horizon + 2, 60, "#a9a49a"],
    [horizon + 6, 84, "#857f78"],
    [horizon + 12, 52, "#57544f"],
  ]) {
    for (let i = 0; i < 190; i++) {
      const x = random() * (W + 80) - 40;
      const crown = height * (0.4 + 0.6 * Math.abs(Math.sin(x / 210 + height))) * (0.7 + random() * 0.3);
      for (let leaf = 0; leaf < 9; leaf++) {
        const up = random();
        ellipse(
          ctx,
          tone,
          x + (random() - 0.5) * crown * 0.7 * (1.2 - up),
          base - up * crown,
          7 + random() * 13,
          6 + random() * 10,
        );
      }
    }
    fill(ctx, tone, 0, base - 14, W, 18);
    blur(ctx, 18);
    for (let i = 0; i < 14; i++)
      ellipse(ctx, "rgba(255,228,186,.3)", random() * W, base - 6, 160 + random() * 180, 14 + random() * 12);
    blur(ctx, 0);
  }
  fill(
    ctx,
    linear(ctx, 0, horizon + 12, 0, H, [0, "#f6d3a0"], [0.2, "#cdb9a2"], [0.55, "#7c93a2"], [1, "#2b4356"]),
    0,
    horizon + 12,
    W,
    H,
  );
  for (let i = 0; i < 620; i++) {
    const near = random() ** 1.3;
    fill(
      ctx,
      `rgba(255,240,200,${0.5 * (1 - near)})`,
      1010 + (random() + random() - 1) * (50 + near * 190),
      horizon + 16 + near * 420,
      10 + near * 70 * random(),
      1 + near * 3,
    );
  }
  ripples(ctx, random, horizon + 40, 620, "255,232,200", "40,62,80");

  const y0 = 660;
  const ink = "#131a22";
  const boat = () => {
    polygon(ctx, ink, [170, y0 - 4], [420, y0 - 13], [1080, y0 - 13], [1350, y0 - 5], [1080, y0 + 9], [420, y0 + 9]);
    for (let seat = 0; seat < 8; seat++) {
      const x = 384 + seat * 84;
      // Legs, back, head, arms: the crew is at the finish of the stroke, leaning to the left.
      line(ctx, ink, 15, [x, y0 - 20], [x + 52, y0 - 25]);
      ctx.lineCap = "round";
      line(ctx, ink, 25, [x - 2, y0 - 26], [x - 24, y0 - 76]);
      line(ctx, ink, 10, [x - 22, y0 - 74], [x + 2, y0 - 52], [x + 22, y0 - 46]);
      ctx.lineCap = "butt";
      ellipse(ctx, ink, x - 30, y0 - 104, 14, 17, -0.2);
      if (seat % 3 === 1) fill(ctx, "#b8392c", x - 44, y0 - 119, 27, 8);
    }
    // The cox, low in the stern.
    ctx.lineCap = "round";
    line(ctx, ink, 24, [1098, y0 - 18], [1106, y0 - 56]);
    ctx.lineCap = "butt";
    ellipse(ctx, ink, 1105, y0 - 82, 13, 16);
    fill(ctx, "#f0e6cc", 1091, y0 - 98, 30, 7);
  };
  ctx.save();
  ctx.globalAlpha = 0.42;
  blur(ctx, 4);
  ctx.translate(0, 2 * y0 + 14);
  ctx.scale(1, -1);
  boat();
  ctx.restore();
  blur(ctx, 0);
  for (let seat = 0; seat < 8; seat++) {
    const x = 406 + seat * 84;
    const near = seat % 2 === 0;
    const blade = near ? [x + 36, y0 + 118] : [x + 26, y0 - 150 + 118];
    line(ctx, near ? "#1a222b" : "#3a434b", near ? 5 : 3.5, [x, y0 - 46], blade);
    if (near) {
      polygon(
        ctx,
        "#b8392c",
        [blade[0] - 6, blade[1] - 16],
        [blade[0] + 10, blade[1] - 22],
        [blade[0] + 24, blade[1] + 30],
        [blade[0] + 4, blade[1] + 34],
      );
      for (let ring = 1; ring < 5; ring++) {
        ctx.strokeStyle = `rgba(255,240,212,${0.5 - ring * 0.09})`;
        ctx.lineWidth = 3 - ring * 0.4;
        ctx.beginPath();
        ctx.ellipse(blade[0] - 40 - ring * 4, blade[1] + 46, 16 + ring * 17, 4 + ring * 4.4, 0, 0, 7);
        ctx.stroke();
      }
    }
  }
  boat();
  line(ctx, "rgba(255,244,220,.6)", 2, [120, y0 + 8], [420, y0 + 10]);
  line(ctx, "rgba(255,244,220,.35)", 2, [1100, y0 + 12], [1480, y0 + 26]);
  blur(ctx, 24);
  for (let i = 0; i < 18; i++)
    ellipse(
      ctx,
      `rgba(255,232,200,${0.1 + random() * 0.16})`,
      random() * W,
      470 + random() * 90,
      180 + random() * 220,
      12 + random() * 20,
    );
  blur(ctx, 0);
  return finish(ctx, ["#17202b", "#66757f", "#dcb48c", "#fff4d8"], 0.32, 12, 0.3);
}
