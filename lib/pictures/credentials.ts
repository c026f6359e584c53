// Content credentials (C2PA 2.2, https://spec.c2pa.org): who signed the file, with which tool, and when. Only reads what the
// manifest claims; no signature is checked.
import { X509Certificate } from "node:crypto";
import { type CborValue, decodeCbor } from "./cbor.ts";
import type { FileCredentials } from "./types.ts";

/** Reads the newest manifest. Null: the file has none, or it cannot be read. Never throws. */
export function readCredentials(bytes: Buffer): FileCredentials | null {
  try {
    const store = readBox(isJpeg(bytes) ? fromSegments(bytes) : bytes, isJpeg(bytes) ? 0 : startOf(bytes));
    const manifest = store?.children.filter(({ type }) => type === "jumb").at(-1); // the last one is the active one
    if (!manifest) return null;
    const claim = contentOf(manifest, /^c2pa\.claim(?:\.v2)?$/);
    const signature = contentOf(manifest, /^c2pa\.signature$/);
    const credentials = {
      issuer: issuerOf(signature),
      tool: toolOf(claim),
      signedAt: signedAt(signature) ?? actedAt(manifest),
    };
    return credentials.issuer || credentials.tool || credentials.signedAt ? credentials : null;
  } catch {
    return null; // damaged or hostile; a picture without credentials is an ordinary picture
  }
}

const isJpeg = (bytes: Buffer): boolean => bytes[0] === 0xff && bytes[1] === 0xd8;

/** The manifest store of a JPEG is cut into APP11 segments; each repeats the first eight bytes of the box. */
function fromSegments(bytes: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 2; at + 4 <= bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xda) break;
    const size = bytes.readUInt16BE(at + 2);
    const content = bytes.subarray(at + 4, at + 2 + size);
    if (marker === 0xeb && content.toString("latin1", 0, 2) === "JP") {
      const box = content.subarray(8);
      if (content.readUInt32BE(4) === 1) {
        if (parts.length > 0 || box.toString("latin1", 4, 8) !== "jumb") break; // another box begins
        parts.push(box);
      } else parts.push(box.subarray(8));
    }
    at += size + 2;
  }
  return Buffer.concat(parts);
}

/** In all other formats it is in one piece; -1 if there is none. */
function startOf(bytes: Buffer): number {
  const type = bytes.indexOf(storeId);
  return type < 16 ? -1 : type - 16;
}
const storeId = Buffer.from("6332706100110010800000aa00389b71", "hex");

type Box = { type: string; label: string; content: Buffer; children: Box[] };

/** A JUMBF box (ISO 19566-5) with the boxes in it. */
function readBox(bytes: Buffer, at: number, depth = 0): Box | null {
  if (at < 0 || at + 8 > bytes.length || depth > 8) return null;
  const size = bytes.readUInt32BE(at);
  const type = bytes.toString("latin1", at + 4, at + 8);
  const isLong = size === 1;
  const length = isLong ? Number(bytes.readBigUInt64BE(at + 8)) : size === 0 ? bytes.length - at : size;
  const content = bytes.subarray(at + (isLong ? 16 : 8), at + length);
  if (length < 8) return null;
  if (type !== "jumb") return { type, label: "", content, children: [] };
  const children: Box[] = [];
  for (let inside = 0; inside < content.length; ) {
    const child = readBox(content, inside, depth + 1);
    if (!child) break;
    children.push(child);
    const step = content.readUInt32BE(inside);
    inside += step === 1 ? Number(content.readBigUInt64BE(inside + 8)) : step || content.length;
  }
  const description = children.find((child) => child.type === "jumd")?.content;
  const label = description ? (description.toString("utf8", 17).split("\0")[0] ?? "") : "";
  return { type, label, content, children };
}

function contentOf(box: Box, label: RegExp): CborValue {
  const found = box.children.find((child) => label.test(child.label));
  const cbor = found?.children.find(({ type }) => type === "cbor");
  return cbor ? decodeCbor(cbor.content) : null;
}

const get = (value: CborValue | undefined, key: string | number): CborValue | undefined =>
  value instanceof Map ? value.get(key) : Array.isArray(value) ? value[Number(key)] : undefined;
const text = (value: CborValue | undefined): string =>
  typeof value === "string"
    ? value
        .replace(/[\p{Cc}\s]+/gu, " ")
        .trim()
        .slice(0, 200)
    : "";

function toolOf(claim: CborValue): string {
  const info = get(claim, "claim_generator_info");
  const about = Array.isArray(info) ? info[0] : info;
  const named = [text(get(about, "name")), text(get(about, "version"))].filter(Boolean).join(" ");
  // "Adobe_Photoshop/25.1 c2pa-rs/0.31": the first product made the claim.
  return named || (text(get(claim, "claim_generator")).split(" ")[0] ?? "").replaceAll("_", " ").replace("/", " ");
}

/** The organisation, else the name, in the certificate of the signer. */
function issuerOf(signature: CborValue): string {
  const headers = [get(signature, 0), get(signature, 1)].map((part) =>
    part instanceof Uint8Array ? decodeCbor(Buffer.from(part)) : part,
  );
  const chain = headers
    .flatMap((header) => [get(header, 33), get(header, "x5chain")])
    .find((value) => value !== undefined);
  const leaf = Array.isArray(chain) ? chain[0] : chain;
  if (!(leaf instanceof Uint8Array)) return "";
  const lines = new X509Certificate(leaf).subject.split("\n");
  const part = (name: string) => lines.find((line) => line.startsWith(`${name}=`))?.slice(name.length + 1);
  return text(part("O") ?? part("CN") ?? "");
}

/** The time in the time stamp (RFC 3161) of the signature, as an ISO instant. */
function signedAt(signature: CborValue): string | null {
  const stamps = get(get(signature, 1), "sigTst2") ?? get(get(signature, 1), "sigTst");
  const token = get(get(get(stamps, "tstTokens"), 0), "val");
  if (!(token instanceof Uint8Array)) return null;
  // The first GeneralizedTime of the token (DER tag 0x18): certificates, which may have others, follow it.
  const latin = Buffer.from(token).toString("latin1");
  const times = [...latin.matchAll(/(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.\d+)?Z/g)];
  const match = times.find(({ index }) => token[index - 2] === 0x18);
  if (!match) return null;
  const [, year, month, day, hour, minute, second] = match;
  return instant(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/** The time of the first action that the manifest names, for a signature without a time stamp. */
function actedAt(manifest: Box): string | null {
  const assertions = manifest.children.find(({ label }) => label === "c2pa.assertions");
  const actions = assertions ? get(contentOf(assertions, /^c2pa\.actions/), "actions") : undefined;
  const times = Array.isArray(actions) ? actions.map((action) => instant(text(get(action, "when")))) : [];
  return times.find((time) => time !== null) ?? null;
}

const instant = (value: string): string | null =>
  Number.isNaN(Date.parse(value)) ? null : new Date(value).toISOString();
