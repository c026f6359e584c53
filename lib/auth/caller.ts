/** The address of the caller as the nearest server saw it. */
export function callerOf(headers: Headers): string {
  return headers.get("x-galley-ip") ?? headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "unknown";
}
