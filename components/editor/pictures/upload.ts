import type { Result } from "#lib/errors.ts";
import type { PictureLook } from "../lookup.ts";

export type Uploaded = PictureLook & { id: string; alt: string; caption: string; credit: string };
export type UploadAnswer = SentFile<Uploaded>;

/** Uploads one picture. `progress` receives the share sent, 0 to 1. */
export const uploadPicture = (file: File, progress: (part: number) => void): Promise<UploadAnswer> =>
  sendFile<Uploaded>("/api/uploads", file, progress);

export type SentFile<T> = Result<T> | { ok: false; code: "OFFLINE" };

/** Sends a file as the body, with XMLHttpRequest, because fetch reports no progress. */
export function sendFile<T>(address: string, file: File, progress: (part: number) => void): Promise<SentFile<T>> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const offline = () => resolve({ ok: false, code: "OFFLINE" });
    request.open("POST", address);
    request.setRequestHeader("x-file-name", encodeURIComponent(file.name));
    const story = storyHere();
    if (story) request.setRequestHeader("x-story", story);
    request.responseType = "json";
    request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total);
    request.onload = () => {
      const answer: unknown = request.response;
      if (typeof answer === "object" && answer !== null && "ok" in answer) resolve(answer as SentFile<T>);
      else offline();
    };
    request.onerror = offline;
    request.onabort = offline;
    request.send(file);
  });
}

/** The story whose editor is open. */
export const storyHere = (): string | null => /^\/desk\/stories\/([^/]+)$/.exec(location.pathname)?.[1] ?? null;

/** Some systems give HEIC pictures no type; the server decides about them. */
export const isPicture = (file: File): boolean => file.type.startsWith("image/") || /\.hei[cf]$/i.test(file.name);

/** The files of a paste or drop, unless it is about text: a paste from a word processor also contains an image of its text. */
export function filesOf(data: DataTransfer | null): File[] {
  const files = [...(data?.files ?? [])];
  if (files.length === 0) return [];
  const html = data?.getData("text/html") ?? "";
  // That function also matches several pictures in one piece of HTML with these files.
  if ((html.match(/<img\b/gi) ?? []).length > files.length) return [];
  const words = html.replace(/<style[\s\S]*?<\/style>|<[^>]*>/gi, "").trim();
  return words === "" ? files : [];
}
