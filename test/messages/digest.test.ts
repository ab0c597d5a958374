import { type Block, charactersIn, checkMessageBlocks, checkView } from 'slack-sandbox/blocks';
import { readable } from 'slack-sandbox/readable';
import { describe, expect, test } from 'vitest';
import type { BriefDetails } from '../../src/domain/asking/brief.ts';
import type { Day } from '../../src/domain/days/day.ts';
import type { DigestReason } from '../../src/domain/digest/digest-reasons.ts';
import type { ShownLine } from '../../src/domain/digest/shown-line.ts';
import type { TouchpointKind } from '../../src/domain/words.ts';
import type { Message } from '../../src/messages/blocks.ts';
import { detailLines } from '../../src/messages/digest/brief-lines.ts';
import { digestMessage, pickFive } from '../../src/messages/digest/digest.ts';
import { isLaterChoice, parsePress, pressValue } from '../../src/messages/digest/digest-buttons.ts';
import { planText } from '../../src/messages/digest/digest-words.ts';
import { home, strangersHome } from '../../src/messages/home/home.ts';
import { aMember } from '../support/member.ts';
import { dueToMeet as due, type GivenLine, line } from '../texts/given.ts';

/** A Tuesday. */
const today: Day = '2026-06-09';
const surface = { nudgeId: 7, shownOn: today };

const digest = (lines: ShownLine[], more: Partial<Parameters<typeof digestMessage>[0]> = {}): Message =>
  digestMessage({ name: 'Priya Patel', surface, today, lines, more: 0, stamp: 'a', ...more });

const read = (message: Message) => readable(message as { text: string; blocks: Block[] });
const shown = (given: GivenLine, on: Day = today) => read(digest([line(given)], { today: on }));

const rest =
  '[⋯ Snooze two days · Snooze until next week · Make a plan… · Working a deal until… · Quiet until…]';

