// @vitest-environment jsdom
import { afterEach, expect, test } from "vitest";
import { offerFrames } from "./frames.ts";

afterEach(() => document.body.replaceChildren());

test("loads the frame of an embed only after a click on its button", () => {
  document.body.innerHTML = `<figure class="embed" data-frame="https://player.vimeo.com/video/12?dnt=1" data-ratio="16/9"
    data-show="Show content from Vimeo"><p><b>Vimeo</b> <a href="https://vimeo.com/12">The ferry</a></p></figure>
    <figure class="embed"><p><b>a.example</b> <a href="https://a.example/">A page</a></p></figure>`;
  offerFrames();
  const [button, ...more] = document.querySelectorAll("button");
  expect([button?.textContent, more.length, document.querySelectorAll("iframe").length]).toEqual([
    "Show content from Vimeo",
    0,
    0,
  ]);
  button?.click();
  const frame = document.querySelector("iframe");
  expect(frame?.src).toBe("https://player.vimeo.com/video/12?dnt=1");
  expect(frame?.title).toBe("Vimeo The ferry");
  expect(frame?.style.aspectRatio).toBe("16 / 9");
  expect(frame?.getAttribute("sandbox")).not.toMatch(/top-navigation|downloads/);
  expect(document.querySelector("button")).toBeNull();
});
