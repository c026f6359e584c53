import type { Story } from "../types.ts";

export const sport: Story[] = [
  {
    key: "town-harle",
    kicker: "Football",
    headline: "Town hold their nerve, and their lead, in the fog",
    standfirst: "Four thousand came, and perhaps half of them saw the goal.",
    section: "sport",
    authors: ["dele-marsh"],
    topics: ["football"],
    place: "Quay Lane",
    slug: "town-hold-their-nerve-in-the-fog",
    main: {
      picture: "football",
      caption: "Town (in red) against Harle in the second half, as seen from row C.",
      credit: "Illustration: Jo Abernethy / The Ledger",
      alt: "Footballers in red and white play under floodlights on a misty pitch, with a dark stand behind.",
    },
    body: [
      { p: "**Northquay Town 1** (Bello 64), **Harle 0**" },
      {
        p: "The fog came in over the Quay Lane end at about the half hour, took the far goal, then the near one, and left 4,112 people to follow the rest by ear. It was, on balance, an improvement.",
      },
      {
        p: "Until then we had been able to see everything, and there had been little to see. Harle had come for a point and had brought five defenders to carry it home. Town had the ball for 71 per cent of the first half without troubling anyone but their own goalkeeper, whom Lewin found with a back pass from 40 yards that was the best struck shot of the afternoon.",
      },
      {
        p: "At the interval the referee, Ms Carrow, walked to the centre circle, looked at both goals and was seen to count something on her fingers. She then gave the captains a choice. They could stop; or they could go on with an orange ball and as much honour as they had between them. Both said on.",
      },
      { h2: "The goal" },
      {
        p: "What follows has been put together from witnesses. In the 64th minute Pryce won the ball on the left, by consent of everyone in the west stand. He beat a man. He may have beaten another. His cross was hit low, and reached a group of players that contained, from front to back, two of Harle, Danny Osei, and Femi Bello with his back to goal.",
      },
      {
        p: "There was a noise like a dropped book. Then the net moved, which could be made out even from row C, and a figure ran past with both arms up.",
      },
      {
        quote: [
          "I felt it hit my heel and I thought, that’s gone wide. Then everyone jumped on me, so I went along with it.",
        ],
        by: "Femi Bello, Town’s scorer",
      },
      {
        p: "Harle protested that it had been a hand, a foot too many, or the crossbar. Their manager, Ted Sands, asked afterwards whether there were pictures, and on hearing that there were, and that they were grey, put on his coat.",
      },
      {
        p: "The last twenty minutes were the best that Town have played this season. They could not hit long balls at men whom they could not see, so they passed to the nearest and talked. You could follow the whole defence by voice: Lewin, “Mine”; Abara, “Yours”; then a thump. The stand took it up. By the end four thousand people were shouting “Mine” at a cloud.",
      },
      { p: "The win puts Town fourth, three points behind Denholm with a game in hand." },
      {
        ul: [
          "**Town:** Kerrigan 7; Moss 6, Lewin 7, Abara 8, Teale 6; Okoye 7, Danns 6 (Vale 70); Pryce 8, Osei 6, Wray 5 (Hoult 58); Bello 7.",
          "**Booked:** Danns, for fetching the wrong ball.",
          "**Next:** Crane Street, away. The forecast is clear.",
        ],
      },
    ],
    readAlso: ["rowing"],
    state: "published",
    publishedHoursAgo: 63,
    updatedHoursAgo: 44,
    correction: {
      note: "An earlier version gave the crowd as 4,211, from the turnstile sheet for another match. It was 4,112.",
      hoursAgo: 44,
      was: "4,211",
      now: "4,112",
    },
    writtenBy: "tom",
  },
  {
    key: "rowing",
    kicker: "Rowing",
    headline: "Rowers ask for an hour of quiet water before eight",
    standfirst:
      "Three clubs, two swampings and a new timetable on the river. The harbour board will be asked to stop the clock.",
    section: "sport",
    authors: ["dele-marsh"],
    topics: ["swimming-and-rowing", "ferries", "harbour-board"],
    slug: "rowers-ask-for-an-hour-of-quiet-water",
    main: {
      picture: "rowing",
      caption: "Ouzel Ladies’ second eight above the Old Swing Bridge. Below it, from seven, the wash begins.",
      credit: "Illustration: Jo Abernethy / The Ledger",
      alt: "A rowing eight in silhouette pulls across a flat, misty river at sunrise, leaving rings on the water.",
    },
    body: [
      {
        p: "An eight is nineteen metres long and rides eleven centimetres out of the water. The wash of a pilot launch at full speed is forty. The city’s three rowing clubs have put these two figures at the head of a letter to the harbour board, and the rest of it takes only half a page.",
      },
      {
        p: "They want an hour, from seven to eight, in which everything with an engine goes at no more than six knots between the grain wharf and the bridge. In return they offer to be off the river by five past, all 31 boats of them, and to carry lights that can be seen.",
      },
      {
        p: "Two boats have been swamped since the pilots moved their launch to Customs Quay. In the second, a junior four, nobody was hurt, but a cox aged 13 was in the water for six minutes. “She held on to the rudder and gave orders,” said Kit Ransome, captain of Ouzel Ladies. “We’re very proud of her, and I don’t wish to be proud again.”",
      },
      { h2: "What the pilots say" },
      {
        p: "That the tide does not keep club hours. A freighter that misses its slot at the barrier waits for twelve, at £900 an hour. But Jens Mallory, who speaks for the pilots, rows himself, badly, he says, at bow. He thinks that a launch could leave ten minutes earlier and arrive at the same time with its crew dry.",
      },
      {
        p: "It is the ferry that may decide it. The day boats now start at ten past seven, and nobody at the clubs wants to be the people who slowed down the nurses. Ms Ransome took the question to the masters’ association herself. She came away with a promise in two words from Tam Okello, who has crossed the river some ninety thousand times.",
      },
      { p: "“We’ll look,” he said." },
      { p: "The board meets in a fortnight. If it agrees, the hour would be tried until the regatta." },
    ],
    inShort: [
      "Three clubs ask that launches keep to six knots between seven and eight, after two boats were swamped. The pilots think that it can be done. The board decides in two weeks.",
    ],
    readAlso: ["night-ferry", "lido"],
    state: "published",
    publishedHoursAgo: 122,
    writtenBy: "tom",
  },
];