describe('a line', () => {
  test('says who, why today, and what was last said, with a button for each answer', () => {
    expect(shown({ lastSaid: 'Was hiring a site manager.', growing: 'a second crew' })).toBe(
      [
        'Good morning, Priya. One to reach.',
        '*Marcus Webb* · Webb Builders · 555-0117',
        'Time to meet. Last: open house, Apr 12. “Was hiring a site manager.”',
        `[Met] [Talked] [Voicemail] ${rest}`,
      ].join('\n'),
    );
  });

  test.each<[string, GivenLine, string]>([
    [
      'a call is enough',
      { reasons: [{ ...due, clock: 'touch' }] },
      'Time to talk. Last: call, May 20.\n[Met]',
    ],
    [
      'both clocks ask for a meeting, which answers both',
      { reasons: [{ code: 'last day', clock: 'touch', due: today }, due] },
      'Time to meet. Last: open house, Apr 12.\n[Met]',
    ],
    [
      'your call',
      { state: 'your call', reasons: [{ code: 'late', clock: 'touch', due: '2025-12-01' }] },
      'Last: call, May 20.\nYour call (⋯): keep going, slow down, hand over, or archive?\n[Met] [Talked] [Voicemail] [⋯ Keep going · Move to keep in touch · Rest for now · Hand over… · Archive]',
    ],
    [
      'words of a later call, which say so',
      { lastSaid: 'Was hiring a site manager.', saidOn: '2026-05-20' },
      'Time to meet. Last: open house, Apr 12. May 20: “Was hiring a site manager.”',
    ],
    [
      'words of that meeting',
      { lastSaid: 'Was hiring a site manager.', saidOn: '2026-04-12' },
      'Time to meet. Last: open house, Apr 12. “Was hiring a site manager.”',
    ],
    [
      'a call since, in the days that a weekday names',
      { lastTouch: { on: '2026-06-05', kind: 'call' } },
      'Time to meet. Last: open house, Apr 12; talked Friday.\n[Met]',
    ],
    [
      'a call since, a week ago',
      { lastTouch: { on: '2026-06-02', kind: 'call' } },
      'Time to meet. Last: open house, Apr 12.\n[Met]',
    ],
    [
      'messages since, and the words of them',
      { lastTouch: { on: '2026-06-08', kind: 'message' }, lastSaid: 'Is busy.', saidOn: '2026-06-08' },
      'Last: open house, Apr 12; traded messages yesterday. “Is busy.”',
    ],
    ['never met', { lastFace: null }, 'Time to meet. No meeting yet. Last: call, May 20.'],
    ['never anything', { lastFace: null, lastTouch: null }, 'Time to meet. No meeting yet.\n[Met]'],
  ])('%s', (_case, given, text) => {
    expect(shown(given)).toContain(text);
  });

  test('names no state: not owed, cold, or lapsed, and not late or due', () => {
    const reasons: DigestReason[] = [{ code: 'late', clock: 'face', due: '2025-05-29' }];
    for (const state of ['due', 'late', 'gone quiet', 'your call'] as const) {
      expect(shown({ state, reasons })).not.toMatch(/owed|cold|lapsed|late|due|quiet:|rhythm/i);
    }
  });

  test('quotes two lines of a phone: whole sentences, or else whole words', () => {
    const long =
      'Was hiring a site manager. Wants to talk about the county’s new rules on septic tanks, and soon.';
    expect(shown({ lastSaid: long })).toContain('“Was hiring a site manager.”');
    const words = long.replace('. ', ', ');
    const [, quote = ''] = /“(.*)”/.exec(shown({ lastSaid: words }))!;
    expect(quote.length).toBeLessThanOrEqual(90);
    expect(words).toContain(quote.replace('…', ''));
    expect(quote).toMatch(/\w…$/);
  });

  test('has what they want to grow where nothing was said', () => {
    expect(shown({ growing: 'a second crew' })).toContain(
      'Last: open house, Apr 12. Growing: a second crew\n[Met]',
    );
  });

  test('says what a colleague did, by the first names of both', () => {
    const colleague = { name: 'Sam Cole', on: '2026-06-08' as Day, kind: 'visit' as const };
    expect(shown({ partner: { colleague } })).toContain(
      'Last: open house, Apr 12. Sam saw Marcus yesterday.',
    );
    const call = { ...colleague, on: '2026-06-05' as Day, kind: 'call' as const };
    expect(shown({ partner: { colleague: call } })).toContain('Sam talked to Marcus Friday.');
    expect(shown({ partner: { name: 'The Riveras', colleague } })).toContain(
      'Sam saw The Riveras yesterday.',
    );
  });

  test('has one matter and one row of buttons, and the next once that is answered', () => {
    const reasons: DigestReason[] = [
      { code: 'promise', id: 3, text: '', due: today },
      { code: 'promise', id: 4, text: '', due: today },
      due,
    ];
    const promise = { id: 3, text: 'slides', due: today, state: 'open' as const };
    const promises = [promise, { ...promise, id: 4, text: 'flyer' }];
    const both = shown({ reasons, outcome: { promises } });
    expect(both).toContain(
      'You promised: slides, due today.\nAlso: flyer, due today\n[Done] ⌄ Move [⋯ Met · Talked · Voicemail]',
    );
    expect(both).not.toContain('Time to meet');
    const late = { ...promise, id: 5, text: 'keys.', due: '2026-06-05' as Day };
    const many = [...promises, late, { ...promise, id: 6, text: 'outline' }];
    expect(shown({ reasons, outcome: { promises: many } })).toContain(
      'Also: keys, was due Fri, Jun 5; flyer, due today (+1 more)',
    );
    const one = shown({ reasons, outcome: { promises: [{ ...promise, state: 'done' }, promises[1]!] } });
    expect(one).toContain('✓ Done: slides\n[Undo]\nYou promised: flyer, due today.\n[Done]');
    const none = shown({
      reasons,
      outcome: { promises: promises.map((each) => ({ ...each, state: 'done' })) },
    });
    expect(none).toContain('✓ Done: flyer\n[Undo]\nTime to meet.');
  });

  test('about a promise has its own buttons', () => {
    const reasons: DigestReason[] = [{ code: 'promise', id: 3, text: '', due: '2026-06-10' }];
    const promises = [{ id: 3, text: 'workshop slides.', due: '2026-06-10' as Day, state: 'open' as const }];
    expect(shown({ reasons, outcome: { promises } })).toContain(
      'You promised: workshop slides, due tomorrow.\n[Done] ⌄ Move',
    );
    expect(shown({ reasons, outcome: { promises: [{ ...promises[0]!, due: '2026-06-15' }] } })).toContain(
      '✓ Moved: workshop slides, now due Mon, Jun 15.\n[Done] ⌄ Move',
    );
    expect(shown({ reasons, outcome: { promises: [{ ...promises[0]!, state: 'done' }] } })).toContain(
      '✓ Done: workshop slides\n[Undo]',
    );
    expect(
      shown({ reasons, coveringFor: 5, partner: { coveringFor: 'Sam Cole' }, outcome: { promises } }),
    ).toContain('covering for Sam Cole\nSam Cole promised: workshop slides, due tomorrow.');
  });

  test('about feedback says what to do next, until the loop is closed', () => {
    const said = {
      id: 5,
      text: 'Your letters are slow.',
      state: 'new' as const,
      answerBy: '2026-06-23' as Day,
      answer: null,
      toldOn: null,
      toldHow: null,
      untold: false,
    };
    const about = (more: Partial<ShownLine['outcome']['feedback'][number]>) =>
      shown({ reasons: [], outcome: { feedback: [{ ...said, ...more }] } });
    expect(about({})).toContain('Feedback: “Your letters are slow.” · reply by Tue, Jun 23\n[I’m on it]');
    expect(about({ state: 'on it', answerBy: '2026-06-08' })).toContain(
      'Feedback: “Your letters are slow.” · on it · reply was due yesterday\n[Write the answer…]',
    );
    expect(about({ state: 'answered', answer: 'Same-day letters.' })).toContain(
      'Feedback: “Your letters are slow.”\nLet them know: “Same-day letters.”\n[I told them…]',
    );
    expect(about({ state: 'loop closed', toldOn: '2026-06-05' })).toContain(
      '✓ Loop closed: they heard back on Fri, Jun 5.',
    );
    expect(about({ state: 'loop closed', untold: true })).toContain('Closed: we couldn’t reach them.');
    expect(about({ text: null })).toContain('Feedback (redacted) · reply by Tue, Jun 23');
  });

  test('asks about a plan before feedback, which stays for days, but not before a promise', () => {
    const plan = { id: 4, kind: 'meal', word: 'lunch', plannedOn: '2026-06-08', at: null } as const;
    const feedback = { id: 5, text: 'slow', state: 'new', answerBy: today, answer: null } as const;
    const reasons: DigestReason[] = [
      { code: 'feedback', id: 5, answerBy: today, step: 'answer' },
      { code: 'plan', id: '4', plannedOn: '2026-06-08', kind: 'meal' },
    ];
    const outcome = {
      feedback: [{ ...feedback, toldOn: null, toldHow: null, untold: false }],
      plans: [{ ...plan, settled: null, captureId: null }],
    };
    const both = digest([line({ reasons, outcome })]);
    expect(read(both)).toContain('Did it happen?\n[Yes, it did] [No] [Moved…]');
    expect(read(both)).not.toContain('slow');
    expect(both.text).toContain('(did it happen?)');
    const answered = { ...outcome, plans: [{ ...plan, settled: 'missed' as const, captureId: null }] };
    expect(shown({ reasons, outcome: answered })).toContain('[Undo]\nFeedback: “slow”');
    const promise = { id: 3, text: 'slides', due: today, state: 'open' as const };
    const withPromise = { ...outcome, promises: [promise] };
    expect(shown({ reasons, outcome: withPromise })).toContain('You promised: slides');
  });

  test('about a plan first asks whether it happened', () => {
    const reasons: DigestReason[] = [{ code: 'plan', id: '4', plannedOn: '2026-06-08', kind: 'meal' }, due];
    const plan = {
      id: 4,
      kind: 'meal' as const,
      word: 'lunch',
      plannedOn: '2026-06-08' as Day,
      at: null,
      settled: null,
      captureId: null,
    };
    const ask = shown({ reasons, outcome: { plans: [plan] } });
    expect(ask).toContain('You planned lunch for yesterday. Did it happen?\n[Yes, it did] [No] [Moved…]');
    expect(ask).not.toContain('[Met]');
    const asks = (kind: TouchpointKind, word: string | null, plannedOn: Day = '2026-06-08') =>
      planText({ kind, word, plannedOn, at: null, settled: null }, '2026-06-09');
    expect(asks('visit', null)).toBe('You planned a visit for yesterday. Did it happen?');
    expect(asks('video', 'Zoom')).toBe('You planned a Zoom call for yesterday. Did it happen?');
    expect(asks('message', null)).toBe('You planned to message them yesterday. Did it happen?');
    expect(asks('event', 'open house', '2026-06-02')).toBe(
      'You planned to see them at an open house on Tue, Jun 2. Did it happen?',
    );
    const held = { ...plan, settled: 'held' as const, captureId: 9 };
    expect(shown({ reasons, outcome: { plans: [held] } })).toContain(
      '✓ Lunch yesterday\n[Add notes…] [Undo]',
    );
    const missed = shown({ reasons, outcome: { plans: [{ ...plan, settled: 'missed' }] } });
    expect(missed).toContain('Got it: no lunch yesterday.\n[Undo]\nTime to meet.');
    expect(missed).toContain('[Met] [Talked]');
  });

  test('turns into its outcome', () => {
    const contact = { captureId: 9, what: 'touchpoint', kind: 'call', word: null, on: today } as const;
    const talk: DigestReason = { ...due, clock: 'touch' };
    expect(shown({ reasons: [talk], outcome: { contact } })).toContain('✓ Talked today\n[Add notes…] [Undo]');
    expect(shown({ outcome: { contact } })).toContain(
      '✓ Talked today. An in-person meeting is still due.\n[Add',
    );
    expect(shown({ outcome: { contact: { ...contact, kind: 'visit' } } })).toContain('✓ Met today\n[Add');
    expect(shown({ outcome: { contact: { ...contact, what: 'attempt', kind: null } } })).toContain(
      '✓ Left a message today\n[Met] [Talked] [Undo]',
    );
    const attempt = { ...contact, what: 'attempt', kind: null } as const;
    const quoted = { lastSaid: 'Call after Easter.', saidOn: '2026-03-18' } as const;
    expect(shown({ ...quoted, outcome: { contact: attempt } })).toContain(
      '✓ Left a message today. Mar 18: “Call after Easter.”\n',
    );
    const later = { factId: 2, kind: 'later', until: '2026-06-11' } as const;
    expect(shown({ outcome: { later } })).toContain(
      'Snoozed until Thu, Jun 11. The due date stays the same.\n[Undo]',
    );
  });

  test('from another day asks for which day a tap is', () => {
    const on = '2026-06-10';
    const text = shown({}, on);
    expect(text).toContain('One to reach on Tue, Jun 9.');
    expect(text).toContain('[Met]');
    expect(text).toContain('This is your list from Tue, Jun 9.');
    const tapped = { partnerId: 11, contact: 'met', listedOn: today } as const;
    const lines = [line(), line({ partnerId: 12, partner: { name: 'Dana Lee' } })];
    const asked = read(digest(lines, { today: on, tapped }));
    expect(asked).toContain('555-0117\nMet: today or yesterday?\n[Today] [Yesterday] [Neither]\n*Dana Lee*');
    expect(read(digest(lines, { today: '2026-06-12', tapped }))).toContain(
      'Met: today or Tue, Jun 9?\n[Today] [Tue, Jun 9]',
    );
  });
});

