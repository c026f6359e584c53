import type { Result } from "#lib/errors.ts";
import type { PictureLook } from "../lookup.ts";

export type Uploaded = PictureLook & { id: string; alt: string; caption: string; credit: string };
export type UploadAnswer = Result<Uploaded> | { ok: false; code: "OFFLINE" };

/** Sends one picture. `progress` is told the part that is sent, 0 to 1; fetch cannot tell it. */
export function uploadPicture(file: File, progress: (part: number) => void): Promise<UploadAnswer> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const offline = () => resolve({ ok: false, code: "OFFLINE" });
    request.open("POST", "/api/uploads");
    request.setRequestHeader("x-file-name", encodeURIComponent(file.name));
    request.responseType = "json";
    request.upload.onprogress = (event) => event.lengthComputable && progress(event.loaded / event.total);
    request.onload = () => {
      const answer: unknown = request.response;
      if (typeof answer === "object" && answer !== null && "ok" in answer) resolve(answer as UploadAnswer);
      else offline();
    };
    request.onerror = offline;
    request.onabort = offline;
    request.send(file);
  });
}

/** Some systems give an iPhone's pictures no type: the server says what can be done with them. */
export const isPicture = (file: File): boolean => file.type.startsWith("image/") || /\.hei[cf]$/i.test(file.name);

/** The files of a paste or drop, when that is what it is about: a paste from a word processor brings an image of its text too. */
export function filesOf(data: DataTransfer | null): File[] {
  const files = [...(data?.files ?? [])];
  if (files.length === 0) return [];
  const html = data?.getData("text/html") ?? "";
  // That function tells several pictures in one piece of HTML apart by what each of them holds.
  if ((html.match(/<img\b/gi) ?? []).length > files.length) return [];
  const words = html.replace(/<style[\s\S]*?<\/style>|<[^>]*>/gi, "").trim();
  return words === "" ? files : [];
}
