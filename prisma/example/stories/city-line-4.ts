import type { Story } from "../types.ts";

/** The long read: it has a file to itself. */
export const line4: Story = {
  key: "line-4",
  kicker: "Night work",
  headline: "Line 4 at two in the morning: the tram that never fills and never empties",
  standfirst:
    "Between the last bus and the first ferry one tram goes round the city, and round again. With the drivers, the bakers, the nurses and the man who rides it to sleep.",
  section: "city",
  authors: ["abena-frost"],
  topics: ["night-work", "trams", "ropewalk"],
  label: "feature",
  place: "Exchange",
  editorsNote:
    "Two of the passengers asked us after publication not to print their surnames, and we have removed them.",
  slug: "line-4-at-two-in-the-morning",
  main: {
    picture: "tram",
    caption:
      "A Line 4 car in Cooper Street at ten past two. There are five on the road at night, and a sixth for spares.",
    credit: "Illustration: Jo Abernethy / The Ledger",
    alt: "A tram with bright headlamps comes down a wet street at night; a figure with an umbrella waits in front.",
  },
  keyPoints: [
    "Line 4 is the only tram that runs all night. It carries about 1,300 people between midnight and five.",
    "It costs £2.1m a year more than it earns. The council reviews that sum every March.",
    "We rode it for six nights, 31 times round.",
  ],
  body: [
    {
      p: "The heating in the second car has two settings, which the drivers call Portugal and off. At eight minutes past two on a wet night it was on Portugal, the windows had steamed over, and somebody had drawn a fish on one of them with a finger. Eleven people were on board. Nobody was looking at anybody. The tram stood at Exchange with its doors open, ticking.",
    },
    {
      p: "“She’s early,” said a woman in a green tabard, without opening her eyes. She meant the tram. A minute later the bell went, the doors closed, and Line 4 began its 9,417th round of the year.",
    },
    {
      p: "It is not a long way. Nineteen stops and 11.6 kilometres make a loop through the north bank: Exchange, the Infirmary, Fish Dock, out along Saltmarsh Road to the depot, back by Cooper Street and the covered market, Exchange. It takes 47 minutes by day and 38 by night. When the other lines stop, at twenty to one, it does not. It has run round the clock since the tenth of January 1951, when the dockers went on to three shifts, and no one ever told it that the dockers had gone.",
    },
    {
      p: "In six nights I went round 31 times. I was never alone on it and never had to stand. The tramways count 1,300 passengers between midnight and five, on average, and the average turns out to be a very fair description. On Saturdays there are more and they sing. On the other nights the tram takes on four at the Infirmary and sets down four at the market; six get off at Fish Dock and six, smelling of it, get on. A driver put it to me as a matter of plumbing. “In at the one end, out at the other,” he said. “The level stays the same.”",
    },
    { h2: "The front seat" },
    {
      p: "His name is Colm Adair. He is 53, he has driven nights for seventeen years, and he can do the loop, he says, with his eyes shut, although he offers no demonstration. He came to nights for the money, an extra £1.90 an hour, when his daughters were small. They have left home. He has stayed for what he calls the manners.",
    },
    {
      p: "“By day they get on and shout. They shout at the fare, they shout at the traffic, they shout at their phones. By night everybody gets on as though somebody was asleep. And generally somebody is.”",
    },
    {
      p: "Each driver has a flask, a cushion and a theory about the signals at Cooper Street, which hold the tram for 50 seconds at a crossing where no car has passed for an hour. Mr Adair believes that they are connected to nothing. He has written to the council twice. The reply thanked him for his interest in cycling.",
    },
    {
      p: "There were nine night drivers when he began and there are six now. The rota is posted on a cork board at the depot, under a strip light, and is corrected in biro by whoever notices. One rule does not need writing down. When a driver sees someone running he waits, whatever the clock says, up to the count of twenty. They count aloud. Passengers have been heard to join in.",
    },
    {
      pull: ["By night everybody gets on as though somebody was asleep. And generally somebody is."],
      by: "Colm Adair, driver",
    },
    { h2: "02:30, the Infirmary" },
    {
      p: "The stop outside the Infirmary has a shelter, a timetable under scratched plastic and a bench that was taken away three years ago to discourage sleeping. The nurses have replaced it with two chairs from Outpatients. At night the chairs are outside. At six a porter takes them in.",
    },
    {
      p: "Grace Tembo finishes at two and by half past is generally sitting on the left one, in a coat, eating an orange. She works on the stroke ward. Her own bed is in Ropewalk, on the other side of the river, a kilometre from where the tram turns at Fish Dock and forty-one minutes away by the night bus. She has made a study of it. If she takes Line 4 to Exchange she can be at the bus stop when the bus is due. If the bus is on time she is home at half past three. In the past month it has been on time nine nights out of twenty-two.",
    },
    {
      p: "On the others she stays on the tram. “I do a second lap,” she said. “It’s warmer than the stop, and there’s always somebody to say good evening to. If I still have to wait I do a third. One time I woke up at the depot and a man was mopping round my feet.”",
    },
    {
      p: "She has done the sum that everyone who works at night does sooner or later, of hours paid against hours out of the house. Hers comes to 7.5 and 11. “I don’t mind the work. It’s the three and a half hours in the middle of nowhere. You are not at work and you are not at home. You are on Line 4.”",
    },
    {
      p: "The night ferry, if it stays, would cut that to one. She has a cutting about it in her purse. She has stopped believing things of that sort until she has sat on them.",
    },
    { related: "night-ferry" },
    { h2: "03:05, the ovens" },
    {
      p: "One gets off at the market for the smell. Behind the shuttered north door a stair goes down to the bakery of Costa & Lund, which has been under the hall since 1922 and has never had a shop. It makes 4,600 loaves a night for other people to sell. Between three and half past, when the second batch is out and the vans have not come, there is a lull of twenty minutes in which eight bakers sit on flour sacks and eat what anyone would expect.",
    },
    {
      figure: "bakery",
      caption: "The second batch at Costa & Lund. The oven holds 220 loaves and has not been cold since 1988.",
      credit: "Illustration: Jo Abernethy / The Ledger",
      alt: "A baker slides a long peel into a glowing brick oven; loaves cool on racks beside him.",
      size: "wide",
    },
    {
      p: "All eight come by Line 4. The foreman, Joaquim Lund, is the grandson of one of the names on the vans and, by marriage, of the other. He hires by the timetable. “If you live on the loop I will teach you to bake,” he said. “If you do not live on the loop you may be the best baker in the country, but you will not be here at eleven, and dough does not wait.” He lost a good man last year to a cheaper flat in Saltby.",
    },
    {
      p: "There is an arrangement with the trams. It is older than anyone on either side of it, is set down nowhere, and the company’s press office had not heard of it. At ten past three an apprentice runs up the stairs with a paper bag and holds it out. The driver opens the cab window. In the bag are six rolls, one for each car on the road and one for the depot. What the bakery receives in return is that the tram at ten to eleven waits until Joaquim Lund has counted eight.",
    },
    {
      quote: [
        "The day somebody writes it down it will have to be approved, and then it will have to be stopped. So we don’t write it down. You can, if you like. I’ll say that you made it up.",
      ],
      by: "Joaquim Lund, foreman, Costa & Lund",
    },
    { h2: "The man who rides it to sleep" },
    {
      p: "He gets on at Exchange at about one, and takes the last seat on the left of the second car, over the motor, where it is warmest. He has a good overcoat, a rucksack and a monthly pass in a leather case. He nods to the driver. By the Infirmary his chin is on his chest.",
    },
    {
      p: "For three nights I sat across the aisle and did not speak to him, because it is hard to think of a reason to wake a man up. On the fourth he was awake. His name is Peter; he asked me to leave it at that. He is 58 and was a surveyor. He has a flat, a bed in it and, since his wife died, no ability to sleep there.",
    },
    {
      p: "“I tried the sofa. I tried pills, and I tried the radio. Then I was coming home from a dinner one night, on this, and I woke up and it was ten past five. I had slept four hours. I had not done that in a year. So the next night I came back to see if it was the dinner.”",
    },
    {
      p: "It was not the dinner. He has slept on Line 4 on five nights a week for fourteen months. The pass costs £62. He has worked out that the best sleep is between Fish Dock and the depot, where there are no stops for nine minutes and the track was relaid in 2018. The drivers know him, and take the points at Cooper Street gently. Nobody has ever asked him where he was going.",
    },
    {
      p: "There is a by-law against it, of course. *No person shall remain in a car for the purpose of slumber.* I read it to Mr Adair, who considered it while a traffic light held us for no one. “How would I know his purpose?” he said. “He’s a passenger. He’s got a ticket. He’s going round.”",
    },
    { h2: "What it costs" },
    {
      p: "The tramways are owned by the city, which publishes the accounts of each line. In the last year Line 4 took £388,000 between midnight and five and spent £2.5m. The difference, £2.1m, or £4.40 for every passenger, comes from the council, and every March there is a motion to save it.",
    },
    {
      caption: "Line 4 between midnight and five, as the city’s accounts have it",
      table: [
        ["Year to March", "Passengers", "Fares", "Cost", "Paid by the city", "For each passenger"],
        ["2024", "421,000", "£341,000", "£2.3m", "£2.0m", "£4.65"],
        ["2025", "449,000", "£363,000", "£2.4m", "£2.0m", "£4.54"],
        ["2026", "477,000", "£388,000", "£2.5m", "£2.1m", "£4.40"],
      ],
    },
    { p: "The arguments have become familiar enough to number. Those for stopping it:" },
    {
      ol: [
        "For £4.40 a head one could nearly hire taxis.",
        "Most of the people whom it was meant for, the dockers, are dead.",
        "It serves only the north bank, although all the city pays.",
      ],
    },
    { p: "And those for keeping it, which the last committee paper goes on to count from where the others stopped:" },
    {
      ol: [
        "There are 74 licensed taxis in Northquay, and at three in the morning about nine of them are out.",
        {
          text: "Three employers say that they would have to move work to the day or to another town:",
          ul: [
            "the Infirmary, with 610 staff at night;",
            "the fish market, with 180;",
            "Costa & Lund, with eight, and no bread.",
          ],
        },
        "Rails that are not used at night have to be inspected in the morning, which costs £340,000.",
      ],
      start: 4,
    },
    {
      p: "The last of these is the one that has carried the vote, five years running. It was found by an auditor named Wendy Hale, who was asked to make the case against. “I did make it,” she told me. “I put everything in a column, and the column came out the other way. I checked it four times, and then I took the tram home to have a look at it. I had never been on it. I had a roll.”",
    },
    { h2: "The sixth car" },
    { h3: "At the depot" },
    {
      p: "At the far end of Saltmarsh Road the line runs into a shed the size of a cathedral, and the cars are swept, one after the other, without going out of service. The tram slows to a walk; two men get on with brooms; they get off at the other door. It takes ninety seconds. Gareth Pugh, one of the two, finds an average of four umbrellas a night and once a set of bagpipes, which was claimed.",
    },
    {
      p: "Beyond the five that are running stands car 61, which is kept in case of need. It was built in 1949 and is cream and brown. It is the last one that the dockers rode. It has wooden seats and a brass plate that says how many may stand, and every night at half past three Mr Pugh starts it, lets it go forward by the length of itself and back again, and shuts it off. He has done so for eight years. It has been needed twice.",
    },
    {
      figure: "depot",
      caption: "Car 61 in the shed at Saltmarsh Road, where it has the fourth track to itself.",
      credit: "Illustration: Jo Abernethy / The Ledger",
      alt: "An old cream and brown tram stands in a tall brick shed under arched windows; a man with a broom walks by.",
    },
    { h3: "On the road" },
    {
      p: "The second of those times was in the week that I rode. On the Thursday, at the Fish Dock curve, the pantograph of the car in front came down in a shower of sparks that lit the whole of the ice house. Nobody was hurt. Fourteen people stood in Net Lane in the rain with their bags, and it was quiet enough to hear the halyards on the boats. A porter brought out a crate for someone to sit on. Grace Tembo divided an orange.",
    },
    {
      p: "After eleven minutes a light came along Saltmarsh Road, lower and yellower than it should have been, and with it a noise like a drawer of cutlery. Car 61 came round the curve at the speed of a bicycle with its one wiper going. Mr Pugh was driving. He is licensed for it, it turned out; he had never mentioned it. He opened the door by hand.",
    },
    {
      p: "We all got on. The wooden seats were cold, then they were not. Somebody said that it was like going to school. At Exchange there was nobody waiting, and he waited anyway, aloud, up to twenty.",
    },
    { divider: true },
    {
      p: "At ten to five the first of the day people get on, and you can tell them at once, because they look at you. They have wet hair and things to say. The night people move up without a word and turn to the windows, on which there is by now a whole shoal of fish. At the market the vans are loading. At the Infirmary a porter takes in two chairs.",
    },
    {
      p: "Peter gets off at Exchange at eleven minutes past. He folds his scarf, says good morning to the driver, and walks home across the square under the clock, a man who has had a night’s sleep. Behind him the tram stands with its doors open, ticking. It has never been empty. It is not full. In two minutes it will go round.",
    },
  ],
  inShort: [
    "One tram runs through the night in Northquay, for nurses, porters, bakers and a man who cannot sleep at home. It loses £2.1m a year, and stopping it would cost more than it seems.",
  ],
  readAlso: ["night-ferry", "reading-room", "swing-bridge", "ferry-column"],
  state: "published",
  publishedHoursAgo: 79,
  updatedHoursAgo: 78,
  writtenBy: "abena",
};
