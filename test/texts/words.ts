/** Where a text stands. */
export type Place = 'screen' | 'terminal' | 'log' | 'docs' | 'demo';

export interface UnusedWord {
  word: RegExp;
  /** What stands in its place. */
  instead: string;
  /** Where it is not used; everywhere, unless named. */
  places?: readonly Place[];
  /** Texts that may have it, each with its reason. */
  except?: readonly { text: RegExp; because: string }[];
}

/** Words that Rapport does not use, and the term in their place: one term for one thing, in American English. */
export const unusedWords: readonly UnusedWord[] = [
  { word: /\bwhom\b/i, instead: 'who' },
  { word: /\bturn(?:s|ed|ing)? up\b/i, instead: 'show up' },
  { word: /\bmend(?:s|ed|ing)?\b/i, instead: 'fix; all good' },
  { word: /\bnobody[’']s\b/i, instead: 'no owner yet' },
  { word: /\bnobody\b(?![’']s)/i, instead: 'no one' },
  { word: /\bsomebody\b/i, instead: 'someone' },
  { word: /\banybody\b/i, instead: 'anyone' },
  { word: /\beverybody\b/i, instead: 'everyone' },
  { word: /\blook(?:s|ed|ing)? after\b/i, instead: 'own the relationship; owner' },
  { word: /\b(?:an?|one|another|each|every) try\b|\btries:/i, instead: 'an attempt' },
  { word: /\bput(?:s|ting)? (?:\w+ ){0,2}off\b/i, instead: 'snooze' },
  { word: /\b(?:tak(?:e|es|en|ing)|took) (?:\w+ )?back\b/i, instead: 'undo, delete' },
  { word: /\b(?:tak(?:e|es|en|ing)|took) (?:\w+ ){0,3}out\b/i, instead: 'redact, remove, export' },
  { word: /\blet(?:s|ting)? (?:\w+ )?go\b/i, instead: 'archive' },
  { word: /\breassign(?:s|ed|ing|ment)?\b/i, instead: 'hand over' },
  {
    word: /\b(?:give|gives|gave|given|giving|pass|passes|passed|passing) (?:it |them |this |that )?on\b/i,
    instead: 'hand over',
  },
  {
    word: /\b(?:take|takes|took|taken|taking) (?:it |them |him |her |that partner |a partner )?on\b/i,
    instead: 'take over',
  },
  { word: /\bcall(?:s|ed|ing)? (?:\w+ )?off\b/i, instead: 'cancel' },
  { word: /\bcand(?:or|our)\b/i, instead: 'honest feedback' },
  { word: /\badvocates?\b/i, instead: 'public review' },
  { word: /\be-mails?\b/i, instead: 'email' },
  { word: /\blicence\b/i, instead: 'license' },
  { word: /\bcancell(?:ed|ing)\b/i, instead: 'canceled' },
  { word: /\bany more\b(?! (?:than|of)\b| \w+s\b)/i, instead: 'anymore' },
  { word: /\bby now\b/i, instead: 'so far, already' },
  {
    word: /\b(?:put|puts|want|wants|wanted|say|said|do|done|think|thought) (?:it |us |that |this )?otherwise\b/i,
    instead: 'differently, another way',
  },
  { word: /\bthe record\b/i, instead: 'the expense record', places: ['screen'] },
  {
    word: /(?<!\bthere )\b(?:is|are) no (?:\w+ )?(?:day|date|tier|kind|number|address|branch|file|member|partner|contact|text)\b/i,
    instead: 'isn’t a …',
  },
  { word: /\bhow (?:is|are) [^.?!]{1,40} called\b/i, instead: 'what is … called, name …' },
  { word: /\bsuch an?\b/i, instead: 'a … like that' },
  { word: /\bNoted\b/, instead: 'Got it; Saved' },
];
