import { beforeEach, describe, expect, test } from 'vitest';
import type { PartnerFields } from '../../../src/domain/partners/card.ts';
import type { Redactable } from '../../../src/domain/privacy/redaction.ts';
import { joinMember, saveBranch } from '../../../src/store/members/branches.ts';
import { saveHelp } from '../../../src/store/partners/goodwill.ts';
import { handOver } from '../../../src/store/partners/hand-over.ts';
import { editPartner } from '../../../src/store/partners/partner-edit.ts';
import { placeLegalHold } from '../../../src/store/privacy/legal-holds.ts';
import { redact } from '../../../src/store/privacy/redaction.ts';
import { movePromise, reopenPromise } from '../../../src/store/promises.ts';
import { recordSpend } from '../../../src/store/record/spend-record.ts';
import { editCapture } from '../../../src/store/touchpoints/captures.ts';
import { keepDraft } from '../../../src/store/touchpoints/drafts.ts';
import { loadHistory } from '../../../src/store/touchpoints/history.ts';
import { startRapport } from '../../support/rapport.ts';
import { textsOf } from '../../support/texts.ts';

const rapport = await startRapport();
const { context } = rapport;
const { db } = context;
const now = context.now();
const priya = await rapport.member(rapport.priya);
const sam = await rapport.member(rapport.sam);
const manager = { ...sam, manages: [sam.branch.id] };
const on = rapport.today(priya);
const dana = (await rapport.book(rapport.priya, ['Dana Lee']))['Dana Lee']!;
const joan = (await rapport.book(rapport.sam, ['Joan Ortiz']))['Joan Ortiz']!;

/** A member of another branch. */
const nora = await (async () => {
  const user = rapport.sandbox.addUser({ name: 'nora', realName: 'Nora Diaz' });
  const akron = rapport.sandbox.addChannel({ name: 'akron', members: [user.id], botIn: true });
  const person = { slackUserId: user.id, name: 'Nora Diaz', email: null, timeZone: 'America/New_York' };
  const branch = { channelId: akron.id, name: 'Akron', timeZone: 'America/New_York', region: 'OH' };
  await saveBranch(db, branch, person, now);
  await joinMember(db, user.id, { kind: 'originator', meetingsPerWeek: 4, timeZone: null }, now);
  return rapport.member(user);
})();
const { request, contact, told, newest, hear, plant, textsWith } = textsOf(rapport);

beforeEach(async () => {
  await db.query('update hold set lifted_at = now(), lifted_by = placed_by where lifted_at is null');
});

