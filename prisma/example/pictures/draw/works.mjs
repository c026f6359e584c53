// Where things are made, or were: gasworks and ropewalk.
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

/** Two empty gasholder frames against the evening. */
export function gasworks() {
  const ctx = sheet(1500, 1000);
  const random = randomFrom(171);
  const { W, H } = ctx;
  const ground = 760;
  fill(
    ctx,
    linear(ctx, 0, 0, 0, ground, [0, "#33466a"], [0.4, "#a9788a"], [0.72, "#f0a068"], [1, "#ffdc94"]),
    0,
    0,
    W,
    ground,
  );
  glow(ctx, 980, 700, 620, "#ffd07c", 0.8);
  blur(ctx, 12);
  for (let i = 0; i < 40; i++) {
    const y = 40 + random() * 560;
    ellipse(
      ctx,
      y > 330 ? `rgba(255,200,130,${0.16 + random() * 0.22})` : `rgba(70,64,100,${0.14 + random() * 0.2})`,
      random() * W,
      y,
      150 + random() * 320,
      5 + random() * 16,
      -0.03,
    );
  }
  blur(ctx, 0);
  for (let x = 0; x < W; ) {
    const width = 22 + random() * 60;
    const height = 20 + random() * 60;
    fill(ctx, "#6d5566", x, ground - height, width, height);
    if (random() < 0.14) fill(ctx, "#6d5566", x + width / 3, ground - height - 70, 12, 72);
    x += width;
  }

  /** A ring of iron columns, tied by three girders and crossed braces. */
  const holder = (cx, base, rx, ry, height, columns, dark, pale) => {
    const at = (i, level) => {
      const a = (i / columns) * Math.PI * 2 + 0.13;
      return [cx + Math.cos(a) * rx, base + Math.sin(a) * ry - height * level, Math.sin(a)];
    };
    const ring = (level, from, to, style, width) => {
      ctx.strokeStyle = style;
      ctx.lineWidth = width;
      ctx.beginPath();
      ctx.ellipse(cx, base - height * level, rx, ry, 0, from, to);
      ctx.stroke();
    };
    for (const front of [false, true]) {
      const style = front ? dark : pale;
      const w = front ? 1 : 0.62;
      for (const level of [0.34, 0.67, 1]) {
        ring(level, front ? 0 : Math.PI, front ? Math.PI : Math.PI * 2, style, 10 * w);
        ring(level - 0.035, front ? 0 : Math.PI, front ? Math.PI : Math.PI * 2, style, 4 * w);
      }
      for (let i = 0; i < columns; i++) {
        const [x, y, depth] = at(i, 0);
        if (depth > 0 !== front) continue;
        const top = at(i, 1.03);
        line(ctx, style, 15 * w, [x, y], [x, y - height * 0.34]);
        line(ctx, style, 12 * w, [x, y - height * 0.34], [x, y - height * 0.67]);
        line(ctx, style, 9 * w, [x, y - height * 0.67], [top[0], top[1]]);
        ellipse(ctx, style, top[0], top[1] - 6, 8 * w, 9 * w);
        const next = at(i + 1, 0);
        if (next[2] > 0 !== front) continue;
        for (let level = 0; level < 3; level++) {
          const low = height * (level * 0.33 + 0.02);
          const high = height * (level * 0.33 + 0.31);
          line(ctx, style, 2.6 * w, [x, y - low], [next[0], next[1] - high]);
          line(ctx, style, 2.6 * w, [x, y - high], [next[0], next[1] - low]);
        }
      }
    }
  };
  const scene = () => {
    holder(1130, ground - 16, 250, 40, 360, 18, "#3d2d3c", "#8d6470");
    holder(520, ground + 6, 370, 62, 560, 22, "#1d1620", "#7a5563");
  };
  fill(ctx, linear(ctx, 0, ground, 0, H, [0, "#3a2b30"], [0.22, "#2b2026"], [1, "#161118"]), 0, ground, W, H - ground);
  scene();
  // The canal, with the frames upside down in it.
  ctx.save();
  ctx.beginPath();
  ctx.moveTo(0, 852);
  ctx.bezierCurveTo(420, 838, 980, 850, W, 832);
  ctx.lineTo(W, 962);
  ctx.bezierCurveTo(1020, 966, 480, 950, 0, 974);
  ctx.closePath();
  ctx.fillStyle = linear(ctx, 0, 836, 0, 970, [0, "#f0b478"], [0.5, "#b97a70"], [1, "#5a4766"]);
  ctx.fill();
  ctx.clip();
  ctx.globalAlpha = 0.5;
  blur(ctx, 4);
  ctx.translate(0, 2 * 836 - 30);
  ctx.scale(1, -1);
  scene();
  ctx.restore();
  blur(ctx, 0);
  for (let i = 0; i < 260; i++)
    fill(
      ctx,
      random() < 0.5 ? "rgba(255,222,160,.3)" : "rgba(50,34,50,.24)",
      random() * W,
      852 + random() * 104,
      20 + random() * 80,
      1 + random() * 2,
    );
  // Buddleia and grass.
  for (let i = 0; i < 620; i++) {
    const x = random() * W;
    const y = i < 330 ? 842 + random() * 8 : H - random() * 20;
    const height = (i < 330 ? 16 : 40) + random() * (i < 330 ? 46 : 90);
    const bend = (random() - 0.5) * 30;
    ctx.strokeStyle = random() < 0.24 ? "#5d4230" : "#171017";
    ctx.lineWidth = 1.4 + random() * 2;
    ctx.beginPath();
    ctx.moveTo(x, y);
    ctx.quadraticCurveTo(x, y - height * 0.6, x + bend, y - height);
    ctx.stroke();
    if (random() < 0.24) ellipse(ctx, random() < 0.5 ? "#7a4a74" : "#8f6a3a", x + bend, y - height, 4, 11, bend / 60);
  }
  person(ctx, "#140e13", 1340, 850, 92);
  polygon(
    ctx,
    "#140e13",
    [1368, 850],
    [1372, 828],
    [1402, 826],
    [1410, 812],
    [1418, 822],
    [1408, 834],
    [1404, 850],
    [1398, 850],
    [1396, 838],
    [1380, 838],
    [1376, 850],
  );
  return finish(ctx, ["#150f18", "#6b4a5a", "#e09a66", "#fff0c8"], 0.28, 12, 0.34);
}

