// What stands inside a story rather than above it: an oven, an old tram in its shed, a bowl on a table.
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

/** The spare car in the tram shed, by the light of tall windows. */
export function depot() {
  const ctx = sheet(1500, 1000);
  const random = randomFrom(201);
  const { W, H } = ctx;
  fill(ctx, "#3d2a26");
  for (let row = 0; row < 24; row++)
    for (let i = -1; i < 22; i++) {
      const tone = random() * 26;
      fill(ctx, `rgb(${88 + tone},${60 + tone * 0.7},${52 + tone * 0.6})`, i * 74 + (row % 2) * 37, row * 34, 71, 31);
    }
  // Tall windows with street light behind them.
  for (let i = 0; i < 4; i++) {
    const x = 110 + i * 360;
    const pane = () => {
      ctx.beginPath();
      ctx.moveTo(x, 560);
      ctx.lineTo(x, 200);
      ctx.arc(x + 100, 200, 100, Math.PI, 0);
      ctx.lineTo(x + 200, 560);
      ctx.closePath();
    };
    ctx.save();
    pane();
    ctx.lineWidth = 26;
    ctx.strokeStyle = "#6b4a3e";
    ctx.stroke();
    ctx.fillStyle = linear(ctx, 0, 100, 0, 560, [0, "#3c5a78"], [0.6, "#7d93a0"], [1, "#d9b98a"]);
    ctx.fill();
    ctx.clip();
    blur(ctx, 8);
    for (let k = 0; k < 5; k++) ellipse(ctx, "rgba(255,224,160,.5)", x + random() * 200, 430 + random() * 110, 14, 14);
    blur(ctx, 0);
    for (let k = 1; k < 4; k++) line(ctx, "#241a18", 5, [x + k * 50, 90], [x + k * 50, 560]);
    for (let k = 0; k < 5; k++) line(ctx, "#241a18", 5, [x, 200 + k * 90], [x + 200, 200 + k * 90]);
    ctx.restore();
  }
  // Roof trusses.
  fill(ctx, linear(ctx, 0, 0, 0, 150, [0, "#140d0c"], [1, "#140d0c00"]), 0, 0, W, 150);
  for (let i = -1; i < 5; i++) {
    const x = i * 360 + 30;
    line(ctx, "#1a1210", 12, [x, 66], [x + 360, 66]);
    for (let k = 0; k < 6; k++) line(ctx, "#1a1210", 6, [x + k * 60, 66], [x + k * 60 + 30, 0], [x + k * 60 + 60, 66]);
  }
  fill(ctx, linear(ctx, 0, 820, 0, H, [0, "#4f433c"], [0.4, "#2c2523"], [1, "#0f0c0b"]), 0, 824, W, 180);
  for (const y of [862, 910]) line(ctx, "#b9a88c", 5, [0, y], [W, y]);
  fill(ctx, radial(ctx, 720, 520, 1000, [0, "#0000"], [0.6, "#120c0a88"], [1, "#0a0706dd"]));

  const car = () => {
    fill(ctx, "#17100e", 330, 806, 800, 34);
    for (const x of [440, 530, 930, 1020]) {
      ellipse(ctx, "#0d0908", x, 838, 34, 34);
      ellipse(ctx, "#4a3a32", x, 838, 13, 13);
    }
    ctx.fillStyle = linear(ctx, 0, 600, 0, 806, [0, "#8a4f2c"], [0.5, "#6b371f"], [1, "#35190f"]);
    ctx.beginPath();
    ctx.roundRect(276, 628, 908, 182, [0, 0, 60, 60]);
    ctx.fill();
    ctx.fillStyle = linear(ctx, 0, 380, 0, 640, [0, "#fbefd0"], [1, "#d8c193"]);
    ctx.beginPath();
    ctx.roundRect(276, 404, 908, 230, [56, 56, 0, 0]);
    ctx.fill();
    fill(ctx, "#c9a24a", 276, 634, 908, 7);
    fill(ctx, "#c9a24a", 300, 770, 860, 4);
    ctx.fillStyle = "#5a2f1c";
    ctx.beginPath();
    ctx.roundRect(246, 376, 968, 40, 20);
    ctx.fill();
    ctx.fillStyle = "#3a1f14";
    ctx.beginPath();
    ctx.roundRect(330, 350, 800, 30, 15);
    ctx.fill();
    for (let i = 0; i < 8; i++) {
      const x = 372 + i * 92;
      ctx.fillStyle = linear(ctx, 0, 450, 0, 612, [0, "#ffe9b0"], [1, "#ffc768"]);
      ctx.beginPath();
      ctx.roundRect(x, 458, 74, 152, 10);
      ctx.fill();
      fill(ctx, "#8a5a30", x, 500, 74, 4);
      fill(ctx, "rgba(80,44,22,.85)", x + 8, 566, 58, 44);
      polygon(ctx, "rgba(255,255,255,.22)", [x, 458], [x + 30, 458], [x, 560]);
    }
    for (const x of [290, 1116]) {
      ctx.fillStyle = "#ffdf98";
      ctx.beginPath();
      ctx.roundRect(x, 452, 56, 330, 8);
      ctx.fill();
      fill(ctx, "#6b371f", x, 640, 56, 142);
      fill(ctx, "#3a1f14", x + 26, 452, 5, 330);
    }
    ctx.font = "600 74px Georgia, 'Liberation Serif', serif";
    ctx.textAlign = "center";
    ctx.textBaseline = "alphabetic";
    ctx.fillStyle = "#e9c877";
    ctx.fillText("61", 730, 732);
    ctx.font = "600 27px Inter, Arial, sans-serif";
    ctx.fillText("NORTHQUAY", 530, 716);
    ctx.fillText("TRAMWAYS", 930, 716);
    line(ctx, "#140d0b", 6, [700, 350], [620, 240], [760, 196]);
    line(ctx, "#140d0b", 6, [760, 350], [840, 240], [700, 196]);
    line(ctx, "#140d0b", 9, [640, 194], [820, 194]);
    ellipse(ctx, "#fff2c4", 1186, 690, 16, 22);
  };
  ctx.save();
  ctx.beginPath();
  ctx.rect(0, 872, W, H);
  ctx.clip();
  ctx.globalAlpha = 0.3;
  blur(ctx, 9);
  ctx.translate(0, 1744);
  ctx.scale(1, -1);
  car();
  ctx.restore();
  blur(ctx, 0);
  car();
  for (let i = 0; i < 8; i++) glow(ctx, 409 + i * 92, 532, 150, "#ffb65a", 0.34);
  glow(ctx, 1190, 690, 300, "#ffe2a0", 0.9);
  ctx.save();
  ctx.globalCompositeOperation = "screen";
  blur(ctx, 16);
  polygon(
    ctx,
    linear(ctx, 1190, 0, W, 0, [0, "rgba(255,222,150,.5)"], [1, "rgba(255,222,150,0)"]),
    [1190, 676],
    [1190, 706],
    [1560, 900],
    [1560, 640],
  );
  polygon(ctx, "rgba(255,190,110,.2)", [300, 850], [1160, 850], [1240, H], [220, H]);
  ctx.restore();
  person(ctx, "#0d0807", 170, 930, 330);
  line(ctx, "#0d0807", 16, [140, 690], [190, 760]);
  line(ctx, "#2c1c14", 8, [206, 660], [262, 930]);
  polygon(ctx, "#2c1c14", [246, 922], [282, 914], [302, 950], [244, 954]);
  line(ctx, "#140d0b", 3, [0, 190], [W, 190]);
  return finish(ctx, ["#110c0b", "#5e4034", "#d0a065", "#fff2d0"], 0.28, 12, 0.36);
}

