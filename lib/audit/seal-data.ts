// The hashes of the chain over the audit log.
import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import type { Prisma } from "../postgres/app.ts";

export const sealedColumns = {
  id: true,
  at: true,
  actorId: true,
  action: true,
  subjectKind: true,
  subjectId: true,
  subjectName: true,
  detail: true,
} as const satisfies Prisma.AuditEventSelect;
export type SealedEvent = Prisma.AuditEventGetPayload<{ select: typeof sealedColumns }>;

export type Link = { number: bigint; eventId: string; eventHash: Uint8Array; at: Date };

const sha256 = (value: unknown): Uint8Array<ArrayBuffer> =>
  new Uint8Array(
    createHash("sha256")
      .update(canonicalize(value) ?? "")
      .digest(),
  );
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");

/** SHA-256 of the RFC 8785 JSON of all columns of an event, with the salt of its seal. */
export const hashEvent = ({ at, ...event }: SealedEvent, salt: Uint8Array | null): Uint8Array<ArrayBuffer> =>
  sha256({ ...event, at: at.toISOString(), salt: salt && hex(salt) });

/** @param previous the hash of the seal before; null for the first one */
export const hashLink = (
  { number, eventId, eventHash, at }: Link,
  previous: Uint8Array | null,
): Uint8Array<ArrayBuffer> =>
  sha256({
    number: String(number),
    eventId,
    event: hex(eventHash),
    at: at.toISOString(),
    previous: previous ? hex(previous) : null,
  });
