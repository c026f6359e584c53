// The writers' faces.
import { ellipse, fill, finish, linear, polygon, randomFrom, sheet } from "./canvas.mjs";

/** Head and shoulders; `o` names the colours and what the person wears. */
function bust(seed, o) {
  const ctx = sheet(480, 480, 640),
    random = randomFrom(seed),
    { W, H } = ctx;
  fill(ctx, linear(ctx, 0, 0, W, H, [0, o.bg], [1, o.bg2]));
  const sk = o.skin,
    sh = o.shade;
  ctx.save();
  ctx.translate(240, 0);
  if (o.long) {
    ctx.fillStyle = o.hair;
    ctx.beginPath();
    ctx.moveTo(-112, 190);
    ctx.bezierCurveTo(-130, 60, 130, 60, 116, 190);
    ctx.bezierCurveTo(124, 300, 138, 360, 120, 400);
    ctx.lineTo(-120, 400);
    ctx.bezierCurveTo(-140, 330, -118, 280, -112, 190);
    ctx.fill();
  }
  ctx.fillStyle = o.coat;
  ctx.beginPath();
  ctx.moveTo(-232, 500);
  ctx.bezierCurveTo(-220, 390, -130, 372, -58, 346);
  ctx.lineTo(58, 346);
  ctx.bezierCurveTo(130, 372, 220, 390, 232, 500);
  ctx.fill();
  ctx.fillStyle = o.coat2;
  ctx.beginPath();
  ctx.moveTo(10, 350);
  ctx.lineTo(58, 346);
  ctx.bezierCurveTo(130, 372, 220, 390, 232, 500);
  ctx.lineTo(40, 500);
  ctx.fill();
  polygon(ctx, o.shirt, [-50, 346], [50, 346], [10, 452], [-4, 452]);
  ctx.fillStyle = sh;
  ctx.beginPath();
  ctx.moveTo(-46, 270);
  ctx.lineTo(46, 270);
  ctx.lineTo(54, 352);
  ctx.quadraticCurveTo(0, 400, -54, 352);
  ctx.fill();
  ctx.fillStyle = sk;
  ctx.beginPath();
  ctx.moveTo(-88, 180);
  ctx.bezierCurveTo(-92, 60, 92, 60, 88, 180);
  ctx.bezierCurveTo(90, 258, 50, 318, 0, 322);
  ctx.bezierCurveTo(-50, 318, -90, 258, -88, 180);
  ctx.fill();
  ctx.save();
  ctx.clip();
  ctx.fillStyle = sh;
  ctx.beginPath();
  ctx.moveTo(16, 60);
  ctx.lineTo(120, 60);
  ctx.lineTo(120, 340);
  ctx.lineTo(0, 340);
  ctx.quadraticCurveTo(36, 300, 20, 262);
  ctx.lineTo(34, 240);
  ctx.quadraticCurveTo(8, 200, 16, 60);
  ctx.fill();
  ctx.fillStyle = "rgba(20,10,10,.5)";
  ctx.beginPath();
  ctx.ellipse(-38, 192, 19, 6, 0, 0, 7);
  ctx.fill();
  ctx.beginPath();
  ctx.ellipse(44, 192, 18, 6, 0, 0, 7);
  ctx.fill();
  ctx.strokeStyle = "rgba(20,10,10,.75)";
  ctx.lineWidth = 5;
  ctx.lineCap = "round";
  ctx.beginPath();
  ctx.moveTo(-62, 172);
  ctx.quadraticCurveTo(-40, 160, -18, 170);
  ctx.moveTo(24, 170);
  ctx.quadraticCurveTo(46, 160, 66, 172);
  ctx.stroke();
  ctx.lineWidth = 4;
  ctx.strokeStyle = "rgba(90,30,25,.75)";
  ctx.beginPath();
  ctx.moveTo(-24, 270);
  ctx.quadraticCurveTo(2, 280, 28, 268);
  ctx.stroke();
  if (o.beard) {
    ctx.fillStyle = o.hair;
    ctx.beginPath();
    ctx.moveTo(-92, 210);
    ctx.bezierCurveTo(-70, 240, -40, 244, 0, 246);
    ctx.bezierCurveTo(40, 244, 70, 240, 92, 210);
    ctx.lineTo(92, 340);
    ctx.lineTo(-92, 340);
    ctx.fill();
    ctx.fillStyle = sh;
    ctx.beginPath();
    ctx.ellipse(2, 271, 26, 8, 0, 0, 7);
    ctx.fill();
  }
  ctx.restore();
  ctx.fillStyle = o.hair;
  ctx.beginPath();
  if (o.bald) {
    ctx.moveTo(-90, 190);
    ctx.bezierCurveTo(-104, 150, -88, 130, -84, 128);
    ctx.lineTo(-80, 186);
    ctx.fill();
    ctx.beginPath();
    ctx.moveTo(90, 190);
    ctx.bezierCurveTo(104, 150, 88, 130, 84, 128);
    ctx.lineTo(80, 186);
    ctx.fill();
  } else if (o.curly) {
    for (let i = 0; i < 60; i++) {
      const a = Math.PI * (1 + i / 59),
        q = 92 + random() * 22;
      ellipse(ctx, o.hair, Math.cos(a) * q, 176 + Math.sin(a) * (q - 4), 26 + random() * 12, 26 + random() * 12);
    }
    for (let i = 0; i < 20; i++) ellipse(ctx, o.hair, -70 + random() * 140, 100 + random() * 24, 24, 22);
  } else {
    ctx.moveTo(-98, 220);
    ctx.bezierCurveTo(-128, 20, 128, 20, 100, 220);
    ctx.bezierCurveTo(94, 160, 80, 140, 60, 122);
    ctx.bezierCurveTo(10, 140, -50, 138, -70, 126);
    ctx.bezierCurveTo(-86, 150, -92, 180, -98, 220);
    ctx.fill();
  }
  if (o.glasses) {
    ctx.strokeStyle = "#14100f";
    ctx.lineWidth = 5;
    ctx.beginPath();
    ctx.roundRect(-70, 172, 58, 42, 16);
    ctx.roundRect(16, 172, 58, 42, 16);
    ctx.moveTo(-12, 188);
    ctx.quadraticCurveTo(2, 182, 16, 188);
    ctx.stroke();
  }
  ctx.restore();
  return finish(ctx, o.pal, 0.5, 18, 0.15);
}

