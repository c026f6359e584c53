import { describe, expect, test } from "vitest";
import { createPerson, createPersonWith, createSection, unique } from "#prisma/factories.ts";
import { createReadyStory, setDocument } from "#prisma/story-factories.ts";
import type { Person } from "../actor.ts";
import { findActorBySession } from "../auth/data.ts";
import { paragraph, storyDocument } from "../document/build.ts";
import { DomainError } from "../errors.ts";
import { getStoredFront } from "../fronts/desk-data.ts";
import { editFront } from "../fronts/draft-mutations.ts";
import { newId } from "../ids.ts";
import { appClient } from "../postgres/app.ts";
import { readersOf, storiesFor, visibleTo } from "../roles/data.ts";
import { canRead, grantOf, hasFor, hasForBoth, hasForReaders, presets } from "../roles/policy.ts";
import { schedulePublication } from "../schedule/mutations.ts";
import { schedulePublicationSchema } from "../schedule/schema.ts";
import { createSection as addSection } from "../sections/mutations.ts";
import { correctStory, publishStory, reinstateStory, takeDownStory } from "../stories/publishing/mutations.ts";
import { correctSchema, publishSchema, takeDownSchema } from "../stories/schema.ts";
import { changeRole, invitePerson, issueReset } from "./mutations.ts";
import { changeRoleDefinition, createRole, deleteRole } from "./role-mutations.ts";
import type { CreateRole } from "./role-schema.ts";

const editor = presets.EDITOR.privileges;
const fields = (given: Partial<CreateRole> = {}): CreateRole => ({
  name: unique("Role"),
  privileges: ["write"],
  sections: null,
  isOwnOnly: false,
  readsElsewhere: true,
  ...given,
});
const code = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "OK",
    (error) => (error instanceof DomainError ? error.code : String(error)),
  );
const asNow = async (person: Person): Promise<Person> => {
  const now = await findActorBySession(person.sessionId);
  if (now === null || typeof now === "string") throw new Error(String(now));
  return now;
};
const lastEvent = (action: string, subjectId: string) =>
  appClient().auditEvent.findFirstOrThrow({ where: { action, subjectId }, orderBy: { at: "desc" } });

