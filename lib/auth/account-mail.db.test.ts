import { expect, test } from "vitest";
import { createPerson } from "#prisma/factories.ts";
import { Authenticator } from "#prisma/testing/authenticator.ts";
import { smtpForTests } from "#prisma/testing/smtp-hooks.ts";
import type { Person } from "../actor.ts";
import { sendDueMail } from "../mail/send-mutations.ts";
import { appClient } from "../postgres/app.ts";
import { newPasskeyOptions } from "./passkey-data.ts";
import { addPasskey, removePasskey } from "./passkey-mutations.ts";
import { addAuthenticator, removeAuthenticator, renewRecoveryCodes } from "./second-factor-mutations.ts";
import { codeAt, newTotpSecret } from "./totp.ts";

const { smtp, withoutMail } = smtpForTests();
const site = { id: "news.example.org", origins: ["https://news.example.org"] };

async function setUpPasskey(person: Person) {
  const { options, token } = await newPasskeyOptions(person, "The Ledger", site);
  const response = new Authenticator(site).make(options.challenge);
  return addPasskey(person, { token, response }, site, "Firefox on a Mac");
}
async function setUpAuthenticator(person: Person) {
  const secret = newTotpSecret();
  const { codes } = await addAuthenticator(person, { secret, code: codeAt(secret, new Date()) });
  return { secret, codes: codes ?? [] };
}
async function removeOnlyPasskey(person: Person) {
  const { id } = await appClient().passkey.findFirstOrThrow({ where: { personId: person.id }, select: { id: true } });
  await removePasskey(person, { id });
}
/** The first sentence of each message to the person since the last call. */
async function newMailTo({ email }: Person): Promise<string[]> {
  smtp.taken.length = 0;
  await sendDueMail();
  return smtp.taken
    .filter(({ to }) => [to].flat()[0]?.value[0]?.address === email)
    .map(({ text }) => /^(?:An|A|The|New) [^.]*account[^.]*\./m.exec(text ?? "")?.[0] ?? String(text));
}

test("a person is mailed when an authenticator is set up, when recovery codes are renewed, and when it is turned off", async () => {
  const person = await createPerson("REPORTER");
  const { secret, codes } = await setUpAuthenticator(person);
  expect(await newMailTo(person)).toEqual(["An authenticator app was set up for your account."]);
  const renewed = await renewRecoveryCodes(person);
  const texts = async () => JSON.stringify(await appClient().mail.findMany()) + JSON.stringify(smtp.taken);
  for (const word of [secret, ...codes, ...renewed.codes]) expect(await texts()).not.toContain(word);
  expect(await newMailTo(person)).toEqual(["New recovery codes were made for your account."]);
  await removeAuthenticator(person);
  expect(await newMailTo(person)).toEqual(["The authenticator app of your account was turned off."]);
});

test("a person is mailed when a passkey is added and when one is removed, with the way to a new password", async () => {
  const person = await createPerson("REPORTER");
  await setUpPasskey(person);
  expect(await newMailTo(person)).toEqual(["A passkey was added to your account."]);
  expect(smtp.taken[0]?.text).toContain("https://news.example.org/sign-in/forgot");
  await removeOnlyPasskey(person);
  expect(await newMailTo(person)).toEqual(["A passkey was removed from your account."]);
});

test("second factors change without a message where mail is not set up", async () => {
  withoutMail();
  const person = await createPerson("REPORTER");
  await setUpAuthenticator(person);
  await setUpPasskey(person);
  await removeOnlyPasskey(person);
  expect(await appClient().mail.count()).toBe(0);
});
