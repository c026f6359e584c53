import Link from "next/link";
import type { ReadStory } from "#lib/readership/data.ts";
import { type Column, DataTable, TwoLines } from "../data-table.tsx";
import { publicationWords } from "../story-status.ts";
import { When } from "../when.tsx";

const columns: Column<ReadStory>[] = [
  {
    head: "Story",
    phone: "title",
    cell: ({ id, headline, section }) => (
      <TwoLines
        first={
          <Link className="link" href={`/desk/readership/${id}`}>
            {headline || "Untitled"}
          </Link>
        }
        second={section?.name}
      />
    ),
  },
  {
    head: "Published",
    width: 140,
    from: "wide",
    cell: ({ publication, publishedAt }) =>
      publication === "LIVE" && publishedAt ? <When at={publishedAt} /> : publicationWords[publication].word,
  },
  { head: "Reads", width: 110, align: "end", phone: "end", cell: ({ reads }) => reads.toLocaleString("en-GB") },
];

/** Stories in the order of their reads; each leads to its report. */
export const ReadershipTable = ({ stories }: { stories: ReadStory[] }) => (
  <DataTable
    label="Stories by reads"
    columns={columns}
    rows={stories}
    keyOf={({ id }) => id}
    tall
    empty="Nobody has read a story in this period."
  />
);
