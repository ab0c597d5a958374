import { readable } from 'slack-sandbox/readable';
import { expect, test } from 'vitest';
import { tick } from '../../src/schedule/engine/tick.ts';
import { defaultTiming } from '../../src/schedule/engine/timing.ts';
import { startRapport } from '../support/rapport.ts';

/** Partners whose names hold what Slack makes links, marks, mentions, and emoji of: all of it shows, and none of it works. */
const rapport = await startRapport({ env: { SLACK_MESSAGES_PER_MINUTE: '6000' } });
const { sandbox, context, channel } = rapport;
const priya = sandbox.as(rapport.priya);
const family = '👨‍👩‍👧‍👦';
const odd = 'evil.example/login *Bold* :tada: <!channel> #tampa';
const ids = await rapport.book(rapport.priya, [`Dana ${odd}`, `Marcus ${family.repeat(12)}`, 'Joan Ortiz']);
await context.db.query(`update branch set name = 'Tampa ' || $1`, [odd]);

interface Text {
  type: string;
  text: string;
  verbatim?: boolean;
  emoji?: boolean;
}

/** The texts that a message, view, or list of options shows. */
function textsIn(part: unknown): Text[] {
  if (typeof part === 'string' && /^[[{]/.test(part)) {
    try {
      return textsIn(JSON.parse(part));
    } catch {
      return [];
    }
  }
  if (typeof part !== 'object' || part === null) return [];
  const { type, text } = part as Partial<Text>;
  const isText = (type === 'mrkdwn' || type === 'plain_text') && typeof text === 'string';
  return [...(isText ? [part as Text] : []), ...Object.values(part).flatMap(textsIn)];
}

let seen = 0;
/** How many texts hold a name, in what the app sent since the last look. None of them makes Slack do anything. */
function inertNames(): number {
  const sent = sandbox.exchanges
    .slice(seen)
    .map(({ kind, payload, answer }) => (kind === 'api' || kind === 'response_url' ? payload : answer));
  seen = sandbox.exchanges.length;
  const texts = sent.flatMap(textsIn);
  const works = texts.filter(({ type, text, verbatim, emoji }) =>
    type === 'mrkdwn'
      ? verbatim !== true || /(?<![\p{L}\p{N}])\*Bold\*|:tada:|<!channel>/u.test(text)
      : text.includes(':tada:') && emoji !== false,
  );
  expect(works).toEqual([]);
  // Answers that one person sees are read by their blocks alone.
  const posted = [...sandbox.world.channels.values()].flatMap(({ messages }) => messages);
  const ours = posted.filter(({ bot_id }) => bot_id).map(({ text }) => text);
  expect(ours.filter((text) => /<http|<mailto|<!|<#|\*Bold\*|:tada:/.test(text))).toEqual([]);
  return texts.filter(({ text }) => text.includes('evil.example')).length;
}

test('a search finds them, and a form shows them', async () => {
  await priya.command('/touchpoint', '', channel);
  for (const typed of ['Dana', 'Marcus']) {
    const { options, error } = await priya.options(priya.view()!, 'partners', typed);
    expect([typed, error, options.length]).toEqual([typed, undefined, 2]);
  }
  await priya.submit(priya.view()!, {
    partners: Object.values(ids).map(String),
    how: 'call',
    note: `about ${odd}`,
  });
  await sandbox.until(() =>
    priya.messages(channel).some((message) => readable(message).includes('✓ Talked with')),
  );
  expect(inertNames()).toBeGreaterThan(2);
});

test('a card, a list, Home, and an answer to a message show them', async () => {
  await priya.command('/partner', 'Dana', channel);
  expect(readable(priya.view()!)).toContain('evil.example/login');
  await priya.closeView();
  expect(readable((await priya.openHome())!)).toContain('evil.example/login');
  await priya.dm('called Dana');
  await sandbox.until(() => readable(priya.messages().at(-1)!).includes('evil.example/login'));
  await priya.command('/rapport', 'digest', channel);
  expect(inertNames()).toBeGreaterThan(4);
});

test('the branch’s channel and the morning’s list show them', async () => {
  for (const instant of ['2026-06-15T12:01:00Z', '2026-06-15T13:01:00Z', '2026-06-16T12:01:00Z']) {
    sandbox.clock.moveTo(instant);
    await tick(context, context.now(), { ...defaultTiming, channelGapMs: 0 });
  }
  expect(readable(sandbox.readMessages(channel).at(-1)!)).toContain('evil.example/login');
  expect(readable(priya.messages().at(-1)!)).toContain('evil.example/login');
  expect(inertNames()).toBeGreaterThan(2);
});
