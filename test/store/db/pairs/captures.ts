import { feedbackSteps } from '../../../../src/domain/feedback/feedback.ts';
import type { News } from '../../../../src/domain/news/news.ts';
import { mealPaidBy } from '../../../../src/domain/record/spend.ts';
import type { CaptureContent } from '../../../../src/domain/touchpoints/capture.ts';
import { moveFeedback, withdrawFeedback } from '../../../../src/store/feedback/correct-feedback.ts';
import {
  detailFeedback,
  saveFeedback,
  stepFeedback,
  takeBackFeedback,
} from '../../../../src/store/feedback/feedback-changes.ts';
import { chooseQuestion } from '../../../../src/store/feedback/questions.ts';
import {
  answerAsk,
  noteHardClosing,
  saveAdvocate,
  saveAsk,
  saveHelp,
  savePromise,
} from '../../../../src/store/partners/goodwill.ts';
import { noteKnownYears } from '../../../../src/store/partners/known-years.ts';
import { saveNews } from '../../../../src/store/partners/news.ts';
import { findPlan, movedKey, reopenPlan, settlePlan } from '../../../../src/store/plans.ts';
import {
  dropPromise,
  keepPromise,
  moveBack,
  movePromise,
  reopenPromise,
} from '../../../../src/store/promises.ts';
import { savePromises, undoPromises } from '../../../../src/store/promises-alone.ts';
import { correctEntry } from '../../../../src/store/record/entry-correction.ts';
import { saveEntry } from '../../../../src/store/record/expense-record.ts';
import { separateAddition } from '../../../../src/store/touchpoints/additions.ts';
import {
  addToCapture,
  editCapture,
  payMeal,
  saveCapture,
  undoCapture,
} from '../../../../src/store/touchpoints/captures.ts';
import { finishDraft, forgetOldDrafts, keepDraft } from '../../../../src/store/touchpoints/drafts.ts';
import { fileFeedback } from '../../../../src/store/touchpoints/file-feedback.ts';
import { restoreCapture } from '../../../../src/store/touchpoints/restore-capture.ts';
import { undoChange } from '../../../../src/store/touchpoints/undo.ts';
import { bothPartners, type Operations, ownerOf, type Pick } from './operation.ts';
import { contact, gift, newKey, now, type Scene, today, untold, when } from './scene.ts';

/** A request of Priya's or Sam's about one of the partners they share. */
const request = ({ priya, sam, dana, cy }: Scene, pick: Pick) => ({
  requestKey: newKey(),
  member: pick([priya, sam]),
  partnerId: pick([dana, cy]),
  now,
});

/** A touchpoint with both partners, perhaps with a colleague along, and everything else that can be said. */
function told(scene: Scene, pick: Pick, more: Partial<CaptureContent> = {}) {
  const { priya, sam, lee } = scene;
  const member = pick([priya, sam, lee]);
  const content: CaptureContent = {
    ...contact,
    kind: pick(['meal', 'visit']),
    partnerIds: bothPartners(scene, pick),
    alongIds: pick([[], [member === priya ? sam.id : priya.id], [member === lee ? sam.id : lee.id]]),
    note: 'a good talk',
    promises: [{ text: 'the numbers', dueOn: '2026-06-15' }],
    feedback: pick([null, 'too slow']),
    growing: pick([null, 'a third crew', 'an office']),
    ...more,
  };
  return { requestKey: newKey(), member, content, now };
}

