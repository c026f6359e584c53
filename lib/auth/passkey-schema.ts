import * as z from "zod";

const text = z.string().max(20_000);

/** What the browser made, as JSON. Its contents are checked where the signature is. */
const credential = z.object({
  id: z.string().min(1).max(2_000),
  rawId: text,
  type: z.literal("public-key"),
  authenticatorAttachment: z.enum(["platform", "cross-platform"]).optional().catch(undefined),
  clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
});
const token = z.string().min(1).max(2_000);

/** A new passkey. */
export const newPasskeySchema = z.object({
  token,
  response: credential.extend({
    response: z.object({
      clientDataJSON: text,
      attestationObject: text,
      transports: z.array(z.string().max(40)).max(10).optional(),
    }),
  }),
});
export type NewPasskey = z.output<typeof newPasskeySchema>;

/** The answer of a passkey to a challenge. */
export const passkeyProofSchema = z.object({
  token,
  response: credential.extend({
    response: z.object({
      clientDataJSON: text,
      authenticatorData: text,
      signature: text,
      userHandle: text.optional(),
    }),
  }),
});
export type PasskeyProof = z.output<typeof passkeyProofSchema>;
