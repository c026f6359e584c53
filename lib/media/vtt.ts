// WebVTT (https://www.w3.org/TR/webvtt1/): enough to check a file that people wrote and to make a transcript of it.

export type Cue = { startSeconds: number; endSeconds: number; text: string };
export type VttProblem = { line: number; problem: "no-header" | "bad-time" | "ends-before-start" | "no-text" };

export const maxVttCharacters = 1_000_000;

const time = String.raw`(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})`;
const timing = new RegExp(String.raw`^${time}[ \t]+-->[ \t]+${time}(?:[ \t]+\S.*)?[ \t]*$`);
const seconds = ([hours, minutes, secs, thousandths]: readonly (string | undefined)[]): number =>
  Number(hours ?? 0) * 3600 + Number(minutes) * 60 + Number(secs) + Number(thousandths) / 1000;

/** Line breaks as the standard reads them, without a byte order mark. SubRip is turned into WebVTT, which differs in few signs. */
export function normalVtt(given: string): string {
  const text = given
    .replace(/^\ufeff/, "")
    .replace(/\r\n?/g, "\n")
    .replaceAll("\0", "\ufffd")
    .trim();
  if (text === "" || /^WEBVTT(?:[ \t\n]|$)/.test(text)) return text;
  const isSubRip = /^\d+\n\d{2,}:\d\d:\d\d,\d{3}[ \t]+-->/.test(text);
  return isSubRip ? `WEBVTT\n\n${text.replace(/(\d\d:\d\d:\d\d),(\d{3})/g, "$1.$2")}` : text;
}

/** Reads a text that `normalVtt` returned. */
export function readVtt(text: string): { cues: Cue[]; problem: VttProblem | null } {
  const lines = text.split("\n");
  const cues: Cue[] = [];
  const stop = (line: number, problem: VttProblem["problem"]) => ({ cues, problem: { line: line + 1, problem } });
  if (!/^WEBVTT(?:[ \t]|$)/.test(lines[0] ?? "")) return stop(0, "no-header");
  let at = lines.findIndex((line, index) => index > 0 && line.trim() === "");
  if (at < 0) return { cues, problem: null };
  while (at < lines.length) {
    while (at < lines.length && (lines[at] ?? "").trim() === "") at++;
    if (at >= lines.length) break;
    const first = lines[at] ?? "";
    let end = at;
    while (end < lines.length && (lines[end] ?? "").trim() !== "") end++;
    if (!/^(?:NOTE|STYLE|REGION)(?:[ \t]|$)/.test(first)) {
      const isNamed = !first.includes("-->") && (lines[at + 1] ?? "").includes("-->");
      const place = isNamed ? at + 1 : at;
      const found = timing.exec(place < end ? (lines[place] ?? "") : "");
      if (!found) return stop(Math.min(place, end - 1), "bad-time");
      const [startSeconds, endSeconds] = [seconds(found.slice(1, 5)), seconds(found.slice(5, 9))];
      if (endSeconds <= startSeconds) return stop(place, "ends-before-start");
      const words = lines
        .slice(place + 1, end)
        .join("\n")
        .trim();
      if (words === "") return stop(place, "no-text");
      cues.push({ startSeconds, endSeconds, text: words });
    }
    at = end;
  }
  return { cues, problem: null };
}

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  nbsp: "\u00a0",
  lrm: "\u200e",
  rlm: "\u200f",
};

/** Seconds of silence after which a transcript begins a paragraph. */
const pauseSeconds = 2;

/** The words of captions as paragraphs: a new one for each speaker (`<v Ada>`) and after a pause. */
export function transcriptOf(captions: string): string[] {
  const paragraphs: string[] = [];
  let last: { endSeconds: number; speaker: string } | null = null;
  for (const { startSeconds, endSeconds, text } of readVtt(normalVtt(captions)).cues) {
    const speaker: string = /<v(?:\.[^\s>]*)?[ \t]+([^>]+)>/.exec(text)?.[1]?.trim() ?? last?.speaker ?? "";
    const words = text
      .replace(/<[^>]*>/g, "")
      .replace(/&(\w+);/g, (sign, name: string) => entities[name] ?? sign)
      .replace(/\s+/g, " ")
      .trim();
    if (words === "") continue;
    const begins = last === null || last.speaker !== speaker || startSeconds - last.endSeconds >= pauseSeconds;
    if (begins) paragraphs.push(last?.speaker !== speaker && speaker !== "" ? `${speaker}: ${words}` : words);
    else paragraphs.push(`${paragraphs.pop()} ${words}`);
    last = { endSeconds, speaker };
  }
  return paragraphs;
}
