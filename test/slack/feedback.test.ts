import { readable } from 'slack-sandbox/readable';
import { describe, expect, test, vi } from 'vitest';
import { feedbackActions } from '../../src/messages/feedback.ts';
import { captureActions } from '../../src/messages/touchpoints/confirmation.ts';
import { tick } from '../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../src/schedule/engine/timing.ts';
import { detailFeedback, saveFeedback } from '../../src/store/feedback/feedback-changes.ts';
import { forge } from '../support/forged.ts';
import { showSection } from '../support/home-menu.ts';
import { startRapport } from '../support/rapport.ts';

const rapport = await startRapport({ env: { SLACK_MESSAGES_PER_MINUTE: '6000' } });
const { sandbox, context } = rapport;
const { db } = context;
const priya = sandbox.as(rapport.priya);
const sam = sandbox.as(rapport.sam);
const maria = sandbox.as(await newMember('maria', 'Maria Gomez', `'{member,manager}'`));
const lee = sandbox.as(await newMember('lee', 'Lee Stone', `'{member,lead}'`));
await db.query(`update branch set manager_id = (select id from member where name = 'Maria Gomez')`);
const mine = await rapport.book(rapport.priya, ['Dana Lee, Lee & Co', 'Marcus Webb']);

async function newMember(name: string, realName: string, roles: string) {
  const user = sandbox.addUser({ name, realName, email: `${name}@example.com` });
  await db.query(
    `insert into member (slack_user_id, branch_id, name, zone, state, roles) select $1, id, $2, zone, 'active', ${roles}::text[] from branch`,
    [user.id, realName],
  );
  return user;
}

const messagesTo = (who: typeof priya) => who.messages().map((message) => readable(message));
const runTick = () => tick(context, context.now(), { ...defaultTiming, channelGapMs: 0 });
const states = () =>
  db.query<{ state: string }>('select state from feedback where withdrawn_at is null order by id');
const lastWith = (who: typeof priya, text: string, channel?: string) =>
  who
    .messages(channel)
    .filter((message) => readable(message).includes(text))
    .at(-1)!;
const seen = (who: typeof priya, text: string, channel?: string) =>
  vi.waitFor(() => {
    const message = lastWith(who, text, channel);
    expect(message, text).toBeDefined();
    return message;
  });
const submit = async (who: typeof priya, fields: Record<string, unknown>) =>
  (await who.submit(who.view()!, fields as Record<string, string>)) as { errors?: Record<string, string> };

/** Enters feedback from Dana with the form; returns the confirmation message. */
async function hears(text: string, more: Record<string, unknown> = {}) {
  await priya.command('/rapport', `feedback dana lee ${text}`, rapport.channel);
  if (Object.keys(more).length > 0) await priya.press({ actionId: 'feedback.more' });
  const outcome = await submit(priya, { text, ...more });
  expect(outcome.errors).toBeUndefined();
  return seen(priya, text, rapport.channel);
}

