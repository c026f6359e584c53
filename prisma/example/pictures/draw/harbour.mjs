// The harbour mouth and the fishing dock.
import { blur, ellipse, fill, finish, glow, line, linear, polygon, randomFrom, ripples, sheet } from "./canvas.mjs";

/** A sea breaking over a stone mole with a light at its end. */
export function breakwater() {
  const ctx = sheet(1500, 1000);
  const random = randomFrom(131);
  const { W, H } = ctx;
  const horizon = 520;
  fill(
    ctx,
    linear(ctx, 0, 0, 0, horizon, [0, "#1b2732"], [0.45, "#3d5360"], [0.8, "#8b948b"], [1, "#dcc79b"]),
    0,
    0,
    W,
    horizon,
  );
  glow(ctx, 1130, horizon, 520, "#f2d8a0", 0.6);
  blur(ctx, 16);
  for (let i = 0; i < 60; i++) {
    const y = random() * 430;
    const tone = random() < 0.55 ? "18,28,38" : "150,160,155";
    ellipse(
      ctx,
      `rgba(${tone},${0.1 + random() * 0.22})`,
      random() * W,
      y,
      130 + random() * 260,
      12 + random() * 34,
      -0.06,
    );
  }
  blur(ctx, 0);
  fill(
    ctx,
    linear(ctx, 0, horizon, 0, H, [0, "#a6a58d"], [0.1, "#51696b"], [0.5, "#2a4550"], [1, "#10222c"]),
    0,
    horizon,
    W,
    H - horizon,
  );
  ripples(ctx, random, horizon, 1500, "214,214,190", "10,28,36");

  // Swells, each with a lit crest and a dark back.
  for (let row = 0; row < 6; row++) {
    const y0 = horizon + 26 + row * row * 13;
    const crest = (x) =>
      y0 - Math.sin(x / (120 + row * 34) + row * 1.9) * (6 + row * 5) - Math.sin(x / 47 + row) * (1 + row);
    ctx.beginPath();
    ctx.moveTo(0, y0 + 60 + row * 12);
    for (let x = 0; x <= W; x += 10) ctx.lineTo(x, crest(x));
    ctx.lineTo(W, y0 + 60 + row * 12);
    ctx.closePath();
    ctx.fillStyle = linear(
      ctx,
      0,
      y0 - 30,
      0,
      y0 + 70 + row * 12,
      [0, "#6d8783cc"],
      [0.4, "#2c4a54aa"],
      [1, "#1a303b00"],
    );
    ctx.fill();
    for (let i = 0; i < 90; i++) {
      const x = random() * W;
      ellipse(
        ctx,
        `rgba(236,236,220,${0.16 + random() * 0.4})`,
        x,
        crest(x) + random() * 8,
        4 + random() * (8 + row * 5),
        1 + random() * 2.4,
      );
    }
  }

  // The plume, behind the wall: fingers of water thrown up where the swell meets it, and the mist they leave.
  const plume = (cx, base, reach, fingers) => {
    blur(ctx, 24);
    for (let i = 0; i < 46; i++) {
      const up = random();
      const x = cx + (random() - 0.5) * reach * (1.5 - up * 0.9) - up * reach * 0.3;
      ellipse(
        ctx,
        `rgba(214,220,210,${0.12 + random() * 0.16})`,
        x,
        base - up * reach * 0.8,
        reach * 0.16,
        reach * 0.14,
      );
    }
    blur(ctx, 0);
    for (let finger = 0; finger < fingers; finger++) {
      // Each finger is a throw: out, up and over, breaking into drops as it slows.
      const across = (random() + random() - 1) * reach * 0.85 - reach * 0.16;
      const height = reach * (0.4 + random() * 0.62) * (1 - Math.abs(across + reach * 0.16) / (reach * 1.25));
      const start = cx + across * 0.42;
      for (let i = 0; i < 64; i++) {
        const t = random() ** 0.62;
        const scatter = (random() - 0.5) * (6 + t * t * reach * 0.16);
        const x = start + across * 0.75 * t + scatter;
        const y = base - height * (1.9 * t - 0.9 * t * t) + (random() - 0.5) * (6 + t * 26);
        const size = (0.8 + random() * 3.6) * (1.25 - t * 0.75);
        ellipse(ctx, `rgba(246,246,236,${(0.16 + random() * 0.6) * (1.1 - t * 0.5)})`, x, y, size, size * 1.25);
      }
    }
    blur(ctx, 10);
    for (let i = 0; i < 26; i++)
      ellipse(
        ctx,
        `rgba(240,242,232,${0.2 + random() * 0.3})`,
        cx + (random() - 0.5) * reach * 1.25,
        base - random() * 50,
        30 + random() * 40,
        14 + random() * 22,
      );
    blur(ctx, 0);
  };
  plume(800, 660, 470, 120);
  plume(1130, 716, 230, 46);

  // The mole, from the right foreground to the light.
  polygon(
    ctx,
    linear(ctx, 400, 0, 1500, 0, [0, "#3b4648"], [1, "#1b2327"]),
    [396, 600],
    [520, 596],
    [W, 760],
    [W, H],
    [1190, H],
    [410, 652],
  );
  polygon(
    ctx,
    linear(ctx, 400, 0, 1500, 0, [0, "#8d8f80"], [1, "#4d5553"]),
    [392, 596],
    [520, 588],
    [W, 736],
    [W, 800],
    [540, 612],
  );
  for (let i = 0; i < 36; i++) {
    const t = (i / 36) ** 1.5;
    const x = 420 + t * 1090;
    line(ctx, "rgba(10,18,22,.5)", 1 + t * 3, [x, 606 + t * 180], [x - 14 - t * 120, 652 + t * 370]);
  }
  for (const t of [0.35, 0.68]) line(ctx, "rgba(10,18,22,.45)", 2.5, [408, 606 + t * 44], [W, 770 + t * 300]);
  for (let i = 0; i < 420; i++) {
    const t = random() ** 0.7;
    const x = 430 + t * 1080;
    ellipse(
      ctx,
      `rgba(238,238,224,${0.1 + random() * 0.4})`,
      x,
      604 + t * 150 + random() * (18 + t * 50),
      2 + random() * 8 * t,
      1 + random() * 3 * t,
    );
  }
  for (let i = 0; i < 5; i++) {
    const x = 640 + i * 170;
    const y = 612 + i * 44;
    line(ctx, "rgba(236,238,226,.5)", 5, [x, y + 30], [x - 8, y + 66 + i * 20]);
  }

  // The light.
  polygon(
    ctx,
    linear(ctx, 424, 0, 486, 0, [0, "#f2ead6"], [0.55, "#d7cbb2"], [1, "#8d8676"]),
    [428, 600],
    [436, 388],
    [474, 388],
    [484, 600],
  );
  for (const [y0, y1] of [
    [430, 476],
    [522, 568],
  ]) {
    const edge = (y) => 436 - ((y - 388) / 212) * 8;
    const far = (y) => 474 + ((y - 388) / 212) * 10;
    polygon(
      ctx,
      linear(ctx, 424, 0, 486, 0, [0, "#b8392c"], [1, "#641d1a"]),
      [edge(y0), y0],
      [far(y0), y0],
      [far(y1), y1],
      [edge(y1), y1],
    );
  }
  fill(ctx, "#20282b", 426, 378, 58, 11);
  fill(ctx, "#fff0c0", 440, 342, 30, 36);
  for (const x of [440, 454, 467]) fill(ctx, "#20282b", x, 342, 3, 36);
  polygon(ctx, "#7d2420", [434, 343], [476, 343], [455, 316]);
  glow(ctx, 455, 360, 250, "#ffe2a0", 0.95);
  ctx.save();
  ctx.globalCompositeOperation = "screen";
  blur(ctx, 14);
  polygon(
    ctx,
    linear(ctx, 455, 0, -60, 0, [0, "rgba(255,232,176,.6)"], [1, "rgba(255,232,176,0)"]),
    [455, 352],
    [455, 368],
    [-80, 470],
    [-80, 330],
  );
  polygon(
    ctx,
    linear(ctx, 455, 0, 1200, 0, [0, "rgba(255,232,176,.42)"], [1, "rgba(255,232,176,0)"]),
    [455, 352],
    [455, 368],
    [1250, 300],
    [1250, 170],
  );
  ctx.restore();
  for (let i = 0; i < 420; i++) {
    const x = random() * W;
    const y = random() * H;
    line(ctx, "rgba(230,234,222,.1)", 1.2, [x, y], [x - 16, y + 34]);
  }
  return finish(ctx, ["#0c171e", "#41595f", "#b3ac92", "#fbf3dc"], 0.34, 12, 0.36);
}

