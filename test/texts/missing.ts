import path from 'node:path';
import { definitions } from '../../src/slack/register-listeners.ts';
import { findIn } from './find-in.ts';
import { forms } from './forms.ts';
import type { Sources } from './literals.ts';
import { textsIn } from './read.ts';
import { messages } from './texts.ts';

/** Functions that need not be shown by themselves, with the reason. */
const notByThemselves: Readonly<Record<string, string>> = {
  homeView: 'the frame of every screen of Home, each of which is shown',
};

/** Exported functions of src/messages that make a message or a screen, and are not shown. */
export async function missingFunctions({ functions }: Sources): Promise<string[]> {
  const made = new Set(messages.flatMap(({ surfaces }) => surfaces.map((surface) => surface.made)));
  const missing: string[] = [];
  for (const { file, name, returns } of functions) {
    if (!file.startsWith('src/messages/') || name in notByThemselves) continue;
    if (!/\b(?:Message|ModalView|HomeView)\b/.test(returns)) continue;
    const module = (await import(path.resolve(file))) as Record<string, unknown>;
    if (!made.has(module[name])) missing.push(`${file}: ${name}`);
  }
  return missing;
}

/** Forms that are registered, and not drawn. */
export function missingForms(): string[] {
  const drawn = new Set(forms.surfaces.map(({ made }) => made));
  return definitions.flatMap((one) => (one.kind === 'form' && !drawn.has(one.id) ? [one.id] : []));
}

/** Texts of src/messages that no sample shows: a branch of a function that changes the words, and is not there. */
export function missingTexts({ literals }: Sources): string[] {
  const isShown = findIn(messages.flatMap(({ surfaces }) => surfaces.flatMap(({ shown }) => textsIn(shown))));
  return literals
    .filter((one) => one.file.startsWith('src/messages/') && !one.isLog && !isShown(one))
    .map(({ where, owner, text }) => `${where} ${owner}: ${text}`);
}
