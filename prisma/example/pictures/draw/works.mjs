// Places where something is made or kept going: clock, gasworks, ropewalk, bakery.
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

/** A cogwheel in silhouette. */
function cog(ctx, style, cx, cy, radius, teeth, turn = 0) {
  ctx.beginPath();
  for (let i = 0; i < teeth * 4; i++) {
    const angle = turn + (i / (teeth * 4)) * Math.PI * 2;
    const reach = i % 4 < 2 ? radius : radius * 0.88;
    ctx.lineTo(cx + Math.cos(angle) * reach, cy + Math.sin(angle) * reach);
  }
  ctx.closePath();
  for (let i = 0; i < 5; i++) {
    const from = turn + (i / 5) * Math.PI * 2 + 0.16;
    const to = turn + ((i + 1) / 5) * Math.PI * 2 - 0.16;
    ctx.moveTo(cx + Math.cos(from) * radius * 0.72, cy + Math.sin(from) * radius * 0.72);
    ctx.arc(cx, cy, radius * 0.72, from, to);
    ctx.arc(cx, cy, radius * 0.26, to, from, true);
    ctx.closePath();
  }
  ctx.fillStyle = style;
  ctx.fill("evenodd");
}

/** A tower clock from within: the dial glows and reads backwards. */
export function clock() {
  const ctx = sheet(1500, 1000);
  const random = randomFrom(161);
  const { W, H } = ctx;
  const cx = 820;
  const cy = 450;
  const radius = 400;
  fill(ctx, radial(ctx, cx, cy, 1000, [0, "#5a4430"], [0.45, "#3a2a20"], [1, "#110d0c"]));
  for (let row = 0; row < 26; row++)
    for (let i = -1; i < 20; i++) {
      const tone = 40 + random() * 34;
      fill(ctx, `rgba(${tone + 46},${tone + 22},${tone},.35)`, i * 84 + (row % 2) * 42, row * 40, 80, 36);
    }
  fill(ctx, radial(ctx, cx, cy, 1020, [0, "#2a1d1400"], [0.4, "#1d151122"], [0.7, "#120d0bb0"], [1, "#0a0807f2"]));
  ellipse(ctx, "#16100d", cx, cy, radius + 46, radius + 46);
  ellipse(ctx, "#0c0908", cx, cy, radius + 20, radius + 20);
  ellipse(
    ctx,
    radial(ctx, cx - 60, cy - 90, radius * 1.35, [0, "#fffbea"], [0.45, "#fbe6b4"], [0.8, "#dfb873"], [1, "#a87a45"]),
    cx,
    cy,
    radius,
    radius,
  );
  // Panes of opal glass: no two of quite the same white.
  ctx.save();
  ctx.beginPath();
  ctx.arc(cx, cy, radius, 0, 7);
  ctx.clip();
  for (let i = 0; i < 24; i++) {
    const a = (i / 24) * Math.PI * 2;
    const b = ((i + 1) / 24) * Math.PI * 2;
    for (const [from, to] of [
      [0.2, 0.56],
      [0.56, 1.02],
    ]) {
      ctx.beginPath();
      ctx.arc(cx, cy, radius * to, a, b);
      ctx.arc(cx, cy, radius * from, b, a, true);
      ctx.fillStyle = random() < 0.5 ? `rgba(255,255,245,${random() * 0.3})` : `rgba(120,80,40,${random() * 0.16})`;
      ctx.fill();
    }
  }
  blur(ctx, 12);
  for (let i = 0; i < 6; i++)
    fill(ctx, "rgba(120,96,80,.22)", cx - 420 + i * 150, cy + 120 + random() * 60, 60 + random() * 70, 320);
  blur(ctx, 0);
  ctx.restore();
  const iron = "#15100e";
  ctx.strokeStyle = iron;
  for (const [r, w] of [
    [radius, 16],
    [radius * 0.76, 9],
    [radius * 0.56, 6],
    [radius * 0.2, 8],
  ]) {
    ctx.lineWidth = w;
    ctx.beginPath();
    ctx.arc(cx, cy, r, 0, 7);
    ctx.stroke();
  }
  for (let i = 0; i < 12; i++) {
    const a = (i / 12) * Math.PI * 2 + Math.PI / 12;
    line(
      ctx,
      iron,
      6,
      [cx + Math.cos(a) * radius * 0.2, cy + Math.sin(a) * radius * 0.2],
      [cx + Math.cos(a) * radius * 0.76, cy + Math.sin(a) * radius * 0.76],
    );
  }
  for (let i = 0; i < 60; i++) {
    const a = (i / 60) * Math.PI * 2;
    line(
      ctx,
      iron,
      i % 5 === 0 ? 9 : 3,
      [cx + Math.cos(a) * radius * 0.93, cy + Math.sin(a) * radius * 0.93],
      [cx + Math.cos(a) * radius, cy + Math.sin(a) * radius],
    );
  }
  const numerals = ["XII", "I", "II", "III", "IIII", "V", "VI", "VII", "VIII", "IX", "X", "XI"];
  ctx.font = "600 66px Georgia, 'Times New Roman', serif";
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  numerals.forEach((numeral, i) => {
    // Mirrored, as seen from inside: I stands to the left of XII.
    const a = -Math.PI / 2 - (i / 12) * Math.PI * 2;
    ctx.save();
    ctx.translate(cx + Math.cos(a) * radius * 0.845, cy + Math.sin(a) * radius * 0.845);
    ctx.rotate(a + Math.PI / 2);
    ctx.scale(-0.92, 1);
    ctx.fillStyle = iron;
    ctx.fillText(numeral, 0, 0);
    ctx.restore();
  });
  const hand = (angle, length, width) => {
    ctx.save();
    ctx.translate(cx, cy);
    ctx.rotate(angle);
    polygon(
      ctx,
      iron,
      [-width, 70],
      [width, 70],
      [width * 0.7, -length * 0.7],
      [width * 1.5, -length * 0.78],
      [0, -length],
      [-width * 1.5, -length * 0.78],
      [-width * 0.7, -length * 0.7],
    );
    ctx.restore();
  };
  hand(-1.02, 240, 13);
  hand(0.62, 350, 9);
  ellipse(ctx, iron, cx, cy, 30, 30);
  glow(ctx, cx, cy, 720, "#ffcf83", 0.34);

  // The light on the floor, and what stands in it.
  fill(ctx, linear(ctx, 0, 850, 0, H, [0, "#2f2118"], [1, "#0d0908"]), 0, 860, W, 140);
  ctx.save();
  ctx.globalCompositeOperation = "screen";
  blur(ctx, 22);
  polygon(ctx, "rgba(255,206,130,.26)", [470, 870], [1170, 870], [1330, H], [220, H]);
  for (let i = 0; i < 4; i++)
    polygon(
      ctx,
      "rgba(255,214,150,.08)",
      [560 + i * 150, 500],
      [640 + i * 150, 500],
      [560 + i * 190, H],
      [300 + i * 190, H],
    );
  ctx.restore();
  const dark = "#0b0807";
  fill(ctx, dark, 120, 560, 26, 330);
  fill(ctx, dark, 470, 620, 26, 270);
  fill(ctx, dark, 90, 700, 440, 24);
  fill(ctx, dark, 90, 866, 440, 26);
  cog(ctx, dark, 250, 600, 172, 30);
  cog(ctx, "#120c0a", 430, 720, 106, 20, 0.06);
  cog(ctx, "#17100c", 150, 776, 86, 16, 0.1);
  line(ctx, dark, 12, [250, 600], [cx, cy]);
  ctx.save();
  ctx.globalCompositeOperation = "screen";
  blur(ctx, 2);
  ctx.strokeStyle = "#e9a95a";
  ctx.lineWidth = 4;
  for (const [x, y, r] of [
    [250, 600, 166],
    [430, 720, 101],
  ]) {
    ctx.beginPath();
    ctx.arc(x, y, r, -1.25, 0.35);
    ctx.stroke();
  }
  ctx.restore();
  person(ctx, dark, 1270, 940, 400);
  line(ctx, dark, 22, [1232, 640], [1160, 720], [1108, 700]);
  line(ctx, dark, 10, [1112, 640], [1112, 790]);
  line(ctx, dark, 10, [1112, 790], [1056, 790]);
  fill(ctx, dark, 1000, 730, 66, 160);
  ctx.save();
  ctx.globalCompositeOperation = "screen";
  blur(ctx, 3);
  line(ctx, "#ffc877", 5, [1218, 640], [1216, 760], [1232, 800], [1234, 930]);
  ctx.beginPath();
  ctx.arc(1268, 576, 30, 2.1, 4.1);
  ctx.strokeStyle = "#ffc877";
  ctx.stroke();
  ctx.restore();
  for (let i = 0; i < 160; i++)
    ellipse(
      ctx,
      `rgba(255,226,170,${random() * 0.3})`,
      300 + random() * 1000,
      120 + random() * 760,
      1 + random() * 2,
      1 + random() * 2,
    );
  return finish(ctx, ["#0e0a09", "#5c3f2a", "#d8a765", "#fff3d4"], 0.28, 13, 0.4);
}

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

