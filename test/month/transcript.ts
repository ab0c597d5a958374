import { setTimeout as sleep } from 'node:timers/promises';
import type { Exchange, Sandbox } from 'slack-sandbox';
import { type Readable, readable } from 'slack-sandbox/readable';

export interface Transcript {
  /** A heading, like a day. */
  heading(text: string): void;
  /** Does what somebody does, waits until all that follows from it is over, and prints both. */
  deed(what: string, act: () => Promise<unknown>): Promise<void>;
  /** Waits until nothing is under way, and prints what was said. */
  settle(): Promise<void>;
  /** A line that the app logged. */
  logged(line: string): void;
  /** How much there was. */
  sum(): string;
}

/**
 * Nothing is under way when in so many turns of the event loop nothing waited for an answer and nothing was said. Turns, not
 * time: on a busy machine both the app and this take longer.
 */
const quietTurns = 12;
const turnMs = 3;

/** Prints what passes between Slack and the app, as people would read it. */
export function startTranscript(sandbox: Sandbox, underWay: () => number): Transcript {
  const { clean, places } = startNaming(sandbox);
  const homes = new Map<string, string>();
  const logs: string[] = [];
  const counts = { deeds: 0, exchanges: 0, logs: 0 };
  let printed = sandbox.exchanges.at(-1)?.id ?? 0;

  const print = (text: string) => console.log(clean(text));

  /** Waits until nothing is under way; what was said meanwhile. */
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
    // What runs side by side comes in any order; what is said in one place keeps its own.
    const placed = fresh.map((exchange) => ({ exchange, key: places.of(exchange) }));
    const inOrder = placed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
    return [
      ...inOrder.flatMap(({ exchange }) => tell(exchange)),
      ...logs.splice(0).map((line) => `! logged: ${line}`),
    ].map((line) => indent(indent(line)));
  }

  function tell(exchange: Exchange): string[] {
    const { kind, name, answer, status, failure } = exchange;
    const payload = unpacked(exchange.payload);
    // Slack tells the app of its own messages, too.
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
      // A wake-up in which nothing was said is not worth a line.
      if (what !== 'wake' || lines.length > 0) print(`\n${at} ${what}`);
      for (const line of lines) print(line);
    },
    logged(line) {
      const { msg, error } = JSON.parse(line) as { msg: string; error?: { type?: string } };
      counts.logs += 1;
      logs.push(error ? `${msg} (${error.type})` : msg);
    },
    sum: () => `${counts.deeds} deeds, ${counts.exchanges} exchanges, ${counts.logs} lines logged`,
  };
}

interface Shown extends Readable {
  metadata?: { event_type?: string };
  thread_ts?: string;
  filename?: string;
}

/** A message: what a notification says, then what is seen. */
function shown(message: Shown): string[] {
  const lines: string[] = [];
  if (message.text) lines.push(indent(`text: ${message.text}`));
  if (message.blocks) lines.push(indent(shownOf({ blocks: message.blocks })));
  if (message.metadata) lines.push(indent(`metadata: ${message.metadata.event_type}`));
  if (message.filename) lines.push(indent(`file: ${message.filename}`));
  return lines;
}

/** As a person reads it, and what Slack asks before it lets something happen. */
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

/** Forms carry JSON in their fields. */
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

/** Puts names in the place of ids, and marks in the place of times and of what is drawn by chance. */
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
