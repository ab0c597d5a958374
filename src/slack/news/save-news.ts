import type { Context } from '../../context.ts';
import { may, partnerRolesOf } from '../../domain/access.ts';
import type { Day } from '../../domain/days/day.ts';
import type { Member } from '../../domain/members/member.ts';
import { actionFor, type News, type OpenNews } from '../../domain/news/news.ts';
import type { PartnerName } from '../../domain/reading/read.ts';
import { type Message, plainMessage } from '../../messages/blocks.ts';
import { askAboutNews, newsSaved, noOpenAsk, sameAlready } from '../../messages/partners/news.ts';
import { noSuchPartner, refusedPartner } from '../../messages/refusals.ts';
import { loadTies } from '../../store/partners/card.ts';
import { type NewsRequest, saveNews as store } from '../../store/partners/news.ts';
import { saveOrFind } from '../touchpoints/save-or-look-up.ts';

export interface Telling extends NewsRequest {
  context: Context;
  member: Member;
  today: Day;
}

/** Saves each piece of news that the member has the right to tell, and returns what to say of it. */
export async function saveNews(telling: Telling, news: readonly News[]): Promise<Message[]> {
  const answers: Message[] = [];
  for (const [index, one] of news.entries())
    answers.push(await saveOne({ ...telling, requestKey: `${telling.requestKey}:news:${index}` }, one));
  return answers;
}

async function saveOne(telling: Telling, news: News): Promise<Message> {
  const { context, member, today, requestKey, source, said, now } = telling;
  const action = actionFor(news);
  const found = [];
  for (const id of news.partnerIds) {
    const ties = await loadTies(context.db, member, id, today);
    if (ties && may(partnerRolesOf(member, ties), 'see outline')) found.push(ties);
  }
  const allowed = found.filter((ties) => may(partnerRolesOf(member, ties), action));
  const [first] = allowed;
  if (!first) return plainMessage(found.length > 0 ? refusedPartner(action) : noSuchPartner);
  const partnerIds = [...new Set(allowed.map(({ partnerId }) => partnerId))];
  const save = () => store(context.db, { requestKey, source, member, said, now }, { ...news, partnerIds });
  // What was saved under the key is found by it: saving again is looking up.
  const saved = await saveOrFind(save, save);
  const partner = { id: first.partnerId, name: first.name };
  if (!saved) return plainMessage(noSuchPartner);
  if (saved.how === 'same') return sameAlready(partner);
  if (saved.how === 'no ask') return noOpenAsk(partner);
  return newsSaved(news, saved.told, today, saved.how === 'same words');
}

/** Asks what the words leave open. `keep` stores them, and returns the id of the draft. */
export async function askNews(
  open: OpenNews,
  book: readonly PartnerName[],
  keep: () => Promise<number>,
): Promise<Message> {
  const ids = open.open === 'who' ? open.ids : [open.partnerId];
  const people = ids.flatMap((id) => book.find((one) => one.id === id) ?? []).slice(0, choicesMax);
  const isAsked = open.open !== 'birthday' && open.open !== 'phone' && open.open !== 'no review yet';
  return askAboutNews(open, people, isAsked ? await keep() : 0);
}

/** Slack shows so many buttons in a row on a phone; with one for none of them. */
const choicesMax = 4;
