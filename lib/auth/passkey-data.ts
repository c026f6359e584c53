import { generateAuthenticationOptions, generateRegistrationOptions } from "@simplewebauthn/server";
import type { Person } from "../actor.ts";
import { appClient } from "../postgres/app.ts";
import { challengeSeconds, newChallenge } from "./passkey-challenge.ts";
import type { PasskeySite } from "./passkey-site.ts";

const timeout = challengeSeconds * 1_000;

/** What the browser needs to make a passkey. One that the person has already is not made again on the same device. */
export async function newPasskeyOptions(actor: Person, paper: string, site: PasskeySite) {
  const { challenge, token } = await newChallenge(actor.sessionId);
  const present = await appClient().passkey.findMany({
    where: { personId: actor.id },
    select: { credentialId: true, transports: true },
  });
  const options = await generateRegistrationOptions({
    rpName: paper,
    rpID: site.id,
    userName: actor.email,
    userDisplayName: actor.name,
    userID: new TextEncoder().encode(actor.id),
    challenge: Buffer.from(challenge, "base64url"),
    timeout,
    excludeCredentials: present.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
    // A passkey must ask for a finger, a face or a PIN, because it counts as two factors.
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
  return { options, token };
}

/** What the browser needs to use a passkey: for signing in, and for confirming who one is. */
export async function passkeyProofOptions(site: PasskeySite) {
  const { challenge, token } = await newChallenge("");
  const options = await generateAuthenticationOptions({
    rpID: site.id,
    challenge: Buffer.from(challenge, "base64url"),
    timeout,
    userVerification: "required",
  });
  return { options, token };
}
