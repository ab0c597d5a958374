/** Classes of words and marks that several steps of reading share. Words are folded, as in a token. */

export const wordSet = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Marks that end a clause; quotes and brackets do not. */
export const stops: ReadonlySet<string> = new Set([
  '.',
  ';',
  '!',
  '?',
  '\n',
  '—',
  '–',
  '-',
  ':',
  ',',
  '|',
  '…',
  '•',
]);

export const sentenceEnds: ReadonlySet<string> = new Set(['.', ';', '!', '?', '\n']);

export const articles = wordSet('the a an');

/** Us, alone or with a verb written into it. */
export const firstPerson = wordSet("i we me us i'm im i've ive we've weve myself ourselves");

/** A person or a thing named before, alone or with a verb written into it. */
export const pronouns = wordSet(
  "i we he she they it him her them who that this shes hes she's he's they're it's i'm we're",
);

/** Open a clause as its subject. */
export const subjectPronouns = wordSet('she he they it we i');
