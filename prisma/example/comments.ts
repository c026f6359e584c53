import type { Conversation } from "./types.ts";

/** What the newsroom says about its stories among itself. `@{key}` names one of its people. Readers never get it. */
export const conversations: Conversation[] = [
  {
    story: "night-ferry",
    on: "Some 6,400 people who live south of the river",
    said: [
      { by: "maren", text: "Do we have this from two places?", hoursAgo: 1.5 },
      {
        by: "ines",
        text: "The survey, and the Infirmary’s shift office. I put both numbers into the notes.",
        hoursAgo: 1.2,
      },
    ],
  },
  {
    story: "night-ferry",
    on: "draws only 1.2 metres",
    said: [
      {
        by: "ines",
        text: "@{tom} You had the harbour board’s tables. Does 1.2 hold with the saloon full?",
        hoursAgo: 0.6,
      },
    ],
  },
  {
    story: "allotments",
    on: "£380,000",
    said: [
      { by: "tom", text: "The council’s own report says £360,000. Which is it?", hoursAgo: 2 },
      { by: "abena", text: "£380,000 with the cable. Page 14.", hoursAgo: 1.8 },
    ],
    resolved: { by: "tom", hoursAgo: 1.7 },
  },
];