describe('a digest', () => {
  test('counts what did not fit', () => {
    const text = read(digest([line()], { more: 3 }));
    expect(text).toContain('+3 more in my Home tab');
  });

  test('puts counts and names on the lock screen, without markup, and nothing that was said or promised', () => {
    const reasons: DigestReason[] = [{ code: 'promise', id: 3, text: '', due: today }];
    const promises = [{ id: 3, text: 'workshop slides', due: today, state: 'open' as const }];
    const lines = [
      line({ partner: { name: 'Ann *Star* Bell' }, lastSaid: 'Was hiring a site manager.' }),
      line({ partnerId: 12, partner: { name: 'Dana Lee' }, reasons, outcome: { promises } }),
    ];
    const message = digest(lines);
    expect(message.text).toBe('2 to reach: Ann ∗Star∗ Bell (meet), Dana Lee (promise)');
    expect(read(message)).toContain(
      'Good morning, Priya. Two to reach.\n*Ann ∗Star∗ Bell* · Webb Builders · 555-0117\nTime to meet.',
    );
    expect(read(message)).toContain('“Was hiring a site manager.”');
    expect(digest(lines, { today: '2026-06-10' }).text).toBe(
      '2 to reach on Tue, Jun 9: Ann ∗Star∗ Bell (meet), Dana Lee (promise)',
    );
    expect(digest(lines, { note: 'Nothing changed.' }).text).toBe('Nothing changed.');
  });

  test('with nobody due says which dates there are, and is not lost for words without any', () => {
    const days = ['Dana Lee', 'Joan Ortiz', 'Bo Diaz', 'Cy Young', 'Di Fox'].map((name, index) => ({
      partnerId: index,
      name,
      phone: index === 0 ? '555-0142' : null,
      what: index === 1 ? ('anniversary' as const) : ('birthday' as const),
      monthDay: '06-09',
      on: today,
    }));
    const several = digest([], { days });
    expect(several.text).toBe(
      'No one due today. Dates to remember: Dana Lee, Joan Ortiz, Bo Diaz, Cy Young, Di Fox',
    );
    expect(read(several)).toBe(
      [
        'Good morning, Priya. No one’s due today, but there are dates to remember:',
        '🎂 Birthday: *Dana Lee*, today · 555-0142',
        '🎉 Business anniversary: *Joan Ortiz*, today',
        '🎂 Birthday: *Bo Diaz*, today',
        '+2 more dates',
      ].join('\n'),
    );
    const one = digest([], { days: days.slice(0, 1) });
    expect(one.text).toBe('No one due today. A date to remember: Dana Lee');
    expect(read(one)).toContain('but there is a date to remember:');
    expect(read(digest([]))).toBe('Good morning, Priya. No one’s left on this list.');
  });

  test('says what to do with a resting book', () => {
    expect(read(pickFive('Priya Patel'))).toContain('Pick five you’d like to have lunch with');
    expect(pickFive('Priya Patel').text).toBe('Pick five partners to see this month');
    expect(pickFive('Priya Patel').text).not.toContain('Priya');
  });
});

