// Rooms, by lamplight and daylight.
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

/** A reader by lamplight among shelves. */
export function library() {
  const ctx = sheet(1500, 1000),
    random = randomFrom(33),
    { W, H } = ctx;
  fill(ctx, "#241a17");
  const cs = [
    "#7b2d26",
    "#a8562f",
    "#c9944a",
    "#d9c08a",
    "#3f5648",
    "#2d4454",
    "#5a3a4a",
    "#8a7a5c",
    "#b9a37a",
    "#42303a",
  ];
  for (let row = 0; row < 6; row++) {
    const y = row * 172 - 30;
    fill(ctx, "#140d0b", 0, y + 150, W, 24);
    let a = -10;
    while (a < W) {
      if (random() < 0.05) {
        a += 26 + random() * 50;
        continue;
      }
      const w = 16 + random() * 32,
        h = 96 + random() * 48,
        c = cs[(random() * 10) | 0],
        ti = random() < 0.05 ? 0.1 : 0;
      ctx.save();
      ctx.translate(a, y + 150);
      ctx.rotate(ti);
      ctx.fillStyle = c;
      ctx.fillRect(0, -h, w - 1.5, h);
      ctx.fillStyle = "rgba(255,235,190,.28)";
      if (random() < 0.6) {
        ctx.fillRect(3, -h + 14, w - 8, 3);
        ctx.fillRect(3, -h + 20, w - 8, 1.5);
        ctx.fillRect(3, -22, w - 8, 2);
      }
      if (random() < 0.4) {
        ctx.fillStyle = "rgba(250,230,180,.5)";
        ctx.fillRect(w / 2 - 2, -h * 0.72, 4, h * 0.4);
      }
      ctx.fillStyle = linear(ctx, 0, 0, w, 0, [0, "#0008"], [0.35, "#fff1"], [1, "#0007"]);
      ctx.fillRect(0, -h, w - 1, h);
      ctx.restore();
      a += w + (ti ? 16 : 0);
    }
  }
  fill(ctx, radial(ctx, 860, 560, 980, [0, "#ffb95a00"], [0.4, "#1c120d66"], [1, "#0d0807ee"]));
  glow(ctx, 860, 560, 520, "#ffb55c", 0.62);
  fill(ctx, linear(ctx, 0, 800, 0, H, [0, "#6a3f26"], [0.1, "#3b2417"], [1, "#150d09"]), 0, 806, W, 194);
  polygon(ctx, "#2f5a48", [800, 470], [940, 470], [990, 566], [752, 566]);
  ellipse(ctx, "#ffe7b4", 871, 566, 116, 9);
  fill(ctx, "#b08a4b", 864, 566, 14, 226);
  ellipse(ctx, "#8b6a36", 871, 800, 64, 13);
  glow(ctx, 871, 590, 330, "#ffdc98", 0.75);
  ctx.fillStyle = "#110b0a";
  ctx.beginPath();
  ctx.moveTo(300, 830);
  ctx.bezierCurveTo(310, 600, 400, 560, 470, 545);
  ctx.bezierCurveTo(560, 560, 640, 610, 690, 806);
  ctx.lineTo(300, 830);
  ctx.fill();
  ellipse(ctx, "#110b0a", 520, 470, 68, 84, 0.25);
  ctx.beginPath();
  ctx.moveTo(440, 440);
  ctx.bezierCurveTo(450, 350, 590, 360, 590, 440);
  ctx.bezierCurveTo(520, 420, 500, 470, 470, 540);
  ctx.fill();
  ctx.save();
  ctx.globalCompositeOperation = "screen";
  ctx.strokeStyle = "#ffbe6e";
  ctx.lineWidth = 5;
  blur(ctx, 3);
  ctx.beginPath();
  ctx.ellipse(520, 470, 68, 84, 0.25, -1.1, 1.1);
  ctx.stroke();
  ctx.beginPath();
  ctx.moveTo(590, 575);
  ctx.bezierCurveTo(650, 630, 672, 720, 690, 800);
  ctx.stroke();
  ctx.restore();
  polygon(ctx, "#efe0bd", [600, 806], [700, 770], [790, 806], [695, 826]);
  polygon(ctx, "#d6c196", [700, 770], [790, 806], [695, 826]);
  line(ctx, "#a58d61", 2, [700, 772], [695, 824]);
  return finish(ctx, ["#120b0a", "#5e3526", "#c98a4a", "#ffedc4"], 0.25, 14, 0.35);
}

