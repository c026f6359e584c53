import { settings } from "../process.ts";
import { isSecure } from "./cookie.ts";

/** The address under which this newsroom is reached: the setting, or else the host that the browser asked for. */
export function originOf(headers: Headers): string {
  const host = headers.get("x-forwarded-host") ?? headers.get("host") ?? "localhost";
  return settings().url ?? `${isSecure(headers) ? "https" : "http"}://${host}`;
}

/** The address of the caller as the nearest server saw it. */
export function callerOf(headers: Headers): string {
  return headers.get("x-galley-ip") ?? headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "unknown";
}
