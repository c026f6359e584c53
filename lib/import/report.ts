import type { Warning, WarningKind } from "./types.ts";

export type ImportReport = {
  dryRun: boolean;
  imported: number;
  /** How many of these are published. */
  live: number;
  /** How many of these are unpublished. */
  drafts: number;
  /** Stories of an earlier import, which are unchanged. */
  known: number;
  /** Drafts of an earlier import that are now published. */
  published: number;
  /** Stories of an earlier import that were imported once more. */
  replaced: number;
  pictures: number;
  /** Videos, sounds and documents. */
  files: number;
  skipped: { file: string; line?: number | undefined; reason: string }[];
  /** At most `maxWarnings`; the further ones are only counted. */
  warnings: Warning[];
  furtherWarnings: number;
  /** How many items name each section, topic and author, as the source names it. */
  names: Record<"sections" | "topics" | "authors", Record<string, number>>;
  seconds: number;
  /** The key of the last item that was handled. */
  lastKey?: string;
};

export const newReport = (dryRun: boolean): ImportReport => ({
  dryRun,
  imported: 0,
  live: 0,
  drafts: 0,
  known: 0,
  published: 0,
  replaced: 0,
  pictures: 0,
  files: 0,
  skipped: [],
  warnings: [],
  furtherWarnings: 0,
  names: { sections: {}, topics: {}, authors: {} },
  seconds: 0,
});

/** Warnings that a report keeps. */
export const maxWarnings = 50_000;

/** What a kind of warning says, as a sentence about several. */
export const meaningOf = (kind: WarningKind): string => meanings[kind];

const meanings: Record<WarningKind, string> = {
  "picture-missing": "pictures are not among the files and were left out",
  "picture-refused": "pictures could not be read and were left out",
  "picture-changed": "pictures lost a part of what they hold",
  "file-refused": "videos, sounds or documents could not be taken; links still lead to the old site",
  "shortcode-dropped": "shortcodes or template tags say nothing to readers here and were left out",
  "embed-linked": "embeds became links",
  "element-dropped": "elements that a story cannot hold were left out",
  "link-dropped": "links lead to something that is not among the files; their words stayed as text",
  "link-unknown": "links lead to addresses of the old site that were not imported; they were kept",
  "braces-kept": "places show template code, written apart",
  draft: "stories came in unpublished",
  "address-changed": "stories have another address because theirs was taken",
  "alias-dropped": "former addresses belong to something else",
  "not-utf8": "files are not UTF-8 and were read as Windows-1252",
  "title-guessed": "files have no title; the first heading or the file's name was taken",
  "names-dropped": "names of topics or authors could not be used",
  "shortcode-kept": "shortcodes of the old site are unknown here and stay in the text",
  "block-dropped": "blocks that the old site filled at each request, or whose plugin is not here, were left out",
  "alias-unusable": "former addresses cannot exist here",
  "source-changed": "stories have changed at the source since they were imported, and stay as they are here",
  "changed-here": "stories were changed here and at the source since they were imported, and stay as they are here",
  "left-here": "stories were to be imported once more and stay as they are",
  "comments-left": "stories have comments of readers, which stay in the export: Galley has no comments of readers",
  "was-sticky": "stories were sticky posts; pin them on a front here if they still lead",
  "was-scheduled": "stories were scheduled; nothing publishes them here until you schedule them again",
  "history-left": "histories are damaged in the export and stayed there; the stories came in without them",
};

/** "posts/ferry.md", or "export.xml:120" for an item that begins on that line. */
export const placeOf = ({ file, line }: { file: string; line?: number | undefined }): string =>
  line === undefined ? file : `${file}:${line}`;

/** The summary of an import for the terminal: counts, every skipped file, warnings by kind with examples. */
export function summarise(report: ImportReport): string[] {
  const lines = [
    `${report.dryRun ? "Would import" : "Imported"}  ${report.imported} ${stories(report.imported)} in ${report.seconds.toFixed(1)} s: ${report.live} live, ${report.drafts} unpublished` +
      takenOf(report),
  ];
  if (report.published > 0)
    lines.push(`Published ${report.published} ${stories(report.published)} that an earlier import had left as drafts`);
  if (report.replaced > 0)
    lines.push(`Replaced  ${report.replaced} ${stories(report.replaced)} by what the source holds now`);
  if (report.known > 0)
    lines.push(`Known     ${report.known} ${stories(report.known)} were here already and stayed as they are`);
  lines.push(`Skipped   ${report.skipped.length}`);
  for (const skipped of report.skipped.slice(0, 20)) lines.push(`  ${placeOf(skipped)}: ${skipped.reason}`);
  if (report.skipped.length > 20) lines.push(`  and ${report.skipped.length - 20} more`);
  lines.push(`Warnings  ${report.warnings.length + report.furtherWarnings}`);
  for (const [kind, warnings] of grouped(report.warnings)) {
    lines.push(`  ${warnings.length} × ${meanings[kind]}`);
    for (const warning of warnings.slice(0, 3)) lines.push(`      ${placeOf(warning)}  ${warning.what}`);
  }
  const expired = report.warnings.filter(({ kind, what }) => kind === "draft" && /expiry/.test(what)).length;
  if (expired > 0) {
    lines.push(`Drafts because of an expiry date: ${expired}. To publish them, run this again with --expired live.`);
  }
  return lines;
}

/** ", with 12 pictures and 1 file" */
function takenOf({ pictures, files }: ImportReport): string {
  const counts = [
    ...(pictures > 0 ? [`${pictures} ${pictures === 1 ? "picture" : "pictures"}`] : []),
    ...(files > 0 ? [`${files} ${files === 1 ? "file" : "files"}`] : []),
  ];
  return counts.length === 0 ? "" : `, with ${counts.join(" and ")}`;
}

/** The full report, one line per entry, for the file that is kept. */
export function formatReport(report: ImportReport): string {
  const lines = [
    ...summarise(report).slice(0, 1),
    "",
    ...report.skipped.map((skipped) => `skipped\t${placeOf(skipped)}\t${skipped.reason}`),
    ...report.warnings.map((warning) => `${warning.kind}\t${placeOf(warning)}\t${warning.what.replace(/\s+/g, " ")}`),
  ];
  return `${lines.join("\n")}\n`;
}

/** The report as CSV: what, file, line, words. A cell that a spreadsheet would take for a formula begins with an apostrophe. */
export function reportAsCsv(report: ImportReport): string {
  const cell = (value: string | number | undefined): string => {
    const text = String(value ?? "").replace(/\s+/g, " ");
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
  };
  const rows = [
    ["kind", "file", "line", "what"],
    ...report.skipped.map(({ file, line, reason }) => ["skipped", file, line, reason]),
    ...report.warnings.map(({ kind, file, line, what }) => [kind, file, line, what]),
  ];
  return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

const stories = (count: number): string => (count === 1 ? "story" : "stories");

function grouped(warnings: readonly Warning[]): [WarningKind, Warning[]][] {
  const groups = new Map<WarningKind, Warning[]>();
  for (const warning of warnings) groups.set(warning.kind, [...(groups.get(warning.kind) ?? []), warning]);
  return [...groups].sort((a, b) => b[1].length - a[1].length);
}
