// Signed addresses that stop one kind of message to one person, without signing in.
import { createHmac, timingSafeEqual } from "node:crypto";
import { isId } from "../ids.ts";
import { secret } from "../process.ts";
import { digestKind, isNoticeKind, type NoticeKind } from "./policy.ts";

export type Unsubscribed = { personId: string; kind: NoticeKind | typeof digestKind };

const signatureOf = (personId: string, kind: string): string =>
  createHmac("sha256", secret()).update(`galley unsubscribe ${personId} ${kind}`).digest("base64url");

export const unsubscribeToken = ({ personId, kind }: Unsubscribed): string =>
  `${personId}.${kind}.${signatureOf(personId, kind)}`;

/** Null for a token that is not ours. */
export function readUnsubscribeToken(token: string): Unsubscribed | null {
  const [personId = "", kind = "", signature = "", ...more] = token.split(".");
  if (more.length > 0 || !isId(personId) || !(isNoticeKind(kind) || kind === digestKind)) return null;
  const [given, ours] = [Buffer.from(signature), Buffer.from(signatureOf(personId, kind))];
  return given.length === ours.length && timingSafeEqual(given, ours) ? { personId, kind } : null;
}
