import { comingHolidays } from '../../src/domain/days/holidays.ts';
import { fitHint } from '../../src/messages/partners/tier.ts';
import { areaForm } from '../../src/slack/areas.form.ts';
import type { Form } from '../../src/slack/bolt/define-form.ts';
import { callOffForm, eventForm } from '../../src/slack/branch-events/branch-events.form.ts';
import { talkedForm } from '../../src/slack/branch-events/event-talked.form.ts';
import { untilForm } from '../../src/slack/digest/until.form.ts';
import { feedbackForm } from '../../src/slack/feedback/feedback.form.ts';
import { feedbackSteps } from '../../src/slack/feedback/feedback-steps.form.ts';
import { wrongPartnerForm } from '../../src/slack/feedback/wrong-partner.form.ts';
import { snoozeSeveralForm } from '../../src/slack/home/snooze-several.form.ts';
import { branchForm } from '../../src/slack/members/branch.form.ts';
import { meForm } from '../../src/slack/members/me.form.ts';
import { orphansForm } from '../../src/slack/members/orphans.buttons.ts';
import { peopleForm } from '../../src/slack/members/people.form.ts';
import { addFullForm, addPartnerForm, samePartnerForm } from '../../src/slack/partners/add-partner.form.ts';
import { editPartnerForm } from '../../src/slack/partners/edit-partner.form.ts';
import { exportForm } from '../../src/slack/partners/export-partners.form.ts';
import { fitForm } from '../../src/slack/partners/fit.form.ts';
import { goodwillForms } from '../../src/slack/partners/goodwill.form.ts';
import { columnsForm } from '../../src/slack/partners/import-columns.form.ts';
import { importPartnersForm } from '../../src/slack/partners/import-partners.form.ts';
import { previewForm } from '../../src/slack/partners/import-preview.form.ts';
import { labelsForm, whoForm } from '../../src/slack/partners/import-who.form.ts';
import { innerCircleForm } from '../../src/slack/partners/inner-circle.form.ts';
import { mergeForm } from '../../src/slack/partners/merge.form.ts';
import { reassignForm } from '../../src/slack/partners/reassign.form.ts';
import { tierForm } from '../../src/slack/partners/tier.form.ts';
import { movePlanForm } from '../../src/slack/plans/move-plan.form.ts';
import { planForm } from '../../src/slack/plans/plan.form.ts';
import { holdForm } from '../../src/slack/privacy/legal-hold.form.ts';
import { redactForm } from '../../src/slack/privacy/redact.form.ts';
import { dropPromiseForm } from '../../src/slack/promises/drop-promise.form.ts';
import { movePromiseForm } from '../../src/slack/promises/move-promise.form.ts';
import { promiseForm } from '../../src/slack/promises/promise.form.ts';
import { correctForm } from '../../src/slack/record/correct-entry.form.ts';
import { recordForm } from '../../src/slack/record/expense-record.form.ts';
import { paidForm } from '../../src/slack/record/paid.form.ts';
import { entryForm } from '../../src/slack/record/spend-entry.form.ts';
import { colleagueEntryForm } from '../../src/slack/touchpoints/colleague-entry.form.ts';
import { touchpointForm } from '../../src/slack/touchpoints/touchpoint.form.ts';
import { emptyForm } from '../../src/slack/touchpoints/touchpoint-fields.ts';
import { heardForm } from '../../src/slack/touchpoints/what-you-heard.form.ts';
import { subject } from './catalog.ts';
import { capture, dana, feedback, meal, member, said, today } from './given.ts';
import { aWho, someLabels, unnamed } from './imports.ts';
import { aPreview } from './partners.ts';
import { metTwice } from './tiers.ts';

