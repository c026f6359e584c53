import { expect, test } from "vitest";
import { queryAddress, targetHref } from "../addresses/paths.ts";
import { Generations } from "../press/generations.ts";
import { QueryRedirects } from "./query-redirects.ts";

test("an old address keeps its query, without tracking and in one order", () => {
  expect(queryAddress("/Story.ASP?id=11&UTM_source=mail")).toBe("/story.asp?id=11");
  expect(queryAddress("/a?b=2&a=1#top")).toBe("/a?a=1&b=2");
  expect(queryAddress("/?p=77")).toBe("/?p=77");
  for (const none of ["/a", "/a?", "/a?utm_source=x", "/%E0?id=1"]) expect(queryAddress(none), none).toBeNull();
});

test("a target keeps its query and fragment", () => {
  expect(targetHref("/city?q=a b#top")).toBe("/city?q=a%20b#top");
  expect(targetHref("/größe")).toBe("/gr%C3%B6%C3%9Fe");
  expect(targetHref("city")).toBeNull();
});

test("redirects with different queries lead to different targets, and are loaded again after a change", async () => {
  const generations = new Generations();
  let list = new Map([
    ["/story.asp?id=11", "/city/one"],
    ["/story.asp?id=12", "/city/two?q=1#end"],
  ]);
  let loads = 0;
  const redirects = new QueryRedirects(generations, "list", async () => {
    loads++;
    return list;
  });
  expect((await redirects.find("/story.asp?id=11&fbclid=x"))?.to).toBe("/city/one");
  expect((await redirects.find("/Story.asp?id=12"))?.to).toBe("/city/two?q=1#end");
  expect(await redirects.find("/story.asp?id=13")).toBeNull();
  expect(await redirects.find("/story.asp")).toBeNull();
  expect(loads).toBe(1);
  list = new Map([["/?p=77", "/x"]]);
  generations.apply(["list"], false);
  expect(await redirects.find("/story.asp?id=11")).toBeNull();
  expect(await redirects.find("/?p=77")).toEqual({ from: "/?p=77", to: "/x" });
  expect(loads).toBe(2);
});

test("keeps using the last list of redirects while a new one cannot be loaded", async () => {
  const generations = new Generations();
  let works = true;
  const redirects = new QueryRedirects(generations, "list", async () => {
    if (!works) throw new Error("no database");
    return new Map([["/?p=77", "/x"]]);
  });
  await redirects.find("/?p=77");
  works = false;
  generations.apply(["list"], false);
  expect((await redirects.find("/?p=77"))?.to).toBe("/x");
});