/** An orchestra from above, each desk with a lamp. */
export function concert() {
  const ctx = sheet(1500, 1000),
    random = randomFrom(71);
  fill(ctx, radial(ctx, 750, 1010, 1100, [0, "#5a2c22"], [0.5, "#2a1618"], [1, "#0c080c"]));
  for (let i = 0; i < 40; i++)
    line(ctx, "rgba(255,190,120,.06)", 2, [750 + (i - 20) * 18, 1010], [750 + (i - 20) * 120, 0]);
  for (let k = 5; k >= 0; k--) {
    const R0 = 300 + k * 132,
      n = 7 + k * 4;
    for (let i = 0; i < n; i++) {
      const a = Math.PI * (1.06 + (0.88 * (i + 0.5 + (random() - 0.5) * 0.1)) / n),
        cx = 750 + Math.cos(a) * R0 * 1.06,
        cy = 1000 + Math.sin(a) * R0 * 0.86;
      if (cx < -60 || cx > 1560) continue;
      ctx.save();
      ctx.translate(cx, cy);
      ctx.rotate(a + Math.PI / 2);
      ctx.fillStyle = "#060409";
      ctx.beginPath();
      ctx.ellipse(0, -34, 34, 20, 0, 0, 7);
      ctx.fill();
      ellipse(ctx, ["#1c1013", "#3a2118", "#120c10"][(random() * 3) | 0], 0, -38, 14, 15);
      ctx.save();
      ctx.rotate(0.5);
      ctx.fillStyle = "#7d3a1c";
      ctx.beginPath();
      ctx.ellipse(8, -18, 9, 13, 0, 0, 7);
      ctx.ellipse(8, 0, 12, 15, 0, 0, 7);
      ctx.fill();
      ctx.fillStyle = "#c98748";
      ctx.fillRect(7, -52, 2.5, 60);
      ctx.restore();
      line(ctx, "#f0d9ab", 1.8, [-34, -6], [34, -26]);
      ctx.fillStyle = "#f7e7c4";
      ctx.fillRect(-22, 22, 21, 25);
      ctx.fillStyle = "#ecd6aa";
      ctx.fillRect(1, 22, 21, 25);
      ctx.fillStyle = "#6d5334";
      for (let l = 0; l < 5; l++) {
        ctx.fillRect(-19, 26 + l * 4, 15, 1);
        ctx.fillRect(4, 26 + l * 4, 15, 1);
      }
      ctx.restore();
      glow(ctx, cx + Math.cos(a) * -34, cy + Math.sin(a) * -34, 84, "#ffb45e", 0.5);
    }
  }
  glow(ctx, 750, 1000, 420, "#ffd08a", 0.6);
  ellipse(ctx, "#08050a", 750, 950, 74, 44);
  ellipse(ctx, "#1a0f10", 750, 936, 26, 28);
  line(ctx, "#f6e2b8", 4, [800, 930], [892, 850]);
  ctx.lineWidth = 26;
  ctx.lineCap = "round";
  line(ctx, "#08050a", 24, [700, 940], [610, 900]);
  line(ctx, "#08050a", 24, [790, 945], [806, 926]);
  return finish(ctx, ["#0c070b", "#5c2c22", "#cf8544", "#fff0cb"], 0.28, 14, 0.4);
}

