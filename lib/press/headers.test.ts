import { expect, test } from "vitest";
import { commonHeaders, frameOrigins, sitePolicy, styleHashes } from "./headers.ts";

const headersOver = (proto: string) => commonHeaders({ name: "news.example.org", proto });
const directives = (policy: string) =>
  new Map(policy.split("; ").map((each) => [each.replace(/ .*/, ""), each.replace(/^\S+ ?/, "").trim()]));

test("browsers stay on https for a year, but only once the site has it", () => {
  expect(headersOver("https")["strict-transport-security"]).toBe("max-age=31536000");
  expect(headersOver("http")).not.toHaveProperty("strict-transport-security");
});

test.each(["http", "https"])(
  "every response over %s is isolated from other sites' windows and needs no device",
  (proto) => {
    expect(headersOver(proto)).toMatchObject({
      "x-content-type-options": "nosniff",
      "cross-origin-opener-policy": "same-origin",
      "permissions-policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
      "referrer-policy": "strict-origin-when-cross-origin",
    });
  },
);

test("a reading page runs only the site's own script, and no other site may frame it or take its forms", () => {
  const html = '<style>p{color:red}</style><p data-frame="https://www.youtube-nocookie.com/embed/1">';
  const policy = directives(sitePolicy(styleHashes(html), frameOrigins(html)));
  expect(policy.get("default-src")).toBe("'self'");
  expect(policy.get("script-src")).toBe("'self'");
  expect(policy.get("style-src")).toMatch(/^'self' 'sha256-[^' ]+'$/);
  expect(policy.get("frame-src")).toBe("https://www.youtube-nocookie.com");
  expect(policy.get("object-src")).toBe("'none'");
  expect(policy.get("base-uri")).toBe("'none'");
  expect(policy.get("form-action")).toBe("'self'");
  expect(policy.get("frame-ancestors")).toBe("'self'");
  expect([...policy.values()].join(" ")).not.toMatch(/unsafe|\*|data:.*script/);
});