describe('feedback', () => {
  test('is taken from a sentence, with its topic, and belongs to the person who heard it', async () => {
    await priya.command(
      '/touchpoint',
      'coffee with Dana Lee, she said our pre-approval letters are slow',
      rapport.channel,
    );
    const confirmed = priya.messages(rapport.channel).at(-1)!;
    expect(readable(confirmed)).toContain('Feedback: “she said our pre-approval letters are slow”');
    expect(readable(confirmed)).toContain('[Choose who answers…]');
    expect(
      await db.query(
        `select f.text, f.topic, f.state, f.answer_by as "answerBy", m.name as answerer from feedback f join member m on m.id = f.answerer_id`,
      ),
    ).toEqual([
      {
        text: 'she said our pre-approval letters are slow',
        topic: 'speed',
        state: 'new',
        // Ten working days from Tuesday, Jun 9, with one holiday in between (Juneteenth).
        answerBy: '2026-06-24',
        answerer: 'Priya Patel',
      },
    ]);
    await priya.press({ message: confirmed, actionId: captureActions.feedback });
    await submit(priya, { severity: 'serious', answer_by: '2026-06-16' });
    await vi.waitFor(() =>
      expect(
        messagesTo(priya)
          .concat(priya.messages(rapport.channel).map((one) => readable(one)))
          .join('\n'),
      ).toContain('speed, serious · *New*, assigned to you · reply by Tue, Jun 16'),
    );
  });

  test('without a meeting opens the form with its words', async () => {
    await priya.command('/touchpoint', 'Marcus Webb said our fees are confusing', rapport.channel);
    expect(readable(priya.view()!)).toContain('Honest feedback');
    await submit(priya, {});
    const saved = await seen(priya, 'our fees are confusing', rapport.channel);
    await priya.press({ message: saved, actionId: feedbackActions.takeBack });
    await priya.dm('Marcus Webb told me we never call back');
    const finish = await seen(priya, 'never call back');
    await priya.press({ message: finish, actionId: 'draft.finish' });
    expect(readable(priya.view()!)).toContain('Honest feedback');
    await submit(priya, {});
    await seen(priya, '✓ Saved.');
    expect(await db.query(`select said from draft where finished_at is not null`)).toEqual([
      { said: null },
      { said: null },
    ]);
    await db.query(
      `update feedback set withdrawn_at = now() where partner_id = (select id from partner where name = 'Marcus Webb')`,
    );
  });

  test('goes from new to loop closed with its buttons, only once the partner was told', async () => {
    const message = await seen(priya, 'reply by Tue, Jun 16', rapport.channel);
    await priya.press({ message, actionId: feedbackActions.takeOn });
    await vi.waitFor(async () => expect(await states()).toEqual([{ state: 'on it' }]));
    const onIt = await seen(priya, '*On it*: you', rapport.channel);
    await priya.press({ message: onIt, actionId: feedbackActions.answer });
    expect((await submit(priya, { answer: 'call me about ssn 123-45-6789' })).errors?.answer).toContain(
      'Social Security',
    );
    await submit(priya, { answer: 'Letters go out the same day from now on' });
    await vi.waitFor(async () => expect(await states()).toEqual([{ state: 'answered' }]));
    const answered = await seen(priya, '*Answered* · now let them know', rapport.channel);
    expect(readable(answered)).toContain('Our answer: Letters go out the same day from now on');
    await priya.press({ message: answered, actionId: feedbackActions.tell });
    expect((await submit(priya, { told_on: '2026-06-10', told_how: 'call' })).errors?.told_on).toBe(
      'Choose today or an earlier day.',
    );
    expect((await submit(priya, { told_on: '2026-06-08', told_how: 'call' })).errors?.told_on).toBe(
      'They told us on Jun 9. Choose that day or a later one.',
    );
    await submit(priya, { told_on: '2026-06-09', told_how: 'call' });
    await vi.waitFor(async () => expect(await states()).toEqual([{ state: 'loop closed' }]));
    await seen(priya, '*Loop closed* · told today (by phone)', rapport.channel);
  });

  test('an old button closes nothing', async () => {
    const message = await hears('your fees are too high');
    const [{ id } = { id: 0 }] = await db.query<{ id: number }>('select max(id) as id from feedback');
    await priya.openHome();
    for (const actionId of [feedbackActions.tell, feedbackActions.couldNotTell])
      expect((await forge(rapport, rapport.priya, priya.home()!, actionId, String(id))).status).toBe(200);
    expect((await states()).at(-1)).toEqual({ state: 'new' });
    expect(readable(message)).not.toContain('I told them');
    await expect(
      db.query(`update feedback set state = 'loop closed', closed_by = 1, closed_at = now() where id = $1`, [
        id,
      ]),
    ).rejects.toThrow('feedback_closed_told');
  });

  test('is saved once when the form is sent twice', async () => {
    const before = (await states()).length;
    await priya.command('/rapport', 'feedback marcus webb', rapport.channel);
    const view = priya.view()!;
    await Promise.all([
      priya.submit(view, { text: 'nobody returns our calls' }),
      priya.submit(view, { text: 'nobody returns our calls' }).catch(() => {}),
    ]);
    expect(await states()).toHaveLength(before + 1);
  });

  test('with “it’s all good” marks the partner as asked and needs no answer', async () => {
    await priya.command('/rapport', 'feedback marcus webb', rapport.channel);
    expect((await submit(priya, {})).errors?.text).toContain('check the box');
    await submit(priya, { nothing: ['yes'] });
    await vi.waitFor(async () => expect((await states()).at(-1)).toEqual({ state: 'nothing to mend' }));
  });
});

