import { describe, expect, test } from "vitest";
import { cpuMs } from "#prisma/testing/cpu-time.ts";
import { safeHref } from "../../links.ts";
import { embedOf, embedOfAddress, embedOfCode, embedOfInput, embedOfPage } from "./providers.ts";

const addresses: [address: string, stored: string][] = [
  ["https://www.youtube.com/watch?v=abc_DEF-123", "youtube:abc_DEF-123"],
  ["https://youtube.com/watch?feature=share&v=abc_DEF-123&t=42s", "youtube:abc_DEF-123"],
  ["http://m.youtube.com/watch?v=abc_DEF-123", "youtube:abc_DEF-123"],
  ["https://youtu.be/abc_DEF-123?si=xyz", "youtube:abc_DEF-123"],
  ["https://www.youtube.com/shorts/abc_DEF-123", "youtube:abc_DEF-123"],
  ["https://www.youtube.com/live/abc_DEF-123?feature=share", "youtube:abc_DEF-123"],
  ["//www.youtube-nocookie.com/embed/abc_DEF-123?start=9", "youtube:abc_DEF-123"],
  ["https://vimeo.com/76979871", "vimeo:76979871"],
  ["https://vimeo.com/channels/staffpicks/76979871", "vimeo:76979871"],
  ["https://vimeo.com/76979871/0a1b2c3d4e", "vimeo:76979871/0a1b2c3d4e"],
  ["https://player.vimeo.com/video/76979871?h=0a1b2c3d4e&badge=0", "vimeo:76979871/0a1b2c3d4e"],
  ["https://x.com/somebody/status/1234567890123456789", "x:1234567890123456789"],
  ["https://twitter.com/somebody/status/1234567890123456789?s=20", "x:1234567890123456789"],
  ["https://mobile.twitter.com/i/web/status/1234567890123456789", "x:1234567890123456789"],
  ["https://x.com/somebody/status/1234567890123456789/photo/1", "x:1234567890123456789"],
  ["https://bsky.app/profile/ada.example.org/post/3kabcdefghi2x", "bluesky:ada.example.org/3kabcdefghi2x"],
  [
    "https://bsky.app/profile/did:plc:abcdefghijklmnopqrstuvwx/post/3kabcdefghi2x",
    "bluesky:did:plc:abcdefghijklmnopqrstuvwx/3kabcdefghi2x",
  ],
  ["https://mastodon.social/@ada/110123456789012345", "mastodon:mastodon.social/@ada/110123456789012345"],
  [
    "https://paper.example/@ada@other.example/110123456789012345",
    "mastodon:paper.example/@ada@other.example/110123456789012345",
  ],
  ["https://paper.example/@ada/110123456789012345/embed", "mastodon:paper.example/@ada/110123456789012345"],
  ["https://www.instagram.com/p/CabcDEF_123/?igsh=x", "instagram:p/CabcDEF_123"],
  ["https://www.instagram.com/ada.roe/reel/CabcDEF_123/", "instagram:reel/CabcDEF_123"],
  ["https://www.instagram.com/reels/CabcDEF_123/", "instagram:reel/CabcDEF_123"],
  ["https://www.tiktok.com/@ada.roe/video/7123456789012345678?lang=en", "tiktok:@ada.roe/7123456789012345678"],
  ["https://www.tiktok.com/embed/v2/7123456789012345678", "tiktok:7123456789012345678"],
  ["https://www.facebook.com/thepaper/posts/pfbid0abcDEF123", "facebook:thepaper/posts/pfbid0abcDEF123"],
  ["https://www.facebook.com/thepaper/videos/1234567890/", "facebook:thepaper/videos/1234567890"],
  ["https://www.facebook.com/watch/?v=1234567890", "facebook:watch/?v=1234567890"],
  ["https://m.facebook.com/story.php?story_fbid=pfbid0abc&id=42", "facebook:permalink.php?story_fbid=pfbid0abc&id=42"],
  ["https://www.facebook.com/reel/1234567890", "facebook:reel/1234567890"],
  [
    "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fthepaper%2Fposts%2F123&width=500",
    "facebook:thepaper/posts/123",
  ],
  ["https://soundcloud.com/the-paper/episode-1", "soundcloud:the-paper/episode-1"],
  ["https://soundcloud.com/the-paper/sets/season-1?si=x", "soundcloud:the-paper/sets/season-1"],
  [
    "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/293&color=%23ff5500",
    "soundcloud:api/tracks/293",
  ],
  [
    "https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/soundcloud%253Atracks%253A293",
    "soundcloud:api/tracks/293",
  ],
  ["https://open.spotify.com/track/4uLU6hMCjMI75M1A2tKUQC?si=x", "spotify:track/4uLU6hMCjMI75M1A2tKUQC"],
  ["https://open.spotify.com/intl-de/episode/4uLU6hMCjMI75M1A2tKUQC", "spotify:episode/4uLU6hMCjMI75M1A2tKUQC"],
  ["https://open.spotify.com/embed/show/4uLU6hMCjMI75M1A2tKUQC", "spotify:show/4uLU6hMCjMI75M1A2tKUQC"],
  ["https://datawrapper.dwcdn.net/aB3dE/12/", "datawrapper:aB3dE"],
  ["https://www.datawrapper.de/_/aB3dE/", "datawrapper:aB3dE"],
  ["https://public.flourish.studio/visualisation/1234567/", "flourish:visualisation/1234567"],
  ["https://flo.uri.sh/story/1234567/embed", "flourish:story/1234567"],
  ["https://www.google.com/maps/embed?pb=!1m18!1m12!1m3!1d2.5!2sen", "googleMaps:pb/!1m18!1m12!1m3!1d2.5!2sen"],
  ["https://www.google.de/maps/place/Caf%C3%A9+am+Kai/@53.5,9.9,17z/data=x", "googleMaps:q/Café am Kai"],
  ["https://www.google.com/maps/@53.5511,9.9937,15z", "googleMaps:q/53.5511,9.9937"],
  ["https://maps.google.co.uk/?q=Customs+Quay", "googleMaps:q/Customs Quay"],
];

