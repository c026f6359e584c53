// Streets, halls and houses.
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
  radial,
  randomFrom,
  sheet,
} from "./canvas.mjs";

/** A tram coming down a wet street at night. */
export function tram() {
  const ctx = sheet(1500, 1000),
    random = randomFrom(21),
    { W, H } = ctx,
    vx = 690,
    vy = 470;
  fill(ctx, linear(ctx, 0, 0, 0, H, [0, "#0e1b26"], [0.5, "#3c5a63"], [1, "#0d151c"]));
  glow(ctx, vx, vy, 520, "#b9d5c8", 0.6);
  const wall = (s) => {
    let z = 0.5;
    while (z < 5) {
      const d = 0.18 + random() * 0.3,
        h = 520 + random() * 380,
        xw = s * (560 + random() * 60),
        n = z + d;
      const f = (q) => [vx + xw / q, vy - h / q],
        g = (q) => [vx + xw / q, vy + 300 / q];
      const t = Math.min(1, z / 4);
      polygon(ctx, `rgb(${(16 + t * 78) | 0},${(26 + t * 92) | 0},${(34 + t * 92) | 0})`, f(z), f(n), g(n), g(z));
      for (let a = z + 0.03; a < n - 0.03; a += 0.075)
        for (let y = -h + 70; y < 120; y += 92) {
          const on = random();
          if (on < 0.62) {
            const c =
              on < 0.3 ? `rgba(255,${(195 + random() * 35) | 0},120,${0.85 - t * 0.35})` : `rgba(120,160,160,.18)`;
            polygon(
              ctx,
              c,
              [vx + xw / a, vy + y / a],
              [vx + xw / (a + 0.04), vy + y / (a + 0.04)],
              [vx + xw / (a + 0.04), vy + (y + 50) / (a + 0.04)],
              [vx + xw / a, vy + (y + 50) / a],
            );
          }
        }
      z = n;
    }
  };
  wall(-1);
  wall(1);
  polygon(
    ctx,
    linear(ctx, 0, vy, 0, H, [0, "#7e968f"], [0.25, "#31464c"], [1, "#0a1116"]),
    [0, H],
    [W, H],
    [W, 900],
    [vx + 90, vy + 52],
    [vx - 90, vy + 52],
    [0, 900],
  );
  for (const s of [-230, -90, 90, 230])
    line(ctx, "rgba(210,225,215,.45)", 3, [vx + s * 0.1, vy + 40], [vx + s * 2.6, H]);
  const T = () => {
    ctx.save();
    ctx.translate(vx + 20, vy + 180);
    ctx.fillStyle = "#c2bfae";
    ctx.beginPath();
    ctx.roundRect(-150, -330, 300, 350, 40);
    ctx.fill();
    ctx.fillStyle = "#8e1f22";
    ctx.beginPath();
    ctx.roundRect(-150, -90, 300, 110, [0, 0, 26, 26]);
    ctx.fill();
    ctx.fillStyle = "#101a20";
    ctx.beginPath();
    ctx.roundRect(-128, -262, 256, 150, 22);
    ctx.fill();
    ctx.fillStyle = "#ffb347";
    ctx.font = "600 30px Inter";
    ctx.textAlign = "center";
    ctx.fillText("4  QUAYSIDE", 0, -282);
    ctx.fillStyle = "rgba(255,236,190,.5)";
    ctx.fillRect(-120, -250, 240, 8);
    ellipse(ctx, "#0c1216", -40, -150, 24, 34);
    ellipse(ctx, "#0c1216", -40, -196, 16, 19);
    ctx.fillStyle = "#fff6dc";
    for (const s of [-104, 104]) ellipse(ctx, "#fff8e2", s, -52, 19, 15);
    ctx.restore();
  };
  ctx.save();
  ctx.globalAlpha = 0.45;
  blur(ctx, 10);
  ctx.translate(0, 2 * (vy + 200));
  ctx.scale(1, -1);
  T();
  ctx.restore();
  T();
  for (const s of [-104, 104]) {
    glow(ctx, vx + 20 + s, vy + 128, 230, "#ffe9b0", 0.85);
    ctx.save();
    ctx.globalCompositeOperation = "screen";
    ctx.fillStyle = linear(ctx, 0, vy + 200, 0, H, [0, "#ffe3a266"], [1, "#ffe3a200"]);
    blur(ctx, 8);
    polygon(
      ctx,
      ctx.fillStyle,
      [vx + s, vy + 210],
      [vx + 40 + s, vy + 210],
      [vx + 90 + s * 1.6, H],
      [vx - 40 + s * 1.6, H],
    );
    ctx.restore();
  }
  for (let i = 0; i < 900; i++) {
    const t = random();
    ctx.fillStyle = random() < 0.5 ? `rgba(255,215,150,${0.22 * (1 - t * 0.4) * random()})` : "rgba(4,8,12,.25)";
    ctx.fillRect(vx + (random() - 0.5) * (240 + t * 1500), vy + 190 + t * 340, 14 + random() * 70 * t, 1 + t * 3);
  }
  for (const k of [-60, 80]) line(ctx, "#0a1218", 3, [vx + 20 + k * 0.2, vy - 150], [vx + k * 9, 0]);
  line(ctx, "#0a1218", 2.5, [0, 120], [vx, vy - 210], [W, 60]);
  line(ctx, "#0a1218", 2, [0, 250], [vx, vy - 170], [W, 210]);
  ctx.globalAlpha = 0.25;
  for (let i = 0; i < 420; i++) {
    const a = random() * W,
      b = random() * H,
      l = 16 + random() * 34;
    line(ctx, "#cfe2de", 1, [a, b], [a - l * 0.16, b + l]);
  }
  ctx.globalAlpha = 1;
  person(ctx, "#05090c", 245, 985, 400);
  ctx.fillStyle = "#05090c";
  ctx.beginPath();
  ctx.ellipse(250, 600, 130, 64, 0, Math.PI, 0);
  ctx.fill();
  line(ctx, "#05090c", 5, [250, 600], [256, 720]);
  return finish(ctx, ["#091119", "#34535b", "#b98a55", "#fff0cf"], 0.3, 15, 0.4);
}

