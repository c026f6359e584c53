// Addresses that are written out in a text: "https://example.org/a", "www.example.org", "müller.de", "desk@example.org".
import { linkFromInput } from "./links.ts";

/** An address in a text, from its first character to behind its last. */
export type BareAddress = { from: number; to: number; href: string };

/** Top-level domains of countries, without those that are also file extensions ("notes.md", "script.sh"). */
const countries =
  "ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr ga gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr pt pw qa re ro rs ru rw sa sb sc sd se sg si sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw";
const others =
  "com org net edu gov mil int info biz name pro aero coop museum jobs mobi travel tel cat asia post app dev blog news press media online site website shop store tech cloud digital page live today world agency academy art audio band bar berlin bio brussels cafe care city club community company cologne cool design earth email energy events expert family farm film finance food foundation fun fund fyi gallery games garden global gmbh green group guide hamburg health help house international istanbul koeln koln law legal life link lol london ltd love management market marketing moda moscow music network ngo one ong paris partners party photo photography photos plus politie radio reisen report restaurant review rocks ruhr saarland school science scot services show social software solutions space sport stream studio style support swiss systems taxi team technology tips tirol top tours training tube university vet video vision vote watch wiki wien work works wtf xyz yoga zone рф укр бел срб бг қаз мкд 中国 中國 香港 台湾 台灣 日本 한국 ไทย भारत السعودية مصر امارات";
const tops = new Set(`${countries} ${others}`.split(" "));

const begin = /(^|[\s([{<«»“”„‚‘’"'—–:,;>])(https?:\/\/|mailto:|tel:|\/\/|www\.)?(?=[\p{L}\p{N}])/giu;
const rest = /[^\s<>"“”„«»‘’{}|\\^`—，。、！？；：（）《》「」『』【】]+/uy;

/** Removes punctuation that ends the sentence, and a closing bracket that was opened before the address. */
function withoutEnd(text: string): string {
  let address = text;
  for (;;) {
    const last = address.at(-1) ?? "";
    const isOpened = last === ")" ? "(" : last === "]" ? "[" : null;
    const isStray = isOpened !== null && address.split(isOpened).length < address.split(last).length;
    if (!isStray && !/[.,;:!?…'*_~]$/u.test(address)) return address;
    address = address.slice(0, -1);
  }
}

const host = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+(\p{L}{2,})(?=$|[:/?#])/u;
const email = /^[\p{L}\p{N}._%+-]+@(?:[\p{L}\p{N}-]+\.)+(\p{L}{2,})$/u;

/** The address of a word without a scheme, or null. Its top-level domain must be known and in lower case. */
function withoutScheme(word: string): string | null {
  const top = (email.exec(word) ?? host.exec(word))?.[1];
  if (top === undefined || !tops.has(top)) return null;
  // "z.B." and "U.S.A" are abbreviations: of a name with two parts the first has more than one letter.
  if (/^\p{L}\.\p{L}+$/u.test(word)) return /^\p{L}\.(?:com|org|co|de)$/u.test(word) ? linkFromInput(word) : null;
  return linkFromInput(word);
}

/** All addresses in a text, in order. */
export function addressesIn(text: string): BareAddress[] {
  const found: BareAddress[] = [];
  let end = 0;
  for (const match of text.matchAll(begin)) {
    const from = match.index + (match[1]?.length ?? 0);
    if (from < end) continue;
    const scheme = (match[2] ?? "").toLowerCase();
    rest.lastIndex = from;
    const word = withoutEnd(rest.exec(text)?.[0] ?? "");
    const bare = word.slice(scheme.length);
    const isWritten = scheme.startsWith("http") || scheme === "mailto:" || scheme === "tel:";
    if (bare === "" || (scheme.startsWith("http") && !/^[\p{L}\p{N}]/u.test(bare))) continue;
    const href = isWritten ? linkFromInput(word) : scheme === "//" ? withoutScheme(bare) : withoutScheme(word);
    if (href === null) continue;
    found.push({ from, to: from + word.length, href });
    end = from + word.length;
  }
  return found;
}

/** The address when a text is nothing but one address, else null. */
export function onlyAddress(text: string): string | null {
  const trimmed = text.trim();
  const [only] = addressesIn(trimmed);
  return only && only.from === 0 && only.to === trimmed.length ? only.href : null;
}
