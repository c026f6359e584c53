import type { Instrumentation } from "next";
import { notePageError } from "#lib/http/failed-page.ts";

/** Next calls it with the error of each page that cannot be rendered. */
export const onRequestError: Instrumentation.onRequestError = (error, request) => {
  notePageError(error, request.headers["x-nonce"]);
};
