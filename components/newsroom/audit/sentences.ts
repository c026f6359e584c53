import type { EventRow } from "#lib/audit/data.ts";
import { fileSentences } from "./sentences/files.ts";
import { personSentences } from "./sentences/people.ts";
import type { Detail, SentencePart, SentenceRule } from "./sentences/rule.ts";
import { storySentences } from "./sentences/stories.ts";
import { systemSentences } from "./sentences/systems.ts";

type Event = Pick<EventRow, "action" | "subjectKind" | "subjectId" | "subjectName" | "detail" | "isPage">;

/** The sentence of every recorded action; a test checks that it is complete. */
export const sentenceRules: Record<string, SentenceRule> = {
  ...storySentences,
  ...fileSentences,
  ...personSentences,
  ...systemSentences,
};

/** Who acted: a person, a guest with a review link, or Galley itself. */
export function actorOf({ actor, action, detail }: Pick<EventRow, "actor" | "action" | "detail">): string {
  if (actor) return actor.name;
  const { guest } = (detail ?? {}) as Detail;
  return action.startsWith("review.") && typeof guest === "string" ? `${guest} (guest)` : "Galley";
}

/** What happened, as the predicate of a sentence that begins with a person's name. */
export function sentenceOf(event: Event): SentencePart[] {
  const detail = event.detail !== null && typeof event.detail === "object" ? (event.detail as Detail) : {};
  const name = event.subjectName.trim();
  const it = { text: name || `a ${event.isPage ? "page" : "story"} without a headline`, href: hrefOf(event) };
  const parts = sentenceRules[event.action]?.say(it, detail) ?? [`${event.action.replace(/[._]/g, " ")}: `, it];
  const isNamed = event.isPage && name !== "";
  return parts.flatMap((part) => (part === it && isNamed ? ["the page ", it] : part === "" ? [] : [part]));
}

function hrefOf({ subjectKind, subjectId, subjectName, action }: Event): string | null {
  const named = (path: string) => `${path}?q=${encodeURIComponent(subjectName)}`;
  if (["section.deleted", "topic.deleted", "author.deleted", "story.import_undone"].includes(action)) return null;
  switch (subjectKind) {
    case "promotion":
      return "/desk/search";
    case "collection":
      // Collections of pictures are written down as events of pictures.
      return action.startsWith("collection.") && action !== "collection.deleted" && subjectId
        ? `/desk/collections/${subjectId}`
        : null;
    case "story":
      return subjectId && `/desk/stories/${subjectId}`;
    case "person":
      return subjectId && named("/admin/people");
    case "topic":
      return named("/admin/topics");
    case "author":
      return named("/admin/authors");
    case "section":
      return "/admin/sections";
    case "front":
      return "/desk/fronts";
    case "wire":
      return "/admin/wires";
    case "webhook":
      return "/admin/webhooks";
    case "partner":
      return "/admin/partners";
    case "key":
      return "/admin/keys";
    case "template":
      return "/admin/templates";
    case "snippet":
      return "/admin/snippets";
    case "import":
      return "/admin/import";
    case "picture":
      return subjectId && `/desk/pictures/${subjectId}`;
    case "media":
      return subjectId && `/desk/pictures/files/${subjectId}`;
    default:
      return null;
  }
}