/** One trawler seen from the bow quarter, its waterline at the origin. */
function trawler(ctx, random, { hull, stripe, house, lit }) {
  polygon(ctx, hull, [-196, -92], [-168, -8], [-150, 14], [150, 14], [176, -20], [206, -128], [120, -100], [-60, -84]);
  polygon(
    ctx,
    stripe,
    [-196, -92],
    [-192, -80],
    [-58, -72],
    [122, -88],
    [202, -116],
    [206, -128],
    [120, -100],
    [-60, -84],
  );
  polygon(ctx, "#5b1f1b", [-158, 2], [-150, 14], [150, 14], [160, 2]);
  polygon(ctx, house, [-136, -86], [-136, -176], [-26, -176], [-14, -84]);
  polygon(ctx, "#20262b", [-142, -176], [-20, -176], [-24, -188], [-138, -188]);
  for (let i = 0; i < 4; i++) fill(ctx, lit ? "#ffdc93" : "#38464d", -128 + i * 26, -164, 19, 26);
  line(ctx, "#161b20", 6, [34, -92], [34, -318]);
  line(ctx, "#161b20", 6, [-84, -186], [-84, -286]);
  line(ctx, "#161b20", 4, [34, -120], [128, -262]);
  line(ctx, "#161b20", 3, [-120, -268], [-48, -268]);
  for (const end of [
    [200, -122],
    [-84, -286],
    [128, -262],
  ])
    line(ctx, "rgba(22,27,32,.8)", 1.6, [34, -316], end);
  line(ctx, "rgba(22,27,32,.8)", 1.6, [-84, -286], [-190, -92]);
  line(ctx, "rgba(22,27,32,.8)", 1.6, [128, -262], [150, -108]);
  for (let i = 0; i < 60; i++) {
    const colour = ["#c7672e", "#3f7a6d", "#d8a04a"][Math.floor(random() * 3)];
    ellipse(ctx, colour, 48 + random() * 84, -96 - random() * 34, 9, 6);
  }
  for (let i = 0; i < 5; i++) ellipse(ctx, "#14181c", -120 + i * 62, -52 + i * -3, 13, 17);
}

