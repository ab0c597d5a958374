import type { Exchange } from '../../delivery/exchanges.ts';
import type { CommandOutcome } from '../../people/command.ts';
import type { Typed } from '../../people/inputs.ts';
import type { OptionsOutcome } from '../../people/options.ts';
import type { PressOutcome } from '../../people/press.ts';
import type { SubmitOutcome } from '../../people/submit.ts';
import type { Page } from '../scene.ts';

/** The message or view of an interactive element. */
export type Where = { message: Ref } | { view: { id: string } };
/** A message. */
export interface Ref {
  channel: string;
  ts: string;
}

/** The server refused, or is not there. The message can be shown to people. */
export class Failed extends Error {}

async function call<T>(path: string, body?: unknown): Promise<T> {
  let response: Response;
  try {
    response = await fetch(`/sandbox/${path}`, {
      ...(body !== undefined && {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
  } catch {
    throw new Failed('The local Slack is not responding.');
  }
  const answer = (await response.json().catch(() => ({}))) as T & { error?: string };
  if (!response.ok) throw new Failed(answer.error ?? `The local Slack responded with ${response.status}.`);
  return answer;
}

/** Everything one person can do. Each call is one deed (sandbox/docs/reference.md). */
export function actAs(user: string) {
  const as = <T>(deed: string, body: unknown = {}) => call<T>(`as/${user}/${deed}`, body);
  return {
    command: (name: string, text: string, channel: string) =>
      as<CommandOutcome>('command', { name, text, channel }),
    /** `files`: ids of uploads. */
    say: (channel: string, text: string, files: readonly string[] = []) =>
      as<unknown>('say', { channel, text, files }),
    reply: (thread: Ref, text: string, broadcast: boolean) =>
      as<unknown>('say', { channel: thread.channel, text, thread, broadcast }),
    edit: (message: Ref, text: string) => as<unknown>('edit', { message, text }),
    delete: (message: Ref) => as<unknown>('delete', { message }),
    press: (where: Where, press: { actionId: string; blockId?: string; value?: Typed }) =>
      as<PressOutcome>('press', { ...where, ...press }),
    type: (view: string, values: Record<string, Typed>) => as<unknown>('type', { view, values }),
    submit: (view: string, values: Record<string, Typed>) => as<SubmitOutcome>('submit', { view, values }),
    closeView: (all = false) => as<unknown>('close-view', { all }),
    /** `key` is `block_id/action_id`. */
    options: (where: Where, key: string, query: string) =>
      as<OptionsOutcome>('options', { ...where, key, query }),
    shortcut: (callbackId: string, message?: { channel: string; ts: string }) =>
      as<PressOutcome>('shortcut', { callbackId, ...(message && { message }) }),
    openHome: () => as<unknown>('home'),
    join: (channel: string) => as<unknown>('join', { channel }),
    read: (channel: string) => as<unknown>('read', { channel }),
    /** The newest page, or the one before a timestamp. */
    messages: (place: string, before?: string) =>
      call<Page>(`as/${user}/messages/${place}${before === undefined ? '' : `?before=${before}`}`),
    /** A thread, by the timestamp of its first message. */
    thread: (place: string, thread: string) => call<Page>(`as/${user}/messages/${place}?thread=${thread}`),
    /** Uploads to the workspace. Returns ids for a file input or a message. */
    async upload(files: readonly File[]): Promise<{ id: string; name: string }[]> {
      const form = new FormData();
      for (const file of files) form.append('files', file);
      const response = await fetch(`/sandbox/as/${user}/files`, {
        method: 'POST',
        body: form,
        headers: { 'x-sandbox': 'upload' },
      });
      if (!response.ok) throw new Failed('The file couldn’t be uploaded.');
      return (await response.json()) as { id: string; name: string }[];
    },
  };
}
export type Acting = ReturnType<typeof actAs>;

export type ClockStep = 'hour' | 'morning' | 'monday';
export const moveClock = (step: ClockStep, zone: string) => call<{ ms: number }>('clock', { step, zone });
export const exchangesSince = (id: number) => call<Exchange[]>(`exchanges?since=${id}`);
