import type { Context } from '../../context.ts';
import type { Member } from '../../domain/member.ts';
import { countKeptWeeks } from '../../domain/rhythm.ts';
import { home, strangersHome } from '../../messages/home.ts';
import { countBook, loadAhead } from '../../store/digest-ahead.ts';
import { loadKeptWeeks } from '../../store/weeks.ts';
import { loadListNow, newStamp } from '../actions/digest-now.ts';

const aheadDays = 7;

/** Shows a member their Home tab as it is now. */
export async function publishHome(context: Context, member: Member, note?: string): Promise<void> {
  const { today, lines, rest, settled } = await loadListNow(context, member);
  const book = await countBook(context.db, member);
  const all = [...lines, ...rest];
  const listed = new Set(all.map(({ line }) => line.partnerId));
  const ahead = (await loadAhead(context.db, member, today, aheadDays)).filter(
    ({ partnerId }) => !listed.has(partnerId),
  );
  const view = home({
    today,
    stamp: newStamp(),
    lines: all,
    settled,
    ahead,
    book,
    weeks: countKeptWeeks(await loadKeptWeeks(context.db, member.id)),
    ...(note ? { note } : {}),
  });
  await context.slack.views.publish({ user_id: member.slackUserId, view });
}

/** For who is no member (yet): what this is, and what to do. */
export async function publishStrangersHome(
  context: Context,
  slackUserId: string,
  invited: boolean,
): Promise<void> {
  await context.slack.views.publish({ user_id: slackUserId, view: strangersHome(invited) });
}