export const captures: Operations = {
  'save a touchpoint': ({ db, ...scene }, pick) =>
    saveCapture(db, { ...told({ db, ...scene }, pick), source: 'words' }),
  'add to a touchpoint by telling of it again': async (scene, pick) => {
    const partnerIds = [pick([scene.dana, scene.cy])];
    const again = () => ({
      ...told(scene, pick, { partnerIds, kind: 'visit', alongIds: [], note: newKey() }),
      member: scene.priya,
    });
    await saveCapture(scene.db, { ...again(), source: 'words' });
    return saveCapture(scene.db, { ...again(), source: 'dm' });
  },
  'save a touchpoint for a colleague': (scene, pick) =>
    saveCapture(scene.db, { ...told(scene, pick), source: 'words', saidBy: scene.ada }),
  'file feedback that waited in a note': async (scene, pick) => {
    const note = 'they said our letters are slow';
    const { member, ...said } = told(scene, pick, { feedback: null, note, alongIds: [] });
    const { capture } = await saveCapture(scene.db, { ...said, member, source: 'modal' });
    return fileFeedback(scene.db, capture.id, member, pick([null, scene.dana, scene.cy]), now);
  },
  'make an addition a touchpoint of its own': async (scene, pick) => {
    const addition = pick(scene.rows.additions);
    return separateAddition(scene.db, addition.id, await ownerOf(scene, addition), now);
  },
  'save a touchpoint with a new partner': (scene, pick) => {
    const newPartners = [{ name: pick(['Nia Wood', 'Ray Fox', 'Ann Hill']), company: null }];
    return saveCapture(scene.db, { ...told(scene, pick, { newPartners }), source: 'modal' });
  },
  'save an attempt': (scene, pick) =>
    saveCapture(scene.db, { ...told(scene, pick, { what: 'attempt', kind: null }), source: 'words' }),
  'save a plan': (scene, pick) =>
    saveCapture(scene.db, { ...told(scene, pick, { what: 'plan', place: 'the pier' }), source: 'dm' }),
  'tap a digest line': (scene, pick) => {
    const nudge = pick(scene.rows.nudges.filter(({ memberId }) => memberId === scene.priya.id));
    const content = { ...contact, kind: pick(['meal', 'call']), partnerIds: [pick([scene.dana, scene.cy])] };
    const tapped = { requestKey: newKey(), member: scene.priya, content, nudgeId: nudge.id, now } as const;
    return saveCapture(scene.db, { ...tapped, source: 'tap' });
  },
  'edit a capture': async (scene, pick) => {
    const capture = pick(scene.rows.captures);
    const { content } = told(scene, pick, { what: pick(['touchpoint', 'touchpoint', 'plan']) });
    return editCapture(scene.db, capture.id, await ownerOf(scene, capture), content, null, now);
  },
  'add to a capture': async (scene, pick) => {
    const capture = pick(scene.rows.captures);
    const heard = { note: 'more', feedback: pick([null, 'late']), growing: pick([null, 'a boat']) };
    return addToCapture(scene.db, capture.id, await ownerOf(scene, capture), heard, now);
  },
  'pay a meal': async (scene, pick) => {
    const capture = pick(scene.rows.captures);
    return payMeal(scene.db, capture.id, await ownerOf(scene, capture), () => mealPaidBy('we did'));
  },
  'undo a capture': async (scene, pick) => {
    const capture = pick(scene.rows.captures);
    return undoCapture(scene.db, capture.id, await ownerOf(scene, capture), now);
  },
  'restore a capture': async (scene, pick) => {
    const capture = pick(scene.rows.captures);
    const member = await ownerOf(scene, capture);
    await undoCapture(scene.db, capture.id, member, now);
    return restoreCapture(scene.db, capture.id, member, now);
  },
  'change an entry of a member one manages': async (scene, pick) => {
    const capture = pick(scene.rows.captures);
    const member = await ownerOf(scene, capture);
    const { content } = told(scene, pick, { feedback: null, growing: null });
    await editCapture(scene.db, capture.id, member, content, null, now, { by: scene.ada });
    await undoCapture(scene.db, capture.id, member, now, { by: scene.ada });
    return restoreCapture(scene.db, capture.id, member, now, scene.ada);
  },
  'undo a change': async (scene, pick) => {
    const trace = pick(scene.rows.traces);
    return undoChange(scene.db, await ownerOf(scene, trace), trace.id, when);
  },
  'keep a draft': ({ db, priya }) => keepDraft(db, newKey(), priya, 'lunch, workshop slides', now),
  'drop a draft': async (scene, pick) => finishDraft(scene.db, pick(scene.rows.drafts).id, now),
  'save a touchpoint from a draft': (scene, pick) => {
    const draftId = pick(scene.rows.drafts).id;
    return saveCapture(scene.db, { ...told(scene, pick), source: 'modal', draftId });
  },
  'forget old drafts': ({ db }) => forgetOldDrafts(db, now),

  'make a promise': (scene, pick) =>
    savePromise(scene.db, {
      ...request(scene, pick),
      text: 'a call',
      dueOn: '2026-06-16',
      partnerIds: bothPartners(scene, pick),
    }),
  'promise in words': (scene, pick) => {
    const promises = [{ text: 'a call', dueOn: '2026-06-16' as const }];
    const said = pick(['promised a call', 'owe a call']);
    const { partnerId, ...asked } = request(scene, pick);
    const partnerIds = pick([[partnerId], bothPartners(scene, pick)]);
    return savePromises(scene.db, { ...asked, partnerIds, source: 'words', promises, said });
  },
  'undo a promise in words': async (scene, pick) => {
    const capture = pick(scene.rows.promisesAlone);
    return undoPromises(scene.db, capture.id, await ownerOf(scene, capture), now);
  },
  'tell news': (scene, pick) => {
    const { requestKey, member, partnerId } = request(scene, pick);
    const one = { partnerIds: [partnerId] };
    const on = '2026-06-08' as const;
    const news = pick<News>([
      { is: 'help', partnerIds: bothPartners(scene, pick), kind: 'growth', on, note: 'helped with flyers' },
      { is: 'ask', ...one, on, answer: 'open', note: 'asked for an intro' },
      { is: 'ask answer', ...one, answer: 'yes' },
      { is: 'review', ...one, on, occasion: 'left us a review' },
      { is: 'field', ...one, field: 'phone', value: pick(['555-0111', '555-0112']) },
      { is: 'field', ...one, field: 'growing', value: pick(['a third crew', 'an office']) },
    ]);
    const said = pick(['helped with flyers', 'some other words']);
    return saveNews(scene.db, { requestKey, source: 'words', member, said, now }, news);
  },
  'keep a promise': async (scene, pick) => {
    const promise = pick(scene.rows.promises);
    return keepPromise(scene.db, promise.id, await ownerOf(scene, promise), today, now);
  },
  'move a promise': async (scene, pick) => {
    const promise = pick(scene.rows.promises);
    const to = { dueOn: '2026-06-19', reason: 'they are away' } as const;
    return movePromise(scene.db, promise.id, await ownerOf(scene, promise), to, today, now);
  },
  'move a promise back': async (scene, pick) => {
    const promise = pick(scene.rows.promises);
    const member = await ownerOf(scene, promise);
    const moved = { dueOn: '2026-06-22', reason: 'they are away' } as const;
    await movePromise(scene.db, promise.id, member, moved, today, now);
    const back = { id: promise.id, dueOn: '2026-06-22', movedFrom: '2026-06-16' } as const;
    return moveBack(scene.db, back, member, today, now);
  },
  'drop a promise': async (scene, pick) => {
    const promise = pick(scene.rows.promises);
    const why = { told: true, reason: 'no need' };
    return dropPromise(scene.db, promise.id, await ownerOf(scene, promise), why, today, now);
  },
  'reopen a promise': async (scene, pick) => {
    const promise = pick(scene.rows.promises);
    return reopenPromise(scene.db, promise.id, await ownerOf(scene, promise), today, now);
  },
  'settle a plan': async (scene, pick) => {
    const plan = pick(scene.rows.plans);
    return settlePlan(
      scene.db,
      plan.id,
      await ownerOf(scene, plan),
      pick(['held', 'missed', 'dropped']),
      today,
      now,
    );
  },
  'reopen a plan': async (scene, pick) => {
    const plan = pick(scene.rows.plans);
    return reopenPlan(scene.db, plan.id, await ownerOf(scene, plan), now);
  },
  'move a plan': async (scene, pick) => {
    const row = pick(scene.rows.plans);
    const member = await ownerOf(scene, row);
    const plan = await findPlan(scene.db, row.id, member);
    if (!plan) return null;
    await settlePlan(scene.db, plan.id, member, 'moved', today, now);
    const content = {
      ...contact,
      what: 'plan' as const,
      on: '2026-06-17' as const,
      partnerIds: plan.partnerIds,
    };
    return saveCapture(scene.db, {
      requestKey: movedKey(plan, newKey()),
      source: 'modal',
      member,
      content,
      now,
    });
  },

  'note help': (scene, pick) =>
    saveHelp(scene.db, { ...request(scene, pick), kind: 'growth', on: today, note: 'a talk' }),
  'ask for an introduction': (scene, pick) =>
    saveAsk(scene.db, { ...request(scene, pick), on: today, answer: 'open', note: 'asked' }),
  'answer an ask': async (scene, pick) => {
    const ask = pick(scene.rows.asks);
    const asked = { member: await ownerOf(scene, ask), partnerId: ask.partnerId, now };
    return answerAsk(scene.db, asked, ask.id, 'yes', 'soon');
  },
  'note a public review': (scene, pick) =>
    saveAdvocate(scene.db, { ...request(scene, pick), on: today, occasion: 'a review' }),
  'say that they go back years': async (scene, pick) => {
    const one = pick(scene.rows.relationships);
    return noteKnownYears(scene.db, await ownerOf(scene, one), one.id, { today, now });
  },
  'note a hard closing': (scene, pick) => noteHardClosing(scene.db, request(scene, pick)),

  'save feedback': (scene, pick) => {
    const aboutId = pick([null, scene.sam.id, scene.lee.id]);
    const details = { ...untold, aboutId, answererId: pick([scene.sam.id, scene.lee.id]) };
    const partnerIds = bothPartners(scene, pick);
    return saveFeedback(scene.db, {
      ...request(scene, pick),
      partnerIds,
      text: 'slow',
      heardOn: today,
      details,
    });
  },
  'take a step with feedback': async (scene, pick) => {
    const feedback = pick(scene.rows.feedback);
    const words = { answer: 'we call back', toldOn: today, toldHow: 'call', untoldReason: 'gone' } as const;
    const member = pick([await ownerOf(scene, feedback), scene.ada]);
    return stepFeedback(scene.db, feedback.id, member, pick(feedbackSteps), words, now);
  },
  'detail feedback': async (scene, pick) => {
    const feedback = pick(scene.rows.feedback);
    const aboutId = pick([null, scene.sam.id, scene.lee.id]);
    const details = { topic: 'speed', severity: 'serious', aboutId, answerBy: '2026-06-18' } as const;
    const answererId = pick([undefined, scene.priya.id, scene.sam.id]);
    return detailFeedback(scene.db, feedback.id, scene.ada, { ...details, answererId }, now);
  },
  'take back feedback': async (scene, pick) => {
    const feedback = pick(scene.rows.feedback);
    return takeBackFeedback(scene.db, feedback.id, pick([scene.priya, scene.sam]), now);
  },
  'move feedback': async (scene, pick) => {
    const feedback = pick(scene.rows.feedback);
    const member = pick([await ownerOf(scene, feedback), scene.ada]);
    return moveFeedback(scene.db, feedback.id, member, pick([scene.dana, scene.cy, scene.bo]), now);
  },
  'withdraw feedback': async (scene, pick) => {
    const feedback = pick(scene.rows.feedback);
    return withdrawFeedback(scene.db, feedback.id, pick([await ownerOf(scene, feedback), scene.ada]), now);
  },
  'choose a question': (scene, pick) => {
    const { member, partnerId } = request(scene, pick);
    return chooseQuestion(scene.db, member, partnerId, 'one thing', today);
  },

  'record an expense': (scene, pick) => {
    const asked = request(scene, pick);
    const facts = { partnerIds: bothPartners(scene, pick), memberIds: [asked.member.id], on: today };
    return saveEntry(scene.db, { ...asked, statement: gift, facts });
  },
  'correct an expense': (scene, pick) => {
    const right = pick([null, { statement: { ...gift, amountCents: 700 }, on: today }]);
    return correctEntry(scene.db, pick(scene.rows.entries).id, scene.ada, right);
  },
};