const place = { surface: { nudgeId: null, shownOn: today } };
const card = { viewId: 'V1', partnerId: 11, home: null };
const reply = {};
const fields = {
  ...{
    name: 'Dana Lee',
    company: 'Lee & Co',
    kind: 'realtor' as const,
    phone: '555-0142',
    email: 'dana@example.com',
  },
  ...{ growing: said.growing, birthday: '06-13', anniversary: '09-01' },
};
const colleagues = [{ id: 2, name: 'Sam Cole' }];
const plan = {
  ...{
    id: 51,
    captureId: 41,
    partnerIds: [11],
    partnerNames: ['Dana Lee'],
    kind: 'meal' as const,
    word: 'lunch',
  },
  ...{ plannedOn: today, at: '12:30', note: null, place: null, settled: null },
};
const promise = {
  ...{
    id: 21,
    partnerId: 11,
    partnerName: 'Dana Lee',
    text: said.promise,
    dueOn: today,
    state: 'open' as const,
    timesMoved: 0,
  },
};
const full = {
  tier: 'core' as const,
  cap: 14,
  holders: [{ relationshipId: 1, partnerName: 'Marcus Webb', lastTouchOn: '2026-05-20' as const }],
};
const event = {
  ...{
    id: 61,
    branchId: 1,
    name: 'Chamber mixer',
    place: 'Rusty Pelican',
    on: today,
    at: '17:30',
    kind: 'event' as const,
  },
  ...{
    host: 'theirs' as const,
    repeats: 'monthly' as const,
    firstId: 61,
    madeBy: 1,
    going: [],
    goingIds: [],
    could: [],
  },
};
const entry = {
  ...{
    ...meal,
    id: 71,
    captureId: 41,
    tellerId: 1,
    branchId: 1,
    partnerIds: [11],
    memberIds: [1],
    partners: 'Dana Lee',
    on: today,
  },
};
const newBranch = {
  asked: null,
  ...{
    existing: null,
    name: 'Tampa',
    zone: 'America/New_York',
    region: 'FL',
    manager: 'U1',
    daysOff: [],
    holidays: comingHolidays('FL', today),
    holidayChanges: ['Good Friday', 'Columbus Day'],
    areaId: null,
  },
  ...{ posts: [], areas: [{ id: 1, name: 'Gulf Coast' }] },
};
const settings = {
  kind: 'originator' as const,
  digestAt: '08:00',
  workdays: [1, 2, 3, 4, 5] as const,
  meetingsPerWeek: 4,
  timeZone: 'America/New_York',
  onLeaderboard: true,
  remindedOfPlans: true,
};
const posts = (['plan', 'reminder', 'leaderboard'] as const).map((post) => ({
  ...{ post, weekdays: [1 as const], localTime: '08:00' },
}));
const existing = {
  ...{
    ...member().branch,
    managerSlackId: 'U1',
    daysOff: ['2026-12-24' as const],
    managerName: 'Ada Ruiz',
    area: null,
  },
  ...{ people: 8, posts },
};

