// "Did you mean": words of headlines and names that resemble a word that no story contains.
import { readerClient } from "../postgres/reader.ts";
import { dependsOn } from "../press/context.ts";
import { allowedDistance, distance } from "./distance.ts";
import type { Term } from "./plan.ts";
import type { QueryPart } from "./query.ts";

const quoted = (lexeme: string): string => `'${lexeme.replace(/['\\]/g, "$&$&")}'`;
const maxCandidates = 40;

/** The query with its unknown words replaced, or null. The caller must check that it finds something. */
export async function proposeSpelling(terms: readonly Term[]): Promise<QueryPart[] | null> {
  const doubtful = terms.flatMap(({ words, names, isMinus }) =>
    isMinus
      ? []
      : words.flatMap((word, index) =>
          /^[\p{L}\p{M}]{4,}$/u.test(word.folded) ? [{ word, names: names[index] ?? [] }] : [],
        ),
  );
  if (doubtful.length === 0) return null;
  dependsOn("latest"); // the suggestion is a word of a headline, so it changes with the story
  const reader = readerClient();
  const [help] = await reader.$queryRaw<{ there: boolean }[]>`
    select exists(select from pg_extension where extname = 'pg_trgm') as there`;
  if (!help?.there) return null;
  const better = await reader.$transaction(async (tx) => {
    await tx.$queryRaw`select set_config('enable_seqscan', 'off', true), set_config('statement_timeout', '300', true),
      set_config('pg_trgm.similarity_threshold', '0.25', true)`;
    const found = new Map<string, string>();
    for (const { word, names } of doubtful) {
      const query = names.map(quoted).join(" | ");
      const [known] = await tx.$queryRaw<{ there: boolean }[]>`
        select exists(select from live_search where vector @@ ${query}::tsquery) as there`;
      if (known?.there) continue;
      const rows = await tx.$queryRaw<{ word: string; stories: number }[]>`
        select word, stories from search_word where word % ${word.folded}::text and stories > 0
        order by similarity(word, ${word.folded}::text) desc, stories desc limit ${maxCandidates}`;
      const [best] = rows
        .map((row) => ({ ...row, letters: distance(word.folded, row.word) }))
        .filter(({ letters }) => letters <= allowedDistance(word.folded))
        .sort((a, b) => a.letters - b.letters || b.stories - a.stories);
      if (best) found.set(word.folded, best.word);
    }
    return found;
  });
  if (better.size === 0) return null;
  return terms.map(({ words, isQuoted, isMinus }) => ({
    joined: [],
    isQuoted,
    isMinus,
    words: words.map((word) => {
      const right = better.get(word.folded);
      return right ? { plain: right, folded: right, isOpen: false } : word;
    }),
  }));
}
