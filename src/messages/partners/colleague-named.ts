import { askActions, screenButton } from '../asking/ask-controls.ts';
import { actions, type Message, quoted, section, spoken } from '../blocks.ts';
import { firstNames } from '../names.ts';

const namesMax = 4;

interface Named {
  id: number;
  name: string;
  branchName: string;
  /** The asker. */
  isSelf: boolean;
  /** Of the asker's branch. */
  isNear: boolean;
  /** The asker sees their list. */
  isSeen: boolean;
}

/** "*Priya Patel* is on your team in Tampa." A colleague is no partner to add. */
export function colleaguesNamed(all: readonly Named[]): Message {
  const shown = all.slice(0, namesMax);
  const names = firstNames(shown.map(({ name }) => name));
  const lines = shown.map(({ name, branchName, isSelf, isNear }) => {
    const who = `*${quoted(name, 60)}*`;
    const branch = quoted(branchName, 60);
    if (isSelf) return `${who} is you.`;
    return isNear ? `${who} is on your team in ${branch}.` : `${who} works in ${branch}.`;
  });
  const buttons = shown
    .filter(({ isSelf, isSeen }) => isSeen && !isSelf)
    .map(({ id, name }, at) => ({
      ...screenButton(`Open ${names.get(name)}’s list`, { at: 'person', memberId: id }),
      action_id: `${askActions.screen}.${at}`,
    }));
  return {
    text: spoken(lines[0] ?? ''),
    blocks: [section(lines.join('\n')), ...(buttons.length > 0 ? [actions(buttons)] : [])],
  };
}

/** A branch whose people the asker sees. */
export function branchNamed(id: number, name: string): Message {
  const text = `*${quoted(name, 60)}* is a branch.`;
  return {
    text: spoken(text),
    blocks: [section(text), actions([screenButton(`Open ${name}`, { at: 'branch', branchId: id })])],
  };
}