/** Trawlers side by side at the quay before sunrise. */
export function trawlers() {
  const ctx = sheet(1500, 1000);
  const random = randomFrom(141);
  const { W, H } = ctx;
  const horizon = 470;
  fill(
    ctx,
    linear(ctx, 0, 0, 0, horizon, [0, "#21405a"], [0.45, "#7390a0"], [0.78, "#e3a98a"], [1, "#ffdfa6"]),
    0,
    0,
    W,
    horizon,
  );
  glow(ctx, 520, horizon, 560, "#ffd48c", 0.8);
  blur(ctx, 9);
  for (let i = 0; i < 34; i++) {
    const y = 50 + random() * 360;
    ellipse(
      ctx,
      y > 230 ? `rgba(255,190,150,${0.14 + random() * 0.24})` : `rgba(40,66,92,${0.14 + random() * 0.24})`,
      random() * W,
      y,
      120 + random() * 280,
      4 + random() * 12,
      -0.02,
    );
  }
  blur(ctx, 0);
  // Sheds and the ice house along the far quay.
  for (let x = -20; x < W; ) {
    const width = 90 + random() * 130;
    const height = 46 + random() * 62;
    const tone = random() < 0.5 ? "#34434f" : "#404a54";
    polygon(
      ctx,
      tone,
      [x, horizon + 16],
      [x, horizon - height],
      [x + width / 2, horizon - height - 26],
      [x + width, horizon - height],
      [x + width, horizon + 16],
    );
    for (let i = 0; i < 5; i++)
      if (random() < 0.5) fill(ctx, "#ffd58a", x + 12 + i * (width / 6), horizon - height * 0.55, 9, 12);
    x += width - 2;
  }
  fill(ctx, "#3c342f", 0, horizon + 10, W, 14);
  fill(
    ctx,
    linear(ctx, 0, horizon + 24, 0, H, [0, "#dcae8c"], [0.25, "#8b8a90"], [0.6, "#3c5a6c"], [1, "#142a3a"]),
    0,
    horizon + 24,
    W,
    H,
  );

  const fleet = [
    { x: 1290, y: 610, s: 0.86, hull: "#2f5d50", stripe: "#e8dcc0", house: "#d9c9a6", lit: false },
    { x: 930, y: 668, s: 1.06, hull: "#23486b", stripe: "#f0e4c8", house: "#e9dcc0", lit: true },
    { x: 420, y: 742, s: 1.36, hull: "#97302a", stripe: "#f3e6c8", house: "#efe2c6", lit: true },
  ];
  for (const { x, y, s, ...look } of fleet) {
    ctx.save();
    ctx.beginPath();
    ctx.rect(0, y + 10 * s, W, H);
    ctx.clip();
    ctx.globalAlpha = 0.5;
    blur(ctx, 5);
    ctx.translate(x, y + 26 * s);
    ctx.scale(s, -s);
    trawler(ctx, randomFrom(x), look);
    ctx.restore();
    blur(ctx, 0);
    ctx.save();
    ctx.translate(x, y);
    ctx.scale(s, s);
    trawler(ctx, randomFrom(x), look);
    ctx.restore();
    if (look.lit) for (let i = 0; i < 4; i++) glow(ctx, x + (-118 + i * 26) * s, y - 150 * s, 46 * s, "#ffb85e", 0.4);
    glow(ctx, x + 34 * s, y - 318 * s, 60 * s, "#fff0c4", 0.9);
    line(ctx, "rgba(26,22,20,.9)", 3, [x + 196 * s, y - 116 * s], [x + 320 * s, y - 150 * s]);
  }
  ripples(ctx, random, 640, 1500, "255,206,160", "14,34,50");
  for (let i = 0; i < 420; i++) {
    const near = random();
    fill(
      ctx,
      `rgba(255,214,150,${0.34 * (1 - near)})`,
      520 + (random() + random() - 1) * (80 + near * 260),
      500 + near * 420,
      8 + near * 60 * random(),
      1 + near * 3,
    );
  }
  for (let i = 0; i < 16; i++) {
    const x = 180 + random() * 1100;
    const y = 90 + random() * 230;
    const s = 6 + random() * 9;
    ctx.strokeStyle = "#26323c";
    ctx.lineWidth = 2.2;
    ctx.beginPath();
    ctx.moveTo(x - s, y - s * 0.3);
    ctx.quadraticCurveTo(x - s * 0.4, y - s * 0.6, x, y);
    ctx.quadraticCurveTo(x + s * 0.4, y - s * 0.6, x + s, y - s * 0.2);
    ctx.stroke();
  }
  // Bollard and rope on the near quay.
  fill(ctx, linear(ctx, 0, 930, 0, H, [0, "#3a332f"], [1, "#15120f"]), 0, 934, W, 70);
  fill(ctx, "#0f0d0c", 1180, 872, 54, 66);
  ellipse(ctx, "#191614", 1207, 872, 40, 15);
  line(ctx, "#b89a68", 8, [1180, 902], [960, 890], [640, 778]);
  return finish(ctx, ["#0f1c28", "#4c5f6c", "#d59f7c", "#fff0d0"], 0.3, 12, 0.32);
}