/** The worst case: the longest of everything, made of the characters that grow most when escaped. */
function worst(position: number): ShownLine {
  const long = '&<!channel>'.repeat(300).slice(0, 3000);
  const promises = [1, 2, 3].map((id) => ({
    id: position * 10 + id,
    text: long,
    due: '2026-06-01' as Day,
    state: 'open' as const,
  }));
  return line({
    partnerId: position,
    lastSaid: long,
    growing: long,
    reasons: [
      ...promises.map((each): DigestReason => ({ code: 'promise', id: each.id, text: '', due: each.due })),
      { code: 'plan', id: String(position), plannedOn: '2026-06-08', kind: 'meal' },
      { code: 'late', clock: 'face', due: '2026-05-29' },
    ],
    partner: { name: long, company: long, phone: long, faceWord: long, coveringFor: long },
    outcome: {
      promises,
      plans: [
        {
          id: position,
          kind: 'meal',
          word: long,
          plannedOn: '2026-06-08',
          at: null,
          settled: 'missed',
          captureId: null,
        },
      ],
    },
  });
}

describe('Slack’s limits', () => {
  test('hold for the worst digest', () => {
    const message = digest([1, 2, 3, 4, 5].map(worst), { more: 200, note: 'x'.repeat(300) });
    expect(checkMessageBlocks(message.blocks)).toEqual([]);
    expect(charactersIn(message.blocks)).toBeLessThan(12_000);
    expect(message.text.length).toBeLessThan(40_000);
    expect(JSON.stringify(message.blocks)).not.toContain('<!channel>');
    expect(message.text).not.toContain('<!channel>');
  });

  test('hold for a Home tab with two hundred lines, which says how many are left', () => {
    const lines = Array.from({ length: 200 }, (_, index) => worst(index + 1));
    const handled = Array.from({ length: 30 }, (_, index) => ({
      matter: 'promise' as const,
      partnerId: index,
      partnerName: 'x'.repeat(500),
      promiseId: index,
      text: 'y'.repeat(3000),
      due: today,
      state: 'done' as const,
    }));
    const ahead = Array.from({ length: 70 }, (_, index) => ({
      on: `2026-06-1${index % 7}` as Day,
      what: 'meet' as const,
      at: null,
      partnerName: '&'.repeat(200),
    })).sort((a, b) => (a.on < b.on ? -1 : 1));
    const view = home({
      member: aMember(1),
      weeks: Array.from({ length: 52 }, () => true),
      today,
      stamp: 'a',
      lines,
      handled,
      ahead,
      book: { active: 200, resting: 0 },
      note: 'No.',
    });
    expect(checkView(view)).toEqual([]);
    expect(view.blocks.length).toBeLessThanOrEqual(100);
    expect(JSON.stringify(view).length).toBeLessThan(250_000);
    expect(JSON.stringify(view)).toMatch(/\+1\d\d more/);
  });
});

