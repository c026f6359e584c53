// Who may use which server action: each is called by everybody, about things of somebody else.
import { beforeAll, expect, test, vi } from "vitest";
import type * as z from "zod";
import { createPerson, createPersonWith, createSection } from "#prisma/factories.ts";
import { scene, secret, secretFile } from "#prisma/testing/door-things.ts";
import { makeValues } from "#prisma/testing/door-values.ts";
import { type Door, sampleInput, serverActions } from "#prisma/testing/doors.ts";
import type { Role } from "../actor.ts";
import { newId } from "../ids.ts";
import { appClient } from "../postgres/app.ts";
import { presets } from "../roles/policy.ts";
import { cookieName, sealSession } from "./cookie.ts";

const caller = vi.hoisted(() => ({ cookie: undefined as string | undefined, schemas: new Map<unknown, unknown>() }));
vi.mock("server-only", () => ({}));
vi.mock("next/headers", () => ({
  headers: async () => new Headers({ host: "news.example.org" }),
  cookies: async () => ({
    get: (name: string) => (name === cookieName && caller.cookie ? { name, value: caller.cookie } : undefined),
    set: () => {},
    delete: () => {},
  }),
}));
vi.mock("../action.ts", async (load) => {
  const actual = await load<typeof import("../action.ts")>();
  const action: typeof actual.action = (schema, handler, options) => {
    const door = actual.action(schema, handler, options);
    caller.schemas.set(door, schema);
    return door;
  };
  return { ...actual, action };
});

/** Actions for people who are not signed in yet, or that only lead to a page. */
const withoutSchema = [
  "auth/actions.ts signIn",
  "auth/actions.ts signInByCode",
  "auth/actions.ts signInByLink",
  "auth/actions.ts signOut",
  "people/actions.ts askForReset",
  "people/actions.ts chooseNewPassword",
  "people/actions.ts confirmNewEmail",
  "people/actions.ts joinNewsroom",
  "people/actions.ts keepFormerEmail",
  "stories/actions.ts openNewPage",
  "stories/actions.ts openNewStory",
];

/** What an account may do that still needs a second factor or another password: just that. */
const forUnfinished = [
  "auth/passkey-actions.ts addPasskey",
  "auth/passkey-actions.ts beginPasskey",
  "auth/second-factor-actions.ts beginAuthenticator",
  "auth/second-factor-actions.ts confirmMyself",
  "auth/second-factor-actions.ts confirmWays",
  "auth/second-factor-actions.ts finishAuthenticator",
  "auth/second-factor-actions.ts makeRecoveryCodes",
  "people/actions.ts changePassword",
  "people/actions.ts choosePassword",
];

const roles: readonly Role[] = ["CONTRIBUTOR", "REPORTER", "EDITOR", "ADMIN"];
let doors: Door[];
beforeAll(async () => {
  doors = await serverActions(caller.schemas as ReadonlyMap<unknown, z.ZodType>);
  scene.owner = await createPerson("REPORTER", { name: "Olga Owner" });
  scene.admin = await createPerson("ADMIN");
});

const intro = `# Who may do what

Everything that the newsroom's screens do is a server action. This table has one row for each of them, and says which roles may use it **on a story,
picture or person that is not their own**. People may do more with their own work: a contributor edits, files and
comments on their own stories.

The table is written by the test \`lib/auth/doors.db.test.ts\`, which calls each action as each role, about unpublished things of somebody else.
The test fails if an action is not in the table or admits another role than it says, and if an answer to a contributor
holds words of a story that the contributor may not see. The column *other section* is a person whose role allows all that an editor may
do, but in another section only. The column *confidential* is an admin who is not named for a confidential story: the answer
never holds a word of it or of its pictures and files, and “–” is for actions that are about no unpublished story. Without a session, with a forged or an ended one, and for a suspended
person, every action refuses.

COUNTS

| part | action | contributor | reporter | editor | admin | other section | confidential |
|---|---|---|---|---|---|---|---|
`;

const outsideIntro = `
## Actions that need no session

They sign in or out, act for somebody with a link from a mail, or only lead to a page that asks for a session.

`;

/** Part and action, as the table has them: "auth/actions.ts signIn" becomes "auth" and "signIn". */
function rowOf(name: string): string[] {
  const [file = "", action = ""] = name.split(" ");
  return [file.replace(/[/-]actions\.ts$/, ""), action];
}

/** Calls the action with this session, or without one. The code of the failure or "OK", and the whole answer. */
async function call(door: Door, cookie: string | undefined, input: unknown): Promise<{ code: string; answer: string }> {
  caller.cookie = cookie;
  const answer = (await door.call(input).catch((error) => ({ ok: false, code: String(error?.digest ?? error) }))) as
    | { ok: boolean; code: string; data?: { takenDown?: string[]; refused?: { failure: { code: string } }[] } | null }
    | undefined;
  // What acts on several things answers for each of them; here it is one.
  const refused = answer?.data?.takenDown?.length === 0 ? answer.data.refused?.[0]?.failure.code : undefined;
  const code = answer === undefined || answer.ok ? (refused ?? "OK") : answer.code;
  return { code, answer: JSON.stringify(answer) ?? "" };
}

const refusals = ["NOT_ALLOWED", "NOT_FOUND", "SIGNED_OUT", "SUSPENDED"];

test("an action that does not check its input with a schema is one of the few for people outside", () => {
  expect(doors.filter(({ schema }) => !schema).map(({ name }) => name)).toEqual(withoutSchema);
});

