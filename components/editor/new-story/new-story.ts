import type { Byline } from "#components/newsroom/newsroom-context.tsx";
import type { Person } from "#lib/actor.ts";
import { newStoryDocument, toJson } from "#lib/document/build.ts";
import { SCHEMA_NUMBER } from "#lib/document/schema.ts";
import { canChangeEditorsFields, canSettleSuggestions, canSuggest, verbsFor } from "#lib/stories/policy.ts";
import { noSchedule } from "#lib/stories/scheduling/types.ts";
import type { Kind, OpenStory } from "#lib/stories/types.ts";

/** What a new story begins with. */
export type NewStory = { id: string; kind: Kind; actor: Person; language: string; byline: Byline | null };

/** A new story as the server will create it with the first change. */
export function newStory({ id, kind, actor, language, byline }: NewStory): OpenStory {
  const person = { id: actor.id, name: actor.name };
  const authors = kind === "STORY" && byline ? [byline] : []; // a standing page has no byline
  const stored = {
    kind,
    copy: "DRAFT",
    publication: "NEVER",
    sectionId: null,
    publishedSectionId: null,
    creatorId: actor.id,
    assigneeId: null,
    isConfidential: false,
    sharedWith: [],
  } as const;
  const creates = { kind, language, authors: authors.map((author) => author.id) };
  return {
    id,
    creator: person,
    creates,
    version: 0,
    schemaNumber: SCHEMA_NUMBER,
    document: toJson(newStoryDocument(id, { language, authors: creates.authors })),
    names: { sections: [], topics: [], authors, stories: [], people: [], collections: [], pictures: {}, media: {} },
    translations: [],
    status: {
      kind,
      copy: "DRAFT",
      publication: "NEVER",
      version: 0,
      publishedVersion: null,
      editedAt: new Date().toISOString(),
      editedBy: person,
      firstPublishedAt: null,
      publishedAt: null,
      updatedAt: null,
      path: null,
      approvedBy: null,
      assignee: null,
      dueAt: null,
      flags: [],
      planDigest: "",
      isConfidential: false,
      sharedCount: 0,
      noEdit: null,
      schedule: noSchedule,
      may: {
        edit: true,
        suggest: canSuggest(actor, stored),
        settle: canSettleSuggestions(actor, stored),
        embargo: false,
        liftEmbargo: false,
        hideWords: false,
        moveAddress: false,
        nameReaders: false,
        editorsFields: canChangeEditorsFields(actor, stored),
        comment: false, // a comment needs a story that the server has
        verbs: verbsFor(actor, stored),
      },
    },
  };
}