/** A bowl of gooseberries from above. */
export function gooseberries() {
  const ctx = sheet(1500, 1000);
  const random = randomFrom(211);
  const { W, H } = ctx;
  fill(ctx, "#8a6a4a");
  for (let i = 0; i < 240; i++) {
    const y = random() * H;
    fill(ctx, random() < 0.5 ? "rgba(50,30,18,.12)" : "rgba(220,180,130,.12)", 0, y, W, 1 + random() * 5);
  }
  for (const y of [248, 508, 770]) line(ctx, "rgba(30,18,10,.6)", 5, [0, y], [W, y + 6]);
  const cx = 760;
  const cy = 500;
  ctx.save();
  blur(ctx, 26);
  ellipse(ctx, "rgba(20,12,6,.65)", cx + 50, cy + 60, 430, 420);
  ctx.restore();
  ellipse(ctx, linear(ctx, 360, 120, 1140, 900, [0, "#fbf6e8"], [1, "#cfc5ae"]), cx, cy, 420, 420);
  ctx.lineWidth = 16;
  ctx.strokeStyle = "#35526a";
  ctx.beginPath();
  ctx.arc(cx, cy, 398, 0, 7);
  ctx.stroke();
  ellipse(ctx, radial(ctx, cx - 60, cy - 80, 460, [0, "#d9d0b8"], [0.8, "#a89d82"], [1, "#776c56"]), cx, cy, 372, 372);

  const berry = (x, y, size, turn) => {
    ctx.save();
    ctx.translate(x, y);
    ctx.rotate(turn);
    blur(ctx, 5);
    ellipse(ctx, "rgba(22,26,8,.5)", 7, 9, size, size * 0.92);
    blur(ctx, 0);
    const hue = random();
    const deep = hue < 0.25 ? "#7d8a3c" : hue < 0.6 ? "#8fa046" : "#6f8a3e";
    ellipse(
      ctx,
      radial(
        ctx,
        -size * 0.25,
        -size * 0.3,
        size * 1.5,
        [0, "#e3e6a4"],
        [0.35, "#bcc56c"],
        [0.8, deep],
        [1, "#3f4d1e"],
      ),
      0,
      0,
      size,
      size * 0.92,
    );
    ctx.strokeStyle = "rgba(240,244,196,.5)";
    for (let k = -3; k < 4; k++) {
      ctx.lineWidth = 1.8;
      ctx.beginPath();
      ctx.moveTo(-size * 0.94, 0);
      ctx.quadraticCurveTo(0, k * size * 0.3, size * 0.94, 0);
      ctx.stroke();
    }
    ellipse(ctx, "#4d3a1e", size * 0.97, 0, size * 0.16, size * 0.1);
    line(ctx, "#4d3a1e", 3, [size, 0], [size * 1.26, -size * 0.1]);
    ellipse(ctx, "rgba(255,255,236,.75)", -size * 0.36, -size * 0.4, size * 0.17, size * 0.1, -0.6);
    ctx.restore();
  };
  ctx.save();
  ctx.beginPath();
  ctx.arc(cx, cy, 376, 0, 7);
  ctx.clip();
  for (let layer = 0; layer < 3; layer++) {
    const reach = 350 - layer * 70;
    for (let i = 0; i < 62 - layer * 12; i++) {
      const a = i * 2.39996 + layer;
      const d = reach * Math.sqrt((i + 0.5) / (62 - layer * 12));
      berry(cx + Math.cos(a) * d, cy + Math.sin(a) * d, 42 + random() * 12, random() * 6);
    }
  }
  ctx.restore();
  for (const [x, y, size] of [
    [1268, 800, 48],
    [1350, 724, 42],
    [214, 240, 46],
  ])
    berry(x, y, size, random() * 6);
  ctx.save();
  ctx.globalCompositeOperation = "soft-light";
  blur(ctx, 20);
  polygon(ctx, "rgba(255,240,200,.7)", [0, 0], [900, 0], [240, H], [0, H]);
  polygon(ctx, "rgba(20,10,30,.55)", [1180, 0], [W, 0], [W, H], [860, H]);
  ctx.restore();
  return finish(ctx, ["#17120d", "#5f5a34", "#c8b878", "#fff7de"], 0.22, 12, 0.3);
}
