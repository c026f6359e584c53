import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import type { LiveCard } from "#lib/published/types.ts";
import { timesOf } from "#lib/times.ts";
import { DayList, LatestList, Pager, pageNumbers, pageOfPages } from "./lists.tsx";

const times = timesOf("Europe/Berlin", "en-GB");
const card = (id: string, publishedAt: string, more: Partial<LiveCard> = {}): LiveCard => ({
  id,
  path: `/city/${id}`,
  headline: `Headline of ${id}`,
  kicker: "",
  standfirst: "",
  label: "",
  badge: "",
  language: "en-GB",
  section: { id: "city", name: "City", path: "/city" },
  authors: [],
  publishedAt: new Date(publishedAt),
  updatedAt: null,
  picture: null,
  ...more,
});

describe("list of the latest stories", () => {
  test("shows times in the newsroom's zone, and the date at the first story of each day", () => {
    const html = renderToStaticMarkup(
      <LatestList
        times={times}
        cards={[
          card("a", "2026-11-24T23:30:00Z"),
          card("b", "2026-11-24T23:10:00Z"),
          card("c", "2026-11-24T12:00:00Z"),
        ]}
      />,
    );
    expect(html).toContain('<time dateTime="2026-11-25T00:30:00+01:00"><span>25 Nov </span>00:30</time>');
    expect(html).toContain('<time dateTime="2026-11-25T00:10:00+01:00">00:10</time>');
    expect(html).toContain("<span>24 Nov </span>13:00");
  });

  test("marks the language of a headline in another language", () => {
    const html = renderToStaticMarkup(
      <LatestList times={times} cards={[card("a", "2026-11-24T12:00:00Z", { language: "ar" })]} />,
    );
    expect(html).toContain('lang="ar"');
  });
});

describe("list by day", () => {
  test("puts each story below its day and keeps the order", () => {
    const html = renderToStaticMarkup(
      <DayList times={times} cards={[card("a", "2026-11-24T12:00:00Z"), card("b", "2026-11-23T12:00:00Z")]} />,
    );
    const order = ["24 November 2026</h2>", "Headline of a", "23 November 2026</h2>", "Headline of b"];
    const places = order.map((words) => html.indexOf(words));
    expect(places).toEqual([...places].sort((x, y) => x - y));
    expect(places).not.toContain(-1);
  });

  test("encodes addresses and escapes text", () => {
    const html = renderToStaticMarkup(
      <DayList
        times={times}
        cards={[card("a", "2026-11-24T12:00:00Z", { path: "/café/“1”?", headline: "<b>R&D</b>" })]}
      />,
    );
    expect(html).toContain('href="/caf%C3%A9/%E2%80%9C1%E2%80%9D%3F"');
    expect(html).toContain("&lt;b&gt;R&amp;D&lt;/b&gt;");
  });
});

describe("list of an author", () => {
  const ines = { id: "ines", name: "Ines Calloway", path: "/authors/ines" };
  const tom = { id: "tom", name: "Tom Redfearn", path: "/authors/tom" };
  const render = (authors: LiveCard["authors"]) =>
    renderToStaticMarkup(<DayList times={times} by="ines" cards={[card("a", "2026-11-24T12:00:00Z", { authors })]} />);

  test("leaves the author out of bylines, except beside other authors", () => {
    expect(render([ines])).not.toContain("Ines Calloway");
    expect(render([ines, tom])).toContain("Ines Calloway, Tom Redfearn");
  });
});

describe("pagination", () => {
  test("offers the first, the last and neighbouring pages, and a gap only for two or more pages", () => {
    expect(pageNumbers(1, 1)).toEqual([1]);
    expect(pageNumbers(1, 3)).toEqual([1, 2, 3]);
    expect(pageNumbers(4, 5)).toEqual([1, 2, 3, 4, 5]);
    expect(pageNumbers(10, 48)).toEqual([1, 2, null, 9, 10, 11, null, 48]);
  });

  test("offers no pages if there is only one", () => {
    expect(renderToStaticMarkup(<Pager path="/city" page={{ number: 1, pages: 1, hasMore: false }} />)).toBe("");
  });

  test("links the first page without a page number", () => {
    const html = renderToStaticMarkup(<Pager path="/city" page={{ number: 2, pages: 3, hasMore: false }} />);
    expect(html).toContain('<a href="/city" rel="prev">');
    expect(html).toContain('<a href="/city?page=3" rel="next">');
    expect(html).not.toContain("page=1");
  });

  test("names no last page if not all were counted, and offers the next", () => {
    const html = renderToStaticMarkup(<Pager path="/city" page={{ number: 2, pages: 22, hasMore: true }} />);
    expect(html).toContain('…</span></li><li class="older">');
    expect(html).not.toContain("page=22");
    expect(pageOfPages({ number: 2, pages: 22, hasMore: true })).toBe("Page 2");
    expect(pageOfPages({ number: 2, pages: 3, hasMore: false })).toBe("Page 2 of 3");
  });
});