/** A figure in a beam of light before curtains. */
export function stage() {
  const ctx = sheet(1500, 1000),
    random = randomFrom(111),
    { W, H } = ctx;
  fill(ctx, "#1a0a0c");
  for (let i = 0; i < W; i += 2) {
    const f = Math.sin(i / 34 + Math.sin(i / 170) * 2.2) * 0.5 + Math.sin(i / 13 + 1) * 0.16,
      l = Math.max(0, 0.36 + f * 0.5),
      e = Math.abs(i - 820) / 900;
    const k = l * (1.15 - e * 0.8);
    ctx.fillStyle = `rgb(${(30 + k * 150) | 0},${(8 + k * 26) | 0},${(12 + k * 24) | 0})`;
    ctx.fillRect(i, 0, 2.2, 760);
  }
  fill(ctx, linear(ctx, 0, 0, 0, 300, [0, "#0a0406f2"], [1, "#0a040600"]), 0, 0, W, 300);
  for (let i = 0; i < 9; i++) {
    ctx.fillStyle = linear(ctx, 0, 0, 0, 190, [0, "#120608"], [0.7, "#4a1316"], [1, "#6d1d1e"]);
    ctx.beginPath();
    ctx.moveTo(i * 190 - 60, 0);
    ctx.lineTo(i * 190 + 140, 0);
    ctx.quadraticCurveTo(i * 190 + 40, 330, i * 190 - 60, 0);
    ctx.fill();
  }
  fill(ctx, linear(ctx, 0, 750, 0, H, [0, "#3a2216"], [1, "#120a07"]), 0, 750, W, 250);
  for (let i = -20; i < 21; i++) line(ctx, "rgba(0,0,0,.35)", 2, [820 + i * 52, 750], [820 + i * 170, H]);
  ctx.save();
  ctx.globalCompositeOperation = "screen";
  blur(ctx, 12);
  polygon(
    ctx,
    linear(ctx, 0, 0, 0, 820, [0, "rgba(255,232,180,.5)"], [1, "rgba(255,226,170,.16)"]),
    [1120, -40],
    [1190, -40],
    [1080, 850],
    [560, 850],
  );
  blur(ctx, 5);
  ellipse(ctx, "rgba(255,228,170,.62)", 820, 850, 270, 56);
  ctx.restore();
  glow(ctx, 820, 640, 420, "#ffd89a", 0.4);
  ellipse(ctx, "rgba(10,4,4,.55)", 770, 856, 120, 14);
  person(ctx, "#120708", 830, 856, 300);
  line(ctx, "#120708", 5, [740, 860], [740, 628]);
  ellipse(ctx, "#120708", 742, 620, 9, 15, 0.2);
  ellipse(ctx, "#120708", 740, 860, 30, 6);
  polygon(ctx, "#120708", [770, 588], [890, 588], [878, 580], [782, 580]);
  polygon(ctx, "#120708", [796, 582], [864, 582], [858, 548], [802, 548]);
  ctx.save();
  ctx.globalCompositeOperation = "screen";
  blur(ctx, 2);
  line(ctx, "#ffdf9e", 4, [866, 628], [872, 720], [862, 800]);
  ctx.beginPath();
  ctx.arc(830, 585, 24, -1.2, 1.1);
  ctx.strokeStyle = "#ffdf9e";
  ctx.lineWidth = 4;
  ctx.stroke();
  ctx.restore();
  for (let i = 0; i < 120; i++) {
    ellipse(
      ctx,
      `rgba(255,230,180,${random() * 0.3})`,
      700 + random() * 420,
      100 + random() * 700,
      1 + random() * 2,
      1 + random() * 2,
    );
  }
  for (let j = 0; j < 2; j++)
    for (let i = 0; i < 16; i++) {
      const a = i * 104 + (j ? 50 : 0) - 30,
        b = H - 8 + j * 16 - (j ? 0 : 26);
      ellipse(ctx, j ? "#060304" : "#0d0607", a, b - 44, 26, 32);
      ellipse(ctx, j ? "#060304" : "#0d0607", a, b + 14, 52, 42);
    }
  return finish(ctx, ["#12070a", "#6b1f1f", "#d0904e", "#fff0cc"], 0.2, 14, 0.35);
}

