import type { Story } from "../types.ts";

export const opinion: Story[] = [
  {
    key: "ferry-column",
    headline: "A ferry is not a bus that floats. Stop counting it like one",
    standfirst: "The committee asks how many. The people on the pier ask when.",
    section: "opinion",
    authors: ["karl-ostrander"],
    topics: ["ferries", "city-council", "night-work"],
    label: "opinion",
    slug: "a-ferry-is-not-a-bus-that-floats",
    body: [
      {
        p: "I planned bus timetables for this city for twenty-two years, and I should like to confess to something. We never counted the people who were not there.",
      },
      {
        p: "It is easily done. You put a man at a stop with a clicker. He clicks when somebody gets on. At the end of the month you divide the clicks by the buses and obtain a number, and if the number is small you take the bus away. Then you send the man with the clicker again, and behold, nobody gets on at all. *No demand.* I have signed forms with those words on them. I signed the one for the 38, and my own aunt took the 38.",
      },
      {
        p: "The night ferry has been given twelve months to find 900 people a night. I do not know where the 900 comes from, but I know how it was born, because I have delivered such numbers myself. Somebody took the subsidy and divided it by what a bus passenger is allowed to cost. There is nothing about the river in it, nor the hour, nor the walk over the bridge in the rain with your shoes in your bag.",
      },
      { pull: ["We never counted the people who were not there."] },
      { p: "A boat differs from a bus in three ways that matter to the sum." },
      {
        ol: [
          "**It cannot be overtaken.** If you miss a bus, you curse and take the next, or walk to another stop. If you miss the boat, there is a river. So people do not come at all until they are sure; and it takes them a winter to be sure.",
          "**It makes the place that it goes to.** Nobody opens a café at a bus stop. Look at what is open at Ropewalk Pier by day, and at what closes when the boat does.",
          "**It is counted at one end.** A nurse who crosses at two in the morning is one click. The patient who had a nurse at two in the morning is none.",
        ],
      },
      {
        p: "I am not asking for a blank cheque. I have been a public servant, and regard blank cheques as I regard open manholes. I am asking for a better question. Do not ask on each night how many came. Ask after a year who could take a job that she could not take before; how many people moved to the south bank who had crossed it off; how often somebody left a dinner at half past ten because of the last boat, and now does not. All these can be found out. It costs less than the clickers.",
      },
      {
        p: "There is a precedent. In 1951 the city left one tram running through the night for the dockers. By 1970 there were no dockers, and by any count that I was ever taught it should have been stopped. It was not, because the form was lost. I have an idea where the form is. Half the bread in this city, most of its fish and a good part of its nursing have been going round on that tram ever since.",
      },
      {
        p: "Adaeze Brandt, who got the ferry through the council, is an honest woman with a majority of nine. She has [promised to publish](https://example.org/northquay/ferry-figures) the figures every month. Good. Then let her print beside each one, in the same size of type, the words that I left off my forms for twenty-two years: *of those who knew that it would be there*.",
      },
    ],
    readAlso: ["night-ferry", "line-4"],
    state: "published",
    publishedHoursAgo: 9,
    writtenBy: "karl",
  },
  {
    key: "drains-column",
    headline: "The best meeting I sat through this year was about drains",
    standfirst:
      "Nobody was re-elected by it, nobody shouted, and at the end of it something was going to be different.",
    section: "opinion",
    authors: ["tom-redfearn"],
    topics: ["city-council", "flood-defence"],
    label: "opinion",
    slug: "best-meeting-of-the-year-was-about-drains",
    body: [
      {
        p: "The sub-committee for surface water meets in Room 4, which has no windows and a radiator that nobody has the authority to turn down. There is a public gallery of six chairs. In nine years I have never had to share it.",
      },
      {
        p: "I go because it is the only room in the city hall where people still say “I don’t know”. In the chamber upstairs that sentence ends a career. In Room 4 it is how they begin. *I don’t know where the Cooper Street culvert comes out,* said an engineer in a fleece at the last meeting, and there was a rustle of real pleasure round the table, as though somebody had produced a cake.",
      },
      {
        p: "They then spent forty minutes finding out. A councillor from Marsh End remembered that her grandfather had talked of a grating in a cellar. The clerk went away and returned with a plan of 1863, on linen, which had to be held flat with the water jug. A woman from the fire service put her finger on a brewery that is now a bowling alley. They rang the bowling alley. It does have a grating; it is under lane 7; and when it rains hard the pins fall over.",
      },
      { p: "I give this at length because of what did not happen." },
      {
        ul: [
          "Nobody proposed a strategy.",
          "Nobody said that it had been the fault of the previous administration, although it had, under Lord Palmerston.",
          "Nobody looked at me.",
        ],
      },
      {
        p: "At the end there were four lines in the minutes. The culvert is to be opened at lane 7. It will cost £19,000. It will keep the water out of some 200 cellars, including those of two schools and a print works that I declare an interest in, since this newspaper comes out of it. It was carried without a vote, because no one could think of a reason to have one.",
      },
      {
        p: "Then I went upstairs, where the full council was debating for the third time whether the chamber’s new carpet should bear the arms of the city. There were eleven speeches. The public gallery was full. I counted two colleagues from the radio.",
      },
      {
        p: "We get the politics that we turn up for. I do not say it piously: the carpet was funnier. But I have begun to think that a newspaper could do worse than keep one reporter in Room 4 for as long as the radiator lasts, and let the city know, every month, in four lines, what has stopped falling over.",
      },
    ],
    readAlso: ["rising-river", "barrier"],
    state: "published",
    publishedHoursAgo: 101,
    writtenBy: "tom",
  },
  {
    key: "towers-column",
    headline: "We condemned the towers before we asked who would miss them",
    standfirst: "A word on a form emptied Harbour View. I should like to know who chose the word.",
    section: "opinion",
    authors: ["abena-frost"],
    topics: ["housing", "city-council"],
    label: "opinion",
    slug: "we-condemned-the-towers-too-soon",
    body: [
      {
        p: "The form has eight boxes. I have a copy of it here. Box 5 asks for *remaining life of structure*, and an engineer has written “in the order of five years”. Box 6 asks for *recommendation*. It is in a different hand, and it says “condemn”.",
      },
      {
        p: "No rule led from the one box to the other. A bridge with five years left is mended. A school with five years left is mended noisily, with a thermometer outside to show how much has been raised. But these were flats, and they were on the ninth floor, and the people in them paid £71 a week and did not write to the newspapers.",
      },
      {
        p: "I did not ask about box 6 at the time. I reported the date of the demolition and the size of the crane. [Check: which issue?]",
      },
    ],
    state: "draft",
    writtenBy: "abena",
  },
];
