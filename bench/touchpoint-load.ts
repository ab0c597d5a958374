import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import autocannon from 'autocannon';
import type { SignedRequest } from './signed-request.ts';

/** Enough to keep one process of Node busy. */
const connections = 16;

/** Sends requests as fast as the app takes them, until `amount` are answered. */
export async function flood(
  url: string,
  next: () => SignedRequest,
  amount: number,
): Promise<{ perSecond: number; saved: number }> {
  let saved = 0;
  let last = 0;
  const onResponse = (status: number, body: string): void => {
    if (saysSaved(status, body)) saved++;
    last = performance.now();
  };
  const began = performance.now();
  await autocannon({ url, connections, amount, requests: [{ setupRequest: next, onResponse }] });
  return { perSecond: (amount / (last - began)) * 1000, saved };
}

/** An answer, and how long it took from the request's first byte to its own last. */
export interface Answered {
  saved: boolean;
  ms: number;
}

/**
 * Sends requests at even intervals, answered or not, as people do. (autocannon, given a rate, sends a second's requests in
 * one burst at the start of the second.)
 */
export async function pace(
  url: string,
  next: () => SignedRequest,
  { perSecond, amount }: { perSecond: number; amount: number },
): Promise<Answered[]> {
  const agent = new Agent({ keepAlive: true });
  const began = performance.now();
  const answers: Promise<Answered>[] = [];
  for (let nr = 0; nr < amount; nr++) {
    await sleep(Math.max(0, began + (nr * 1000) / perSecond - performance.now()));
    answers.push(send(url, next(), agent));
  }
  const all = await Promise.all(answers);
  agent.destroy();
  return all;
}

async function send(url: string, { body, ...how }: SignedRequest, agent: Agent): Promise<Answered> {
  const began = performance.now();
  const sending = request(url, { ...how, agent });
  sending.end(body);
  try {
    const [response] = (await once(sending, 'response')) as [IncomingMessage];
    const answer = await text(response);
    return { saved: saysSaved(response.statusCode, answer), ms: performance.now() - began };
  } catch {
    // An app that is overloaded may hang up: nothing was saved, as far as Slack can tell.
    return { saved: false, ms: performance.now() - began };
  }
}

/** A saved capture offers Undo. Status alone says nothing: Slack wants 200 for failures, too. */
const saysSaved = (status: number | undefined, body: string): boolean =>
  status === 200 && body.includes('"Undo"');
