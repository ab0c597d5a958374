import type { KnownBlock } from '@slack/types';
import type { Member } from '../../domain/members/member.ts';
import { cut, type Message, plain, plainMessage } from '../../messages/blocks.ts';
import { filesBusy } from '../../messages/files.ts';
import {
  chooseFirst,
  type FirstChosen,
  firstBlock,
  firstChosenMessage,
  importAfterActions,
  importUndone,
  undoAtWork,
  undoRefused,
  undoStopped,
} from '../../messages/partners/import-after.ts';
import { refusedBranch } from '../../messages/refusals.ts';
import { findFirstChosen, loadFirstDue, searchFirstToSee } from '../../store/partners/first-to-see.ts';
import { setTier } from '../../store/partners/relationship-changes.ts';
import { type ImportUndo, undoImport } from '../../store/touchpoints/undo-import.ts';
import { respond } from '../bolt/answers.ts';
import type { EdgeContext } from '../bolt/deadline.ts';
import { defineAction, type Press } from '../bolt/define-action.ts';
import { defineSearch } from '../bolt/define-search.ts';
import { readOptions } from '../bolt/fields.ts';
import { idValue, readId, textValue } from '../bolt/schemas.ts';
import { TurnRefused } from '../bolt/turns.ts';

/** Time between two updates of the progress message. Slack accepts about one a second. Milliseconds. */
const progressMs = 1500;

/** The partners of the import under whose result the menu stands. */
const firstSearch = defineSearch({
  id: importAfterActions.search,
  may: () => true,
  async find({ context, member, typed, blockId }) {
    const importId = readId(blockId.split('.').at(-1));
    const found = await searchFirstToSee(context.db, importId, member.id, typed);
    const options = found.map(({ relationshipId, name, company }) => ({
      text: plain(cut(company ? `${name} · ${company}` : name, 75)),
      value: String(relationshipId),
    }));
    return [{ label: 'Added by this import', options }];
  },
});

/** Slack tells of each choice in the menu; it is read when the button is pressed. */
const firstChoice = defineAction({
  id: importAfterActions.search,
  may: 'member',
  value: textValue,
  press: async () => undefined,
});

/** [Make them core] */
const coreButton = defineAction({
  id: importAfterActions.core,
  may: 'member',
  value: idValue,
  async press(press) {
    const { context, value: importId, values, responseUrl } = press;
    const ids = values
      ? readOptions(values, firstBlock(importId), importAfterActions.search).map(readId)
      : [];
    if (ids.length === 0)
      return async () => void (responseUrl && (await respond(responseUrl, false, plainMessage(chooseFirst))));
    const chosen = await makeCore(press, importId, ids);
    const message = shownBy(press);
    return async () => {
      if (message) await update(context, press, firstChosenMessage(message, importId, chosen));
    };
  },
});

/** Moves the chosen ones to core, each like the form of a tier does. */
async function makeCore(
  { context, member, today, now }: Pick<Press<'member', number>, 'context' | 'member' | 'today' | 'now'>,
  importId: number,
  ids: readonly number[],
): Promise<FirstChosen> {
  const chosen = await findFirstChosen(context.db, importId, member.id, ids);
  const core: typeof chosen = [];
  const full: FirstChosen['full'] = { names: [], cap: 0 };
  for (const one of chosen) {
    const { partnerId, relationshipId } = one;
    const change = { partnerId, relationshipId, tier: 'core' as const };
    const changed = await setTier(context.db, member, change, { today, now });
    if (changed.how === 'done' || changed.how === 'same') core.push(one);
    if (changed.how !== 'full') continue;
    full.names.push(one.name);
    full.cap = changed.cap;
  }
  const firstDue = await loadFirstDue(
    context.db,
    core.map((one) => one.relationshipId),
  );
  return { core: core.map((one) => one.name), firstDue, full, today };
}

/** [Undo import] */
const undoButton = defineAction({
  id: importAfterActions.undo,
  may: 'member',
  value: idValue,
  async press(press) {
    const { context, member, value: importId, responseUrl } = press;
    const { imports } = context.files;
    const say = async (text: string) =>
      void (responseUrl && (await respond(responseUrl, false, plainMessage(text))));
    const busy = imports.refusal(member.id);
    if (busy) return () => say(filesBusy(busy));
    return async () => {
      try {
        const outcome = await imports.run(member.id, () => undo(context, member, importId, press));
        if (outcome.how === 'done') await update(context, press, importUndone(outcome.undone));
        else await say(refusalOf(outcome));
      } catch (error) {
        if (error instanceof TurnRefused) return say(filesBusy(error.why));
        context.log.warn({ error, importId }, 'an undo of an import stopped');
        await update(context, press, undoStopped(importId));
      }
    };
  },
});

/** Shows how far it is, but nothing of an undo that is refused. */
async function undo(
  context: EdgeContext,
  member: Member,
  importId: number,
  place: Place,
): Promise<ImportUndo> {
  let shownAt = 0;
  return undoImport(context.unboundDb, importId, member, context.now(), async (done, of) => {
    if (done === of || Date.now() - shownAt <= progressMs) return;
    shownAt = Date.now();
    await update(context, place, undoAtWork(done, of));
  });
}

function refusalOf(outcome: Exclude<ImportUndo, { how: 'done' }>): string {
  switch (outcome.how) {
    case 'too late':
      return undoRefused.tooLate;
    case 'refused':
      return refusedBranch(outcome.action);
    case 'gone':
    case 'not theirs':
      return undoRefused.notTheirs;
  }
}

type Place = Pick<Press<'member', number>, 'message' | 'channelId'>;

function shownBy({ message }: Place): Message | null {
  return message ? { text: message.text ?? '', blocks: (message.blocks ?? []) as KnownBlock[] } : null;
}

/** What was done is saved already. A message that cannot be drawn again is no reason to say otherwise. */
async function update(
  context: EdgeContext,
  { message, channelId: channel }: Place,
  { text, blocks }: Message,
): Promise<void> {
  if (!message || !channel) return;
  await context.slack.chat
    .update({ channel, ts: message.ts, text, blocks })
    .catch((error) => context.log.warn({ error }, 'the result of an import could not be drawn again'));
}

export const importAfterButtons = [firstSearch, firstChoice, coreButton, undoButton];
