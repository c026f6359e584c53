import type { Story } from "../types.ts";

export const waterfront: Story[] = [
  {
    key: "night-ferry",
    kicker: "Transport",
    headline: "Night ferry returns to the Ouzel, eleven years after the last boat",
    standfirst:
      "A twelve-month trial will run until two in the morning. The council says it must carry 900 people a night to survive. The crews say it has been given the wrong pier.",
    section: "waterfront",
    authors: ["ines-calloway"],
    topics: ["ferries", "city-council", "night-work", "ropewalk"],
    place: "Customs Quay",
    slug: "night-ferry-returns",
    main: {
      picture: "ferry",
      caption:
        "The *Marten Lowe* on her last trial crossing. She carries 340 people and, for the first time, bicycles.",
      credit: "Illustration: Jo Abernethy / The Ledger",
      alt: "A ferry with lit windows crosses the river at dusk, seen by two people on a pier.",
    },
    keyPoints: [
      "Boats leave every 20 minutes from 21:00 to 02:00, seven nights a week, from next week.",
      "A single costs £2.40, the same as the bus that it replaces after 23:38.",
      "The trial ends in twelve months unless an average of 900 people a night have used it.",
    ],
    body: [
      {
        p: "The last time a boat crossed the Ouzel after ten at night, the ticket was a strip of pink paper and the fare went into a leather bag. Next week the night ferry comes back, with card readers, a heated saloon and a year to show that anyone wants it.",
      },
      {
        p: "The city council voted by 31 to 22 last night to pay £1.9m for a trial between Customs Quay and Ropewalk Pier. The crossing takes 16 minutes. The night bus, which goes round by the Old Swing Bridge, takes 41, when it comes.",
      },
      {
        p: "“People on the south bank have been told for eleven years that the city ends at ten o’clock,” said Adaeze Brandt, who chairs the transport committee. “It doesn’t. They clean it, they cook in it, they nurse in it, and then they wait forty minutes at a bus stop to go home.”",
      },
      { h2: "Who it is for" },
      {
        p: "Some 6,400 people who live south of the river finish work on the north bank between ten at night and two in the morning, according to [a survey](https://example.org/northquay/night-travel-survey) that the council commissioned last year. Half of them work at the Infirmary or the fish market. One in five walks home over the bridge.",
      },
      {
        pull: ["The city ends at ten o’clock, they have been told. It doesn’t."],
        by: "Adaeze Brandt, transport committee",
      },
      {
        p: "Rosa Lind is one of them. She has cleaned the outpatient wards for nine years and keeps a second pair of shoes in her locker for the walk. She was among sixty people invited on the trial crossing, and stood outside for all of it.",
      },
      {
        quote: [
          "I could see my own kitchen window from the middle of the river. I have never once seen it from there. I thought: that is all it is, sixteen minutes.",
        ],
        by: "Rosa Lind, cleaner, Ropewalk",
      },
      {
        figure: "map",
        caption: "The crossing that opens next week, and the stop at Fish Dock that the crews would rather have.",
        credit: "Map: The Ledger",
        alt: "Map of the river: a dotted line of 16 minutes runs from Customs Quay on the north bank to Ropewalk Pier on the south; a second, grey line leads east to Fish Dock.",
        size: "wide",
      },
      { h2: "The wrong pier?" },
      {
        p: "The crews support the trial and dislike its landing place. Ropewalk Pier lies in the lee of the old grain wharf, where silt gathers; at low springs there is 1.9 metres under the pontoon, and the *Marten Lowe* draws 1.7. The masters’ association asked for Fish Dock, which is deeper, and nearer the Infirmary.",
      },
      {
        p: "“We will make it work,” said Tam Okello, the senior master. “But eleven nights a year the tide will not let us, and I would like the council to print that on the timetable.” It has agreed to.",
      },
      { h2: "What a passenger needs to know" },
      {
        ul: [
          "**Fares:** £2.40 single, £4 return, by card or phone. The weekly tram and bus pass is valid.",
          "**Bicycles:** twelve a crossing, free, on the lower deck. Staff will load them.",
          "**Access:** the ramp at Ropewalk is too steep for most wheelchairs within an hour of low water. A taxi over the bridge is paid for on those sailings.",
          "**When the tide stops it:** a notice the day before, on the pier and by text message, and a bus instead.",
        ],
      },
      { h2: "What happens next" },
      {
        p: "After three months the council publishes the first count. Below 600 a night, it may cut the hours. After six the harbour board reports on dredging at Ropewalk and on a stop at Fish Dock. After twelve the trial ends, or becomes a service.",
      },
      {
        p: "The opposition, which voted against, asked for the count to come out each month. Ms Brandt said afterwards that she saw no reason why it should not.",
      },
    ],
    inShort: [
      "Night boats return to the Ouzel next week for one year, at the price of a bus fare. They stay if 900 people a night use them. The tide will stop them on eleven nights.",
    ],
    readAlso: ["ferry-column", "swing-bridge", "line-4"],
    state: "published",
    publishedHoursAgo: 5,
    updatedHoursAgo: 2,
    correction: {
      note: "An earlier version said that the Marten Lowe carries 240 people. She carries 340.",
      hoursAgo: 2,
      was: "240 people",
      now: "340 people",
    },
    pendingUpdate: {
      addBlocks: [
        { h2: "A second boat in reserve" },
        {
          p: "The council confirmed this morning that the *Ada Lowe*, laid up since her last refit, will be kept crewed at Customs Quay for the first fortnight. She carries 180 and draws only 1.2 metres, so that she can land at Ropewalk on any tide.",
        },
      ],
    },
    writtenBy: "ines",
  },
  {
    key: "barrier",
    kicker: "Flood defence",
    headline: "Barrier closes as the tide runs 60 cm above forecast",
    standfirst: "Riverside schools have sent pupils home and trams turn back at Exchange until the water drops.",
    section: "waterfront",
    authors: ["nils-aldous"],
    topics: ["flood-defence", "harbour-board", "trams"],
    place: "Saltmarsh Road",
    slug: "barrier-closes-tide-above-forecast",
    main: {
      picture: "gauge",
      caption: "The gauge at Customs Quay, read by hand every ten minutes since first light.",
      credit: "Illustration: Jo Abernethy / The Ledger",
      alt: "Two painted tide boards stand in grey, choppy water under driving rain.",
    },
    body: [
      {
        p: "The flood barrier at the river mouth has been closed for the fifteenth time this year after the tide ran 60 centimetres above forecast, the harbour board said.",
      },
      {
        p: "High water is now put at 5.8 metres, 20 centimetres below the lowest point of the quay wall. Wind from the north-east has held the last ebb in the estuary, so that the new tide began from a higher level.",
      },
      { p: "“We expect wet feet on Saltmarsh Road and nothing worse,” said Edda Grange, the duty harbour master." },
      { p: "Until the barrier reopens:" },
      {
        ul: [
          "Saltmarsh Road is shut in both directions between Fish Dock and the lido.",
          "Lines 2 and 4 turn back at Exchange. Tickets are good on any bus.",
          "Quay Street Primary and Marsh End School have closed; 870 pupils went home early.",
          "No vessel over 20 metres may pass. Two freighters are waiting outside.",
        ],
      },
      {
        p: "Sandbags can be had from the fire station in Cooper Street: ten to a household, and bring something to carry them in. The board’s [live gauge](https://example.org/northquay/gauge) is updated every ten minutes.",
      },
    ],
    readAlso: ["rising-river", "drains-column"],
    state: "published",
    publishedHoursAgo: 1.4,
    writtenBy: "ines",
  },
  {
    key: "footbridge",
    headline: "Fish Dock footbridge shut after a bolt fails inspection",
    standfirst: "Market porters face a ten-minute walk round the dock while a replacement is cast.",
    section: "waterfront",
    authors: [],
    topics: ["fishing", "harbour-board"],
    slug: "fish-dock-footbridge-shut",
    body: [
      {
        p: "The footbridge over the entrance to Fish Dock was shut this morning when a diver found a crack the length of a thumb in one of the four bolts that hold its western hinge.",
      },
      {
        p: "The bridge, built in 1954, opens some 30 times a week for the trawler fleet. The harbour board said that there had been no danger to anyone on it, but that a second failure would leave the span on a single bolt.",
      },
      {
        p: "A new bolt weighs 41 kilograms and has to be cast. Larkin & Daughter, the foundry in Cooper Street, expects to deliver it within three days.",
      },
      {
        p: "Until then porters must go round by Net Lane, which adds 700 metres to each trip. “That’s eleven trips a man on a good night,” said Obi Tranter, who has pushed a barrow at the market for 26 years. “I have told them I want a pair of shoes.”",
      },
      { p: "The board has put two electric carts on the route, free to anyone with a market badge." },
    ],
    state: "published",
    publishedHoursAgo: 2.6,
    writtenBy: "ines",
  },
  {
    key: "swing-bridge",
    kicker: "Explainer",
    headline: "Why the Old Swing Bridge still closes at midnight, and who decides",
    standfirst:
      "A by-law of 1888, a motor from 1931 and one man with a key. We followed the bridge through a night to find out.",
    section: "waterfront",
    authors: ["ines-calloway"],
    topics: ["ferries", "harbour-board", "night-work"],
    label: "explainer",
    slug: "why-the-old-swing-bridge-closes-at-midnight",
    main: {
      picture: "bridge",
      caption: "The road bridge in the morning fog. Its older neighbour lies 300 metres upstream.",
      credit: "Illustration: Jo Abernethy / The Ledger",
      alt: "The towers and cables of a suspension bridge rise out of a bank of pale fog.",
    },
    body: [
      {
        p: "Between midnight and five the Old Swing Bridge belongs to the river. Cars may cross it if no vessel has asked to pass; in practice one nearly always has, and the night bus waits with its engine off. Most people believe that this is done for the freighters. It is not.",
      },
      { h2: "What does the law say?" },
      {
        p: "The Northquay Bridge By-laws of 1888 give *“all craft bearing cargo”* the right of way between midnight and five, and oblige the keeper to open *“at the sounding of a horn, without enquiry”*. They were written for coal. The last coal barge went up the Ouzel in 1967, but a by-law does not lapse because its reason has.",
      },
      {
        p: "Today the cargo is sand and gravel, for the concrete works at Denholm. Last year 412 barges passed after midnight, a little more than one a night.",
      },
      { h2: "So why does it take so long?" },
      {
        p: "Because of the motor. It was installed in 1931, has been rewound twice, and turns 640 tonnes of bridge at the speed of a minute hand. An opening goes like this:",
      },
      {
        ol: [
          "The barge sounds its horn at the grain wharf, or, since 1994, telephones.",
          {
            text: "The keeper stops the road. He has to leave his cabin to do it:",
            ul: [
              "the north barrier is electric and comes down by itself;",
              "the south barrier is a gate, and is walked across by hand;",
              "anyone who is on the bridge is walked off it, politely.",
            ],
          },
          "He withdraws the four wedges that carry the ends of the span. This takes two minutes and cannot be hurried.",
          "The bridge turns through 81 degrees: six minutes and ten seconds on a dry night.",
          "The barge passes. The keeper writes down its name and draught in ink.",
          "Everything happens again in the opposite order.",
        ],
      },
      { p: "From horn to traffic is 23 minutes. Two barges in a row make it 38." },
      { h2: "Who decides?" },
      {
        p: "Four bodies have a say, and each told the Ledger that it would be glad to change the rule if the others asked. The harbour board owns the river. The city owns the road. The by-law can be altered only by the transport ministry, on the application of both. And the bridge itself was left in 1902, with an endowment of £6,000, to a trust whose sole remaining officer is its keeper.",
      },
      {
        p: "He is Wilf Arkady, 61, who has had the key since 1998 and sleeps in the afternoon. He has no view on the by-law. “They sound the horn and I open,” he said at twenty past two, pouring tea for a bus driver. “Without enquiry. It’s restful, in its way.”",
      },
      { related: "night-ferry" },
      { h2: "Will it change?" },
      {
        p: "Possibly from the edge. The concrete works has offered to move its sailings to before ten if it may use the road at weekends instead. The night ferry, which starts next week, also takes away the strongest argument for hurrying: from then on there is another way home.",
      },
    ],
    inShort: [
      "A Victorian by-law gives cargo boats the right of way after midnight. About one a night uses it. Changing that needs two authorities, a ministry and a trust with one member, and none has asked first.",
    ],
    readAlso: ["night-ferry", "rising-river"],
    state: "published",
    publishedHoursAgo: 29,
    writtenBy: "ines",
  },
  {
    key: "rising-river",
    kicker: "Harbour board",
    headline: "£40m to hold back a river that is rising faster",
    standfirst:
      "The board has three plans for the quay wall. It can afford none of them, and has to choose by the end of the year.",
    section: "waterfront",
    authors: ["tom-redfearn"],
    topics: ["flood-defence", "harbour-board", "city-council"],
    label: "analysis",
    slug: "forty-million-to-hold-back-the-river",
    main: {
      picture: "breakwater",
      caption: "The outer breakwater. Its light was moved four metres higher in 1978 and may have to move again.",
      credit: "Illustration: Jo Abernethy / The Ledger",
      alt: "A wave breaks white over a stone breakwater with a small lighthouse at its end, under a dark sky.",
    },
    keyPoints: [
      "The Ouzel at Customs Quay stands 21 cm higher than in 1990, and half of that rise came in the past ten years.",
      "The cheapest plan costs £40m. The harbour board has £11m.",
      "4,300 homes are in the area that all three plans are meant to protect.",
    ],
    body: [
      {
        p: "There is a brass line on the wall of the harbour office that marks the flood of 1953. For sixty years visitors were shown it as a curiosity. In the past six the water has come within a hand of it three times, and the board has stopped showing it to visitors.",
      },
      {
        p: "Its engineers have now put numbers to the worry in [a report of 212 pages](https://example.org/northquay/quay-wall-options). The quay wall was built for a high water of 6 metres once in a hundred years. At today’s level that is once in 28. By the middle of the century, on the middle forecast, it is once in six.",
      },
      { h2: "Plan A: raise the wall" },
      { h3: "£40m, four years" },
      {
        p: "A metre of granite on top of the existing quay, from the Old Swing Bridge to Fish Dock: 1.4 kilometres. It is the cheapest plan, and the one that everybody understands. It would also put the river out of sight from the whole of Customs Quay, where the cafés pay the highest rents in the city for the view.",
      },
      { h2: "Plan B: a second barrier" },
      { h3: "£68m, seven years" },
      {
        p: "The present barrier was made to close eight times a year. It closed 19 times last year, and each closing wears the seals. A second one, half a mile inland, would let either be repaired while the other works. The fleet dislikes it: every trawler would lock through twice.",
      },
      { h2: "Plan C: give the river room" },
      { h3: "£55m, and forty fields" },
      {
        p: "The idea that the engineers like best, to judge from the number of pages, is to let the water out. The old flood meadows above Denholm were drained in 1811 and are now 290 hectares of winter wheat. Open the banks, the model says, and an extreme tide at Customs Quay falls by 34 centimetres.",
      },
      {
        p: "The eleven farmers who own the fields heard of this from the report. “I’m not against it,” said Judith Pell, whose family has grown wheat there since 1920. “I’m against reading it in an appendix.”",
      },
      { pull: ["I’m not against it. I’m against reading it in an appendix."], by: "Judith Pell, farmer, Denholm" },
      { h2: "Where the money is not" },
      {
        p: "The board’s reserves are £11m, and its income from dues falls with the fishing fleet. The government pays up to 45 per cent of such schemes, but ranks them by homes protected for each pound, and Northquay’s plan A came 61st on the last list of 80. The first 34 were paid for.",
      },
      {
        p: "That leaves the council, which would have to borrow. Tom Ferrant, the city treasurer, puts the cost at £31 a year on the average tax bill for thirty years. He said that he had not been asked for an opinion and so had only a calculator.",
      },
      { divider: true },
      {
        p: "What is striking about the debate is how little anyone disputes. No one on the board, the council or the farms doubts the figures for the water. They differ about who should stand where when it comes. A decision in the next month would let work begin before the government’s next list. Without one the wall stays as it is, and the brass line stays behind the filing cabinet.",
      },
    ],
    inShort: [
      "Three plans, from £40m to £68m, would protect 4,300 homes from a rising Ouzel. The harbour board holds a quarter of the cheapest. Farmers upstream may hold the key to the best.",
    ],
    readAlso: ["barrier", "swing-bridge", "drains-column"],
    state: "published",
    publishedHoursAgo: 148,
    writtenBy: "tom",
  },
];