const strangers = [
  "javascript:alert(1)//https://www.youtube.com/watch?v=abc_DEF-123",
  "java\tscript:alert(1)",
  "data:text/html,<iframe src=https://www.youtube.com/embed/abc_DEF-123>",
  "https://www.youtube.com@evil.example/watch?v=abc_DEF-123",
  "https://user:secret@www.youtube.com/watch?v=abc_DEF-123",
  "https://www.youtube.com.evil.example/watch?v=abc_DEF-123",
  "https://evil-youtube.com/watch?v=abc_DEF-123",
  "https://evilyoutube.com/watch?v=abc_DEF-123",
  "https://evil.example/https://www.youtube.com/watch?v=abc_DEF-123",
  "https://evil.example\\@www.youtube.com/watch?v=abc_DEF-123",
  "https://www.youtube.com:8443/watch?v=abc_DEF-123",
  "https://www.уoutube.com/watch?v=abc_DEF-123",
  "https://youtu.be.evil.example/abc_DEF-123",
  "https://www.youtube.com/watch?v=abc_DEF-12",
  "https://www.youtube.com/watch?v=abc_DEF-123%22onload",
  "https://www.youtube.com/@paper",
  "https://www.youtube.com/redirect?q=https://evil.example",
  "https://vimeo.com/about",
  "https://vimeo.com.evil.example/76979871",
  "https://twitter.com/somebody",
  "https://twitter.com.evil.example/a/status/1234567890123456789",
  "https://notx.com/a/status/1234567890123456789",
  "https://bsky.app/profile/ada.example.org",
  "https://127.0.0.1/@ada/110123456789012345",
  "https://localhost/@ada/110123456789012345",
  "https://paper.example/@ada/an-essay-110123456789012345",
  "https://paper.example/@ada/12",
  "https://www.tiktok.com/@ada/110123456789012345",
  "https://www.youtube.com/@ada/110123456789012345",
  "https://www.instagram.com/ada.roe/",
  "https://www.facebook.com/thepaper",
  "https://www.facebook.com/l.php?u=https://evil.example",
  "https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fevil.example%2Fthepaper%2Fposts%2F123",
  "https://w.soundcloud.com/player/?url=https%3A//evil.example/tracks/293",
  "https://w.soundcloud.com/player/?url=https%3A//soundcloud.com.evil.example/a/b",
  "https://open.spotify.com/user/ada",
  "https://open.spotify.com/track/short",
  "https://www.google.com/search?q=maps",
  "https://www.google.com.evil.example/maps/embed?pb=!1m18!1m12",
  "https://google.evil.example/maps/place/Kai",
  "https://www.google.com/url?q=https://evil.example",
  "https://evil.example/maps/place/Kai",
  "ftp://www.youtube.com/watch?v=abc_DEF-123",
  "www.youtube.com/watch?v=abc_DEF-123 and more",
  "",
];