describe("roles that admins add", () => {
  test("a changed role holds for the next request of everybody who has it", async () => {
    const admin = await createPerson("ADMIN");
    const role = fields({ privileges: ["write", "publish"] });
    const { id } = await createRole(admin, role);
    const person = await createPerson("REPORTER");
    await changeRole(admin, { personId: person.id, role: id });
    expect(grantOf(await asNow(person)).privileges).toEqual(["write", "publish"]);
    await changeRoleDefinition(admin, { roleId: id, seen: role, ...role, privileges: ["write"] });
    expect(grantOf(await asNow(person)).privileges).toEqual(["write"]);
    await changeRole(admin, { personId: person.id, role: "EDITOR" });
    expect(await asNow(person)).not.toHaveProperty("customRole");
  });

  test("the audit log has what a role allowed before and allows now", async () => {
    const admin = await createPerson("ADMIN");
    const section = await createSection({ name: unique("Sport") });
    const role = fields({ privileges: ["write", "publish"], sections: [section.id] });
    const { id } = await createRole(admin, role);
    await changeRoleDefinition(admin, { roleId: id, seen: role, ...role, privileges: ["write"], sections: null });
    expect((await lastEvent("role.changed", id)).detail).toEqual({
      before: `Write, publish. Only in ${section.name}.`,
      after: "Write.",
    });
    const person = await createPerson("REPORTER");
    await changeRole(admin, { personId: person.id, role: id });
    expect((await lastEvent("person.role_changed", person.id)).detail).toEqual({ from: "REPORTER", to: role.name });
    expect(await code(deleteRole(admin, { roleId: id }))).toBe("IN_USE");
    await changeRole(admin, { personId: person.id, role: "REPORTER" });
    await deleteRole(admin, { roleId: id });
    expect((await lastEvent("role.deleted", id)).detail).toEqual({ before: "Write." });
  });

  test("refuses a name that is taken, a section that is gone, and a change of what somebody else has changed", async () => {
    const admin = await createPerson("ADMIN");
    const role = fields();
    const { id } = await createRole(admin, role);
    expect(await code(createRole(admin, { ...role, name: role.name.toUpperCase() }))).toBe("TAKEN");
    expect(await code(createRole(admin, fields({ name: "editor" })))).toBe("TAKEN");
    expect(await code(createRole(admin, fields({ sections: [newId()] })))).toBe("INVALID");
    await changeRoleDefinition(admin, { roleId: id, seen: role, ...role, privileges: ["write", "audit"] });
    const late = changeRoleDefinition(admin, { roleId: id, seen: role, ...role, privileges: ["publish"] });
    expect(await code(late)).toBe("CHANGED_MEANWHILE");
    expect(await code(createRole(await createPerson("EDITOR"), fields()))).toBe("NOT_ALLOWED");
  });

  test("a person who manages people gives no role above their own, and acts on no account that has one", async () => {
    const manager = await createPersonWith({ privileges: ["write", "people"] });
    const admin = await createPerson("ADMIN");
    const reporter = await createPerson("REPORTER");
    const invite = (role: string) =>
      code(invitePerson(manager, { email: `${unique("m")}@example.org`, name: "", role }));
    expect([await invite("ADMIN"), await invite("EDITOR"), await invite("REPORTER")]).toEqual([
      "NOT_ALLOWED",
      "NOT_ALLOWED",
      "OK",
    ]);
    expect(await code(changeRole(manager, { personId: manager.id, role: "ADMIN" }))).toBe("NOT_ALLOWED");
    expect(await code(issueReset(manager, { personId: admin.id }))).toBe("NOT_ALLOWED");
    expect(await code(issueReset(manager, { personId: reporter.id }))).toBe("OK");
  });

  test("a new sub-section belongs to the roles that are for the section above it", async () => {
    const above = await createSection();
    const person = await createPersonWith({ sections: [above.id] });
    const added = await addSection(await createPerson("ADMIN"), {
      name: unique("Football"),
      slug: "",
      description: "",
      parentId: above.id,
    });
    expect(grantOf(await asNow(person)).sections).toEqual([above.id, added.id]);
  });
});

test("an editor of another section may not publish, schedule, correct, take down or place a story", async () => {
  const owner = await createPerson("REPORTER");
  const { id, sectionId } = await createReadyStory(owner);
  const mine = await createPersonWith({ privileges: editor, sections: [sectionId] });
  const other = await createPersonWith({ privileges: editor, sections: [(await createSection()).id] });
  const dueAt = new Date(Date.now() + 86_400_000).toISOString();
  const verbs: [string, (actor: Person) => Promise<unknown>][] = [
    [
      "schedule",
      (actor) => schedulePublication(actor, schedulePublicationSchema.parse({ storyId: id, version: 0, dueAt })),
    ],
    ["publish", (actor) => publishStory(actor, publishSchema.parse({ storyId: id, version: 0 }))],
    [
      "correct",
      (actor) =>
        correctStory(
          actor,
          correctSchema.parse({ storyId: id, version: 0, kind: "CORRECTION", note: "A name was wrong." }),
        ),
    ],
    ["takeDown", (actor) => takeDownStory(actor, takeDownSchema.parse({ storyId: id, reason: "Wrong" }))],
    [
      "fronts",
      async (actor) => {
        const container = (await getStoredFront(sectionId)).layout.containers[0]?.id ?? "";
        return editFront(actor, { front: sectionId, edit: { kind: "place", story: id, container, before: null } });
      },
    ],
  ];
  for (const [name, run] of verbs) {
    expect([name, await code(run(other))]).toEqual([name, "NOT_ALLOWED"]);
    expect([name, await code(run(mine))]).toEqual([name, "OK"]);
  }
});