/** A baker at a brick oven, with racks of loaves. */
export function bakery() {
  const ctx = sheet(1500, 1000);
  const random = randomFrom(191);
  const { W, H } = ctx;
  fill(ctx, "#2a1b15");
  for (let row = 0; row < 24; row++)
    for (let i = -1; i < 19; i++) {
      const tone = random() * 34;
      fill(
        ctx,
        `rgb(${88 + tone},${48 + tone * 0.6},${34 + tone * 0.4})`,
        i * 88 + (row % 2) * 44,
        row * 38 - 4,
        84,
        34,
      );
    }
  fill(ctx, radial(ctx, 560, 520, 1060, [0, "#ff9a3a22"], [0.3, "#2a140a77"], [0.7, "#140a07dd"], [1, "#0a0605f4"]));
  // The mouth of the oven.
  ctx.save();
  ctx.translate(520, 600);
  for (let i = 0; i <= 18; i++) {
    const a = Math.PI + (i / 18) * Math.PI;
    ctx.save();
    ctx.translate(Math.cos(a) * 306, Math.sin(a) * 262);
    ctx.rotate(Math.atan2(Math.sin(a) * 262, Math.cos(a) * 306));
    fill(ctx, i % 2 ? "#8a4a32" : "#9c5a3c", -34, -24, 72, 47);
    fill(ctx, "rgba(255,190,110,.28)", -34, -24, 14, 47);
    ctx.restore();
  }
  ctx.beginPath();
  ctx.ellipse(0, 0, 272, 232, 0, Math.PI, 0);
  ctx.lineTo(272, 120);
  ctx.lineTo(-272, 120);
  ctx.closePath();
  ctx.fillStyle = radial(
    ctx,
    -50,
    20,
    330,
    [0, "#fff6cf"],
    [0.3, "#ffd06a"],
    [0.6, "#f08a2a"],
    [0.85, "#a83c12"],
    [1, "#4a1808"],
  );
  ctx.fill();
  ctx.clip();
  blur(ctx, 7);
  for (let i = 0; i < 34; i++) {
    const x = -220 + random() * 250;
    ellipse(
      ctx,
      `rgba(255,${200 + random() * 50},130,${0.2 + random() * 0.4})`,
      x,
      60 - random() * 190,
      8 + random() * 16,
      34 + random() * 60,
      (random() - 0.5) * 0.5,
    );
  }
  blur(ctx, 0);
  for (let row = 0; row < 3; row++)
    for (let i = 0; i < 7; i++)
      ellipse(
        ctx,
        `rgba(${96 + row * 34},${44 + row * 20},${14 + row * 6},.95)`,
        -230 + i * 78 + row * 22,
        66 + row * 24,
        36,
        17,
      );
  fill(ctx, linear(ctx, 0, 96, 0, 124, [0, "#7a3414"], [1, "#2a1008"]), -280, 98, 560, 30);
  ctx.restore();
  fill(ctx, linear(ctx, 0, 718, 0, 770, [0, "#c98a56"], [0.2, "#7b4a30"], [1, "#3a2118"]), 150, 716, 740, 52);
  fill(ctx, linear(ctx, 150, 0, 890, 0, [0, "#1d110c"], [0.5, "#4a2a1b"], [1, "#170d09"]), 176, 768, 690, 240);
  glow(ctx, 500, 600, 620, "#ff9c42", 0.7);
  glow(ctx, 480, 590, 260, "#ffe0a0", 0.7);
  fill(ctx, linear(ctx, 0, 900, 0, H, [0, "#2c1a12"], [1, "#0d0705"]), 0, 926, W, 80);
  ctx.save();
  ctx.globalCompositeOperation = "screen";
  blur(ctx, 24);
  polygon(ctx, "rgba(255,150,60,.3)", [260, 930], [860, 930], [1180, H], [60, H]);
  ctx.restore();

  // Racks on the right, lit from the oven.
  for (let row = 0; row < 6; row++) {
    const y = 186 + row * 126;
    for (let i = 0; i < 5; i++) {
      const x = 1130 + i * 82;
      const shade = 1 - i * 0.13;
      ellipse(ctx, "rgba(10,5,3,.6)", x + 8, y - 4, 42, 24);
      ellipse(
        ctx,
        linear(
          ctx,
          x - 40,
          0,
          x + 40,
          0,
          [0, `rgb(${250 * shade},${184 * shade},${96 * shade})`],
          [0.5, `rgb(${190 * shade},${112 * shade},${46 * shade})`],
          [1, `rgb(${84 * shade},${42 * shade},${18 * shade})`],
        ),
        x,
        y - 18,
        40,
        30,
      );
      for (let cut = -1; cut < 2; cut++)
        line(ctx, `rgba(255,226,170,${0.62 * shade})`, 4, [x + cut * 19 - 9, y - 30], [x + cut * 19 + 7, y - 12]);
    }
    fill(ctx, linear(ctx, 1070, 0, W, 0, [0, "#8a6a4a"], [0.4, "#3a2a20"], [1, "#140d0a"]), 1070, y + 6, 440, 10);
  }
  for (const x of [1072, 1492]) fill(ctx, linear(ctx, x, 0, x + 16, 0, [0, "#a07a52"], [1, "#241812"]), x, 90, 14, 850);

  // The baker, and the peel with one loaf on it.
  const dark = "#0f0806";
  line(ctx, dark, 13, [1010, 640], [610, 684]);
  polygon(ctx, dark, [640, 668], [520, 684], [476, 698], [520, 706], [646, 694]);
  ellipse(ctx, "#7a3a14", 556, 672, 52, 25);
  ellipse(ctx, "#d98a3c", 548, 666, 42, 15);
  person(ctx, dark, 930, 956, 560);
  ctx.lineCap = "round";
  line(ctx, dark, 42, [890, 548], [846, 648], [790, 664]);
  line(ctx, dark, 40, [986, 548], [1006, 620], [968, 644]);
  ctx.lineCap = "butt";
  polygon(ctx, dark, [884, 424], [976, 424], [990, 388], [870, 388]);
  polygon(ctx, "#d8b48a", [872, 392], [988, 392], [980, 372], [882, 372]);
  polygon(ctx, "rgba(214,176,132,.85)", [872, 560], [912, 552], [906, 800], [862, 800]);
  ctx.save();
  ctx.globalCompositeOperation = "screen";
  blur(ctx, 3);
  line(ctx, "#ffb45c", 7, [862, 540], [838, 636], [800, 650]);
  line(ctx, "#ffb45c", 6, [866, 800], [876, 946]);
  ctx.beginPath();
  ctx.arc(930, 450, 40, 2.2, 4);
  ctx.strokeStyle = "#ffb45c";
  ctx.lineWidth = 6;
  ctx.stroke();
  ctx.restore();
  for (let i = 0; i < 150; i++)
    ellipse(
      ctx,
      `rgba(255,${190 + random() * 50},120,${random() * 0.5})`,
      250 + random() * 760,
      120 + random() * 640,
      1 + random() * 2,
      1 + random() * 2,
    );
  return finish(ctx, ["#110907", "#6a3018", "#e0913f", "#fff0c4"], 0.26, 12, 0.4);
}