/** Coils of new rope in a long loft. */
export function rope() {
  const ctx = sheet(1500, 1000);
  const random = randomFrom(181);
  const { W, H } = ctx;
  const vx = 1130;
  const vy = 330;
  fill(ctx, radial(ctx, vx, vy, 1300, [0, "#fff0cc"], [0.12, "#d9b98a"], [0.4, "#7a5c44"], [1, "#241a18"]));
  polygon(
    ctx,
    linear(ctx, 0, vy, 0, H, [0, "#c9a574"], [0.3, "#8a643f"], [1, "#33231a"]),
    [vx - 40, vy + 26],
    [vx + 40, vy + 26],
    [W + 500, H],
    [-1200, H],
  );
  for (let i = -16; i < 16; i++) line(ctx, "rgba(30,18,12,.4)", 2, [vx + i * 4, vy + 26], [vx + i * 150, H]);
  for (let i = 0; i < 26; i++) {
    const depth = 0.3 + i * 0.26;
    const half = 420 / depth;
    const top = vy - 300 / depth;
    const tone = `rgb(${Math.min(190, 40 + i * 8)},${Math.min(150, 28 + i * 6)},${Math.min(110, 22 + i * 4)})`;
    line(
      ctx,
      tone,
      Math.max(2, 20 / depth),
      [vx - half, vy + 200 / depth],
      [vx - half, top],
      [vx, top - 90 / depth],
      [vx + half, top],
      [vx + half, vy + 200 / depth],
    );
  }
  for (let i = 0; i < 9; i++) {
    const near = 0.42 + i * 0.36;
    const far = near + 0.2;
    polygon(
      ctx,
      "#fff2cf",
      [vx - 410 / near, vy - 190 / near],
      [vx - 410 / far, vy - 190 / far],
      [vx - 410 / far, vy + 30 / far],
      [vx - 410 / near, vy + 30 / near],
    );
  }
  ctx.save();
  ctx.globalCompositeOperation = "screen";
  blur(ctx, 20);
  for (let i = 0; i < 6; i++)
    polygon(
      ctx,
      "rgba(255,220,160,.15)",
      [20 + i * 170, -20],
      [110 + i * 170, -20],
      [520 + i * 210, H],
      [300 + i * 210, H],
    );
  ctx.restore();

  /** One turn of rope: a fat ellipse with the lay of its strands across it. */
  const turn = (cx, cy, rx, ry, thick, light) => {
    ctx.strokeStyle = "rgba(38,24,14,.95)";
    ctx.lineWidth = thick + 5;
    ctx.beginPath();
    ctx.ellipse(cx, cy, rx, ry, 0, 0, 7);
    ctx.stroke();
    ctx.strokeStyle = linear(
      ctx,
      cx - rx,
      0,
      cx + rx,
      0,
      [0, "#a8834f"],
      [0.3, light],
      [0.62, "#c29c62"],
      [1, "#5e4329"],
    );
    ctx.lineWidth = thick;
    ctx.stroke();
    const count = Math.round(rx / 4.2);
    for (let i = 0; i < count; i++) {
      const a = (i / count) * Math.PI * 2;
      const b = a + 0.085 + thick / rx / 4;
      const inner = thick / 2;
      line(
        ctx,
        "rgba(58,38,20,.62)",
        2.6,
        [cx + Math.cos(a) * (rx - inner), cy + Math.sin(a) * (ry - inner * 0.72)],
        [cx + Math.cos(b) * (rx + inner), cy + Math.sin(b) * (ry + inner * 0.72)],
      );
    }
  };
  const coil = (cx, base, rx, layers, thick) => {
    const ry = rx * 0.34;
    ctx.save();
    blur(ctx, 18);
    ellipse(ctx, "rgba(16,9,6,.75)", cx + 46, base + 20, rx * 1.2, ry * 1.24);
    ctx.restore();
    for (let i = 0; i < layers; i++) turn(cx + (random() - 0.5) * 7, base - i * thick * 0.8, rx, ry, thick, "#ecd7a6");
    const top = base - (layers - 1) * thick * 0.8;
    for (let r = rx - thick; r > rx * 0.36; r -= thick * 1.02) turn(cx, top, r, r * 0.34, thick * 0.97, "#f8e8c0");
    ellipse(ctx, "#140c08", cx, top + 2, rx * 0.3, rx * 0.1);
  };
  coil(1010, 560, 130, 5, 22);
  coil(1330, 640, 170, 6, 28);
  coil(420, 640, 230, 7, 36);
  coil(880, 830, 300, 6, 46);
  coil(210, 940, 280, 4, 46);
  ctx.lineCap = "round";
  line(ctx, "rgba(38,24,14,.95)", 52, [1180, 838], [1300, 900], [1560, 930]);
  line(ctx, "#d9bb83", 44, [1180, 838], [1300, 900], [1560, 930]);
  ctx.lineCap = "butt";
  for (let i = 0; i < 15; i++)
    line(
      ctx,
      "rgba(58,38,20,.6)",
      4,
      [1196 + i * 24, 826 + Math.min(70, i * 12)],
      [1216 + i * 24, 872 + Math.min(66, i * 11)],
    );
  person(ctx, "#21150f", 1120, 470, 120);
  for (let i = 0; i < 180; i++)
    ellipse(
      ctx,
      `rgba(255,232,184,${random() * 0.34})`,
      random() * W,
      random() * 760,
      1 + random() * 2,
      1 + random() * 2,
    );
  return finish(ctx, ["#160f0d", "#6b4a32", "#d9b279", "#fff4d8"], 0.3, 12, 0.36);
}
