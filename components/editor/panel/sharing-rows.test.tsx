// @vitest-environment jsdom
import { MantineProvider } from "@mantine/core";
import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { NewsroomProvider } from "#components/newsroom/newsroom-context.tsx";
import type { Person } from "#lib/actor.ts";
import { Lookup } from "../lookup.ts";
import { SharingRows } from "./sharing-rows.tsx";
import type { StoryField } from "./use-field.ts";

beforeAll(() => {
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null);
});
afterAll(() => {
  vi.restoreAllMocks();
});

const edie = { kind: "person", id: "1", name: "Edie", email: "e@x.org", role: "EDITOR", sessionId: "" } as Person;
const field = (label: string, value: string | null = ""): StoryField => ({
  label,
  max: 120,
  value,
  type: () => {},
  commit: () => {},
  set: () => {},
  clash: null,
  refusal: null,
  invalid: false,
  disabled: false,
});
const names = { sections: [], topics: [], authors: [], stories: [], people: [], collections: [], media: {} };
const look = { src: "/pictures/p/1280.jpg", width: 1600, height: 900, color: "#888888" };
const lookup = new Lookup({ ...names, pictures: { own: look, main: look } });

function shown(given: Partial<Record<"seoTitle" | "socialTitle" | "socialPicture", string>>, cardPicture = "main") {
  const fields = {
    seoTitle: field("SEO title", given.seoTitle),
    seoDescription: field("SEO description"),
    socialTitle: field("Social title", given.socialTitle),
    socialText: field("Social text"),
    socialPicture: field("Social picture", given.socialPicture ?? null),
    socialAlt: field("Alt text of the social picture"),
    noindex: field("Hide from search engines"),
  };
  const html = renderToStaticMarkup(
    <MantineProvider>
      <NewsroomProvider actor={edie} paper="The Ledger" zone="UTC" language="en" byline={null} unsentKey="">
        <SharingRows
          fields={fields}
          lookup={lookup}
          headline="Ferry returns"
          standfirst="It sails at noon."
          path="/city/ferry"
          cardPicture={cardPicture}
        />
      </NewsroomProvider>
    </MantineProvider>,
  );
  const page = new DOMParser().parseFromString(html, "text/html");
  const text = (name: string) => page.querySelector(`figure[aria-label="${name}"]`)?.textContent ?? "";
  return { page, text };
}

test("without texts of its own a story is shown with its headline, standfirst and main picture", () => {
  const { page, text } = shown({});
  expect(text("Search result")).toContain("Ferry returns | The Ledger");
  expect(text("Search result")).toContain("› city › ferry");
  expect(text("Social card")).toContain("Ferry returnsIt sails at noon.");
  expect(page.querySelector('figure[aria-label="Social card"] img')).not.toBeNull();
  expect(page.body.textContent).not.toContain("Alt text");
});

test("the social title follows the SEO title, and its own text replaces both", () => {
  expect(shown({ seoTitle: "Night ferry" }).text("Social card")).toContain("Night ferry");
  const { text } = shown({ seoTitle: "Night ferry", socialTitle: "It is back!" });
  expect(text("Search result")).toContain("Night ferry | The Ledger");
  expect(text("Social card")).toContain("It is back!");
});

test("a picture of its own asks for its alt text", () => {
  expect(shown({ socialPicture: "own" }).page.body.textContent).toContain("Alt text");
});
