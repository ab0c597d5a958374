import type { AskedPartner, TierQuestion } from '../../src/domain/partners/tier-questions.ts';
import { digestMessage } from '../../src/messages/digest/digest.ts';
import { innerForm, tierQuestion, tierQuestionNotes } from '../../src/messages/partners/tier-questions.ts';
import { subject } from './catalog.ts';
import { line, stamp, today } from './given.ts';

const drawing = { surface: { nudgeId: 7, shownOn: today }, today, stamp };
const dana: AskedPartner = {
  relationshipId: 1,
  partnerId: 11,
  name: 'Dana Lee',
  company: 'Lee & Co',
  tier: 'core',
  lastFaceOn: '2026-03-03',
  faceDue: '2026-05-02',
  answer: null,
};
const marcus: AskedPartner = {
  ...dana,
  relationshipId: 2,
  name: 'Marcus Webb',
  company: null,
  tier: 'inner',
};
const tom: AskedPartner = { ...dana, relationshipId: 3, name: 'Tom Baxter', company: 'KW', lastFaceOn: null };
/** As they are suggested for the inner circle. */
export const metTwice: readonly AskedPartner[] = [dana, { ...marcus, tier: 'core' }];

const inner = (...partners: AskedPartner[]): TierQuestion => ({ about: 'inner circle', partners, room: 24 });
const close = (...partners: AskedPartner[]): TierQuestion => ({
  about: 'close partners',
  partners,
  room: 24,
});
const undo = 81;
const soon = { faceDue: '2026-07-07' } as const;

export const tierQuestions = subject('Questions about tiers', (show, say) => {
  show('three met', tierQuestion, inner(...metTwice, tom), drawing);
  show('one left', tierQuestion, inner(dana), drawing);
  show(
    'two chosen',
    tierQuestion,
    inner(
      { ...dana, ...soon, tier: 'inner', answer: { what: 'moved', undo } },
      { ...marcus, ...soon, answer: { what: 'moved', undo: null } },
    ),
    drawing,
  );
  show('not now', tierQuestion, inner(), drawing);
  show('three unseen', tierQuestion, close(dana, marcus, tom), drawing);
  show('one unseen', tierQuestion, close({ ...dana, lastFaceOn: '2025-11-20' }), drawing);
  show('two never met', tierQuestion, close(tom, { ...dana, lastFaceOn: null }), drawing);
  show(
    'answered',
    tierQuestion,
    close(
      { ...dana, ...soon, answer: { what: 'kept', undo } },
      { ...marcus, tier: 'core', answer: { what: 'moved', undo } },
      { ...tom, lastFaceOn: today, answer: { what: 'met' } },
    ),
    drawing,
  );
  const quiet = { name: 'Priya Patel', surface: drawing.surface, today, lines: [], more: 0, stamp };
  show('nothing but a question', digestMessage, { ...quiet, question: tierQuestion(close(dana), drawing) });
  const question = tierQuestion(inner(...metTwice), drawing);
  show('a list and a question', digestMessage, { ...quiet, lines: [line()], question });
  say('the form', [innerForm.intro, innerForm.who, innerForm.chooseSomeone]);
  say('not theirs anymore', tierQuestionNotes.gone);
  show('no room for all', tierQuestionNotes.full, 10);
});
