import { count, listOf, number, plural } from '../../domain/format.ts';
import type { GoneReason } from '../../domain/members/slack-user.ts';
import { actions, button, capitalize, type Message, quoted, section, spoken } from '../blocks.ts';
import { fewNames, firstNames } from '../names.ts';

/** The buttons under the question who takes over; each carries the id of who is gone. `slack/members/orphans.buttons.ts` answers them. */
export const orphanActions = { accept: 'orphans.accept', choose: 'orphans.choose' } as const;

interface Proposed {
  orphan: { name: string };
  taker: { id: number; name: string };
  because: string;
}

const namesMax = 6;

/** Why Rapport stopped for someone. `who` is escaped. */
export const goneWords = (who: string, gone: GoneReason): string =>
  gone === 'guest'
    ? `${who} is a guest in Slack now, so I’ve stopped working with them.`
    : `${who}’s Slack account was deactivated.`;

/** "*Kim Roe* no longer works with partners. 12 partners need an owner. I suggest: *Sam Cole*: Dana Lee (Sam met them last)" */
export function orphansQuestion(
  gone: { id: number; name: string; gone: GoneReason | null; promises?: number },
  partners: number,
  proposal: readonly Proposed[],
): Message {
  const who = quoted(gone.name, 60);
  const why = gone.gone ? goneWords(`*${who}*`, gone.gone) : `*${who}* no longer works with partners.`;
  const needs = count(partners, 'partner needs an owner', 'partners need an owner');
  const open =
    gone.promises && gone.promises > 0
      ? ` ${count(gone.promises, 'promise')} ${plural(gone.promises, 'is', 'are')} still open.`
      : '';
  const head = `${why} ${needs}.${open}`;
  const lines = proposalLines(proposal);
  const text =
    lines.length > 0
      ? [`${head} I suggest:`, ...lines].join('\n')
      : `${head}\nNo one else in the branch uses Rapport yet. Once someone does, they can take over from each partner’s card.`;
  return {
    text: spoken(`${needs}: ${why}`),
    blocks: [
      section(text),
      ...(lines.length > 0
        ? [
            actions([
              button(orphanActions.accept, 'Hand over as suggested', String(gone.id), { style: 'primary' }),
              button(orphanActions.choose, 'Hand all over to one person…', String(gone.id)),
            ]),
          ]
        : []),
    ],
  };
}

function proposalLines(proposal: readonly Proposed[]): string[] {
  const takers = new Map<number, { name: string; met: string[]; room: string[] }>();
  for (const { orphan, taker, because } of proposal) {
    const one = takers.get(taker.id) ?? { name: taker.name, met: [], room: [] };
    (because === 'has room' ? one.room : one.met).push(orphan.name);
    takers.set(taker.id, one);
  }
  const called = firstNames([...takers.values()].map(({ name }) => name));
  return [...takers.values()].map(({ name, met, room }) => {
    const who = quoted(called.get(name) ?? name, 60);
    const because = [
      met.length > 0 && `${fewNames(met, namesMax)} (${who} met them last)`,
      room.length > 0 && `${fewNames(room, namesMax)} (${who} has room)`,
    ];
    return `• *${quoted(name, 60)}*: ${because.filter(Boolean).join('; ')}`;
  });
}

/** What became of it; in the place of the question. */
export function orphansAnswered(gone: string, { given, left }: { given: number; left: string[] }): Message {
  const whose = `${quoted(gone, 60)}’s partners`;
  const done = given > 0 ? `✓ Handed over ${number(given)} of ${whose}.` : null;
  if (left.length === 0) {
    const text = done ?? `Nothing changed: ${whose} already have an owner.`;
    return { text, blocks: [section(text)] };
  }
  const shown = left.slice(0, namesMax).map((name) => quoted(name, 40));
  const more = left.length - shown.length;
  const names = listOf(more > 0 ? [...shown, `${number(more)} more`] : shown);
  const full = `there was no room for ${names}. Find them in Home › My branch.`;
  const news = done ? `✓ Handed over ${count(given, 'partner')}` : 'No partners handed over';
  return {
    text: `${news}; ${number(left.length)} still ${plural(left.length, 'needs', 'need')} an owner`,
    blocks: [section(done ? `${done}\n${capitalize(full)}` : `Nothing changed: ${full}`)],
  };
}
