import { setTimeout as sleep } from 'node:timers/promises';
import type { Exchange, Sandbox } from 'slack-sandbox';
import { type Readable, readable } from 'slack-sandbox/readable';
import { repeatedControls } from '../texts/controls.ts';

export interface Transcript {
  /** Prints a heading, such as the day. */
  heading(text: string): void;
  /** Runs `act`, waits until all its consequences have settled, and prints `what` and the exchanges. */
  deed(what: string, act: () => Promise<unknown>): Promise<void>;
  /** Waits until no work is in progress, and prints the exchanges. */
  settle(): Promise<void>;
  /** Records a line that the app logged. */
  logged(line: string): void;
  /** Number of requests that the app failed at, calls that Slack refused, and errors it logged. */
  failures(): number;
  /** Summary of the counts. */
  sum(): string;
}

/**
 * Work has settled after this many turns of the event loop without a pending answer or a new exchange. Turns, not time:
 * on a busy machine both the app and this loop take longer.
 */
const quietTurns = 12;
const turnMs = 3;

/** Prints the exchanges between Slack and the app as people would read them. */
export function startTranscript(sandbox: Sandbox, underWay: () => number): Transcript {
  const { clean, places } = startNaming(sandbox);
  const homes = new Map<string, string>();
  const logs: string[] = [];
  const counts = { deeds: 0, exchanges: 0, logs: 0, failures: 0, repeats: 0 };
  let printed = sandbox.exchanges.at(-1)?.id ?? 0;

  const print = (text: string) => console.log(clean(text));

  /** Waits until no work is in progress. Returns the new exchanges and log lines. */
  async function collect(): Promise<string[]> {
    let seen = sandbox.exchanges.at(-1)?.id;
    for (let quiet = 0; quiet < quietTurns; quiet++) {
      await sleep(turnMs);
      const last = sandbox.exchanges.at(-1)?.id;
      if (last !== seen || underWay() > 0) quiet = 0;
      seen = last;
    }
    const fresh = sandbox.exchanges.filter(({ id }) => id > printed);
    printed = fresh.at(-1)?.id ?? printed;
    counts.exchanges += fresh.length;
    // Concurrent exchanges come in any order. Sort them by place, and keep the order within a place.
    const placed = fresh.map((exchange) => ({
      exchange,
      key: `${places.of(exchange)} ${textPosted(exchange)}`,
    }));
    const inOrder = placed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
    return [
      ...inOrder.flatMap(({ exchange }) => tell(exchange)),
      ...logs.splice(0).map((line) => `! logged: ${line}`),
    ].map((line) => indent(indent(line)));
  }

  function tell(exchange: Exchange): string[] {
    const { kind, name, answer, status, failure } = exchange;
    const payload = unpacked(exchange.payload);
    const isRefused = (answer as { ok?: boolean } | undefined)?.ok === false;
    if (failure || isRefused || (status ?? 0) >= 400) counts.failures += 1;
    const { view = payload } = payload as { view?: { blocks?: unknown[] } };
    counts.repeats += repeatedControls((view as { blocks?: unknown[] }).blocks ?? []).length;
    // Skip events about the app's own messages.
    if (name === 'message' && status === 200 && 'bot_id' in ((payload.event ?? {}) as object)) return [];
    const said = (answer ?? {}) as Record<string, unknown>;
    if (kind === 'api') {
      const where = places.in(payload);
      const head = `< ${name}${where && ` ${where}`}${said.ok === false ? ` REFUSED ${said.error}` : ''}`;
      if (name === 'views.publish') {
        const home = shownOf(payload.view as Readable);
        const isSame = homes.get(where) === home;
        homes.set(where, home);
        return [`${head}${isSame ? ' (unchanged)' : ''}`, ...(isSame ? [] : [indent(home)])];
      }
      if (payload.view) return [head, indent(shownOf(payload.view as Readable))];
      return [head, ...shown(payload as Shown)];
    }
    if (kind === 'response_url')
      return [
        `< response_url of ${name.includes('command') ? 'the command' : 'what was pressed'}`,
        ...shown(payload as Shown),
      ];
    const head = `> ${name}: ${status ?? 'no answer'}${failure ? ` ${failure}` : ''}`;
    if (kind === 'options') return [head, indent(optionsIn(said).join('\n'))];
    if (said.view) return [`${head} ${said.response_action}`, indent(shownOf(said.view as Readable))];
    if (said.errors) return [`${head} ${said.response_action}`, indent(JSON.stringify(said.errors, null, 1))];
    return [head, ...shown(said as Shown)];
  }

  return {
    heading: (text) => console.log(`\n\n==== ${text} ====`),
    async settle() {
      for (const line of await collect()) print(line);
    },
    async deed(what, act) {
      counts.deeds += 1;
      const at = new Intl.DateTimeFormat('en-GB', {
        timeStyle: 'short',
        timeZone: 'America/New_York',
      }).format(sandbox.clock.now());
      try {
        await act();
      } catch (error) {
        logs.push(`(not possible: ${(error as Error).message.split('\n')[0]})`);
      }
      const lines = await collect();
      // Skip wake-ups without exchanges.
      if (what !== 'wake' || lines.length > 0) print(`\n${at} ${what}`);
      for (const line of lines) print(line);
    },
    logged(line) {
      const { msg, error, level } = JSON.parse(line) as {
        msg: string;
        level: number;
        error?: { type?: string };
      };
      counts.logs += 1;
      if (level >= 50) counts.failures += 1;
      logs.push(error ? `${msg} (${error.type})` : msg);
    },
    failures: () => counts.failures,
    sum: () =>
      `${counts.deeds} deeds, ${counts.exchanges} exchanges, ${counts.logs} lines logged, ${counts.failures} failures, ${counts.repeats} controls that stand twice without a name`,
  };
}

