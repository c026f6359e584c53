// What a request without a key that works is answered.
import { callerOf, networkOf } from "../auth/caller.ts";
import { countRequest, maxWrongKeys, rateLimitHeaders } from "./limit-mutations.ts";
import { ApiError } from "./problem.ts";

export const tooMany = (seconds: number, headers: Record<string, string>): ApiError =>
  new ApiError(
    { type: "too-many-requests", title: "Too many requests", status: 429, detail: `Try again in ${seconds} seconds.` },
    { ...headers, "retry-after": String(seconds) },
  );

/**
 * Counts a request without a key that works.
 * @param detail how to send one
 * @returns the problem of it: 401, or 429 after many from one network
 */
export async function refuseKey(
  headers: Headers,
  { isAbsent, detail, schemes }: { isAbsent: boolean; detail: string; schemes: string },
): Promise<ApiError> {
  const wrong = await countRequest(`network:${networkOf(callerOf(headers))}`, maxWrongKeys);
  if (wrong.left < 0) return tooMany(wrong.resetSeconds, rateLimitHeaders(wrong));
  return new ApiError(
    { type: "unauthorized", title: isAbsent ? "This needs a key" : "This key does not work", status: 401, detail },
    { "www-authenticate": schemes },
  );
}