test('only the person who heard it can delete feedback entered by mistake', async () => {
  const message = await hears('this was a slip');
  const [{ id } = { id: 0 }] = await db.query<{ id: number }>('select max(id) as id from feedback');
  await maria.openHome();
  await forge(rapport, maria.user, maria.home()!, feedbackActions.takeBack, String(id));
  expect(await db.query('select withdrawn_at from feedback where id = $1', [id])).toEqual([
    { withdrawn_at: null },
  ]);
  await priya.press({ message, actionId: feedbackActions.takeBack });
  await seen(priya, 'Deleted. It no longer counts as feedback.', rapport.channel);
  expect(await db.query('select 1 from feedback where id = $1 and withdrawn_at is null', [id])).toEqual([]);
});

describe('feedback that waits', () => {
  test('comes first in the digest of the person who must answer', async () => {
    sandbox.clock.moveTo('2026-06-10T12:01:00Z');
    await runTick();
    const digest = messagesTo(priya).filter((text) => text.includes('Good morning, Priya'));
    expect(digest.at(-1)).toContain('Feedback: “your fees are too high”');
    expect(digest.at(-1)).toContain('[I’m on it] [Write the answer…]');
    const message = lastWith(priya, 'Good morning, Priya');
    const [, value] = /"value":"([^"]+)"/.exec(
      JSON.stringify(message.blocks).split('your fees are too high')[1]!,
    )!;
    await priya.press({ message, actionId: 'digest.feedback.take-on', value: value! });
    await vi.waitFor(() => expect(readable(lastWith(priya, 'Good morning, Priya'))).toContain('· on it ·'));
  });

  test('reminds them when it is late, then the manager, then the lead, and stops once it is answered', async () => {
    await db.query(
      `update feedback set state = 'answered', answered_on = heard_on where text like 'nobody%'`,
    );
    // Due Jun 24, after ten working days with a holiday in between.
    const reminded = async (at: string) => {
      sandbox.clock.moveTo(at);
      await runTick();
      return [priya, maria, lee].map(
        (who) =>
          messagesTo(who).filter((text) => /is still waiting to hear back|A reply to/.test(text)).length,
      );
    };
    expect(await reminded('2026-06-24T14:00:00Z')).toEqual([0, 0, 0]);
    expect(await reminded('2026-06-25T14:00:00Z')).toEqual([1, 0, 0]);
    expect(await reminded('2026-06-29T14:00:00Z')).toEqual([1, 1, 0]);
    // The managers' note may arrive at the same time.
    // A lock screen shows when it was due, neither the words nor whose they are.
    const late = lastWith(maria, 'A reply to a partner');
    expect(late.text).toBe('Feedback overdue: reply was due Wed, Jun 24');
    expect(readable(late)).toContain('your fees are too high');
    expect(messagesTo(maria).slice(-2).join()).toContain('A reply to a partner is 3 business days late.');
    expect(await reminded('2026-07-02T14:00:00Z')).toEqual([1, 1, 1]);
    expect(await reminded('2026-07-09T14:00:00Z')).toEqual([1, 1, 1]);
  });

  test('can be closed only by a manager, with a reason why the partner could not be told', async () => {
    const [{ id } = { id: 0 }] = await db.query<{ id: number }>(
      `select id from feedback where text like 'your fees%'`,
    );
    await priya.openHome();
    await forge(rapport, rapport.priya, priya.home()!, feedbackActions.couldNotTell, String(id));
    if (priya.view()) {
      await submit(priya, { reason: 'no time' });
      await priya.closeView({ all: true });
    }
    expect(await db.query('select state from feedback where id = $1', [id])).toEqual([{ state: 'on it' }]);
    const message = lastWith(maria, 'A reply to a partner');
    await maria.press({ message, actionId: feedbackActions.couldNotTell });
    expect((await submit(maria, {})).errors?.reason).toBeDefined();
    await submit(maria, { reason: 'Moved to Ohio, no number' });
    await vi.waitFor(async () =>
      expect(await db.query('select state, untold from feedback where id = $1', [id])).toEqual([
        { state: 'loop closed', untold: true },
      ]),
    );
  });
});

