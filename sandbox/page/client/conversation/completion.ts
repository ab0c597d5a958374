import type { Scene } from '../../scene.ts';

export interface Completion {
  /** The text that replaces the word being typed. */
  insert: string;
  label: string;
  hint: string;
}

/** Completions for the text before the caret: a slash command at the very beginning, or a person's @name. */
export function completionsFor(before: string, scene: Scene): Completion[] {
  if (/^\/\S*$/.test(before)) {
    return scene.app.commands
      .filter(({ command }) => command.startsWith(before.toLowerCase()))
      .map(({ command, description, usageHint }) => ({
        insert: `${command} `,
        label: usageHint ? `${command} ${usageHint}` : command,
        hint: description,
      }));
  }
  const name = /(?:^|\s)@([\w.-]*)$/.exec(before)?.[1];
  if (name === undefined) return [];
  const sought = name.toLowerCase();
  return scene.people
    .filter(
      (person) =>
        !person.deleted &&
        (person.name.startsWith(sought) || person.realName.toLowerCase().startsWith(sought)),
    )
    .slice(0, 8)
    .map((person) => ({ insert: `@${person.name} `, label: person.realName, hint: `@${person.name}` }));
}

/** Returns the text with the word before the caret replaced. */
export function complete(text: string, caret: number, { insert }: Completion): string {
  const before = text.slice(0, caret).replace(/\S*$/, '');
  return before + insert + text.slice(caret).replace(/^\s/, '');
}
