// Plain text and HTML of one message, from the same parts.
import { directionOf } from "../times.ts";
import type { MailContent, MailPart } from "./types.ts";

export type Composed = { subject: string; text: string; html: string; language: string };

type Frame = {
  /** The paper's name, at the foot. */
  paper: string;
  /** For notices: where to stop them, and where to choose. */
  unsubscribe: string | null;
  choices: string | null;
};

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`).replace(/\r\n|\r|\n/g, "<br>");

/** Without line ends and other controls, which would begin another header. */
export const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .replace(/ {2,}/g, " ")
    .trim();

/** Only addresses of pages; anything else is no link. */
const isPage = (href: string): boolean => /^https?:\/\//i.test(href);

const colours = {
  text: "#1a1a1a",
  dim: "#5c5c5c",
  page: "#ffffff",
  line: "#d9d9d9",
  button: "#1a1a1a",
  onButton: "#ffffff",
};
/** Mail programs that invert colours by themselves leave those alone that name their own for dark mode. */
const darkStyle = `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){body,.page{background:#161616!important;color:#ededed!important}.dim,.dim a{color:#a8a8a8!important}.line{border-color:#3d3d3d!important}.button{background:#ededed!important;color:#161616!important}a{color:#9ec5ff}a.button{color:#161616!important}}`;

function htmlOf(part: MailPart): string {
  if (typeof part === "string") return `<p style="margin:0 0 16px">${escaped(part)}</p>`;
  if ("quote" in part)
    return `<blockquote class="line" dir="auto" style="margin:0 0 16px;padding:0 0 0 12px;border:0 solid ${colours.line};border-inline-start-width:3px">${escaped(part.quote)}</blockquote>`;
  if ("button" in part)
    return isPage(part.href)
      ? `<p style="margin:0 0 16px"><a class="button" href="${escaped(part.href)}" style="display:inline-block;padding:10px 18px;border-radius:6px;background:${colours.button};color:${colours.onButton};text-decoration:none;font-weight:600">${escaped(part.button)}</a></p>` +
          `<p class="dim" style="margin:0 0 16px;color:${colours.dim};font-size:13px;overflow-wrap:anywhere">Or open this address: ${escaped(part.href)}</p>`
      : "";
  const items = part.items.map(({ text, detail, href }) => {
    const name = href && isPage(href) ? `<a href="${escaped(href)}">${escaped(text)}</a>` : escaped(text);
    return `<li dir="auto" style="margin:0 0 10px">${name}${detail ? `<br><span class="dim" style="color:${colours.dim}">${escaped(detail)}</span>` : ""}</li>`;
  });
  return `<ul style="margin:0 0 16px;padding-inline-start:20px">${items.join("")}</ul>`;
}

function textOf(part: MailPart): string {
  if (typeof part === "string") return part;
  if ("quote" in part)
    return part.quote
      .split(/\r\n|\r|\n/)
      .map((line) => `> ${line}`)
      .join("\n");
  if ("button" in part) return `${part.button}:\n${part.href}`;
  return part.items
    .map(({ text, detail, href }) =>
      [`- ${oneLine(text)}`, detail && `  ${oneLine(detail)}`, href && `  ${href}`].filter(Boolean).join("\n"),
    )
    .join("\n");
}

export function composeMail(subject: string, content: MailContent, { paper, unsubscribe, choices }: Frame): Composed {
  const language = content.language ?? "en";
  const title = oneLine(subject);
  const foot: string[] = [`Sent by ${paper}.`];
  const textFoot = [
    ...foot,
    ...(unsubscribe ? [`Stop these messages: ${unsubscribe}`] : []),
    ...(choices ? [`Choose which mail you get: ${choices}`] : []),
  ];
  const links = [
    ...(unsubscribe ? [`<a href="${escaped(unsubscribe)}">Stop these messages</a>`] : []),
    ...(choices ? [`<a href="${escaped(choices)}">Choose which mail you get</a>`] : []),
  ];
  const html = [
    `<!DOCTYPE html><html lang="${escaped(language)}" dir="${directionOf(language)}"><head><meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark">`,
    `<title>${escaped(title)}</title><style>${darkStyle}</style></head>`,
    `<body class="page" style="margin:0;padding:24px 16px;background:${colours.page};color:${colours.text};font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif">`,
    `<div style="max-width:560px;margin:0 auto">`,
    ...content.parts.map(htmlOf),
    `<p class="dim line" style="margin:24px 0 0;padding:12px 0 0;border-top:1px solid ${colours.line};color:${colours.dim};font-size:13px">${escaped(foot[0] ?? "")}${links.map((link) => `<br>${link}`).join("")}</p>`,
    `</div></body></html>`,
  ].join("\n");
  const text = `${content.parts.map(textOf).filter(Boolean).join("\n\n")}\n\n-- \n${textFoot.join("\n")}\n`;
  return { subject: title, text, html, language };
}

/** A name or headline inside one of our sentences: one that runs the other way must not turn the words around it. */
export const isolated = (text: string): string =>
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u.test(text)
    ? `\u2068${text}\u2069`
    : text;
