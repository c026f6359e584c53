export type Host = { name: string; proto: string };

/** What every answer carries, of press and newsroom alike. */
export function commonHeaders(host: Host): Record<string, string> {
  return {
    "x-content-type-options": "nosniff",
    "referrer-policy": "strict-origin-when-cross-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
    "cross-origin-opener-policy": "same-origin",
    ...(host.proto === "https" ? { "strict-transport-security": "max-age=31536000" } : {}),
  };
}

/** Next's headers that go on to readers: type and preloads of pictures and fonts. The sheets moved into the page. */
export function pictureLinks(link: unknown): string {
  return [link ?? []]
    .flat()
    .join(", ")
    .split(/,\s*(?=<)/)
    .filter((one) => one && !/as="?(?:style|script)/.test(one))
    .join(", ");
}

export const sitePolicy = (styles: readonly string[]): string =>
  `default-src 'self'; script-src 'self'; style-src 'self' ${[...new Set(styles)].join(" ")}; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'`;

/** The page with its policy as a meta element, which knows all of it but who may frame the page. */
export const policyInPage = (html: string, policy: string): string =>
  html.replace(
    /<head>|<head [^>]*>/,
    (head) =>
      `${head}<meta http-equiv="Content-Security-Policy" content="${policy.replace(/;\s*frame-ancestors[^;]*/, "").replaceAll('"', "&quot;")}">`,
  );
