// The map of the crossing.
import { ellipse, fill, line, randomFrom, sheet } from "./canvas.mjs";

const land = "#efe9dc";
const parks = "#e6dfcf";
const streets = "#fbf8f1";
const water = "#cfdcdd";
const waves = "#bccdcf";
const ink = "#1b1914";
const ink2 = "#5f594c";
const accent = "#9a1b1f";

function northBank(ctx) {
  ctx.beginPath();
  ctx.moveTo(0, 0);
  ctx.lineTo(1600, 0);
  ctx.lineTo(1600, 250);
  ctx.bezierCurveTo(1380, 300, 1330, 230, 1150, 270);
  ctx.bezierCurveTo(980, 310, 930, 380, 760, 360);
  ctx.bezierCurveTo(560, 340, 420, 420, 240, 400);
  ctx.lineTo(0, 440);
  ctx.closePath();
}

function southBank(ctx) {
  ctx.beginPath();
  ctx.moveTo(0, 820);
  ctx.bezierCurveTo(220, 790, 330, 700, 520, 720);
  ctx.bezierCurveTo(700, 740, 800, 700, 960, 640);
  ctx.bezierCurveTo(1180, 580, 1300, 640, 1600, 560);
  ctx.lineTo(1600, 1000);
  ctx.lineTo(0, 1000);
  ctx.closePath();
}

/** A bank with its parks and a loose net of streets. */
function bank(ctx, random, shore, north) {
  ctx.fillStyle = land;
  shore(ctx);
  ctx.fill();
  ctx.save();
  shore(ctx);
  ctx.clip();
  for (let i = 0; i < 9; i++) {
    const x = random() * 1600;
    const y = north ? random() * 260 : 800 + random() * 200;
    ellipse(ctx, parks, x, y, 90 + random() * 110, 40 + random() * 50, random());
  }
  ctx.strokeStyle = streets;
  ctx.lineWidth = 7;
  for (let i = 0; i < 26; i++) {
    const x = i * 66 - 40;
    ctx.beginPath();
    ctx.moveTo(x, north ? -20 : 1020);
    ctx.bezierCurveTo(x + 40, north ? 120 : 900, x - 30, north ? 240 : 760, x + 20, north ? 460 : 540);
    ctx.stroke();
  }
  for (let i = 0; i < 7; i++) {
    ctx.lineWidth = i % 3 ? 6 : 12;
    ctx.beginPath();
    for (let x = 0; x <= 1600; x += 40) {
      const slope = (x - 800) * (north ? -0.05 : -0.09);
      ctx.lineTo(x, (north ? 30 + i * 64 : 700 + i * 56) + Math.sin(x / 260 + i) * 16 + slope);
    }
    ctx.stroke();
  }
  ctx.restore();
  ctx.strokeStyle = ink2;
  ctx.lineWidth = 2;
  ctx.globalAlpha = 0.5;
  shore(ctx);
  ctx.stroke();
  ctx.globalAlpha = 1;
}

function lettering(ctx, text, x, y, font, colour, align = "left") {
  ctx.font = `${font} Inter, "Helvetica Neue", Arial, sans-serif`;
  ctx.textAlign = align;
  ctx.lineWidth = 9;
  ctx.lineJoin = "round";
  ctx.strokeStyle = land;
  ctx.strokeText(text, x, y);
  ctx.fillStyle = colour;
  ctx.fillText(text, x, y);
}

function stop(ctx, x, y, colour) {
  ellipse(ctx, water, x, y, 17, 17);
  ellipse(ctx, colour, x, y, 12, 12);
  ellipse(ctx, land, x, y, 4.5, 4.5);
}

/** The night ferry's crossing, the stop under study and the bridge upstream. */
export function map() {
  const ctx = sheet(1600, 1000);
  const random = randomFrom(5);
  fill(ctx, water);
  for (let k = 0; k < 9; k++) {
    ctx.strokeStyle = waves;
    ctx.lineWidth = 2;
    ctx.beginPath();
    for (let x = 0; x <= 1600; x += 20) ctx.lineTo(x, 300 + k * 52 + Math.sin(x / 190 + k * 0.6) * 14);
    ctx.stroke();
  }
  bank(ctx, random, northBank, true);
  bank(ctx, random, southBank, false);
  line(ctx, ink, 5, [150, 330], [230, 860]);

  ctx.lineCap = "round";
  ctx.strokeStyle = accent;
  ctx.lineWidth = 7;
  ctx.setLineDash([2, 16]);
  ctx.beginPath();
  ctx.moveTo(560, 392);
  ctx.bezierCurveTo(640, 520, 860, 520, 980, 610);
  ctx.stroke();
  ctx.strokeStyle = ink2;
  ctx.lineWidth = 4;
  ctx.globalAlpha = 0.8;
  ctx.setLineDash([14, 10]);
  ctx.beginPath();
  ctx.moveTo(560, 392);
  ctx.bezierCurveTo(760, 420, 1080, 380, 1240, 262);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
  stop(ctx, 560, 392, accent);
  stop(ctx, 980, 610, accent);
  stop(ctx, 1240, 262, ink2);

  lettering(ctx, "Customs Quay", 536, 348, "650 34px", ink, "right");
  lettering(ctx, "16 min", 806, 560, "650 32px", accent);
  lettering(ctx, "Ropewalk Pier", 1004, 672, "650 34px", ink);
  lettering(ctx, "Fish Dock", 1264, 226, "600 30px", ink2);
  lettering(ctx, "stop under study", 1264, 262, "400 26px", ink2);
  lettering(ctx, "Old Swing Bridge", 262, 650, "600 30px", ink);
  lettering(ctx, "last bus 23:38", 262, 688, "400 26px", ink2);
  lettering(ctx, "North bank", 60, 96, "600 26px", ink2);
  lettering(ctx, "South bank", 1330, 930, "600 26px", ink2);
  ctx.font = "italic 40px Newsreader, Georgia, 'Liberation Serif', serif";
  ctx.fillStyle = ink2;
  ctx.fillText("River Ouzel", 1180, 470);
  line(ctx, ink, 3, [60, 942], [60, 952], [260, 952], [260, 942]);
  lettering(ctx, "500 m", 60, 926, "400 26px", ink);
  return ctx.canvas;
}
