// Detects Markdown in plain text. One sure sign is enough; weak signs, which other texts hold too, must be two different ones.

const fence = /^ {0,3}(?:```|~~~)/m;
const sure: readonly RegExp[] = [
  fence,
  /^ {0,3}#{1,6} +\S/m, // heading
  /^\S.{0,200}\n {0,3}(?:={3,}|-{3,})[ \t]*$/m, // heading with a line under it
  /!?\[[^\]\n]{0,300}\]\((?:https?:|mailto:|\/|#|\.{1,2}\/|[^)\s]+\.\w{2,5})[^)\n]{0,500}\)/, // link or picture
  /^ {0,3}\[[^\]\n]+\]:\s*(?:https?:|mailto:|\/|<)\S*/m, // address of a link
  /(?:^|[^*\w])\*\*[^\s*](?:[^*\n]{0,300}[^\s*])?\*\*(?![*\w])/, // bold
  /^ {0,3}\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t]*:?-{3,}:?[ \t]*)+\|?[ \t]*$/m, // table
  /^ {0,3}[-*+] \[[ xX]\] /m, // task
];
const weak: readonly RegExp[] = [
  /(?:^|[^_\p{L}\p{N}])__[^\s_](?:[^_\n]{0,300}[^\s_])?__(?![_\p{L}\p{N}])/u,
  /(?:^|[^*\p{L}\p{N}])\*[^\s*](?:[^*\n]{0,300}[^\s*])?\*(?![*\p{L}\p{N}])/u,
  /(?:^|[^_\p{L}\p{N}/])_[^\s_](?:[^_\n]{0,300}[^\s_])?_(?![_\p{L}\p{N}])/u,
  /~~[^\s~](?:[^~\n]{0,300}[^\s~])?~~/,
  /(?:^|[^`])`[^`\n]{1,200}`(?!`)/,
  /^ {0,3}[-*+] \S.*\n(?:\s*\n)? {0,3}[-*+] \S/m,
  /^ {0,3}\d{1,9}[.)] \S.*\n(?:\s*\n)? {0,3}\d{1,9}[.)] \S/m,
  /^ {0,3}> ?\S/m,
  /^ {0,3}(?:\* ?){3,}$|^ {0,3}(?:- ?){3,}$|^ {0,3}(?:_ ?){3,}$/m,
];

/** Source code: a shebang, or many lines that end in a brace or a semicolon. */
const isProgram = (text: string): boolean => {
  if (/^#!/.test(text)) return true;
  if (fence.test(text)) return false;
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return lines.filter((line) => /[;{}]\s*$/.test(line)).length > lines.length / 3;
};

export function isMarkdown(text: string): boolean {
  const lines = text.replace(/\r\n?/g, "\n");
  if (isProgram(lines)) return false;
  return sure.some((sign) => sign.test(lines)) || weak.filter((sign) => sign.test(lines)).length > 1;
}
