import type { Story } from "../types.ts";

export const culture: Story[] = [
  {
    key: "orchestra",
    kicker: "Music",
    headline: "One hundred players, one conductor, no rehearsal",
    standfirst:
      "The orchestra that rents itself out by the hour played Sibelius at sight to a full Exchange. It should not have worked, and for eleven minutes it did not.",
    section: "culture",
    authors: ["dele-marsh"],
    topics: ["music-and-stage"],
    label: "review",
    slug: "one-hundred-players-no-rehearsal",
    main: {
      picture: "concert",
      caption: "Seen from the gallery: the strings of the Northquay Hourly, each with a lamp of their own.",
      credit: "Illustration: Jo Abernethy / The Ledger",
      alt: "An orchestra from above: musicians sit in curved rows round a conductor, their music stands lit by small warm lamps.",
    },
    body: [
      {
        p: "**Northquay Hourly Orchestra** / Exchange Hall ★★★★☆",
      },
      {
        p: "You can hire the Northquay Hourly as you would a van. It costs £2,950 for sixty minutes, all hundred players, bring your own music. Brides have had it for a march and a shipping line for its telephone queue. This week it hired itself, for the first time, and charged the rest of us £14 to hear what it would do with Sibelius’s second symphony, which two thirds of the players had never played and none had played together.",
      },
      {
        p: "There was no rehearsal. That is the rule of the house: the clock starts when the conductor lifts her arm. Hers belongs to Marta Iversen, who worked for ten years as an air traffic controller, and it shows in the left hand, which never waves. It allocates.",
      },
      {
        p: "For eleven minutes the piece came apart in the most instructive way. You could hear what every bar was made of, because every bar had been put down in a slightly different place. The horns, all amateurs, from a colliery band and a firm of solicitors, came in early with such conviction that the violas went over to them. Somebody behind me said “Oh dear” on a falling third.",
      },
      {
        p: "And then, in the slow movement, at the long pizzicato for the basses, they began to listen. It is an odd thing to see a hundred people do. Heads come up. Nobody can count it for you, so each looked about for someone who seemed to know, and found that the someone was looking at them. By the time that the bassoons had their tune there was one tempo in the room, and it was not quite Ms Iversen’s. She followed it. I have rarely seen a conductor look so pleased to be overruled.",
      },
      {
        quote: [
          "With a rehearsal they play what I think. Without one they have to find out what they think, and they have an hour.",
        ],
        by: "Marta Iversen, conductor",
      },
      {
        p: "The scherzo was too fast for anyone’s safety. The oboe solo that interrupts it (Ruth Beddoes, by day a driving examiner) was played so slowly, and with so little fear, that the hall forgot to cough. When the finale broke out of the dark after it the sound was rough, broad and completely alive, as if a door had been opened on a shipyard.",
      },
      {
        p: "They finished with three minutes on the clock and, since it was paid for, played the last page again. It was much better. I liked the first one more.",
      },
      {
        p: "*The Hourly can be heard again next month, when a dentist in Saltby has hired it for his birthday and left the doors open.*",
      },
    ],
    readAlso: ["lido"],
    state: "published",
    publishedHoursAgo: 36,
    writtenBy: "maren",
  },
  {
    key: "lido",
    kicker: "Swimming",
    headline: "The lido’s last season, in twelve lengths",
    standfirst:
      "It opened in 1936, it leaks 40,000 litres a day, and it closes for good in four weeks. Dele Marsh got in.",
    section: "culture",
    authors: ["dele-marsh"],
    topics: ["swimming-and-rowing", "city-council"],
    place: "Saltmarsh Road",
    slug: "lidos-last-season-in-twelve-lengths",
    main: {
      picture: "lido",
      caption: "Lanes two to six at half past six in the morning. The water was 11.5 °C.",
      credit: "Illustration: Jo Abernethy / The Ledger",
      alt: "Four swimmers seen from above cross a blue-green pool between red and white lane ropes.",
    },
    body: [
      {
        p: "There is a queue at the gate by six. Nobody calls it a queue. They call it the committee, and it has views on the council, which wants the ground for a pumping station. A hundred metres make two lengths here. I had told the committee that I would do twelve, and that I would write one thing down after each.",
      },
      {
        ol: [
          "**The cold** is not a temperature. It is a person who was standing behind you all along.",
          "**The tiles** are from Delft: 22,000 of them, sea-green, ordered in 1935 by a borough engineer who was dismissed for it. Every third one is cracked. The cracks are where the Ouzel gets in, and where the pool gets out.",
          "**Lane four** belongs to Sheila Prior, 79. No rule says so. She has swum 800 metres in it every day since she was widowed, and when a young man got in ahead of her this summer he was moved over by the look of eleven people.",
          "**The clock** above the shallow end has said ten to three since the war. People set their pace by it. “It’s never wrong by much,” said Mrs Prior, going past.",
          "**The leak.** Forty thousand litres a day, or a bath every six minutes. To mend it would cost £2.8m. To go on topping it up costs £31,000 a year, and the council’s own report calls this, in a footnote, “not unreasonable”.",
          "**Halfway.** A man holding on to the rail offered me a mint. I could not feel which hand I took it with.",
        ],
      },
      { divider: true },
      {
        p: "I had a minute on the steps, as agreed, wrapped in a towel that belonged to somebody called Ken. From there you can see the whole of it, the white cascade that no longer runs, the tiers where four thousand came to watch the water polo in 1948. Over the wall is the marsh. Then I went back in and took up the count.",
      },
      {
        ol: [
          "**The school.** Every child in Marsh End learned to swim here until 2011. Since then they have gone by coach to Saltby: 55 minutes, for 25 in the water.",
          "**The birds.** A cormorant fishes the deep end before opening time. There is nothing in it to catch. The lifeguards think that he likes the lines.",
          "**The lifeguards** are paid £11.90 an hour, and all four swim in their own time as well. Jess Adair, the youngest, has been offered a post at the leisure centre. “It’s got a slide,” she said. She did not say it with enthusiasm.",
          "**The petition** has 9,300 names. It was handed in at the city hall by 40 people in bathing robes, who were asked at the door whether they had an appointment.",
          "**The arms go** at about 550 metres. After that you swim with your opinions.",
          "**The last.** I did it on my back. The sky was coming up pink over the grain wharf. Mrs Prior had finished her sixteen and was standing in the shallow end doing nothing, with her hands flat on the water, as one might calm a horse.",
        ],
        start: 7,
      },
      {
        p: "The council votes on the pumping station in a fortnight; the gate shuts two weeks later, whatever the answer. Its engineers say that the barrier needs one, and that there is no other ground. I have no figures to put against theirs. I have a mint, which I found afterwards in my left hand.",
      },
    ],
    readAlso: ["rowing", "barrier"],
    state: "published",
    publishedHoursAgo: 172,
    writtenBy: "maren",
  },
  {
    key: "mackerel",
    kicker: "Food",
    headline: "Mackerel as they eat it at Fish Dock",
    standfirst:
      "Two fish, a hot grill and a sauce that the porters will not call a sauce. For two people, in a quarter of an hour.",
    section: "culture",
    authors: ["nils-aldous"],
    topics: ["food", "fishing"],
    slug: "mackerel-as-they-eat-it-at-fish-dock",
    main: {
      picture: "food",
      caption: "Grilled hard, so that the skin blisters. The lemon is not for show.",
      credit: "Illustration: Jo Abernethy / The Ledger",
      alt: "Two grilled mackerel on a white plate with halved lemons and chopped herbs, on a striped cloth.",
    },
    body: [
      {
        p: "At five in the morning, when the auction is over and before the lorries go, the porters of Fish Dock eat. They do it standing, at a counter in Net Lane that has no name over it, and they eat mackerel, because it is the one fish on the dock that nobody has ever got rich by.",
      },
      {
        p: "Bella Tranter has run the counter since 1993. She gave me the method in exchange for a promise not to print the address, and corrected it twice over the telephone. Her husband would like it known that the gooseberries were his idea.",
      },
      { h2: "What you need" },
      {
        ul: [
          "2 mackerel of about 350 g, gutted, heads on. The eye should look back at you",
          "Coarse salt, and more of it than you think",
          "1 tbsp rapeseed oil",
          "1 lemon, halved",
          {
            text: "For what is not a sauce:",
            ul: [
              "200 g gooseberries, fresh or from the freezer",
              "1 tsp sugar",
              "1 tbsp grated horseradish, from a root if you can",
              "a handful of dill or fennel tops, chopped",
            ],
          },
          "Bread, from yesterday",
        ],
      },
      { h2: "What you do" },
      {
        ol: [
          "Make the grill as hot as it goes. Wait five minutes longer than you want to.",
          "Dry the fish inside and out. Slash each side three times to the bone, rub in the oil and salt it all over.",
          "Put the gooseberries in a small pan with the sugar and a spoonful of water. Cover, and let them burst over a low heat: four minutes, or six from frozen. Crush them with a fork. Off the heat, stir in the horseradish. It should make you blink.",
          "Grill the mackerel close to the flame for four minutes. The skin must blister and go black at the edges. Turn it once, with a thin slice and no second thoughts, and give it three minutes more. Lay the lemon halves beside it, cut side up.",
          "Scatter the herbs. Put the gooseberries next to the fish, *not on it*: Bella is firm on this. Fry the bread in what has run out of the pan.",
        ],
      },
      { p: "Eat with your fingers from the tail up. Drink tea." },
      {
        figure: "gooseberries",
        caption: "Green, hard and sour: the ones that nobody else wants.",
        credit: "Illustration: Jo Abernethy / The Ledger",
        alt: "",
        decorative: true,
        size: "small",
      },
      { h3: "If there are no gooseberries" },
      {
        p: "Rhubarb does well, and so does a cooking apple with the juice of the other lemon. Bella once used a tin of pineapple in a hard winter. She has asked me to say that it sold out.",
      },
    ],
    readAlso: ["trawlers", "covered-market"],
    state: "published",
    publishedHoursAgo: 271,
    writtenBy: "maren",
  },
  {
    key: "theatre",
    kicker: "Stage",
    headline: "A theatre with no seats sells out its second season",
    standfirst: "The audience at the Ropery walks, leans and once, on a bad night, rowed.",
    section: "culture",
    authors: ["dele-marsh"],
    topics: ["music-and-stage", "ropewalk"],
    slug: "theatre-with-no-seats-sells-out",
    main: {
      picture: "stage",
      caption: "Nell Garside in *The Pilot’s Widow*, which opens the season.",
      credit: "Illustration: Jo Abernethy / The Ledger",
      alt: "A figure in a hat stands in a beam of light on a bare stage before dark red curtains.",
    },
    body: [
      {
        p: "The Ropery took out its seats because it could not afford to have them cleaned. It has now sold every ticket of a second season without them: 8,400 places, at £11, to stand in a shed for an hour and a half.",
      },
      {
        p: "“We lost 212 chairs and gained a floor,” said Nell Garside, who runs the company with her brother and takes most of the leading parts. A platform on castors is pushed through the crowd, and the crowd makes way. Those who want to see better go where the play is going. Children learn in about four minutes to get there first.",
      },
      {
        p: "Four of the six pieces are new. The season opens with *The Pilot’s Widow*, about the Ouzel pilots’ strike of 1911, in which the audience is divided by a rope and told that one half of it may not speak to the other. At the first preview a couple who had come together ended up on different sides. They are said to have enjoyed it more than they let on.",
      },
      { h2: "A place to lean" },
      {
        p: "There are concessions. Forty padded rails, at hip height, run along the walls. Anyone who needs a stool may have one, and a young man to carry it. On the night that the river came in, a scene was finished from two dinghies, which the insurers have asked the company to leave out of its brochure.",
      },
      {
        quote: ["I have sat through a great many plays. I had not noticed that it was the sitting."],
        by: "Alma Reyes, ticket no. 1",
      },
      {
        p: "The arts council, which declined to support the first season, has asked for four tickets. It is on the waiting list.",
      },
    ],
    readAlso: ["orchestra"],
    state: "filed",
    writtenBy: "maren",
  },
  {
    key: "wet-tuesday",
    headline: "Six things to do with a wet Tuesday",
    standfirst: "Rain again. Here are some rooms with a roof.",
    section: "culture",
    authors: [],
    topics: ["food"],
    slug: "six-things-to-do-with-a-wet-tuesday",
    body: [
      {
        p: "The forecast is for rain until the weekend, and the covered market is, at present, not. Six places that are dry:",
      },
      {
        ol: [
          "The Exchange tower. Sundays only, it turns out.",
          "The reading room, if you can find a chair.",
          "The Museum of Weights. It is what it says.",
          "The bowling alley in Cooper Street. Avoid lane 7.",
          "Car 61, on the one afternoon a year when it is open.",
          "Bed.",
        ],
      },
      { p: "(Maren: three of these are shut on Tuesdays and we ran the same list last year. Let it go?)" },
    ],
    state: "spiked",
    writtenBy: "tom",
  },
];
