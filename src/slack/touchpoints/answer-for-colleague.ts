import { mayForMember, memberRolesOf } from '../../domain/access.ts';
import { matchColleagues, splitColleague, splitColleagueBehind } from '../../domain/members/for-colleague.ts';
import type { Member } from '../../domain/members/member.ts';
import type { PartnerName } from '../../domain/reading/read.ts';
import { type Message, plainMessage } from '../../messages/blocks.ts';
import { refusedForMember } from '../../messages/refusals.ts';
import { confirmation } from '../../messages/touchpoints/confirmation.ts';
import {
  loggedFor,
  unknownColleague,
  unsureFor,
  whichColleague,
} from '../../messages/touchpoints/logged-for.ts';
import { noContact } from '../../messages/touchpoints/sentence-answers.ts';
import { findNearbyColleagues } from '../../store/members/colleagues.ts';
import { findMemberWithBook } from '../../store/members/members.ts';
import { todayOf } from '../members/members.ts';
import { savePromised, savePromisedFor } from '../promises/save-promised.ts';
import type { Sentence } from './answer-sentence.ts';
import { saveOrLookUp } from './save-or-look-up.ts';
import { understandSentence } from './understand-sentence.ts';

/**
 * Answers "for Priya: coffee with Dana", told by her cover, her manager, or a lead: read with her book and her day, and saved
 * as hers. She is told, and can refuse it. Null for a sentence that begins otherwise.
 */
export async function answerForColleague(sentence: Sentence): Promise<Message[] | null> {
  const { context, member, said, now, source, requestKey } = sentence;
  const opens = splitColleague(said);
  const told = opens ?? splitColleagueBehind(said);
  if (!told) return null;
  const found = await findColleague(sentence, told.name, opens !== null);
  if (!found) return null;
  if ('message' in found) return [found.message];
  const { colleague, book } = found;
  const today = todayOf(context, colleague);
  const parts = await understandSentence(context, colleague, book, told.rest, today);
  // No draft keeps it: whoever finished it would log it as their own. So all of it is saved, or nothing.
  const open = parts.find(
    ({ reading, content, promised }) => !content && !promised && reading.what !== 'no contact',
  );
  if (open) return [unsureFor(colleague.name, open.reading, open.book, told.rest)];
  const isOwn = colleague.id === member.id;
  const answers: Message[] = [];
  for (const [index, { content, promised, said: words }] of parts.entries()) {
    const key = index === 0 ? requestKey : `${requestKey}:${index}`;
    if (promised) {
      const theirs = { ...sentence, member: colleague, today, requestKey: key };
      const saved = isOwn
        ? await savePromised(theirs, promised, words)
        : await savePromisedFor(theirs, promised, words, member);
      if (saved) answers.push(saved);
      continue;
    }
    if (!content) {
      answers.push(noContact());
      continue;
    }
    const capture = { requestKey: key, source, member: colleague, book, content, said: words, now };
    const outcome = await saveOrLookUp(context, isOwn ? capture : { ...capture, saidBy: member });
    const isAgain = outcome.how === 'same words';
    answers.push(
      isOwn && !isAgain
        ? confirmation(outcome.capture, today)
        : loggedFor(outcome.capture, colleague.name, today, isAgain),
    );
  }
  return answers;
}

/**
 * Finds the one colleague that the name means, with their book, if the member may log for them; or says why not. Null for a
 * partner's name: "for Dana: send the slides" is told for no one else. `isSure`: only a person can be meant.
 */
async function findColleague(
  { context, member, book }: Sentence,
  name: string,
  isSure: boolean,
): Promise<{ message: Message } | { colleague: Member; book: PartnerName[] } | null> {
  const nearby = await findNearbyColleagues(context.db, member, context.now());
  if (!isSure && matchColleagues(name, book).length > 0) return null;
  const [one, ...others] = matchColleagues(name, nearby);
  if (!one)
    return !isSure || matchColleagues(name, book).length > 0 ? null : { message: unknownColleague(name) };
  if (others.length > 0) return { message: whichColleague([one, ...others].map((person) => person.name)) };
  if (one.id !== member.id && !mayForMember(memberRolesOf(member, one), 'log for'))
    return { message: plainMessage(refusedForMember('log for')) };
  const known = await findMemberWithBook(context.db, one.slackUserId);
  return known ? { colleague: known.member, book: known.book } : { message: unknownColleague(name) };
}
