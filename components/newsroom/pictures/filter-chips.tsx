"use client";
import { Menu } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import {
  type FilterName,
  libraryAddress,
  parseLibraryQuery,
  type QueryFilter,
  rightsValues,
  withFilter,
  writeLibraryQuery,
} from "#lib/pictures/library/query.ts";
import pageClasses from "../page.module.css";
import { PageFilters } from "../page-bar.tsx";
import classes from "./library.module.css";
import { rightsNames } from "./rights-names.ts";

const labels: Record<FilterName, string> = {
  credit: "Credit",
  source: "Source",
  place: "Place",
  person: "Person",
  keyword: "Keyword",
  "uploaded-by": "Uploaded by",
  rights: "Rights",
  used: "Used",
  after: "Uploaded since",
  before: "Uploaded before",
  collection: "Collection",
};

/** What is typed behind `rights:`, and how the menu and the chips show it. */
const rightsChoices = new Map<string, string>([
  ...Object.entries(rightsValues).map(([word, rights]) => [word, rightsNames[rights]] as const),
  ["expired", "Use has ended"],
  ["withdrawn", "Withdrawn"],
]);

function shownValue({ name, value }: QueryFilter): string {
  return name === "rights" ? (rightsChoices.get(value.toLowerCase()) ?? value) : value;
}

/** The filters of a query as chips, each with a cross, and the most used ones that are not set. */
export function FilterChips({ q, unknown, children }: { q: string; unknown: string[]; children?: React.ReactNode }) {
  const router = useRouter();
  const parts = parseLibraryQuery(q);
  const filters = parts.filter((part) => part.kind === "filter");
  const isSet = (name: FilterName) => filters.some((filter) => filter.name === name);
  const without = (filter: QueryFilter) => libraryAddress(writeLibraryQuery(parts.filter((part) => part !== filter)));
  return (
    <PageFilters>
      {children}
      {filters.map((filter) => (
        <span key={`${filter.isMinus}${filter.name}:${filter.value}`} className={pageClasses.chip}>
          <span className={classes.chipText}>
            <span className="dim">
              {filter.isMinus ? "Not " : ""}
              {labels[filter.name]}
            </span>{" "}
            <b>{shownValue(filter)}</b>
          </span>
          <Link
            className={classes.chipClear}
            href={without(filter)}
            aria-label={`Remove filter: ${labels[filter.name]} ${shownValue(filter)}`}
          >
            <IconX size={12} aria-hidden="true" />
          </Link>
        </span>
      ))}
      {!isSet("rights") && (
        <span className={pageClasses.chip} data-empty="">
          <Menu position="bottom-start" width={220}>
            <Menu.Target>
              <button type="button">Rights</button>
            </Menu.Target>
            <Menu.Dropdown>
              {[...rightsChoices].map(([word, shown]) => (
                <Menu.Item key={word} onClick={() => router.push(libraryAddress(withFilter(q, "rights", word)))}>
                  {shown}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        </span>
      )}
      {!isSet("used") && (
        <span className={pageClasses.chip} data-empty="">
          <Link className={classes.chipText} href={libraryAddress(withFilter(q, "used", "never"))}>
            Never used
          </Link>
        </span>
      )}
      {!isSet("uploaded-by") && (
        <span className={pageClasses.chip} data-empty="">
          <Link className={classes.chipText} href={libraryAddress(withFilter(q, "uploaded-by", "me"))}>
            Uploaded by me
          </Link>
        </span>
      )}
      {unknown.length > 0 && (
        <p role="status" className={classes.unknown}>
          Not found: {unknown.map((each) => `“${each}”`).join(", ")}. Check the spelling, or remove the filter.
        </p>
      )}
    </PageFilters>
  );
}
