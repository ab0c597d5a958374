import type { Actor } from 'slack-sandbox';
import { expect, vi } from 'vitest';
import type { HomeScreen } from '../../src/messages/home/home-screen.ts';

/** The labels and values of the menu on top of someone's Home. */
export function homeSections(who: Actor): { label: string; value: string }[] {
  const row = who.home()?.definition.blocks.find(({ block_id }) => block_id?.startsWith('nav.'));
  return (row?.elements?.[0]?.options ?? []).map(({ text, value }) => ({
    label: text.text,
    value: value ?? '',
  }));
}

/** Chooses a section in that menu, and waits for the Home that is published then. */
export async function showSection(who: Actor, at: HomeScreen['at'] | 'settings'): Promise<void> {
  const found = homeSections(who).find(({ value }) => value === at || value.includes(`"at":"${at}"`));
  if (!found) throw new Error(`${at} is not in the menu of Home`);
  const view = who.home()!;
  const { hash } = view;
  await who.press({ view, actionId: 'home.show', value: found.value });
  await vi.waitFor(() => expect(who.home()?.hash).not.toBe(hash));
}