test("a role for one section neither publishes nor takes down a live story of another whose draft was moved there", async () => {
  const [admin, reporter] = [await createPerson("ADMIN"), await createPerson("REPORTER")];
  const { id, sectionId: live } = await createReadyStory(reporter);
  await publishStory(admin, publishSchema.parse({ storyId: id, version: 0 }));
  const moved = await createSection();
  await setDocument(id, storyDocument({ headline: "Moved", body: [paragraph("Text")], fields: { section: moved.id } }));
  const [there, here] = [
    await createPersonWith({ sections: [moved.id], privileges: editor }),
    await createPersonWith({ sections: [live], privileges: editor, readsElsewhere: false }),
  ];
  const publish = (actor: Person) => publishStory(actor, publishSchema.parse({ storyId: id, version: 0 }));
  const takeDown = (actor: Person) => takeDownStory(actor, takeDownSchema.parse({ storyId: id, reason: "Wrong" }));
  expect(await code(publish(there))).toBe("NOT_ALLOWED");
  expect(await code(takeDown(there))).toBe("NOT_ALLOWED");
  expect(await code(publish(here))).toBe("NOT_ALLOWED");
  expect(await code(takeDown(here))).toBe("OK");
  expect(await code(reinstateStory(there, { storyId: id }))).toBe("NOT_ALLOWED");
  expect(await code(reinstateStory(here, { storyId: id }))).toBe("OK");
});

test("where-clauses find exactly the stories and people that the policy names", async () => {
  const sections = [(await createSection()).id, (await createSection()).id];
  const people: Person[] = await Promise.all([
    ...(["CONTRIBUTOR", "REPORTER", "EDITOR", "ADMIN"] as const).map((role) => createPerson(role)),
    createPersonWith({ sections: [sections[0] ?? ""] }),
    createPersonWith({ sections: [sections[0] ?? ""], readsElsewhere: false }),
    createPersonWith({ sections, readsElsewhere: false, privileges: ["write", "pages"] }),
    createPersonWith({ isOwnOnly: true, privileges: editor }),
    createPersonWith({ sections: [], readsElsewhere: false }),
  ]);
  const owners = [null, ...people.slice(0, 5).map(({ id }) => id)];
  const stories = [null, ...sections].flatMap((sectionId) =>
    owners.flatMap((creatorId, index) =>
      (["STORY", "PAGE"] as const).map((kind) => ({
        id: newId(),
        kind,
        sectionId,
        publishedSectionId: index % 2 === 0 ? null : (sections[index % sections.length] ?? null),
        creatorId,
        assigneeId: owners[(index + 2) % owners.length] ?? null,
        isConfidential: kind === "STORY" && index % 2 === 0,
        sharedWith: index % 3 === 0 ? [people[1]?.id ?? "", people[7]?.id ?? ""] : [],
      })),
    ),
  );
  await appClient().story.createMany({ data: stories });
  const ids = stories.map(({ id }) => id);
  for (const actor of people) {
    const found = await appClient().story.findMany({
      where: { AND: [{ id: { in: ids } }, visibleTo(actor)] },
      select: { id: true },
    });
    expect(found.map(({ id }) => id).sort()).toEqual(
      stories.flatMap((story) => (canRead(actor, story) ? [story.id] : [])).sort(),
    );
    for (const [of, says] of Object.entries({ copy: hasFor, readers: hasForReaders, both: hasForBoth } as const)) {
      const allowed = await appClient().story.findMany({
        where: { AND: [{ id: { in: ids } }, storiesFor(actor, "publish", of as "copy")] },
        select: { id: true },
      });
      expect(allowed.map(({ id }) => id).sort(), of).toEqual(
        stories.flatMap((story) => (says(actor, "publish", story) ? [story.id] : [])).sort(),
      );
    }
  }
  for (const story of stories) {
    const found = await appClient().person.findMany({
      where: { AND: [{ id: { in: people.map(({ id }) => id) } }, readersOf(story)] },
      select: { id: true },
    });
    expect(found.map(({ id }) => id).sort()).toEqual(
      people.flatMap((actor) => (canRead(actor, story) ? [actor.id] : [])).sort(),
    );
  }
});
