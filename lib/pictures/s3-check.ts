import { randomUUID } from "node:crypto";
import type { S3Settings } from "../settings.ts";
import { connectS3 } from "./s3-store.ts";

/** A store that does not answer delays the start for this long. */
const timeoutMs = 8_000;

/** Tries all that Galley does with the bucket. @returns null if it works, else one line: what is wrong, and what to do */
export async function checkBucket(settings: S3Settings): Promise<string | null> {
  const { bucket: Bucket, prefix } = settings;
  const sdk = await import("@aws-sdk/client-s3");
  const client = await connectS3(settings, { maxAttempts: 1 });
  const options = { abortSignal: AbortSignal.timeout(timeoutMs) };
  const Key = `${prefix}check-${randomUUID()}`;
  try {
    const Body = "Written by Galley to check the store; may be deleted.\n";
    await client.send(new sdk.PutObjectCommand({ Bucket, Key, Body }), options);
    const found = await client.send(new sdk.GetObjectCommand({ Bucket, Key }), options);
    const text = await found.Body?.transformToString();
    if (text !== Body) return "the store returns other bytes than were written: ask its operator";
    await client.send(new sdk.ListObjectsV2Command({ Bucket, Prefix: Key }), options);
    await client.send(new sdk.DeleteObjectCommand({ Bucket, Key }), options);
    return null;
  } catch (error) {
    return reasonOf(error as S3Failure, settings);
  } finally {
    client.destroy();
  }
}

/** Errors of the SDK and of Node, as far as they are used here. */
type S3Failure = { name?: string; code?: string; message?: string; Region?: string; $metadata?: unknown };

function reasonOf(error: S3Failure, { endpoint, bucket, region }: S3Settings): string {
  const { name = "", code = "", message = "" } = error;
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return `the host of ${endpoint} is unknown: check GALLEY_S3_URL`;
  if (code === "ECONNREFUSED") return `nothing listens at ${endpoint}: start the store or check GALLEY_S3_URL`;
  if (name === "TimeoutError" || name === "AbortError" || code === "ETIMEDOUT")
    return `${endpoint} does not answer: check the store, the network and GALLEY_S3_URL`;
  if (name === "NoSuchBucket") return `there is no bucket "${bucket}": create it or check GALLEY_S3_URL`;
  if (name === "InvalidAccessKeyId") return "the store does not know this key: check GALLEY_S3_KEY";
  if (name === "SignatureDoesNotMatch") return "the secret does not belong to this key: check GALLEY_S3_SECRET";
  if (name === "AccessDenied" || name === "Forbidden")
    return `the key may not read, write, list and delete in "${bucket}": allow it s3:GetObject, s3:PutObject, s3:ListBucket and s3:DeleteObject`;
  if (name === "RequestTimeTooSkewed") return "the clock of this machine is wrong: set it";
  if (
    name === "PermanentRedirect" ||
    name === "AuthorizationHeaderMalformed" ||
    name === "IllegalLocationConstraintException"
  )
    return `the bucket is not in the region ${region}: set GALLEY_S3_REGION${error.Region ? ` to ${error.Region}` : ""}`;
  if (/CERT|SSL|TLS/.test(code)) return `the certificate of ${endpoint} is not accepted (${code})`;
  return `${name || code}: ${message}`.replace(/\s+/g, " ").slice(0, 300);
}
