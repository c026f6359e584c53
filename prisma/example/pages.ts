import type { StandingPage } from "./types.ts";

/** What the Ledger says of itself, at the foot of every page. */
export const pages: StandingPage[] = [
  {
    purpose: "about",
    headline: "About the Ledger",
    standfirst: "A daily paper for Northquay, both banks, since 1871. Thirty-one people make it.",
    body: [
      {
        p: "The Northquay Ledger began as a list. In 1871 the clerks of the Customs House printed every morning which ships had come in, what they carried and who was waiting for it. People who had no ship to wait for bought it for the back page, where the clerks wrote down what else they had heard. The list stopped in 1938. The back page is still here.",
      },
      {
        p: "We report on one city: its council, its harbour, its schools, its courts, its football, and what is for supper. We do not cover the rest of the world, except where it docks here.",
      },
      { h2: "Who makes it" },
      {
        p: "Thirty-one people work at the Ledger, nineteen of them in the newsroom. [Maren Holloway](mailto:maren@ledger.example) has been editor since 2016. Each story carries the name of whoever wrote it, and the name leads to everything else they have written.",
      },
      { h2: "How it is made" },
      {
        ul: [
          "A story is read by an editor who did not write it before it goes out. The editor approves one version, and that version is what you get.",
          "What we change afterwards is told: *Updated* with a time where something was added, a note where something was wrong.",
          "What we hold to is written down under [Ethics](/ethics), what we do about mistakes in our [corrections policy](/corrections-policy), and who pays for it under [Ownership and funding](/ownership-and-funding).",
        ],
      },
      { h2: "What it costs you" },
      {
        p: "Nothing. Reading the Ledger is free, for everybody, without an account. About one household in seven pays for it all the same, and that is why the others can read it.",
      },
    ],
    publishedHoursAgo: 12 * 24,
  },
  {
    purpose: "contact",
    headline: "Contact",
    standfirst: "A person reads everything that comes in, and most of it is answered on the same day.",
    body: [
      {
        ul: [
          "**Something you have seen or know:** [desk@ledger.example](mailto:desk@ledger.example), or 0555 0100 between six in the morning and midnight.",
          "**Something we got wrong:** [corrections@ledger.example](mailto:corrections@ledger.example). See what happens then in our [corrections policy](/corrections-policy).",
          "**A letter to print:** [letters@ledger.example](mailto:letters@ledger.example), with your name and your street. We print both unless you ask us not to.",
          "**An announcement, a death, a lost dog:** the front counter, or [counter@ledger.example](mailto:counter@ledger.example).",
          "**Your payment or your address:** [readers@ledger.example](mailto:readers@ledger.example), or 0555 0101 on weekdays from nine to five.",
        ],
      },
      { h2: "If nobody may know that it was you" },
      {
        p: "Do not use a computer or a telephone that belongs to your employer. Write to us on paper, without a sender, at 14 Customs Quay, Northquay, and mark it *For the city editor*. He opens these letters himself and keeps no list of who brought them. What we promise to people whom we do not name stands under [Ethics](/ethics).",
      },
      { h2: "The front counter" },
      {
        p: "14 Customs Quay, beside the ticket office. Monday to Friday from eight to six, Saturday from nine to one. There is a step; ring the lower bell and we come out.",
      },
    ],
    publishedHoursAgo: 12 * 24 - 1,
  },
  {
    purpose: "ethics",
    headline: "Ethics",
    standfirst: "Eight rules that hold for everybody who writes, photographs or edits for the Ledger, on staff or not.",
    body: [
      {
        ol: [
          "**We say who told us.** A reader should be able to judge how somebody knows a thing. We leave a name out only where the person would lose a job, a home or their safety, and where two editors agree; the story then says why.",
          "**We ask whoever is accused.** Before it goes out, with enough time to answer, and we print what they say.",
          "**We do not pay** for interviews, pictures of accidents, or silence. We pay for a photograph as for any other work.",
          "**We take no gifts** worth more than ten pounds. Tickets for a review are paid for; where that is not possible, the review says so.",
          "**We write about nothing that we own.** Who has shares, a second job, a party card or a relative in a story tells the editor, and somebody else writes it.",
          "**Opinion says that it is opinion**, above the headline. Advertisements look like advertisements, and nobody from the newsroom writes them.",
          "**Children, the dead and the bereaved** are left alone when they ask us to leave them alone. We do not name anybody under eighteen in a court report.",
          "**Pictures show what was there.** We crop and we lighten. We add nothing and take nothing out, and we do not publish pictures that a machine has made.",
        ],
      },
      { h2: "Machines" },
      {
        p: "We use software to search council papers, to write down what was said in a recording and to check spelling. What it finds is checked by the person whose name stands over the story. No text in the Ledger was written by software.",
      },
      { h2: "Who sees to it" },
      {
        p: "The editor. Whoever thinks that the editor has broken a rule writes to the readers’ representative, who is chosen by the members of the trust for four years, is not on staff, and may print what she likes in the paper: [representative@ledger.example](mailto:representative@ledger.example).",
      },
    ],
    publishedHoursAgo: 11 * 24,
  },
  {
    purpose: "corrections",
    headline: "How we correct mistakes",
    standfirst: "At once, in the same place, and so that you can see what was wrong.",
    body: [
      {
        p: "If something in the Ledger is wrong, tell us: [corrections@ledger.example](mailto:corrections@ledger.example), or the front counter. You need not have been harmed by it, and you need not be polite.",
      },
      { h2: "What happens then" },
      {
        ol: [
          "Somebody who did not write the story looks at it on the same day, and answers you.",
          "If it was wrong, the text is put right and a note says under the headline what was wrong and what is right. The note stays for good.",
          "The note is listed among all our [corrections](/corrections), newest first, for as long as the story is there.",
          "If it was not wrong but could be misread, the note is called a clarification.",
        ],
      },
      {
        p: "A comma, a misspelt street or a broken link is mended without a note. A name, a figure, a date, a quotation or a fact never is.",
      },
      { h2: "What we take down" },
      {
        p: "Very little. A story goes if a court says so, if it puts somebody in danger, or if so much of it was wrong that no note could mend it. Its address then says that something was here and is not any more. We do not take stories down because they are old, or because they are embarrassing and true.",
      },
    ],
    publishedHoursAgo: 11 * 24 - 1,
  },
  {
    purpose: "ownership",
    headline: "Ownership and funding",
    standfirst:
      "The Ledger belongs to the people who read it and the people who make it. This is what it costs and who pays.",
    body: [
      {
        p: "Since 2019 the paper has belonged to The Northquay Ledger Trust. Its members are 4,112 readers, with one vote each, and everybody on staff, with one vote each. Nobody can hold two votes, and a vote cannot be sold. The members choose a board of nine every three years; four of them must work here.",
      },
      {
        p: "Before that it belonged to the Calder family for ninety-six years, and for the last eleven of those to their bank.",
      },
      { h2: "Where the money came from last year" },
      {
        ul: [
          "**Readers who pay, and members: 61 per cent.**",
          "**Advertisements and announcements: 27 per cent.** No advertiser pays more than three per cent of what we take in.",
          "**The printing works: 9 per cent.** It prints the timetables of the harbour board, under a contract that was put out to tender.",
          "**Grants: 3 per cent,** all of it for training two people a year. None was for reporting.",
        ],
      },
      {
        p: "We take no money from the city, the harbour board (but for their timetables), a party, or anybody who wishes not to be named.",
      },
      { h2: "What the owners may not do" },
      {
        p: "The board appoints the editor and can dismiss her, by seven votes of nine, with its reasons printed in the paper. It may not ask for a story, read one before it is out, or see to it that one is not printed. That stands in the deed of the trust, which anybody can read at the front counter.",
      },
    ],
    publishedHoursAgo: 10 * 24,
  },
];
