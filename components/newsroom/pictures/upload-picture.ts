import type { Failure, Result } from "#lib/errors.ts";

/** A picture of the library that was chosen or has just been uploaded. */
export type ChosenPicture = { id: string; src: string };

/** Server actions do not accept files of this size. */
export async function uploadPicture(file: File): Promise<Result<ChosenPicture>> {
  const response = await fetch("/api/uploads", {
    method: "POST",
    body: file,
    headers: { "x-file-name": encodeURIComponent(file.name) },
  });
  // The response of a route, see lib/route.ts.
  return (await response.json().catch((): Failure => ({ ok: false, code: "BUSY" }))) as Result<ChosenPicture>;
}
