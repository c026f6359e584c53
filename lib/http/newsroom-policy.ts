/** The Content-Security-Policy of the newsroom. Only scripts with the nonce of the response run, and what they load. */
export function newsroomPolicy(nonce: string, dev: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ""}`,
    // Next's overlay in development writes style blocks of its own, without a nonce.
    dev ? "style-src-elem 'self' 'unsafe-inline'" : `style-src-elem 'self' 'nonce-${nonce}'`,
    // For the attributes with which the server renders the components of Mantine, see docs/security.md.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    // blob: for a frame of a chosen video, which becomes its poster.
    "media-src 'self' blob:",
    "worker-src 'self'",
    // blob: for Safari, which gives pasted pictures such addresses; only this page can read them.
    `connect-src 'self' blob:${dev ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-src 'self'",
    "frame-ancestors 'self'",
  ].join("; ");
}