/** The iron market hall with its stalls and shoppers. */
export function market() {
  const ctx = sheet(1500, 1000),
    random = randomFrom(12),
    { W, H } = ctx,
    vx = 820,
    vy = 560;
  fill(ctx, "#2a211c");
  fill(ctx, radial(ctx, vx, vy - 40, 760, [0, "#fff1cf"], [0.16, "#f2cf93"], [0.5, "#8a5b39"], [1, "#2b2019"]));
  const at = (px, py, z) => [vx + px / z, vy + py / z];
  for (let i = 26; i >= 1; i--) {
    const z = 0.42 + i * 0.2,
      c = `rgb(${Math.min(205, 34 + i * 7)},${Math.min(160, 24 + i * 5.2)},${Math.min(110, 20 + i * 3.4)})`;
    const P = (a, b) => at(a, b, z);
    ctx.lineWidth = Math.max(2, 26 / z);
    ctx.strokeStyle = c;
    ctx.beginPath();
    ctx.moveTo(...P(-640, 330));
    ctx.lineTo(...P(-640, -190));
    ctx.quadraticCurveTo(...P(-560, -560), ...P(0, -620));
    ctx.quadraticCurveTo(...P(560, -560), ...P(640, -190));
    ctx.lineTo(...P(640, 330));
    ctx.stroke();
    ctx.lineWidth = Math.max(1, 8 / z);
    ctx.beginPath();
    ctx.moveTo(...P(-640, -190));
    ctx.lineTo(...P(0, -430));
    ctx.lineTo(...P(640, -190));
    ctx.moveTo(...P(0, -620));
    ctx.lineTo(...P(0, -430));
    ctx.moveTo(...P(-330, -585));
    ctx.lineTo(...P(-330, -306));
    ctx.moveTo(...P(330, -585));
    ctx.lineTo(...P(330, -306));
    ctx.stroke();
    if (i % 2 === 0) {
      const sc = ["#a63c2c", "#e9dcc0", "#4c6a5c", "#d09a3e", "#39506b"];
      for (const s of [-1, 1]) {
        const col = sc[(i / 2 + (s > 0 ? 2 : 0)) % 5];
        for (let k = 0; k < 6; k++) {
          ctx.fillStyle = k % 2 ? "#eadfc6" : col;
          const _z2 = z + 0.34,
            _a = (0.16 * k) / 6,
            zz = z + 0.05 + (0.3 * k) / 6,
            z3 = z + 0.05 + (0.3 * (k + 1)) / 6;
          polygon(
            ctx,
            k % 2 ? "#e2d3b4" : col,
            at(s * 600, -40, zz),
            at(s * 600, -40, z3),
            at(s * 340, 40, z3),
            at(s * 340, 40, zz),
          );
        }
        polygon(
          ctx,
          "#1f1712",
          at(s * 600, 140, z + 0.05),
          at(s * 600, 140, z + 0.35),
          at(s * 350, 140, z + 0.35),
          at(s * 350, 140, z + 0.05),
        );
        polygon(
          ctx,
          "#31231a",
          at(s * 350, 140, z + 0.05),
          at(s * 350, 140, z + 0.35),
          at(s * 350, 330, z + 0.35),
          at(s * 350, 330, z + 0.05),
        );
        for (let k = 0; k < 10; k++) {
          const [a, b] = at(s * (370 + random() * 200), 128, z + 0.08 + random() * 0.24);
          ellipse(ctx, ["#d8892f", "#b43a2a", "#e2c65a", "#6f8a4a"][(random() * 4) | 0], a, b, 16 / z, 13 / z);
        }
      }
    }
  }
  polygon(
    ctx,
    linear(ctx, 0, vy, 0, H, [0, "#d9ac72"], [0.3, "#7a5136"], [1, "#1d1511"]),
    [0, H],
    [W, H],
    [vx + 120, vy + 42],
    [vx - 120, vy + 42],
  );
  for (let i = 0; i < 60; i++) {
    const z = 0.5 + random() * 3.4,
      [a, b] = at((random() - 0.5) * 560, 330, z);
    if (b < H + 40) person(ctx, z > 2.4 ? "#6b4a33" : z > 1.2 ? "#38261c" : "#140e0b", a, b, 190 / z);
  }
  ctx.save();
  ctx.globalCompositeOperation = "screen";
  blur(ctx, 14);
  for (let i = 0; i < 6; i++) {
    const a = 980 + i * 84;
    polygon(ctx, `rgba(255,222,160,${0.1 + 0.03 * (i % 3)})`, [a, -20], [a + 54, -20], [a - 340, H], [a - 520, H]);
  }
  ctx.restore();
  person(ctx, "#0d0907", 420, 990, 440);
  person(ctx, "#120c09", 1130, 960, 330);
  return finish(ctx, ["#150e0c", "#6e4430", "#d59a5a", "#fff1d2"], 0.35, 14, 0.4);
}