describe("the address of an embed", () => {
  test.each(addresses)("%s is %s", (address, stored) => {
    expect(embedOfAddress(address)).toBe(stored);
    const embed = embedOf(stored);
    expect(embed?.frame).toMatch(/^https:\/\/[a-z0-9.-]+\/[^"'<>\s]*$/);
    expect(safeHref(embed?.link)).not.toBeNull();
  });

  test.each(strangers)("%s is no address of a known provider", (address) => {
    expect(embedOfAddress(address)).toBeNull();
  });

  test("each page at a provider is recognised again, and so is each frame but that of TikTok's player", () => {
    for (const [, stored] of addresses) {
      const embed = embedOf(stored);
      expect(embedOfAddress(embed?.link ?? "")).toBe(stored);
      if (!stored.startsWith("tiktok:@")) expect(embedOfAddress(embed?.frame ?? "")).toBe(stored);
    }
  });

  test("a page of any other site becomes a link card", () => {
    expect(embedOfPage("https://example.org/a?b=c")).toBe("link:https://example.org/a?b=c");
    expect(embedOf("link:https://www.example.org/a")).toEqual({
      provider: "example.org",
      link: "https://www.example.org/a",
      frame: null,
      ratio: "16/9",
      isVideo: false,
    });
    for (const address of [
      "javascript:alert(1)",
      "/a",
      "#a",
      "mailto:a@example.org",
      "https://a:b@example.org/",
      "words",
    ])
      expect(embedOfPage(address)).toBeNull();
  });

  test("a stored value that was tampered with shows nothing", () => {
    for (const stored of [
      null,
      7,
      "",
      "youtube",
      "youtube:",
      "youtube:abc_DEF-123\n",
      'youtube:abc_DEF-12"',
      "toString:abc",
      "__proto__:abc",
      "mastodon:evil.example; script-src */@a/110123456789012345",
      "link:javascript:alert(1)",
      "link://evil.example",
      "facebook:plugins/post.php?href=x",
      "vimeo:76979871?x=y",
    ])
      expect(embedOf(stored)).toBeNull();
  });
});

const codes: [name: string, code: string, stored: string | null][] = [
  [
    "YouTube",
    '<iframe width="560" height="315" src="https://www.youtube.com/embed/abc_DEF-123?si=x&amp;start=3" title="YouTube video player" frameborder="0" allowfullscreen></iframe>',
    "youtube:abc_DEF-123",
  ],
  [
    "X",
    '<blockquote class="twitter-tweet"><p lang="en">See <a href="https://t.co/x">t.co/x</a> and <a href="https://twitter.com/other/status/1">it</a></p>&mdash; Ada (@ada) <a href="https://twitter.com/ada/status/1234567890123456789?ref_src=x">May 1</a></blockquote> <script async src="https://platform.twitter.com/widgets.js" charset="utf-8"></script>',
    "x:1234567890123456789",
  ],
  [
    "Bluesky",
    '<blockquote class="bluesky-embed" data-bluesky-uri="at://did:plc:abcdefghijklmnopqrstuvwx/app.bsky.feed.post/3kabcdefghi2x" data-bluesky-cid="x"><p>Hi</p></blockquote><script async src="https://embed.bsky.app/static/embed.js"></script>',
    "bluesky:did:plc:abcdefghijklmnopqrstuvwx/3kabcdefghi2x",
  ],
  [
    "Mastodon",
    '<blockquote class="mastodon-embed" data-embed-url="https://paper.example/@ada/110123456789012345/embed"><a href="https://paper.example/@ada/110123456789012345">Post</a></blockquote><script data-allowed-prefixes="https://paper.example/" async src="https://paper.example/embed.js"></script>',
    "mastodon:paper.example/@ada/110123456789012345",
  ],
  [
    "Instagram",
    '<blockquote class="instagram-media" data-instgrm-captioned data-instgrm-permalink="https://www.instagram.com/p/CabcDEF_123/?utm_source=ig_embed&amp;x=1"><a href="https://www.instagram.com/p/CabcDEF_123/">View</a></blockquote><script async src="//www.instagram.com/embed.js"></script>',
    "instagram:p/CabcDEF_123",
  ],
  [
    "TikTok",
    '<blockquote class="tiktok-embed" cite="https://www.tiktok.com/@ada/video/7123456789012345678" data-video-id="7123456789012345678"><section><a target="_blank" href="https://www.tiktok.com/@ada?refer=embed">@ada</a></section></blockquote><script async src="https://www.tiktok.com/embed.js"></script>',
    "tiktok:@ada/7123456789012345678",
  ],
  [
    "Facebook",
    '<iframe src="https://www.facebook.com/plugins/video.php?height=314&href=https%3A%2F%2Fwww.facebook.com%2Fthepaper%2Fvideos%2F1234567890%2F&show_text=false" width="560"></iframe>',
    "facebook:thepaper/videos/1234567890",
  ],
  [
    "Facebook (script)",
    '<div class="fb-post" data-href="https://www.facebook.com/thepaper/posts/123"></div>',
    "facebook:thepaper/posts/123",
  ],
  [
    "SoundCloud",
    '<iframe width="100%" src="https://w.soundcloud.com/player/?url=https%3A//api.soundcloud.com/tracks/293&color=x"></iframe><div><a href="https://soundcloud.com/the-paper">The Paper</a></div>',
    "soundcloud:api/tracks/293",
  ],
  [
    "Datawrapper",
    '<div style="min-height:400px" id="datawrapper-vis-aB3dE"><script type="text/javascript" defer src="https://datawrapper.dwcdn.net/aB3dE/embed.js" charset="utf-8" data-target="#datawrapper-vis-aB3dE"></script><noscript><img src="https://datawrapper.dwcdn.net/aB3dE/full.png" alt="" /></noscript></div>',
    "datawrapper:aB3dE",
  ],
  [
    "Flourish",
    '<div class="flourish-embed flourish-chart" data-src="visualisation/1234567"><script src="https://public.flourish.studio/resources/embed.js"></script></div>',
    "flourish:visualisation/1234567",
  ],
  [
    "Google Maps",
    '<iframe src="https://www.google.com/maps/embed?pb=!1m18!1m12!1m3" width="600" style="border:0;" loading="lazy"></iframe>',
    "googleMaps:pb/!1m18!1m12!1m3",
  ],
  ["an unknown site", '<iframe src="https://charts.example/7"></iframe>', "link:https://charts.example/7"],
  ["a script as a frame", '<iframe src="javascript:alert(1)"></iframe>', null],
  ["a script", "<script src='https://evil.example/x.js'></script>", null],
  ["a plain quote", '<blockquote><a href="https://x.com/a/status/1234567890123456789">x</a></blockquote>', null],
  ["words", "Look at <iframe>", null],
  ["an unfinished frame", '<iframe src="https://www.youtube.com/embed/abc_DEF-123"', null],
];

describe("an embed code", () => {
  test.each(codes)("of %s", (_name, code, stored) => {
    expect(embedOfCode(code)).toBe(stored);
    expect(embedOfInput(`\n ${code} `)).toBe(stored);
  });

  test("that is very long takes no more than a moment", async () => {
    const taken = await cpuMs(() => {
      for (const piece of ["<a ", '<a b="', "<iframe src=", "<a a=a ", "<div"])
        embedOfCode(`<div>${piece.repeat(Math.floor(19_000 / piece.length))}>`);
    });
    expect(taken).toBeLessThan(1_000);
  });
});