export const forms = subject('Forms', (_show, say) => {
  function draw<Metadata, Shown>(
    title: string,
    form: Form<Metadata, Shown>,
    metadata: Metadata,
    shown: Shown,
  ): void {
    say(`the form “${form.id}”: ${title}`, form.draw(metadata, shown), form.id);
  }
  const empty = emptyForm(today);
  draw('empty', touchpointForm, { reply }, empty);
  draw(
    'all fields, with a doubt',
    touchpointForm,
    { reply, moreUnfolded: true, paidUnfolded: true },
    { ...empty, partners: [dana], doubts: 'Who was it?' },
  );
  draw('edit', touchpointForm, { reply, captureId: 41 }, { ...empty, partners: [dana], how: 'meal' });
  draw('for their manager', colleagueEntryForm, { captureId: 41 }, { capture: capture(), teller: member() });
  draw('after coffee', heardForm, { captureId: 41, from: { place } }, capture());
  const plans = { name: 'Dana Lee', today, isReminded: false };
  draw('one partner', planForm, { partnerId: 11, place }, plans);
  draw('by who is reminded', planForm, { partnerId: 11, place }, { ...plans, isReminded: true });
  draw('lunch', movePlanForm, { planId: 51, place }, { plan, today });
  draw('from a message', promiseForm, {}, { partners: [dana], text: said.promise, dueOn: null, today });
  draw('first time', movePromiseForm, { promiseId: 21, place }, { promise });
  draw('third time', movePromiseForm, { promiseId: 21, place }, { promise: { ...promise, timesMoved: 2 } });
  draw('one promise', dropPromiseForm, { promiseId: 21, place }, promise);
  for (const kind of ['deal', 'quiet'] as const)
    draw(kind, untilForm, { kind, partnerId: 11, place }, { name: 'Dana Lee', today });
  draw('two partners', snoozeSeveralForm, { home: { at: 'today' } }, [
    { partnerId: 11, name: 'Dana Lee', company: 'Lee & Co' },
    { partnerId: 12, name: 'Marcus Webb', company: null },
  ]);

  draw('new', feedbackForm, { reply }, { partners: [dana], text: null, topic: null });
  draw(
    'all fields',
    feedbackForm,
    { reply, unfolded: true },
    { partners: [dana], text: null, topic: null, unfolded: { today, answerBy: '2026-06-22' } },
  );
  for (const step of feedbackSteps)
    draw('step', step, { feedbackId: 31, place }, { one: feedback(), member: member(), today });
  draw('new', wrongPartnerForm, { feedbackId: 31, place }, { one: feedback(), member: member(), today });

  draw('new', addPartnerForm, { reply, home: null }, { ...fields, growing: null });
  const typed = { reply, home: null, fields, tier: 'core' as const, formId: 'V1' };
  const same = { ...dana, is: 'maybe' as const, because: 'phone' as const, owners: ['Sam Cole'], own: false };
  draw('same phone', samePartnerForm, typed, [same]);
  draw('core', addFullForm, typed, { full, today });
  draw('filled in', editPartnerForm, { partnerId: 11, version: 3, base: fields, place: card }, { fields });
  draw('two of four', fitForm, { place: card }, { name: 'Dana Lee', fit: ['buyers', 'useful'] });
  const tier = { partnerId: 11, relationshipId: 1, overrides: true, place: card };
  const load = {
    ownerId: 1,
    ownerName: 'Priya Patel',
    tier: 'core' as const,
    meetingsPerWeek: 4,
    held: new Map([['core' as const, 14]]),
  };
  draw('for a lead', tierForm, tier, {
    ask: 'tier',
    name: 'Dana Lee',
    load,
    fit: fitHint({ fitOn: null, fit: [] }),
  });
  draw('full', tierForm, { ...tier, tier: 'core' }, { ask: 'move down', full, today });
  draw('two suggested', innerCircleForm, { place: { surface: { nudgeId: 7, shownOn: today } } }, metTwice);
  draw('two cards', mergeForm, { place: card }, 'Dana Lee');
  const from = member();
  draw(
    'your own',
    reassignForm,
    { partnerId: 11, fromId: 1, place },
    { name: 'Dana Lee', from, isOwn: true, colleagues },
  );
  draw(
    'a colleague’s',
    reassignForm,
    { partnerId: 11, fromId: 1, place },
    { name: 'Dana Lee', from, isOwn: false, colleagues },
  );
  draw(
    'without an owner',
    reassignForm,
    { partnerId: 11, fromId: null, place },
    { name: 'Lone Star', from: null, isOwn: false, colleagues },
  );
  draw('everything', orphansForm, { goneId: 3, reply }, { name: 'Luis Moreno', colleagues });
  draw(
    'own book',
    importPartnersForm,
    { branchId: 1, own: true },
    { who: { own: true, branchName: 'Tampa' } },
  );
  draw(
    'a good file',
    previewForm,
    { branchId: 1, own: true, file: { name: 'partners.csv', address: '' } },
    aPreview,
  );
  const file = { branchId: 1, own: true, file: { name: 'partners.csv', address: '' } };
  const list = { ticked: '', shown: '', from: 0, search: '', turn: 0 };
  draw('from a list', whoForm, { ...file, ...list }, aWho);
  draw('by label', labelsForm, file, someLabels);
  draw('columns without names', columnsForm, { ...file, line: 1 }, { unnamed });
  draw(
    'all choices',
    exportForm,
    { reply, branchId: 1 },
    { offered: ['own', 'contacts', 'branch', 'all'], branchName: undefined },
  );
  draw('one branch', exportForm, { reply, branchId: 1 }, { offered: ['branch'], branchName: 'Tampa' });
  for (const form of goodwillForms)
    draw('Dana Lee', form, { partnerId: 11, card }, { name: 'Dana Lee', today, above: null });

  draw('new', eventForm, { branchId: 1, listId: 'V1', eventId: null }, { event: null, today });
  draw('series', eventForm, { branchId: 1, listId: 'V1', eventId: 61 }, { event, today });
  draw('series', callOffForm, { branchId: 1, listId: 'V1', eventId: 61 }, undefined);
  draw('the morning after', talkedForm, { eventId: 61, reply }, { name: 'Chamber mixer', likely: [dana] });

  const recorded = {
    offered: ['own' as const, 'branch' as const, 'all' as const],
    branchName: 'Tampa',
    today,
  };
  draw('for compliance', recordForm, { branchId: 1 }, recorded);
  draw('bare', recordForm, { branchId: 1 }, { offered: ['own', 'branch'], branchName: undefined, today });
  const shown = { viewId: 'V1', asked: '', entryId: 71 };
  draw('a meal', correctForm, shown, { entry, today });
  draw('a gift', correctForm, shown, { entry: { ...entry, item: 'gift', what: 'a plant' }, today });
  draw('coffee', paidForm, { captureId: 41, reply }, { capture: capture(), today });
  draw('Dana Lee', entryForm, { partnerId: 11, card }, { name: 'Dana Lee', today });
  draw('any', holdForm, { partnerId: null }, undefined);
  draw('one partner', holdForm, { partnerId: 11 }, 'Dana Lee');
  draw('a note', redactForm, { partnerId: 11, page: 0, kind: 'note', id: 1, historyId: 'V1' }, undefined);

  const me = {
    ...{ works: true, kept: [], absences: [], colleagues, today },
    settings: { ...settings, workdays: [...settings.workdays] },
  };
  draw('settings', meForm, { reply, home: false }, me);
  draw('compliance too', meForm, { reply, home: false }, { ...me, kept: ['compliance' as const] });
  draw(
    'compliance alone',
    meForm,
    { reply, home: false },
    { ...me, works: false, kept: ['compliance' as const] },
  );
  const away = { id: 1, from: '2026-06-15' as const, to: '2026-06-26' as const, cover: 'Sam Cole' };
  draw('away', meForm, { reply, home: false }, { ...me, absences: [away], note: 'Saved.' });
  const branch = { channelId: 'C1', responseUrl: '' };
  draw('counting', branchForm, branch, newBranch);
  const asked = { asked: ['Ana Silva'], known: 0, others: [] };
  draw('one to greet', branchForm, { ...branch, shown: 1 }, { ...newBranch, asked });
  draw('no one to greet', branchForm, { ...branch, shown: 0 }, newBranch);
  draw(
    'existing',
    branchForm,
    { ...branch, shown: 12 },
    { ...newBranch, existing, daysOff: existing.daysOff, posts },
  );
  draw(
    'two roles',
    peopleForm,
    { responseUrl: '', branchId: 1 },
    { holders: { lead: ['U1'], compliance: [] }, policy: 'own', results: true },
  );
  const area = { id: 1, name: 'Gulf Coast', lead: { id: 1, name: 'Ada Ruiz' }, branches: [] };
  const choices = { leads: [{ id: 1, name: 'Ada Ruiz' }], branches: [{ id: 1, name: 'Tampa', areaId: 1 }] };
  draw('new', areaForm, { areaId: null, responseUrl: '', offered: [1] }, { area: null, ...choices });
  draw('existing', areaForm, { areaId: 1, responseUrl: '', offered: [1] }, { area, ...choices });
});