describe('redacting a text', () => {
  const out = async (kind: Redactable, id: number) =>
    (await redact(db, manager, dana, { kind, id, reason: 'borrower data' }, now)).how;

  test('is refused under a hold on its author', async () => {
    await plant(priya, dana, 'KEPT');
    const before = await textsWith('KEPT', { record: true });
    await placeLegalHold(db, { memberId: priya.id }, 'an examination', sam, now);
    expect(await out('promise', await newest('promise'))).toBe('held');
    expect(await out('record', await newest('spend_record'))).toBe('held');
    expect(await out('change', await newest(`trace where action = 'helped'`))).toBe('held');
    expect(await textsWith('KEPT', { record: true })).toEqual(before);
  });

  test('destroys every copy of a promise, in the change that created it and those that moved it', async () => {
    await plant(priya, dana, 'GONE1');
    expect(await out('promise', await newest('promise'))).toBe('done');
    expect(await textsWith('promise GONE1')).toEqual([]);
    expect(await textsWith('moved GONE1')).toEqual([]);
  });

  test('destroys every copy of a change’s text, in the rows it recorded', async () => {
    await plant(priya, dana, 'GONE2');
    const last = (action: string) => newest(`trace where subject = 'partner' and action = '${action}'`);
    for (const [action, words] of Object.entries({
      promised: ['promise', 'moved'],
      helped: ['help'],
      'ask answered': ['answer'],
      'spoke up': ['occasion'],
    })) {
      expect(await out('change', await last(action))).toBe('done');
      for (const word of words) expect(await textsWith(`${word} GONE2`), word).toEqual([]);
    }
    expect(await textsWith('ask GONE2')).toEqual(['trace_text.after']);
    expect(await out('change', await last('asked'))).toBe('done');
    expect(await textsWith('ask GONE2')).toEqual([]);
  });

  test('destroys the words of the record, but keeps who paid, how much and when', async () => {
    await plant(priya, dana, 'GONE3');
    const id = await newest('spend_record');
    expect(await out('record', id)).toBe('done');
    expect(await textsWith('GONE3', { record: true })).not.toContain('spend_record_text.purpose');
    expect(
      await db.query(
        'select payer, amount_cents as cents, occurred_on as "on" from spend_record where id = $1',
        [id],
      ),
    ).toEqual([{ payer: 'we did', cents: 500, on }]);
  });

  test('destroys every copy: in rows an edit left behind, with others at the table, and in the cost of help', async () => {
    const promises = [{ text: 'promise GONE4', dueOn: '2026-06-12' }];
    const content = { partnerIds: [dana, joan], note: 'note GONE4', alongNames: ['Ann GONE4'], promises };
    const captureId = await told(priya, content);
    const edited = { ...contact, ...content, kind: 'visit' } as never;
    await editCapture(db, captureId, priya, edited, null, now);
    expect((await textsWith('GONE4')).length).toBeGreaterThan(4);
    expect(await out('note', await newest('touchpoint'))).toBe('done');
    expect(await out('promise', await newest(`promise where partner_id = ${dana}`))).toBe('done');
    expect(await textsWith('GONE4')).toEqual([]);

    const what = {
      item: 'help',
      payer: 'we did',
      amountCents: 500,
      currency: 'USD',
      what: 'help GONE5',
    } as const;
    const cost = { ...what, purpose: null, attendees: null, offeredTo: null, attested: true };
    const facts = { partnerIds: [dana], memberIds: [priya.id], on };
    await saveHelp(db, { ...request(priya, dana), kind: 'planning', on, note: 'help GONE5' }, (tx, id) =>
      recordSpend(tx, id, priya.id, cost, facts),
    );
    expect(await out('change', await newest(`trace where action = 'helped'`))).toBe('done');
    expect(await textsWith('GONE5', { record: true })).toEqual([]);
  });

  test('destroys every copy of a note that went to the next owner with several partners', async () => {
    const [lent, given] = Object.values(await rapport.book(rapport.priya, ['Lena Ford', 'Gus Hale']));
    for (const partnerId of [lent!, given!])
      await handOver(
        db,
        priya,
        { partnerId, fromId: priya.id, toId: sam.id, note: 'note GONE6', batch: 'all' },
        { today: on, now },
      );
    const first = await newest(`trace where action = 'handed over'`);
    const done = await redact(db, sam, given!, { kind: 'change', id: first, reason: 'they asked' }, now);
    expect(done.how).toBe('done');
    expect(await textsWith('GONE6')).toEqual([]);
  });

  test('destroys every copy of a growth goal: on the card, in later captures and in edits of the card', async () => {
    await told(priya, { partnerIds: [dana], growing: 'growing GONE7' });
    const first = await newest('capture');
    await told(priya, { partnerIds: [dana], growing: 'a team of four' });
    const [card] = await db.query<PartnerFields & { version: number }>(
      'select name, company, kind, phone, email, growing, birthday, anniversary, version from partner where id = $1',
      [dana],
    );
    const { version, ...fields } = card!;
    await editPartner(db, priya, dana, { version, fields: { ...fields, growing: 'growing GONE7' } }, now);
    expect(await textsWith('GONE7')).toHaveLength(4);
    expect(await out('growing', first)).toBe('done');
    expect(await textsWith('GONE7')).toEqual([]);
    expect(await textsWith('a team of four')).not.toEqual([]);
    const late = { version: version + 1, fields: { ...fields, growing: 'growing GONE7' } };
    expect((await editPartner(db, priya, dana, late, now)).how).toBe('stale');
  });

  test('destroys every copy in the same person’s unfinished drafts', async () => {
    await told(priya, { partnerIds: [dana], note: 'her brother owes 40k' });
    await keepDraft(db, 'waits', priya, 'Coffee with Dana, Her brother owes 40k', now);
    expect(await out('note', await newest('touchpoint'))).toBe('done');
    expect(await textsWith('owes 40k')).toEqual([]);
  });

  test('redacts why a promise was moved, even if the promise’s words are already gone', async () => {
    await plant(priya, dana, 'GONE8');
    const id = await newest('promise');
    await out('promise', id);
    await reopenPromise(db, id, priya, on, now);
    await movePromise(db, id, priya, { dueOn: '2026-06-18', reason: 'again GONE8' }, on, now);
    const pages = Array.from({ length: 9 }, (_, page) => page).map((page) =>
      loadHistory(db, dana, { readers: null, page, words: true }),
    );
    const entries = (await Promise.all(pages)).flatMap((one) => one.entries);
    expect(entries.map(({ text }) => text)).toContainEqual({ kind: 'promise', id });
    expect(await out('promise', id)).toBe('done');
    expect(await textsWith('again GONE8')).toEqual([]);
  });

  test('is refused while a hold is on any copy: on someone at the same table, or on the answerer', async () => {
    await told(priya, { partnerIds: [dana, joan], note: 'note KEPT2' });
    const note = await newest('touchpoint');
    const [heard] = await hear(priya, dana, 'feedback KEPT2');
    await db.query('update feedback set answerer_id = $2 where id = $1', [heard!.id, nora.id]);
    const before = await textsWith('KEPT2');
    await placeLegalHold(db, { partnerId: joan }, 'an examination', sam, now);
    expect(await out('note', note)).toBe('held');
    expect(await out('feedback', heard!.id)).toBe('done');
    expect(await textsWith('KEPT2')).toEqual(before.filter((where) => where !== 'feedback.text'));
    const [again] = await hear(priya, dana, 'feedback KEPT3');
    await db.query('update feedback set answerer_id = $2 where id = $1', [again!.id, nora.id]);
    await placeLegalHold(db, { memberId: nora.id }, 'an examination', sam, now);
    expect(await out('feedback', again!.id)).toBe('held');
    expect(await textsWith('KEPT3')).toEqual(['feedback.text']);
  });

  test('only works on that partner’s own texts', async () => {
    await plant(sam, joan, 'JOAN');
    expect(await out('record', await newest('spend_record'))).toBe('gone');
    expect(await out('promise', await newest('promise'))).toBe('gone');
  });
});
