// The works of the Exchange clock.
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
