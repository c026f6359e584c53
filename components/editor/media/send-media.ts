// Sends a file in parts by the tus protocol, so that a lost connection costs one part and not an hour.
import type { DetailedError } from "tus-js-client";
import type { StoredMedia } from "#lib/media/types.ts";
import { type SentFile, sendFile, storyHere } from "../pictures/upload.ts";

type Answer = SentFile<StoredMedia>;

/** Bytes of one request; proxies often allow no more than some tens of megabytes. */
const chunkBytes = 16 * 1024 * 1024;
const retryDelaysMs = [0, 1000, 3000, 5000, 10_000, 20_000];
const maxBusyAttempts = 20;
const busyMs = 3000;

/** @param progress receives the share sent, 0 to 1 */
export async function sendMedia(file: File, progress: (part: number) => void): Promise<Answer> {
  // Not in the script of the page: few stories have a video.
  const tus = await import("tus-js-client").catch(() => null);
  if (!tus) return { ok: false, code: "OFFLINE" };
  const sent = await new Promise<string | Answer>((resolve) => {
    const upload = new tus.Upload(file, {
      endpoint: "/api/uploads/resumable",
      chunkSize: chunkBytes,
      retryDelays: retryDelaysMs,
      removeFingerprintOnSuccess: true,
      metadata: { purpose: "media", filename: file.name },
      onProgress: (done, total) => progress(total ? done / total : 0),
      onSuccess: () => resolve(upload.url?.split("/").at(-1) ?? ""),
      onError: (error) => resolve(problemOf(error as DetailedError)),
    });
    // The same file continues where an earlier attempt stopped, also after a reload.
    void upload.findPreviousUploads().then(([previous]) => {
      if (previous) upload.resumeFromPreviousUpload(previous);
      upload.start();
    });
  });
  if (typeof sent !== "string") return sent;
  const answer = await take(sent);
  // Another node of the newsroom answered, which does not have the bytes.
  return !answer.ok && answer.code === "NOT_FOUND" ? sendFile<StoredMedia>("/api/media", file, progress) : answer;
}

const problemOf = ({ originalResponse }: DetailedError): Answer => {
  if (!originalResponse?.getStatus()) return { ok: false, code: "OFFLINE" };
  return answerIn(originalResponse.getBody()) ?? { ok: false, code: "BUSY" };
};

function answerIn(text: string): Answer | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && "ok" in value ? (value as Answer) : null;
  } catch {
    return null;
  }
}

/** Hands the file that has arrived to lib/media. */
async function take(upload: string): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    const response = await fetch("/api/uploads/take", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ upload, fields: { storyId: storyHere() } }),
    }).catch(() => null);
    if (!response) return { ok: false, code: "OFFLINE" };
    const answer = answerIn(await response.text().catch(() => "")) ?? { ok: false, code: "BUSY" };
    if (answer.ok || answer.code !== "BUSY" || attempt === maxBusyAttempts) return answer;
    await new Promise((resolve) => setTimeout(resolve, busyMs));
  }
}
