import { count } from '../../domain/format.ts';
import { actions, button, type Message, quoted, section, spoken } from '../blocks.ts';
import { fewNames } from '../names.ts';

/** The buttons under the question who takes over; each carries the id of who is gone. `slack/members/orphans.buttons.ts` answers them. */
export const orphanActions = { accept: 'orphans.accept', choose: 'orphans.choose' } as const;

interface Proposed {
  orphan: { name: string };
  taker: { id: number; name: string };
  because: string;
}

const namesMax = 6;

/** "Kim Roe is gone, and 12 partners have nobody. My proposal: *Sam Cole*: Dana Lee, Marcus Webb (met them last)" */
export function orphansQuestion(
  gone: { id: number; name: string; state: string },
  partners: number,
  proposal: readonly Proposed[],
): Message {
  const who = quoted(gone.name, 60);
  const why =
    gone.state === 'left' ? `*${who}* has left Slack` : `*${who}* does not work with partners any more`;
  const head = `${why}, and ${count(partners, 'partner has', 'partners have')} nobody who looks after them.`;
  const lines = proposalLines(proposal);
  const text =
    lines.length > 0
      ? [head, 'My proposal:', ...lines].join('\n')
      : `${head}\nNobody else of the branch uses Rapport yet; once somebody does, a partner’s card has “Look after them”.`;
  return {
    text: spoken(text),
    blocks: [
      section(text),
      ...(lines.length > 0
        ? [
            actions([
              button(orphanActions.accept, 'Hand over so', String(gone.id), { style: 'primary' }),
              button(orphanActions.choose, 'Choose one for all…', String(gone.id)),
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
  return [...takers.values()].map(({ name, met, room }) =>
    [
      `• *${quoted(name, 60)}*: `,
      [
        met.length > 0 && `${fewNames(met, namesMax)} (met them last)`,
        room.length > 0 && `${fewNames(room, namesMax)} (has room)`,
      ]
        .filter(Boolean)
        .join('; '),
    ].join(''),
  );
}

/** What became of it; in the place of the question. */
export function orphansAnswered(gone: string, { given, left }: { given: number; left: string[] }): Message {
  const rest =
    left.length > 0
      ? ` No room for ${fewNames(left, namesMax)}: their cards are in my Home tab, My branch.`
      : '';
  const text = `✓ ${count(given, 'partner')} of ${quoted(gone, 60)} ${given === 1 ? 'is' : 'are'} handed over.${rest}`;
  return { text, blocks: [section(text)] };
}