describe('feedback about one of us', () => {
  test('about a member goes to their manager first, and they do not see it', async () => {
    await hears('sam never answers his phone', { about: rapport.sam.id });
    await runTick();
    expect(messagesTo(maria).at(-1)).toContain('yours to answer');
    expect(messagesTo(maria).at(-1)).toContain('about Sam Cole, who can’t see it yet');
    await sam.openHome();
    await showSection(sam, 'feedback');
    expect(readable(sam.home()!)).not.toContain('never answers');
    const [{ id } = { id: 0 }] = await db.query<{ id: number }>('select max(id) as id from feedback');
    const { add: _, ...ofOne } = feedbackActions;
    for (const actionId of Object.values(ofOne))
      await forge(rapport, rapport.sam, sam.home()!, actionId, String(id));
    expect(messagesTo(sam).join('\n')).not.toContain('never answers');
    const message = lastWith(maria, 'never answers');
    await maria.press({ message, actionId: feedbackActions.details });
    await submit(maria, { answerer: rapport.sam.id });
    await runTick();
    await vi.waitFor(() => expect(messagesTo(sam).at(-1)).toContain('sam never answers his phone'));
  });

  describe('cannot be assigned, to them or anyone else, by the person who heard it', () => {
    const answerers = () =>
      db.query(
        `select m.name as answerer, f.shared_at is not null as shared from feedback f join member m on m.id = f.answerer_id
          order by f.id desc limit 1`,
      );
    const first = 'Leave this blank: their manager or a program lead sees it first and decides who answers.';

    test.each(['sam', 'lee'] as const)('when it is entered: %s', async (who) => {
      const answerer = { sam: rapport.sam.id, lee: lee.user.id }[who];
      await priya.command('/rapport', 'feedback dana lee sam was sloppy', rapport.channel);
      await priya.press({ actionId: 'feedback.more' });
      const fields = { text: 'sam was sloppy', about: rapport.sam.id, answerer };
      expect((await submit(priya, fields)).errors).toEqual({ answerer: first });
      await priya.closeView();
    });

    test('in its details, or with a forged form', async () => {
      const message = await hears('sam talks too fast');
      await priya.press({ message, actionId: feedbackActions.details });
      expect((await submit(priya, { about: rapport.sam.id, answerer: rapport.sam.id })).errors).toEqual({
        answerer: first,
      });
      await submit(priya, { about: rapport.sam.id, answerer: rapport.priya.id });
      expect(await answerers()).toEqual([{ answerer: 'Maria Gomez', shared: false }]);

      const [me, about] = [await rapport.member(rapport.priya), (await rapport.member(rapport.sam)).id];
      const details = { topic: null, severity: null, aboutId: about, answererId: about, answerBy: null };
      const [last] = await db.query<{ id: number }>('select max(id) as id from feedback');
      await detailFeedback(db, last!.id, me, details, context.now());
      expect(await answerers()).toEqual([{ answerer: 'Maria Gomez', shared: false }]);
      const entry = {
        requestKey: 'forged',
        member: me,
        partnerIds: [mine['Dana Lee']!],
        text: 'sam is late',
      };
      await saveFeedback(db, { ...entry, heardOn: '2026-06-09', details, now: context.now() });
      expect(await answerers()).toEqual([{ answerer: 'Maria Gomez', shared: false }]);
      await runTick();
      expect(messagesTo(sam).join('\n')).not.toMatch(/talks too fast|sam is late/);
    });

    test('or with a SQL statement: the database refuses it', async () => {
      await expect(
        db.query(
          'update feedback set answerer_id = about_id where shared_at is null and about_id is not null',
        ),
      ).rejects.toThrow('feedback_given_before_theirs');
    });
  });

  test('about a manager goes one level up, past the manager', async () => {
    const marias = messagesTo(maria).length;
    await hears('maria was rude to my buyer', { about: maria.user.id });
    await runTick();
    expect(messagesTo(maria)).toHaveLength(marias);
    expect(messagesTo(lee).at(-1)).toContain('maria was rude to my buyer');
    await maria.openHome();
    await showSection(maria, 'feedback');
    expect(readable(maria.home()!)).not.toContain('rude');
  });
});

test('Home shows the feedback’s current state, and how many partners were never asked', async () => {
  await rapport.book(rapport.priya, ['Joan Ortiz'], 'inner');
  await priya.openHome();
  await showSection(priya, 'feedback');
  const text = readable(priya.home()!);
  expect(text).toContain('usually answered the same day');
  expect(text).toContain('*Not asked yet:* 1 of your 3 close partners.');
});
