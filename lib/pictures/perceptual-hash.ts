/** Size of the grey picture from which the hash is made: each row yields eight comparisons of neighbours. */
export const hashSize = { width: 9, height: 8 } as const;

/** Maximum number of differing bits at which two pictures count as alike. */
export const maxHashDistance = 6;

/** The same for somebody who looks for other versions of a picture: more edits are found, and now and then another picture. */
export const maxSimilarDistance = 12;

/** Grey levels between the darkest and the lightest pixel, below which a picture is a plain area that is like any other. */
const minContrast = 16;

/**
 * Difference hash: a bit for each pixel that is lighter than its right neighbour. Copies of a picture at other sizes and
 * qualities differ in few bits.
 * @param grey 9 × 8 pixels, one byte each
 * @returns 64 bits as a signed number in decimal; null for a plain area
 */
export function perceptualHash(grey: Uint8Array): string | null {
  if (Math.max(...grey) - Math.min(...grey) < minContrast) return null;
  let bits = 0n;
  for (let row = 0; row < hashSize.height; row += 1)
    for (let column = 0; column < hashSize.width - 1; column += 1) {
      const at = row * hashSize.width + column;
      bits = (bits << 1n) | ((grey[at] ?? 0) > (grey[at + 1] ?? 0) ? 1n : 0n);
    }
  return BigInt.asIntN(64, bits).toString();
}