describe('an empty Home tab says what to do next', () => {
  const empty = { member: aMember(1), weeks: [], today, stamp: 'a', lines: [], handled: [], ahead: [] };
  const text = (book: { active: number; resting: number }) => JSON.stringify(home({ ...empty, book }));

  test.each([
    [{ active: 0, resting: 0 }, 'You don’t have any partners yet. Send me five'],
    [{ active: 0, resting: 60 }, 'All 60 of your partners are resting. Pick five you’d like'],
    [{ active: 9, resting: 0 }, 'No one’s due today.'],
  ])('%o', (book, says) => {
    expect(text(book)).toContain(says);
  });

  test('also to a stranger, and to an invited person', () => {
    expect(JSON.stringify(strangersHome(false))).toContain('/rapport branch');
    expect(JSON.stringify(strangersHome(true))).toContain('I do');
    expect(checkView(strangersHome(true))).toEqual([]);
  });
});

describe('the value of a button', () => {
  test('survives a round trip', () => {
    expect(parsePress(pressValue(surface, 12, 11, 'two weeks'))).toEqual({
      surface,
      id: 12,
      partnerId: 11,
      choice: 'two weeks',
    });
    expect(parsePress(pressValue({ ...surface, nudgeId: null }, 12, 11))?.surface.nudgeId).toBeNull();
    expect(isLaterChoice('two weeks')).toBe(true);
    expect(isLaterChoice('never')).toBe(false);
  });

  test.each([
    undefined,
    '',
    '7',
    '7.2026-06-09.12',
    '7.2026-02-30.1.2',
    '7.2026-06-09.-1.2',
    'x.2026-06-09.1.2',
    '7.2026-06-09.1.2.a.b',
    '99999999999.2026-06-09.1.2',
  ])('is refused if malformed: %s', (value) => {
    expect(parsePress(value)).toBeNull();
  });
});

test('a brief says of a late promise that it was due', () => {
  const details: BriefDetails = {
    ...{
      kind: 'builder',
      phone: null,
      email: null,
      growing: null,
      birthday: null,
      due: null,
      last: null,
      said: null,
    },
    ...{ plan: null, feedback: [], ask: { ask: 'growing' } },
    promises: [{ text: 'slides.', dueOn: '2026-06-05', by: 'Priya Patel' }],
  };
  expect(detailLines(details, today)).toContain('Priya promised: slides, was due Fri, Jun 5');
  const due = { ...details, promises: [{ text: 'slides', dueOn: today, by: null }] };
  expect(detailLines(due, today)).toContain('You promised: slides, by today');
});