/** Several posts to one place at one wake-up come in any order. */
const textPosted = ({ kind, name, payload }: Exchange): string =>
  kind === 'api' && name === 'chat.postMessage' ? String((payload as Shown).text ?? '') : '';

interface Shown extends Readable {
  metadata?: { event_type?: string };
  thread_ts?: string;
  filename?: string;
}

/** A message's lines: notification text first, then blocks, metadata, and file. */
function shown(message: Shown): string[] {
  const lines: string[] = [];
  if (message.text) lines.push(indent(`text: ${message.text}`));
  if (message.blocks) lines.push(indent(shownOf({ blocks: message.blocks })));
  if (message.metadata) lines.push(indent(`metadata: ${message.metadata.event_type}`));
  if (message.filename) lines.push(indent(`file: ${message.filename}`));
  return lines;
}

/** The text as a person reads it, followed by the confirmation dialogs. */
function shownOf(seen: Readable): string {
  const asked = new Set<string>();
  JSON.stringify(seen, (key, value) => {
    if (key === 'confirm' && value?.title) asked.add(`? ${value.title?.text}: ${value.text.text}`);
    return value;
  });
  return [readable(seen), ...asked].join('\n');
}

function optionsIn(body: Record<string, unknown>): string[] {
  const options = (list: unknown) =>
    ((list ?? []) as { text: { text: string }; description?: { text: string } }[]).map(
      ({ text, description }) => `- ${text.text}${description ? ` (${description.text})` : ''}`,
    );
  const groups = (body.option_groups ?? []) as { label: { text: string }; options: unknown }[];
  return [
    ...options(body.options),
    ...groups.flatMap((group) => [group.label.text, ...options(group.options)]),
  ];
}

/** Parses fields that hold JSON, as in form-encoded requests. */
function unpacked(payload: unknown): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries((payload ?? {}) as Record<string, unknown>).map(([key, value]) => {
      if (typeof value !== 'string' || !/^[[{]/.test(value)) return [key, value];
      try {
        return [key, JSON.parse(value)];
      } catch {
        return [key, value];
      }
    }),
  );
}

const indent = (text: string): string => text.replace(/^(?=.)/gm, '  ');

/** Replaces ids with names, and times and random values with placeholders. */
function startNaming({ world, url }: Sandbox) {
  const nameOf = (id: string): string | undefined => {
    const user = world.users.get(id);
    if (user) return `@${user.name}`;
    const channel = world.channels.get(id);
    if (!channel) return undefined;
    if (channel.kind !== 'im') return `#${channel.name}`;
    const other = [...channel.members].find((member) => member !== world.identity.botUserId);
    return `@${world.users.get(other ?? '')?.name ?? id}`;
  };
  const clean = (text: string) =>
    text
      .replace(
        /<?[@#]?\b([UCDTABFV]0SBX[0-9A-Z]{5,})\b>?/g,
        (_whole, id: string) => nameOf(id) ?? `(${id[0]}…)`,
      )
      .replaceAll(url, '(slack)')
      .replace(/\b\d{10}\.\d{6}\b|\bp\d{16}\b/g, '(ts)')
      .replace(/\b[0-9a-f]{8}-[0-9a-f-]{27}\b/g, '(uuid)')
      .replace(/\b(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{8}\b/g, '(reference)');
  const placeIn = (payload: Record<string, unknown>): string => {
    const id = payload.channel ?? payload.user_id ?? payload.user ?? payload.users ?? payload.channel_id;
    return typeof id === 'string' ? (nameOf(id) ?? id) : '';
  };
  return {
    clean,
    places: {
      in: placeIn,
      of: (exchange: Exchange): string => {
        const isToApp = exchange.kind !== 'api' && exchange.kind !== 'response_url';
        return isToApp
          ? ''
          : `${exchange.name.startsWith('views.') ? 'v' : 'c'}${placeIn(unpacked(exchange.payload))}`;
      },
    },
  };
}
