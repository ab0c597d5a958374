import { asking } from './asking.ts';
import { branchAnswers } from './branch-answers.ts';
import type { Subject } from './catalog.ts';
import { doctorFindings } from './command-line.ts';
import { coverTexts } from './covering.ts';
import { digest } from './digest.ts';
import { evening } from './evening.ts';
import { honestFeedback } from './feedback.ts';
import { forms } from './forms.ts';
import { appHome } from './home.ts';
import { bringing } from './imports.ts';
import { leads } from './leads.ts';
import { type Literal, readSources, type Sources } from './literals.ts';
import { branches, members } from './members.ts';
import { news } from './news.ts';
import { orders } from './orders.ts';
import { partnerCard, partnerList } from './partners.ts';
import { planOrders } from './plan-orders.ts';
import { type Prose, readDocs, readManifest } from './prose.ts';
import { type ShownText, textsIn } from './read.ts';
import { record } from './record.ts';
import { tierQuestions } from './tiers.ts';
import { history, touchpoints } from './touchpoints.ts';
import { events, week } from './week.ts';
import type { Place } from './words.ts';

/** What is shown from `src/messages`, with sample data, in the order a reader would want it. */
export const messages: readonly Subject[] = [
  ...[
    members,
    digest,
    evening,
    coverTexts,
    tierQuestions,
    touchpoints,
    asking,
    orders,
    planOrders,
    news,
    honestFeedback,
  ],
  ...[partnerCard, partnerList, bringing, history],
  ...[appHome, week, events, leads, branchAnswers, record, branches],
];

export const subjects: readonly Subject[] = [...messages, forms];

/** One text that a person reads. */
export interface Text {
  where: string;
  text: string;
  /** What Slack makes of it; `source`: as it stands in the code, with {…} for what is put in. */
  is: ShownText['is'] | 'source' | 'prose' | 'report';
  place: Place;
  /** Of a text in the code: what stands between the parts that are put in. */
  parts?: readonly string[];
}

export interface Everything {
  sources: Sources;
  texts: Text[];
}

const shownFolders = ['src/messages/', 'src/slack/', 'src/schedule/', 'src/cli', 'src/domain/', 'demo/'];

/** Every text there is: as it is shown, as it stands in the code, and in the documentation. */
export function readEverything(): Everything {
  const sources = readSources(shownFolders);
  const prose = (is: 'prose' | 'plain', place: Place) => (one: Prose) => ({ ...one, is, place });
  return {
    sources,
    texts: [
      ...subjects.flatMap(({ title, surfaces }) =>
        surfaces.flatMap(({ title: what, shown }) =>
          textsIn(shown).map((one): Text => ({ ...one, where: `${title} › ${what}`, place: 'screen' })),
        ),
      ),
      ...readManifest().map(prose('plain', 'screen')),
      ...sources.literals.map(sourceText),
      ...doctorFindings().map((text): Text => ({ where: 'doctor', text, is: 'report', place: 'terminal' })),
      ...readDocs().map(prose('prose', 'docs')),
    ],
  };
}

/** The words alone: what is put in between them is code. */
const sourceText = ({ where, parts, ...one }: Literal): Text => ({
  where,
  text: parts.join('{…}'),
  parts,
  is: 'source',
  place: placeOf(one),
});

/** Why a post was not sent is kept with it, for whoever operates Rapport. */
export function placeOf({ file, isLog }: Pick<Literal, 'file' | 'isLog'>): Place {
  if (isLog || file.startsWith('src/schedule/')) return 'log';
  if (file.startsWith('src/cli')) return 'terminal';
  return file.startsWith('demo/') ? 'demo' : 'screen';
}
