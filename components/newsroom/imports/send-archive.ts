// Sends an archive in parts by the tus protocol, so that a lost connection costs one part and not an hour.
import type { DetailedError } from "tus-js-client";
import type { Result } from "#lib/errors.ts";

/** Bytes of one request; proxies often allow no more than some tens of megabytes. */
const chunkBytes = 16 * 1024 * 1024;
const retryDelaysMs = [0, 1000, 3000, 5000, 10_000, 20_000];

type Answer = Result<{ place: string; name: string }>;
const offline: Answer = { ok: false, code: "BUSY" };

/** @param progress receives the share sent, 0 to 1 */
export async function sendArchive(file: File, progress: (part: number) => void): Promise<Answer> {
  const tus = await import("tus-js-client").catch(() => null);
  if (!tus) return offline;
  const sent = await new Promise<string | Answer>((resolve) => {
    const upload = new tus.Upload(file, {
      endpoint: "/api/uploads/resumable",
      chunkSize: chunkBytes,
      retryDelays: retryDelaysMs,
      removeFingerprintOnSuccess: true,
      metadata: { purpose: "import", filename: file.name },
      onProgress: (done, total) => progress(total ? done / total : 0),
      onSuccess: () => resolve(upload.url?.split("/").at(-1) ?? ""),
      onError: (error) => resolve(answerIn((error as DetailedError).originalResponse?.getBody() ?? "")),
    });
    // The same file continues where an earlier attempt stopped, also after a reload.
    void upload.findPreviousUploads().then(([previous]) => {
      if (previous) upload.resumeFromPreviousUpload(previous);
      upload.start();
    });
  });
  if (typeof sent !== "string") return sent;
  const response = await fetch("/api/uploads/take", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ upload: sent, fields: {} }),
  }).catch(() => null);
  return response ? answerIn(await response.text().catch(() => "")) : offline;
}

function answerIn(text: string): Answer {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && "ok" in value ? (value as Answer) : offline;
  } catch {
    return offline;
  }
}