/** Two blocks of flats, seen from below. */
export function housing() {
  const ctx = sheet(1500, 1000),
    random = randomFrom(51),
    { W, H } = ctx;
  fill(ctx, linear(ctx, 0, 0, W, H, [0, "#d9e0df"], [1, "#f4d9b8"]));
  const face = (ox, oy, w, h, sk, base, sh, n, m) => {
    ctx.save();
    ctx.transform(1, sk, 0, 1, ox, oy);
    ctx.fillStyle = base;
    ctx.fillRect(0, 0, w, h);
    const cw = w / n,
      ch = h / m;
    for (let i = 0; i < n; i++)
      for (let j = 0; j < m; j++) {
        const a = i * cw,
          b = j * ch,
          on = random();
        ctx.fillStyle = sh;
        ctx.fillRect(a + cw * 0.16, b + ch * 0.16, cw * 0.5, ch * 0.62);
        ctx.fillStyle = on < 0.16 ? "#ffd388" : on < 0.5 ? "#33454f" : "#54686f";
        ctx.fillRect(a + cw * 0.18, b + ch * 0.18, cw * 0.46, ch * 0.58);
        ctx.fillStyle = "rgba(255,255,255,.28)";
        if (on > 0.3)
          polygon(
            ctx,
            "rgba(255,255,255,.16)",
            [a + cw * 0.18, b + ch * 0.18],
            [a + cw * 0.42, b + ch * 0.18],
            [a + cw * 0.18, b + ch * 0.6],
          );
        if (random() < 0.25) {
          ctx.fillStyle = "#e9dcc3";
          ctx.fillRect(a + cw * 0.18, b + ch * 0.18, cw * 0.46 * random(), ch * 0.58);
        }
        if ((i + j) % 2 === 0) {
          ctx.fillStyle = "rgba(20,20,28,.28)";
          ctx.fillRect(a + cw * 0.1, b + ch * 0.86, cw * 0.74, ch * 0.34);
          ctx.fillStyle = ["#a4472f", "#c8a05a", "#5f7a72"][(i * 3 + j) % 3];
          ctx.fillRect(a + cw * 0.08, b + ch * 0.62, cw * 0.74, ch * 0.27);
          ctx.fillStyle = "rgba(255,255,255,.22)";
          ctx.fillRect(a + cw * 0.08, b + ch * 0.62, cw * 0.74, 4);
          if (random() < 0.5) {
            for (let k = 0; k < 5; k++)
              ellipse(ctx, "#3d5a41", a + cw * (0.14 + random() * 0.3), b + ch * (0.6 - random() * 0.06), 9, 9);
          }
        }
      }
    ctx.restore();
  };
  face(930, -60, 640, 1300, -0.16, "#e8cfa8", "#b8936a", 5, 9);
  face(0, -360, 930, 1500, 0.26, "#8c5c48", "#4c2f2a", 7, 10);
  ctx.save();
  ctx.transform(1, 0.26, 0, 1, 0, -360);
  ctx.fillStyle = linear(ctx, 0, 0, 930, 0, [0, "#1a102266"], [1, "#1a102200"]);
  ctx.fillRect(0, 0, 930, 1500);
  ctx.restore();
  polygon(ctx, "rgba(60,35,40,.45)", [930, 240], [930, -60], [1180, -110], [1010, 1000], [930, 1000]);
  return finish(ctx, ["#20161f", "#7a4a3e", "#d8a878", "#fff3dc"], 0.35, 14, 0.25);
}
