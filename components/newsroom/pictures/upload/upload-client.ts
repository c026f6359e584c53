// Sends files to lib/uploads/resumable.ts by the tus protocol. Where they stopped is kept in the local storage of this
// browser, by name, size and date of a file, so that a file that is chosen again after a reload continues.
import type { DetailedError, Upload } from "tus-js-client";
import { unreachable } from "#components/newsroom/publish/use-verb.ts";
import type { Result } from "#lib/errors.ts";
import { trashPictures } from "#lib/picture-desk/actions.ts";
import type { UploadClient, UploadedFile } from "./upload-list.ts";

/** Absolute, because the client resolves the addresses of uploads against it. */
const endpoint = () => new URL("/api/uploads/resumable", location.href).href;
/** Bytes of one request; proxies often allow no more than some tens of megabytes. */
const chunkBytes = 16 * 1024 * 1024;
const retryDelaysMs = [0, 1000, 3000];
/** While the server is busy decoding, a picture is offered again after so many milliseconds. */
const busyMs = 3000;

type Answer = Result<UploadedFile>;
type Sent = { uploadId: string } | Answer | "offline" | "lost";

/** The uploads whose bytes have arrived, but which are not taken over yet: the connection was lost between the two requests. */
const arrived = new WeakMap<File, string>();

export const uploadClient: UploadClient = {
  async upload({ file, presetId }, report, signal) {
    // Not in the script of the page: nobody uploads on most visits.
    const tus = await import("tus-js-client").catch(() => null);
    if (!tus) return "offline";
    const known = arrived.get(file);
    const sent: Sent = known ? { uploadId: known } : await send(tus, file, (part) => report({ part }), signal);
    if (sent === "offline" || (typeof sent === "object" && "ok" in sent)) return sent;
    report("reading");
    if (sent !== "lost") arrived.set(file, sent.uploadId);
    const answer = sent === "lost" ? "lost" : await take(sent.uploadId, presetId, signal);
    if (answer === "offline") return answer;
    arrived.delete(file);
    // Another node of the newsroom answered, which does not have the bytes.
    return answer === "lost" ? sendWhole(file, presetId, signal) : answer;
  },

  async discard(file) {
    const tus = await import("tus-js-client");
    const upload = new tus.Upload(file, { endpoint: endpoint() });
    for (const { uploadUrl, urlStorageKey } of await upload.findPreviousUploads()) {
      await upload.options.urlStorage?.removeUpload(urlStorageKey);
      // It is deleted after a day in any case.
      if (uploadUrl)
        await fetch(uploadUrl, { method: "DELETE", headers: { "tus-resumable": "1.0.0" } }).catch(() => null);
    }
  },

  trash: (pictureId) => trashPictures({ pictureIds: [pictureId] }).catch(unreachable),
};

type Tus = typeof import("tus-js-client");

function send(tus: Tus, file: File, progress: (part: number) => void, signal: AbortSignal): Promise<Sent> {
  return new Promise((resolve) => {
    const upload: Upload = new tus.Upload(file, {
      endpoint: endpoint(),
      chunkSize: chunkBytes,
      retryDelays: retryDelaysMs,
      removeFingerprintOnSuccess: true,
      metadata: { purpose: "picture", filename: file.name },
      onProgress: (sent, total) => progress(total ? sent / total : 0),
      onSuccess: () => resolve({ uploadId: upload.url?.split("/").at(-1) ?? "" }),
      onError: (error) => resolve(problemOf(error as DetailedError)),
    });
    signal.addEventListener("abort", () => {
      void upload.abort();
      resolve("offline");
    });
    void upload.findPreviousUploads().then(([previous]) => {
      if (previous) upload.resumeFromPreviousUpload(previous);
      if (!signal.aborted) upload.start();
    });
  });
}

function problemOf(error: DetailedError): Sent {
  const status = error.originalResponse?.getStatus();
  const answer = parse(error.originalResponse?.getBody() ?? "");
  if (answer && !answer.ok && answer.code === "STORE_UNAVAILABLE") return answer;
  // Conflict and Locked: the server still holds the request whose connection was cut. 503: it restarts.
  if (!status || [409, 423, 503].includes(status)) return "offline";
  if (status === 404 || status === 410) return "lost";
  return answer ?? { ok: false, code: "BUSY" };
}

function parse(text: string): Answer | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && "ok" in value ? (value as Answer) : null;
  } catch {
    return null;
  }
}

async function take(
  upload: string,
  presetId: string | null,
  signal: AbortSignal,
): Promise<Answer | "offline" | "lost"> {
  for (;;) {
    const answer = await post("/api/uploads/take", JSON.stringify({ upload, fields: { presetId } }), { signal });
    if (answer === "offline") return answer;
    if (!answer.ok && answer.code === "NOT_FOUND") return "lost";
    if (answer.ok || answer.code !== "BUSY" || signal.aborted) return answer;
    await new Promise((resolve) => setTimeout(resolve, busyMs));
  }
}

const sendWhole = (file: File, presetId: string | null, signal: AbortSignal) =>
  post("/api/uploads", file, {
    signal,
    headers: { "x-file-name": encodeURIComponent(file.name), ...(presetId ? { "x-preset": presetId } : {}) },
  });

async function post(address: string, body: BodyInit, init: RequestInit): Promise<Answer | "offline"> {
  const response = await fetch(address, { method: "POST", body, ...init }).catch(() => null);
  if (!response) return "offline";
  return parse(await response.text().catch(() => "")) ?? (response.ok ? unreachable() : { ok: false, code: "BUSY" });
}
