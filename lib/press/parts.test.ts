import { expect, test } from "vitest";
import { dependsOn, dependsOnSoon, goodUntil, newRenderContext, renderContexts } from "./context.ts";
import { Generations, maxLagMs } from "./generations.ts";
import { Parts } from "./parts.ts";

function begin() {
  let now = 1_000_000;
  let sure = true;
  let loads = 0;
  const generations = new Generations(() => now);
  const parts = new Parts(generations, () => sure);
  const load = async () => {
    loads++;
    dependsOn("settings");
    dependsOnSoon("latest");
    goodUntil(new Date(now + 10 * maxLagMs));
    return loads;
  };
  return {
    generations,
    pass: (ms: number) => {
      now += ms;
    },
    doubt: (isSure: boolean) => {
      sure = isSure;
    },
    /** What a page that is rendered now shows, and what it depends on. */
    async render() {
      const page = newRenderContext();
      const value = await renderContexts().run(page, () => parts.take("navigation", load));
      return { value, tags: [...page.tags], soon: [...page.soon], until: page.until };
    },
  };
}

test("a shared part is loaded once, and each page that shows it inherits its tags", async () => {
  const house = begin();
  const first = await house.render();
  expect(first).toEqual({ value: 1, tags: ["settings"], soon: ["latest"], until: 1_000_000 + 10 * maxLagMs });
  house.pass(maxLagMs);
  expect(await house.render()).toEqual(first);
});

test("a shared part is loaded again after a change, a change that may lag, an erasure and its expiry", async () => {
  const house = begin();
  await house.render();
  house.generations.apply(["settings"], false);
  expect((await house.render()).value).toBe(2);
  house.generations.apply(["latest"], false);
  expect((await house.render()).value).toBe(3);
  house.pass(10 * maxLagMs);
  expect((await house.render()).value).toBe(4);
  house.generations.revokeAll();
  expect((await house.render()).value).toBe(5);
  expect((await house.render()).value).toBe(5);
});

test("a change during the load of a shared part invalidates it", async () => {
  const generations = new Generations();
  const parts = new Parts(generations, () => true);
  let loads = 0;
  const load = async () => {
    dependsOn("settings");
    if (++loads === 1) generations.apply(["settings"], false);
    return loads;
  };
  await parts.take("a", load);
  expect(await parts.take("a", load)).toBe(2);
});

test("a node that may have missed a change neither uses nor caches shared parts", async () => {
  const house = begin();
  await house.render();
  house.doubt(false);
  expect((await house.render()).value).toBe(2);
  house.doubt(true);
  expect((await house.render()).value, "the one from before; what it missed, it has heard of by now").toBe(1);
});
