import type { Story } from "../types.ts";

export const business: Story[] = [
  {
    key: "trawlers",
    kicker: "Fishing",
    headline: "Trawler owners bet on a smaller fleet and a dearer fish",
    standfirst:
      "Seven boats of 22 will be scrapped. The skippers say that the fifteen left will land more money, if not more cod.",
    section: "business",
    authors: ["nils-aldous"],
    topics: ["fishing", "harbour-board"],
    place: "Fish Dock",
    slug: "trawler-owners-bet-on-a-smaller-fleet",
    main: {
      picture: "trawlers",
      caption: "Part of the fleet at Fish Dock before the morning market. The *Constance*, in red, is on the list.",
      credit: "Illustration: Jo Abernethy / The Ledger",
      alt: "Three trawlers, red, blue and green, lie in a harbour at dawn, their hulls reflected in still water.",
    },
    keyPoints: [
      "The owners’ association will scrap seven trawlers and share their quota among the rest.",
      "A kilo of line-caught cod made £9.40 at Fish Dock last week; a trawled kilo made £5.10.",
      "Some 44 deckhands will lose their berths. The association has promised places for 20.",
    ],
    body: [
      {
        p: "At twenty to six Maggie Strand stands on a fish box, so as to see over the porters, and sells the night’s cod in four minutes. The boats have landed 31 tonnes. Ten years ago, on the same box, she would have had 80, and been ashamed of it.",
      },
      {
        p: "“Less fish, more hats,” she said afterwards. The hats are the buyers, who wear white ones. There were nineteen of them at the rail yesterday, four from as far as Lyon, and the last box went for twice what she had expected.",
      },
      {
        p: "The owners of the fleet have drawn the conclusion. By 15 votes to six, with one skipper at sea, they agreed this week to take seven of their 22 trawlers out of the water for good. The quota of the seven, 2,140 tonnes a year, will be divided among those that remain. A boat may then stay within 30 miles of the coast, fish for three days rather than nine, and land its catch alive.",
      },
      { h2: "What is in it for whom" },
      {
        p: "The sum behind the plan fits on the page of a pocket book, and Ewan Birkett, who chairs the association, has it on him. A trawler of the old sort burns 2,900 litres of diesel a day. It lands fish that is on average five days old. Cut the trip to three days and the fuel bill falls by £180,000 a year; sell the fish as day-fresh and it fetches up to 80 per cent more.",
      },
      {
        quote: [
          "For forty years we answered every bad season with a bigger boat. I had three built myself. I would like to be the first Birkett who answered with a smaller one.",
        ],
        by: "Ewan Birkett, owner of the Constance and the Good Intent",
      },
      {
        p: "The owners of the seven will be paid £6.5m between them, a third of it by the fisheries ministry and the rest as a levy on the others’ landings for eight years. Mr Birkett’s own *Constance* is on the list. She was launched in 1986 and will be cut up at Denholm.",
      },
      { h2: "And on deck?" },
      {
        p: "Each boat carries six or seven hands, paid by a share of the catch. Of the 44 who will be without a berth, the association has undertaken to place 20 on the boats that stay, which will sail more often. For the rest there is a fund of £400,000, or some £16,000 each.",
      },
      {
        p: "“Sixteen thousand is a year if you’re careful,” said Danny Roe, 34, mending a net on the *Constance* for what will be one of the last times. “Then I’m a man with a knot for every purpose and no purpose.” He has applied to the night ferry.",
      },
      {
        p: "The harbour board will feel it too. It lives from dues, and dues are charged by weight. Its treasurer expects to lose £290,000 a year, just as it looks for the money to raise the quay wall. It has asked the owners to consider a charge by value instead. Mr Birkett said that the association would consider it in the way that cod consider the net.",
      },
      { related: "rising-river" },
    ],
    inShort: [
      "Northquay’s trawler owners will scrap a third of the fleet and sail shorter trips for fresher, dearer fish. Seven owners are paid to leave. Twenty-four deckhands, so far, are paid to look for something else.",
    ],
    readAlso: ["mackerel", "rising-river"],
    state: "published",
    publishedHoursAgo: 26,
    writtenBy: "ines",
  },
  {
    key: "gasworks",
    kicker: "Property",
    headline: "Five bids for the Old Gasworks, and three of them are housing",
    standfirst:
      "The council has published what it was offered for the eleven hectares behind the Exchange. The highest price is for the fewest homes.",
    section: "business",
    authors: ["nils-aldous"],
    topics: ["old-gasworks", "housing", "city-council"],
    slug: "five-bids-for-the-old-gasworks",
    main: {
      picture: "gasworks",
      caption: "The two gasholders, empty since 1972. Both frames are listed, and have to stay in any plan.",
      credit: "Illustration: Jo Abernethy / The Ledger",
      alt: "Two round iron gasholder frames stand against an orange evening sky, with weeds and a canal in front.",
    },
    body: [
      {
        p: "For half a century the Old Gasworks has been the largest piece of nothing in Northquay: eleven hectares of cinders, buddleia and two iron crowns that once held the city’s gas. It now turns out that five parties want it. The council has broken with custom and [published the offers in full](https://example.org/northquay/gasworks-bids) before it has decided.",
      },
      { p: "They are, in the order of the sum offered:" },
      {
        ol: [
          {
            text: "**Meridian Land, £31m.** A business park and 120 flats for sale.",
            ul: ["Homes at a social rent: none.", "Clean-up of the ground: by the buyer, within two years."],
          },
          {
            text: "**Halden & Sons, £22.5m.** 640 homes in blocks of up to nine floors.",
            ul: ["Social rent: 128.", "Clean-up: shared; the city’s half is put at £4m."],
          },
          {
            text: "**Ouzel Housing Trust, £14m.** 710 homes, the tallest of six floors, round a park.",
            ul: ["Social rent: 426.", "Clean-up: by the trust, over eight years, as it builds."],
          },
          {
            text: "**The university, £9m.** Laboratories, and rooms for 900 students.",
            ul: ["Social rent: none, but 900 students would leave rooms in the city free."],
          },
          {
            text: "**The Gasworks Society, £1.** To leave it as it is, with a gate.",
            ul: ["Members: 2,300.", "Birds: 61 species, with a list attached."],
          },
        ],
      },
      {
        p: "The pound is not a joke, said the society’s secretary, Philippa Reeve, or not entirely. “Every figure in the other four assumes that nothing is there. We thought that one of them should assume that something is.”",
      },
      {
        p: "What is there, below the buddleia, is tar. A survey in 2016 found it to a depth of seven metres beneath the western holder. Removing it would cost between £7m and £13m, depending on whom one asks and how they are paid, and explains most of the distance between the bids.",
      },
      { h2: "How the choice is made" },
      {
        p: "The property committee scores each offer out of 100: up to 40 points for price, 35 for homes and 25 for what the rules call *public benefit*. On the Ledger’s arithmetic, which the council would neither confirm nor call wrong, Meridian gets all 40 for price and 6 for homes. The housing trust gets 18 and 35. The result would then depend on the last quarter, where opinions may be held.",
      },
      {
        p: "The families at Harbour View will watch it closely. The council’s waiting list stands at 3,870 households, and the trust’s bid is the only one with a first phase, of 90 homes, that could be finished before the engineers’ time for the towers runs out.",
      },
      {
        p: "Halden has meanwhile let it be known that it could go higher. It may not: offers closed at noon on the day, and four of the five arrived in the last hour. The fifth, with the list of birds, had been there for a month.",
      },
    ],
    inShort: [
      "Offers for the Old Gasworks run from £31m to £1. Price counts for 40 points in 100 and homes for 35, so that the best payer need not win. The committee meets in three weeks.",
    ],
    readAlso: ["harbour-view-towers"],
    state: "published",
    publishedHoursAgo: 54,
    writtenBy: "tom",
  },
  {
    key: "rope",
    kicker: "Made here",
    headline: "The last ropemaker on Ropewalk takes on forty",
    standfirst: "Hemp nearly closed the firm. Floating wind farms have filled its order book to the end of the decade.",
    section: "business",
    authors: ["nils-aldous"],
    topics: ["ropewalk"],
    place: "Ropewalk",
    slug: "last-ropemaker-takes-on-forty",
    main: {
      picture: "rope",
      caption: "Mooring line, 24 strands, ready for the test bed.",
      credit: "Illustration: Jo Abernethy / The Ledger",
      alt: "Thick coils of pale rope stand on the floor of a long wooden loft in slanting light.",
    },
    body: [
      {
        p: "To make a rope in one piece you need a room as long as the rope. Garrow & Pym has one of 412 metres, the last of the nine that gave the south bank its name, and for most of this century it has been used for storing other people’s caravans.",
      },
      {
        p: "The caravans have gone. In their place stands a machine from Bergen, the height of a house, that lays polyester yarn into mooring lines as thick as a thigh. Each will hold a floating turbine to the sea bed for 25 years. The firm has orders for 1,160 of them.",
      },
      {
        p: "“We had eleven people and an average age of 58,” said Ottilie Pym, who is the sixth of her name to run it. “We had been planning a very dignified end.” She will hire forty by next year and pay £15.20 an hour to start.",
      },
      { h2: "To come" },
      {
        ul: [
          "Bank: who lent? Pym says “a Norwegian who likes ropes”. Name him.",
          "Union on the shift pattern. Call Rhona back.",
          "Picture of the test bed, it breaks a line every Wednesday at four.",
        ],
      },
    ],
    state: "draft",
    writtenBy: "ines",
  },
];
