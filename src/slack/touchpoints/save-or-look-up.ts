import type { Context } from '../../context.ts';
import { CommitUnknown, isDatabaseAway } from '../../store/db/database.ts';
import {
  type CaptureOutcome,
  findCapture,
  type NewCapture,
  saveCapture,
} from '../../store/touchpoints/captures.ts';

/** What the first capture brings comes after the answer to it. Milliseconds. */
const afterAnswerMs = 1_500;

/** Saves the capture. If the answer to the commit is lost, looks the request up within the same deadline. */
export async function saveOrLookUp(context: Context, capture: NewCapture): Promise<CaptureOutcome> {
  const outcome = await saveOrFind<CaptureOutcome>(
    () => saveCapture(context.db, capture),
    async () => {
      const saved = await findCapture(context.db, capture.requestKey);
      return saved && { how: 'saved', capture: saved };
    },
  );
  if (outcome.isFirst) setTimeout(() => context.soon.deliver?.(), afterAnswerMs).unref();
  return outcome;
}

/** Saves; if the answer to the commit is lost, finds what the request saved. */
export async function saveOrFind<Outcome>(
  save: () => Promise<Outcome>,
  find: () => Promise<Outcome | null>,
): Promise<Outcome> {
  try {
    return await save();
  } catch (error) {
    if (!(error instanceof CommitUnknown)) throw error;
    const saved = await find().catch(() => {
      throw error;
    });
    if (saved) return saved;
    // Not there: lost, or still on its way. Saving again is safe, because the second save waits for the first and finds
    // its key. If the second save fails too, the first may still arrive: "nothing was saved" would not be certain.
    return save().catch((second) => {
      throw isDatabaseAway(second) ? error : second;
    });
  }
}