test("no action answers without a session, with a forged or an ended one, or to a suspended person", async () => {
  const suspended = await createPerson("ADMIN");
  await appClient().person.update({ where: { id: suspended.id }, data: { state: "SUSPENDED" }, select: { id: true } });
  const ended = await createPerson("ADMIN");
  await appClient().session.updateMany({ where: { personId: ended.id }, data: { expiresAt: new Date(0) } });
  const cookies = {
    none: undefined,
    forged: "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..a.b.c",
    "of no session": await sealSession(newId()),
    ended: await sealSession(ended.sessionId),
  };
  for (const door of doors.filter(({ schema }) => schema))
    for (const input of [undefined, { storyId: "'; drop table story" }]) {
      for (const [kind, cookie] of Object.entries(cookies))
        expect([door.name, kind, (await call(door, cookie, input)).code]).toEqual([door.name, kind, "SIGNED_OUT"]);
      const { code } = await call(door, await sealSession(suspended.sessionId), input);
      expect([door.name, code]).toEqual([door.name, "SUSPENDED"]);
    }
});

test("an account that still needs a second factor or another password may do nothing but that", async () => {
  const due = await createPerson("ADMIN");
  const demanded = await createPerson("ADMIN");
  await appClient().person.update({ where: { id: due.id }, data: { secondFactorDue: new Date(0) } });
  await appClient().person.update({ where: { id: demanded.id }, data: { mustChangePassword: true } });
  const admitted: string[] = [];
  for (const door of doors.filter(({ schema }) => schema)) {
    const codes = [];
    for (const { sessionId } of [due, demanded])
      codes.push((await call(door, await sealSession(sessionId), undefined)).code);
    if (codes.some((code) => code !== "SETUP_NEEDED")) admitted.push(door.name);
  }
  expect(admitted).toEqual(forUnfinished);
});

test("each action admits the roles of the table in docs/doors.md, and shows nobody what they may not see", async () => {
  const callers = await Promise.all(
    roles.map(async (role) => ({ role, cookie: await sealSession((await createPerson(role)).sessionId) })),
  );
  const elsewhere = await createPersonWith({
    privileges: presets.EDITOR.privileges,
    sections: [(await createSection()).id],
  });
  const otherSection = await sealSession(elsewhere.sessionId);
  const unnamedAdmin = await sealSession((await createPerson("ADMIN")).sessionId);
  const rows: string[] = [];
  const leaks: string[] = [];
  const unusable: string[] = [];
  for (const door of doors) {
    if (!door.schema) continue;
    const may: string[] = [];
    let input: unknown;
    scene.unpublished = [];
    for (const { role, cookie } of callers) {
      input ??= await sampleInput(door.schema, makeValues(door.name));
      const { code, answer } = await call(door, cookie, input);
      // What is refused for its input proves nothing: `byAction` needs a value for a field.
      if (code === "INVALID" || code === "UNEXPECTED") unusable.push(`${door.name}: ${answer.slice(0, 500)}`);
      if (role === "CONTRIBUTOR" && answer.includes(secret)) leaks.push(`${door.name}: ${answer.slice(0, 300)}`);
      may.push(refusals.includes(code) ? "no" : "yes");
      if (code === "OK") input = undefined; // what it was about may be gone
    }
    expect([
      door.name,
      may.lastIndexOf("no") < may.indexOf("yes") || !may.includes("yes") || !may.includes("no"),
    ]).toEqual([door.name, true]);
    input ??= await sampleInput(door.schema, makeValues(door.name));
    may.push(refusals.includes((await call(door, otherSection, input)).code) ? "no" : "yes");
    may.push(await callAboutConfidential(door, unnamedAdmin));
    rows.push(`| ${[...rowOf(door.name), ...may].join(" | ")} |`);
  }
  /** As an admin about a confidential story for which that person is not named. */
  async function callAboutConfidential(door: Door, cookie: string): Promise<string> {
    if (!door.schema) return "–";
    scene.unpublished = [];
    scene.areFilesUsed = true;
    const about = await sampleInput(door.schema, makeValues(door.name));
    scene.areFilesUsed = false;
    await appClient().story.updateMany({ where: { id: { in: scene.unpublished } }, data: { isConfidential: true } });
    const { code, answer } = await call(door, cookie, about);
    const words = scene.unpublished.length > 0 ? [secret, secretFile] : [secretFile];
    if (words.some((word) => answer.includes(word))) leaks.push(`${door.name}, confidential: ${answer.slice(0, 300)}`);
    if (scene.unpublished.length === 0) return "–";
    return refusals.includes(code) ? "no" : "yes";
  }
  expect(unusable).toEqual([]);
  expect(leaks).toEqual([]);
  const answers = rows.flatMap((row) => row.split(" | ").slice(2)).map((answer) => answer.replace(/ \|$/, ""));
  const count = (answer: string) => answers.filter((each) => each === answer).length;
  const counts = `${rows.length} actions, ${count("yes") + count("no")} calls: ${count("yes")} were answered and ${count("no")} refused. Answers with words that the caller may not see: ${leaks.length}.`;
  const outside = withoutSchema.map((name) => `- ${rowOf(name).join(" · ")}`).join("\n");
  const written = `${intro.replace("COUNTS", counts)}${rows.join("\n")}\n${outsideIntro}${outside}\n`;
  await expect(written).toMatchFileSnapshot("../../docs/doors.md");
}, 900_000); // only to end what hangs