/** One function for each writer. */
export const portraits = {
  "portrait-ines": () =>
    bust(1, {
      bg: "#d9c8aa",
      bg2: "#b59a78",
      skin: "#c58a62",
      shade: "#8d5a42",
      hair: "#1d1414",
      coat: "#26323c",
      coat2: "#182028",
      shirt: "#efe6d2",
      long: true,
      pal: ["#151217", "#7a4a3c", "#d7a67a", "#fbf0dc"],
    }),
  "portrait-tom": () =>
    bust(2, {
      bg: "#b7c2bd",
      bg2: "#8d9c98",
      skin: "#e0b08c",
      shade: "#aa7658",
      hair: "#6e4a30",
      coat: "#4a3a34",
      coat2: "#342824",
      shirt: "#d5dbd6",
      beard: true,
      glasses: true,
      pal: ["#141a1c", "#5d5a52", "#c4a88a", "#f6f0e2"],
    }),
  "portrait-abena": () =>
    bust(3, {
      bg: "#e0bd8e",
      bg2: "#c08f5a",
      skin: "#7d4c36",
      shade: "#512e24",
      hair: "#120d0e",
      coat: "#7c2622",
      coat2: "#5a1a1a",
      shirt: "#e9cf9e",
      curly: true,
      pal: ["#140d0e", "#6b3526", "#c98d52", "#fbeccd"],
    }),
  "portrait-karl": () =>
    bust(4, {
      bg: "#c9cbd2",
      bg2: "#9aa0ae",
      skin: "#e3bfa0",
      shade: "#b0876c",
      hair: "#d8d6d0",
      coat: "#2b2d3c",
      coat2: "#1d1f2a",
      shirt: "#f1efe8",
      bald: true,
      glasses: true,
      pal: ["#12141c", "#5a5d6b", "#c2b2a2", "#faf5ea"],
    }),
  "portrait-nils": () =>
    bust(5, {
      bg: "#a9bcc6",
      bg2: "#6f8a9a",
      skin: "#e6b996",
      shade: "#b07f62",
      hair: "#b98a4e",
      coat: "#1f3a52",
      coat2: "#152838",
      shirt: "#e7dcc4",
      beard: true,
      pal: ["#0f1a24", "#4f6474", "#cba27c", "#fbf1de"],
    }),
  "portrait-dele": () =>
    bust(6, {
      bg: "#b9c29a",
      bg2: "#7f8f6a",
      skin: "#6a3f2c",
      shade: "#44271e",
      hair: "#0f0b0c",
      coat: "#2f4a3c",
      coat2: "#20342a",
      shirt: "#efe4c8",
      pal: ["#10110e", "#54412e", "#b98a5a", "#f8eed6"],
    }),
};