/** Two grilled fish on a plate. */
export function food() {
  const ctx = sheet(1500, 1000),
    random = randomFrom(91),
    { W } = ctx;
  fill(ctx, "#c9b795");
  ctx.save();
  ctx.rotate(-0.06);
  for (let i = 0; i < 260; i++) {
    ctx.fillStyle = `rgba(${(90 + random() * 40) | 0},${(70 + random() * 30) | 0},40,${0.05})`;
    ctx.fillRect(-60, i * 4.2, W + 160, 1 + random() * 2);
  }
  for (const k of [90, 128, 166, 1180, 1218, 1256]) fill(ctx, "rgba(53,82,104,.55)", k, -60, k % 90 ? 11 : 20, 1300);
  ctx.restore();
  ctx.save();
  blur(ctx, 22);
  ellipse(ctx, "rgba(40,24,14,.55)", 800, 580, 430, 410);
  ctx.restore();
  ellipse(ctx, linear(ctx, 380, 100, 1120, 960, [0, "#faf4e6"], [1, "#d9ceb6"]), 740, 510, 425, 425);
  ellipse(ctx, linear(ctx, 380, 100, 1120, 960, [0, "#e6dcc6"], [1, "#f7f0e0"]), 740, 510, 330, 330);
  ctx.strokeStyle = "#35526a";
  ctx.lineWidth = 5;
  ctx.beginPath();
  ctx.arc(740, 510, 402, 0, 7);
  ctx.stroke();
  const fish = (cx, cy, a, s) => {
    ctx.save();
    ctx.translate(cx, cy);
    ctx.rotate(a);
    ctx.scale(s, s);
    ctx.save();
    blur(ctx, 10);
    ellipse(ctx, "rgba(40,20,10,.5)", 8, 22, 230, 52);
    ctx.restore();
    ctx.beginPath();
    ctx.moveTo(-250, 0);
    ctx.bezierCurveTo(-160, -84, 90, -88, 190, -16);
    ctx.lineTo(276, -66);
    ctx.quadraticCurveTo(250, 0, 276, 66);
    ctx.lineTo(190, 16);
    ctx.bezierCurveTo(90, 88, -160, 84, -250, 0);
    ctx.fillStyle = linear(ctx, 0, -80, 0, 80, [0, "#3a3128"], [0.35, "#8a6032"], [0.7, "#d9a24e"], [1, "#a5692c"]);
    ctx.fill();
    ctx.globalAlpha = 0.35;
    for (let i = -180; i < 180; i += 16)
      for (let j = -48; j < 48; j += 15) {
        ctx.strokeStyle = "#f8d9a0";
        ctx.lineWidth = 1.6;
        ctx.beginPath();
        ctx.arc(i + ((j / 15) & 1) * 8, j, 9, -1, 1);
        ctx.stroke();
      }
    ctx.globalAlpha = 1;
    ellipse(ctx, "#f4e6c4", -206, -12, 11, 11);
    ellipse(ctx, "#18120e", -206, -12, 6, 6);
    ctx.strokeStyle = "#4b3015";
    ctx.lineWidth = 4;
    ctx.beginPath();
    ctx.arc(-190, 0, 52, -0.8, 0.8);
    ctx.stroke();
    ctx.restore();
  };
  fish(720, 420, -0.38, 1);
  fish(760, 600, -0.3, 0.94);
  const lem = (cx, cy, s) => {
    ctx.save();
    ctx.translate(cx, cy);
    blur(ctx, 8);
    ellipse(ctx, "rgba(40,20,10,.4)", 8, 12, s, s);
    blur(ctx, 0);
    ellipse(ctx, "#e5b631", 0, 0, s, s);
    ellipse(ctx, "#f8ecc0", 0, 0, s * 0.88, s * 0.88);
    for (let i = 0; i < 9; i++) {
      ctx.save();
      ctx.rotate((i * Math.PI * 2) / 9);
      ctx.beginPath();
      ctx.moveTo(s * 0.1, 0);
      ctx.lineTo(s * 0.76, -s * 0.23);
      ctx.quadraticCurveTo(s * 0.86, 0, s * 0.76, s * 0.23);
      ctx.closePath();
      ctx.fillStyle = "#efcb55";
      ctx.fill();
      ctx.restore();
    }
    ctx.restore();
  };
  lem(520, 650, 76);
  lem(598, 732, 70);
  lem(985, 330, 62);
  for (let i = 0; i < 46; i++) {
    ctx.save();
    ctx.translate(880 + (random() - 0.5) * 190, 740 + (random() - 0.5) * 90);
    ctx.rotate(random() * 6);
    ctx.fillStyle = ["#4f6a3a", "#6d8a48", "#3d5530"][(random() * 3) | 0];
    ctx.beginPath();
    ctx.ellipse(0, 0, 26, 7, 0, 0, 7);
    ctx.fill();
    ctx.restore();
  }
  ctx.save();
  ctx.translate(1290, 520);
  ctx.rotate(0.08);
  blur(ctx, 10);
  fill(ctx, "rgba(40,20,10,.4)", -10, -360, 50, 760);
  blur(ctx, 0);
  ctx.fillStyle = linear(ctx, -16, 0, 26, 0, [0, "#8f8f8a"], [0.5, "#e6e4da"], [1, "#77777a"]);
  ctx.beginPath();
  ctx.moveTo(-18, 60);
  ctx.lineTo(-18, -330);
  ctx.quadraticCurveTo(26, -300, 26, -120);
  ctx.lineTo(22, 60);
  ctx.fill();
  ctx.fillStyle = "#2e211b";
  ctx.beginPath();
  ctx.roundRect(-16, 60, 36, 290, 12);
  ctx.fill();
  ctx.restore();
  ctx.save();
  ctx.globalCompositeOperation = "soft-light";
  blur(ctx, 20);
  polygon(ctx, "rgba(255,240,200,.7)", [0, 0], [900, 0], [300, 1000], [0, 1000]);
  polygon(ctx, "rgba(20,10,30,.5)", [1180, 0], [1500, 0], [1500, 1000], [820, 1000]);
  ctx.restore();
  return finish(ctx, ["#1d1512", "#7a5733", "#d8b57c", "#fff7e2"], 0.2, 13, 0.25);
}
