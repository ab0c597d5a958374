import type { World } from '../world.ts';
import { type Exchange, record } from './exchanges.ts';
import { signatureHeaders } from './sign.ts';
import { withTeams } from './teams.ts';

/** A request to the app about something that happened. */
export interface Delivery {
  kind: 'command' | 'interaction' | 'options' | 'event';
  /** The command, interaction type or event type, for the exchange log. */
  name: string;
  payload: Record<string, unknown>;
  /** Path of the request URL in the manifest. Undefined if a Socket Mode manifest has none. */
  path: string | undefined;
  retry?: { num: number; reason: string };
}

/** The app's answer. `failure` is absent if the app acknowledged in time with a 2xx status. */
export interface Answer {
  status?: number;
  /** Parsed if it was JSON. */
  body: unknown;
  ms: number;
  failure?: 'timeout' | 'unreachable' | 'status';
}

/**
 * Sends to the app: over Socket Mode if the app is connected or the manifest enables it, or else over HTTP. Waits for the
 * acknowledgment as long as Slack does (3 s). Never throws.
 */
export async function deliver(world: World, plain: Delivery): Promise<Answer> {
  const started = performance.now();
  const delivery = { ...plain, payload: withTeams(world, plain) };
  const outcome = await send(world, delivery);
  const answer: Answer = { ...outcome, ms: Math.round(performance.now() - started) };
  record(world, toExchange(delivery, answer));
  return answer;
}

function send(world: World, delivery: Delivery): Promise<Omit<Answer, 'ms'>> | Omit<Answer, 'ms'> {
  if (world.faults.isAway()) return { body: undefined, failure: 'unreachable' };
  // A removed app gets the events of its removal and nothing else.
  if (!world.installed && delivery.kind !== 'event') return { body: undefined, failure: 'unreachable' };
  const isInteractive = delivery.kind === 'interaction' || delivery.kind === 'options';
  if (isInteractive && !world.manifest.interactivity) return { body: undefined, failure: 'unreachable' };
  const overSocket = world.sockets.connected() || world.manifest.socketMode;
  return overSocket ? world.sockets.send(delivery) : post(world, delivery);
}

async function post(world: World, delivery: Delivery): Promise<Omit<Answer, 'ms'>> {
  if (world.appUrl === undefined || delivery.path === undefined)
    return { body: undefined, failure: 'unreachable' };
  const { body, contentType } = encode(delivery);
  // Signatures use real time: the app checks them against its own clock, whatever the business clock says.
  const headers: Record<string, string> = {
    'content-type': contentType,
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    accept: 'application/json,*/*',
    ...signatureHeaders(world.identity.signingSecret, body, Math.floor(Date.now() / 1000)),
  };
  if (delivery.retry) {
    headers['x-slack-retry-num'] = String(delivery.retry.num);
    headers['x-slack-retry-reason'] = delivery.retry.reason;
  }
  const deadline = AbortSignal.timeout(world.settings.ackTimeoutMs);
  try {
    const response = await fetch(new URL(delivery.path, world.appUrl), {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
      signal: AbortSignal.any([deadline, world.closing.signal]),
    });
    const text = await response.text();
    const parsed = parse(text, response.headers.get('content-type') ?? '');
    return response.ok
      ? { status: response.status, body: parsed }
      : { status: response.status, body: parsed, failure: 'status' };
  } catch {
    return { body: undefined, failure: deadline.aborted ? 'timeout' : 'unreachable' };
  }
}

function encode({ kind, payload }: Delivery): { body: string; contentType: string } {
  if (kind === 'event') return { body: JSON.stringify(payload), contentType: 'application/json' };
  const fields =
    kind === 'command' ? (payload as Record<string, string>) : { payload: JSON.stringify(payload) };
  return {
    body: new URLSearchParams(fields).toString(),
    contentType: 'application/x-www-form-urlencoded',
  };
}

function parse(text: string, contentType: string): unknown {
  if (text === '') return undefined;
  if (!contentType.includes('json')) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function toExchange(delivery: Delivery, answer: Answer): Omit<Exchange, 'id' | 'at'> {
  return {
    kind: delivery.kind,
    name: delivery.name,
    payload: delivery.payload,
    answer: answer.body,
    ms: answer.ms,
    ...(answer.status !== undefined && { status: answer.status }),
    ...(answer.failure && { failure: answer.failure }),
    ...(delivery.retry && { retryNum: delivery.retry.num }),
  };
}
