import { describe, expect, test } from "vitest";
import { SkippedFile } from "../types.ts";
import { deadLink, expandShortcodes } from "./shortcodes.ts";

function expand(text: string, line = 1) {
  const warnings: string[] = [];
  const made = expandShortcodes(text, {
    resolve: (name) => (name === "a.md" ? "/news/a" : null),
    page: (name) => (name === "title" ? "Me & you" : ""),
    line,
    warn: (kind, what, at) => warnings.push(`${kind} ${what} ${at}`),
  });
  return { made, warnings };
}

describe("expandShortcodes", () => {
  test("skips a file with thousands of tags, because finding the end of each one reads the whole text", () => {
    expect(() => expand("{% a ".repeat(40_000))).toThrow(SkippedFile);
  });

  test("resolves links by file name wherever an address is allowed", () => {
    expect(expand('[a]({{< ref "a.md" >}} "A") <a href="{{% relref `a.md` %}}">').made).toBe(
      '[a](/news/a "A") <a href="/news/a">',
    );
    expect(expand("[a]({% post_url a.md %}) [b]({% link a.md %})").made).toBe("[a](/news/a) [b](/news/a)");
    expect(
      expand('[p]({{ "/2015/x/" | url }}) [q]({{ site.baseurl }}/y) [r]({{ "/z" | prepend: site.baseurl }})').made,
    ).toBe("[p](/2015/x/) [q](/y) [r](/z)");
  });

  test("drops a link to a missing file and warns with its line", () => {
    const { made, warnings } = expand('one\ntwo\n[b]({{< ref "b.md" >}})', 10);
    expect([made, warnings]).toEqual([`one\ntwo\n[b](${deadLink})`, ["link-dropped b.md 12"]]);
  });

  test("turns picture tags of every dialect into images with description and line", () => {
    expect(expand('\n{{< legacy-img-right src="a.png" alt="An &quot;A&quot;" caption="<b>C</b>" >}}').made).toBe(
      '\n<img src="a.png" alt="An &quot;A&quot;" data-caption="&lt;b&gt;C&lt;/b&gt;" data-line="2"></img>',
    );
    expect(expand('{% image "a.png" "Alt" %}').made).toBe('<img src="a.png" alt="Alt" data-line="1"></img>');
    expect(expand('{% include figure.html src="a.png" %}').made).toBe('<img src="a.png" data-line="1"></img>');
  });

  test("parses breaks and emphasis in the text of a quote, and shows other tags", () => {
    const quote = (words: string, by: string) => `<blockquote><p>${words}</p><footer>${by}</footer></blockquote>`;
    for (const text of [
      '{{< pullquote text="It is <em>so</em>." cite="Anna<br />Berg" >}}',
      '{{< quote "It is <em>so</em>." "Anna<BR>Berg" >}}',
      '{{< quote text="It is &lt;em&gt;so&lt;/em&gt;." author="Anna&lt;br/&gt;Berg" >}}',
    ])
      expect(expand(text).made).toContain(quote("It is <em>so</em>.", "Anna<br>Berg"));
    expect(expand('{{< quote text="a <script>" cite="b" >}}').made).toContain(quote("a &lt;script&gt;", "b"));
  });

  test("turns videos and posts into links", () => {
    expect(expand('{{< youtube abc >}} {{< tweet user="x" id="12" >}} [youtube=http://youtu.be/q&w=6]').made).toBe(
      '<a href="https://www.youtube.com/watch?v=abc">Video on YouTube</a> <a href="https://x.com/i/status/12">Post on X</a> <a href="http://youtu.be/q">Watch the video</a>',
    );
  });

  test("drops unknown tags with a warning and keeps the text between them", () => {
    const { made, warnings } = expand(
      "{{< note >}}\nKeep {% if x %}this{% endif %}\n{{< /note >}}{{ page.title }}{{ page.date }}",
    );
    expect(made).toBe("\nKeep this\nMe &amp; you");
    expect(warnings).toEqual(["shortcode-dropped note 1", "shortcode-dropped if 2", "shortcode-dropped page.date 3"]);
  });

  test("shows template tags in code examples", () => {
    expect(expand("{% raw %}{{ a }} {% b %}{% endraw %}").made).toBe("{ { a } } { % b % }");
    expect(expand('{{</* ref "a.md" */>}}').made).not.toMatch(/\{\{|\}\}/);
    expect(expand("a {{ b").made).toBe("a { { b");
  });

  test("gives warnings the right line after tags of several lines", () => {
    expect(expand("{% comment %}\n\n{% endcomment %}\n{% raw %}\n{% endraw %}\n{{< x >}}").warnings).toEqual([
      "shortcode-dropped x 6",
    ]);
  });

  test("treats Galley's own placeholders in a text as text", () => {
    expect(expand("\ue0000\ue001{{< x >}}").made).toBe("0");
  });
});
