import type { Story } from "../types.ts";

export const city: Story[] = [
  {
    key: "covered-market",
    kicker: "Council",
    headline: "Covered market traders win ten more years under the old iron roof",
    standfirst: "The freehold stays with the city. The rents, for the first time, follow the takings.",
    section: "city",
    authors: ["tom-redfearn"],
    topics: ["covered-market", "city-council", "food"],
    slug: "covered-market-traders-win-ten-years",
    main: {
      picture: "market",
      caption:
        "The middle aisle an hour after opening. The roof was cast at Denholm in 1874 and has leaked since 1875.",
      credit: "Illustration: Jo Abernethy / The Ledger",
      alt: "Shoppers walk between striped stalls under the iron arches of a market hall, with sun slanting in.",
    },
    body: [
      {
        p: "The 84 stallholders of the covered market are to stay for another ten years, on leases that will cost them more in a good year and less in a bad one. The council’s property committee agreed the terms last night without a vote, to applause from a public gallery that smelt faintly of haddock.",
      },
      {
        p: "It ends nineteen months in which the hall was offered to four buyers, one of whom meant to turn it into a gym. Under the deal the city keeps the freehold and pays £3.2m to mend the roof. In return the traders give up fixed rents, the last of which were set in 1997.",
      },
      {
        p: "A stall will now pay a base of £48 a week and 6 per cent of whatever it takes above £1,200. The council’s auditors expect that to bring in £610,000 a year, against £540,000 today. Nobody’s rent may rise by more than a fifth in the first year.",
      },
      {
        quote: [
          "My mother paid the same for this stall whether it snowed or the Queen came. I have asked for thirty years to be charged for what I sell. I did not expect them to say yes, and now I shall have to show them my books.",
        ],
        by: "Dilys Marchetti, cheesemonger, stall 31",
      },
      {
        p: "The takings will be read from the tills, which was the hardest point to settle: eleven stalls have never had one. They may keep a ledger instead, in duplicate. “Carbon paper,” said Jonas Achebe, who led the talks for the traders. “We have found a supplier. He was surprised to hear from us.”",
      },
      {
        p: "Not everybody wins. The four stalls beneath the north gable must move for a year while the ironwork above them is replaced, and the café on the gallery, which takes more than any three stalls together, will see its rent go from £9,100 to about £14,000. Its owner, Priya Nand, said that she would pay and put a penny on a bun. She then worked it out on a napkin and said that it was nearer four.",
      },
      {
        p: "Work on the roof begins at the west end after the summer trade. The committee chair, Councillor Joan Ellery, was asked whether the hall would at last be dry. “It will be drier,” she said.",
      },
    ],
    readAlso: ["reading-room", "mackerel"],
    state: "published",
    publishedHoursAgo: 7,
    writtenBy: "tom",
  },
  {
    key: "harbour-view-towers",
    kicker: "Housing",
    headline: "The towers that were to come down are full again",
    standfirst: "Nobody planned it. The council now houses 212 families in flats that it had condemned.",
    section: "city",
    authors: ["abena-frost"],
    topics: ["housing", "city-council"],
    place: "Harbour View",
    slug: "towers-that-were-to-come-down-are-full-again",
    main: {
      picture: "housing",
      caption: "Faraday House, one of three towers at Harbour View. The balconies were repainted by the tenants.",
      credit: "Illustration: Jo Abernethy / The Ledger",
      alt: "Looking up at two brick and concrete blocks of flats with coloured balconies in low sun.",
    },
    keyPoints: [
      "Three towers were emptied for demolition. All three are now let, on licences of 28 days.",
      "The rent is £71 a week; a hotel room for a homeless family costs the council £640.",
      "The lifts in two of the three have no valid certificate.",
    ],
    body: [
      {
        p: "The notice that told Samira Okoro to leave Faraday House is still taped inside the door of the bin store. It gives the date by which the building would be empty. She moved in, on the seventh floor, five weeks after that date, with two children, a rice cooker and a letter from the same department.",
      },
      {
        p: "She is one of 212 tenants who have been put into Harbour View since it was condemned, according to figures that the council released to the Ledger after three requests. In the month in which the wrecking crew was to begin, the three towers stood empty but for a caretaker. Today nine flats are free, and four of those have no kitchen.",
      },
      { h2: "How does a condemned building fill?" },
      {
        p: "A family at a time. The demolition contract was signed when 96 households were waiting for a home in an emergency. By the time that the cranes had been booked there were 340. The council had been paying for hotel rooms in Saltby, an hour away by bus, at £640 a week for a family of four.",
      },
      {
        p: "“Somebody had the keys to twelve flats on Faraday that still had working boilers,” said an official who took part in the first decision and asked not to be named, because she still works there. “It was a weekend. We said 28 days.”",
      },
      { p: "The steps since then are set out in the released papers:" },
      {
        ol: [
          "Twelve flats in Faraday House, “for a period not exceeding 28 days”.",
          "The rest of Faraday, after a hotel in Saltby shut with 40 families inside it.",
          "Boole House, where the gas had to be turned on again at a cost of £212,000.",
          "A letter to the contractor asking it to “pause”. The penalty is £18,500 a month.",
          "Kelvin House, floors one to nine. The lift does not go higher.",
        ],
      },
      { h2: "Is it safe?" },
      {
        p: "The fire service inspected all three buildings and passed them, with a warden on each floor at night. The lifts are another matter: two have run without a certificate since the insurer withdrew. Tenants have been told in writing that they use them at their own risk, and in person that there are eleven flights of stairs.",
      },
      {
        p: "The towers were condemned for their concrete panels, whose fixings have rusted. An engineer’s survey gave them “in the order of five years”. Three of the five have gone.",
      },
      {
        quote: [
          "I know it is coming down. I have painted it anyway. The children have been in four schools and this is the first room that has had a colour.",
        ],
        by: "Samira Okoro, Faraday House",
      },
      { h2: "What the council says" },
      {
        p: "Martin Sayle, the cabinet member for housing, did not defend the decision so much as its alternatives. “There were none on the table that I would have put my own sister in,” he said. He will ask the cabinet next month to cancel the demolition for two years, to spend £2.4m on fixings and lifts, and to turn the licences into proper tenancies.",
      },
      {
        p: "That would give the families rights that a 28-day licence does not: notice, repairs, a vote on the rent. It would also make it hard ever to empty the towers again. Asked whether he had thought of that, Mr Sayle said that it had been pointed out to him.",
      },
      { related: "gasworks" },
    ],
    inShort: [
      "Harbour View was condemned, emptied and, without a decision that anyone will own, filled again. 212 families live there on four-week papers. The cabinet is to be asked to let them stay for two years.",
    ],
    readAlso: ["gasworks", "line-4"],
    state: "published",
    publishedHoursAgo: 10,
    updatedHoursAgo: 8,
    pendingUpdate: {
      headline: "The towers that were to come down are full again, and may stay so for two years",
      addBlocks: [
        {
          p: "A draft of the cabinet paper, seen by the Ledger, puts the cost of the fixings at £2.9m, half a million more than Mr Sayle has said in public.",
        },
      ],
    },
    writtenBy: "abena",
  },
  {
    key: "reading-room",
    kicker: "Libraries",
    headline: "A reading room stays open all night, and fills",
    standfirst: "The city library meant to try it for a month. It ran out of chairs on the third night.",
    section: "city",
    authors: ["tom-redfearn"],
    topics: ["night-work", "city-council"],
    slug: "reading-room-stays-open-all-night",
    main: {
      picture: "library",
      caption: "Desk 14, a little after three. The lamps came from the old reading room of the Exchange.",
      credit: "Illustration: Jo Abernethy / The Ledger",
      alt: "A person reads by a green desk lamp in front of tall shelves of old books.",
    },
    body: [
      {
        p: "At ten to four in the morning there were 61 people in the reading room of the city library, and one of them was asleep. A librarian went over and turned his lamp down.",
      },
      {
        p: "The room has stayed open through the night for three weeks, as [a trial](https://example.org/northquay/library-nights) that was to cost £9,400 and draw, the library’s managers thought, *“perhaps a dozen students”*. It has 48 desks. On the third night people sat on the floor with their backs to Local History, and trestles were brought up from the basement.",
      },
      {
        p: "A count taken by the staff, in pencil, on the back of a reservation slip, shows who they are. On an ordinary night:",
      },
      {
        ul: [
          {
            text: "22 students, most of them in one of two ways:",
            ul: ["nurses in training, from the Infirmary hostel;", "language pupils, who share one dictionary."],
          },
          "14 people who have finished work and are waiting for the first tram;",
          "9 who have a home and cannot sleep in it;",
          "7 who have none;",
          "and a varying number who would not say, and were not asked twice.",
        ],
      },
      {
        p: "“We had prepared for trouble and bought a telephone for it,” said Hana Levic, the night librarian. “It has rung once. Somebody wanted to renew a book.”",
      },
      {
        p: "Gareth Pugh, who sweeps trams at the Saltmarsh Road depot, is on his second volume of a history of Portugal. He used to spend the hour and ten minutes between his shift and the first Line 2 in the depot’s drying room. “It was warm,” he said, “but there was nothing to read except the notices.”",
      },
      {
        p: "The trial ends in nine days. To keep the room open for a year would cost £118,000, chiefly for two librarians and a porter. The culture committee has no such sum, but its chair, Councillor Ruth Amadi, came to see for herself at one in the morning, found no seat, and stood.",
      },
      {
        p: "She has since asked the Infirmary, the university and the tram company for a quarter each. The Infirmary has said yes. The tram company has asked what it would be called.",
      },
    ],
    readAlso: ["line-4", "night-ferry"],
    state: "published",
    publishedHoursAgo: 31,
    writtenBy: "tom",
  },
  {
    key: "exchange-clock",
    kicker: "Northquay people",
    headline: "The man who has wound the Exchange clock for 40 years",
    standfirst:
      "Leopold Finch climbs 168 steps every Monday with a crank in a canvas bag. He tells Dele Marsh what time is for.",
    section: "city",
    authors: ["dele-marsh"],
    topics: ["night-work"],
    label: "interview",
    slug: "the-man-who-winds-the-exchange-clock",
    main: {
      picture: "clock",
      caption: "The west dial, seen from the works. Mr Finch cleans each pane of opal glass twice a year.",
      credit: "Illustration: Jo Abernethy / The Ledger",
      alt: "A great clock face seen from inside the tower, back to front, with light glowing through its glass and cogs and a figure in silhouette.",
    },
    body: [
      {
        p: "Leopold Finch is 71 and was a watch repairer in Net Lane until there were no watches. Since the winter of the great snow he has kept the clock of the Exchange for a fee that began at £4 a week and now stands, he says with some pride, at £31. We spoke in the works, where one has to stop every quarter of an hour.",
      },
      { p: "**What do you actually do up here?**" },
      {
        p: "I wind three weights. The going train takes 60 turns, the quarters take 110, and the hour strike takes 140, and by then I have stopped being cold. Then I oil what wants oil, and I check her against the radio. She loses two seconds a week in summer. In winter she gains them back.",
      },
      { p: "**They offered you a motor.**" },
      {
        p: "Three times. The last one came with a brochure. I asked the young man what happens when the current fails, and he said that the clock stops and then corrects itself. I said that I would sooner have a clock that does not stop. He was very nice about it. He asked to see the bells.",
      },
      { p: "**Has she ever stopped?**" },
      {
        p: "Twice in my time. Once a pigeon, in the quarters. And once I stopped her myself, at eleven minutes past six, on the evening when the *Bright Hannah* was lost. Nobody told me to. The families were down there on the quay and she was going to strike over their heads. I held the hammer with my hands, and then I let down the weight and sat on the stairs. I started her again in the morning. Nobody ever mentioned it, and then for a year people nodded to me in the street.",
      },
      { pull: ["I would sooner have a clock that does not stop."], by: "Leopold Finch" },
      { p: "**Who looks at it now? Everyone has a telephone.**" },
      {
        p: "People who are late look at telephones. People who are early look at clocks. I have watched them from up here for forty years and you can tell which is which by the walk. The market sets by her. The tram drivers set by her, though they will deny it. And there is a woman at the Infirmary, third floor, I do not know who she is, who puts out her light when the ten o’clock has finished. Every night. If I retired I think I should have to write to her.",
      },
      { p: "**Will you?**" },
      {
        p: "My knees have an opinion. There is a girl from the technical school, Amara, who comes up with me on Mondays now. She does the hour strike because she says that I breathe like a bellows. She has found a fault in the escapement that I had been correcting by ear since I came. I was put out for about a day.",
      },
      { p: "**And what is time for?**" },
      {
        p: "You asked me that on the stairs and I have been thinking. It is so that other people need not wait. That is all. If you are alone you do not need any.",
      },
      {
        p: "*The tower can be visited on the first Sunday of the month at two. Bring a jersey; names at the [porter’s lodge](https://example.org/northquay/exchange-tower), eight at a time.*",
      },
    ],
    state: "published",
    publishedHoursAgo: 204,
    writtenBy: "maren",
  },
  {
    key: "allotments",
    kicker: "Environment",
    headline: "The allotments that drained a suburb",
    standfirst:
      "Marsh End flooded every winter until 140 gardeners dug ditches. Now the council wants to know how they did it.",
    section: "city",
    authors: ["abena-frost"],
    topics: ["flood-defence", "city-council"],
    place: "Marsh End",
    slug: "allotments-that-drained-a-suburb",
    main: {
      picture: "fields",
      caption: "The Marsh End plots from the air. The main ditch follows the line of hedges in the middle.",
      credit: "Illustration: Jo Abernethy / The Ledger",
      alt: "A patchwork of small fields and garden plots seen from above, with hedges and paths between them.",
    },
    body: [
      {
        p: "The pump that the council installed at Marsh End in 2009 cost £380,000 and has not been switched on for two years. Nobody decided to stop using it. The water simply ceased to arrive.",
      },
      {
        p: "What stands between the pump and the hill is 140 allotments, and between the allotments, since a meeting in a shed, some 2.3 kilometres of ditch. They were dug by hand, over three winters, by people who wanted dry leeks.",
      },
      {
        p: "“It’s not engineering,” said Bernard Lamptey, a retired bus inspector, who drew the plan on the back of a seed catalogue. “You stand there in the rain and see which way it wants to go. Then you help.”",
      },
      { h2: "What they dug" },
      {
        ol: [
          "A ditch along the top hedge, to catch the hill.",
          "Eleven cross-ditches, one for every twelve or thirteen plots, filled with brushwood.",
          "A pond at the bottom, which was to be temporary and now has newts.",
        ],
      },
      {
        p: "A hydrologist from the university, Dr Lena Vaz, measured the result for a year at the request of the residents’ association. The peak of a heavy storm now reaches the streets below four hours later than it used to, and a third lower. She has asked the gardeners to write a paper with her. They have asked what it pays.",
      },
      {
        p: "The city’s drains department visited last week, with measuring staffs and, Mr Lamptey noted, the wrong boots. It would like to repeat the scheme above Ropewalk, where two schools flood. There are no allotments there. There is, however, a waiting list for them: 611 names.",
      },
    ],
    inShort: [
      "Gardeners at Marsh End dug their plots dry and, without meaning to, the suburb below. The council may pay for more plots.",
    ],
    readAlso: ["rising-river", "drains-column"],
    state: "filed",
    writtenBy: "abena",
  },
  {
    key: "shared-head",
    kicker: "Schools",
    headline: "Two schools to share a head teacher for the first time",
    standfirst: "Quay Street and Ropewalk Primary advertised three times between them. Nobody applied to either.",
    section: "city",
    authors: ["tom-redfearn"],
    topics: ["schools", "city-council", "ropewalk"],
    slug: "two-schools-to-share-a-head",
    body: [
      {
        p: "Two primary schools on opposite banks of the river are to share a head teacher from next term, in an arrangement that the city has not tried before and does not wish to repeat.",
      },
      {
        p: "Esther Quill, who has led Quay Street for six years, will also take charge of Ropewalk Primary. Each school keeps a deputy of its own. She will spend two and a half days a week at each, and has asked that it be the same days, “so that a child who wants to complain knows where I am”.",
      },
      {
        p: "Both posts were advertised three times. Ropewalk drew one application, which was withdrawn. Head teachers’ pay in the city starts at £58,100, about £4,000 less than in Saltby.",
      },
      {
        p: "The governors voted for the plan by eleven to two. One of the two, Ismail Darko, said that he had nothing against Ms Quill and a good deal against the bridge, which she will have to cross at half past eight.",
      },
      { p: "She intends to take the ferry." },
    ],
    readAlso: ["night-ferry"],
    state: "ready",
    writtenBy: "tom",
  },
  {
    key: "line-4-inquiry",
    headline: "Line 4 driver named in tram inquiry",
    standfirst: "The report on last year’s collision at Exchange blames a signal, a shift pattern and one man.",
    section: "city",
    authors: ["tom-redfearn"],
    topics: ["trams"],
    slug: "line-4-driver-named-in-inquiry",
    body: [
      {
        p: "The inquiry into the collision of two trams outside the Exchange last year has found that a signal was passed at red, and that the driver who passed it was in the eleventh hour of a shift that should have ended in the ninth.",
      },
      {
        p: "Fourteen passengers were hurt, none of them gravely. The report, which runs to 88 pages, makes seven recommendations. The first is that no one should drive for more than eight hours. The second is that the signal, which stands behind a plane tree, should be moved or the tree should.",
      },
      {
        p: "The drivers’ union said that the company had known of both. A spokeswoman for the tramways said that it accepted the report in full.",
      },
    ],
    state: "takenDown",
    publishedHoursAgo: 76,
    takenDown: {
      reason: "The tribunal has ordered that the driver is not to be identified. With our lawyers.",
      hoursAgo: 71,
    },
    writtenBy: "tom",
  },
];
