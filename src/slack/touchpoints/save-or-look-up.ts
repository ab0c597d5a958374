import type { Context } from '../../context.ts';
import { CommitUnknown, isDatabaseAway } from '../../store/db/database.ts';
import {
  type CaptureOutcome,
  findCapture,
  type NewCapture,
  saveCapture,
} from '../../store/touchpoints/captures.ts';

/** Saves the capture. If the answer to the commit is lost, looks the request up within the same deadline. */
export async function saveOrLookUp(context: Context, capture: NewCapture): Promise<CaptureOutcome> {
  try {
    return await saveCapture(context.db, capture);
  } catch (error) {
    if (!(error instanceof CommitUnknown)) throw error;
    const saved = await findCapture(context.db, capture.requestKey).catch(() => {
      throw error;
    });
    if (saved) return { how: 'saved', capture: saved };
    // Not there: lost, or still on its way. Saving again is safe, because the second save waits for the first and finds
    // its key. If the second save fails too, the first may still arrive: "nothing was saved" would not be certain.
    return saveCapture(context.db, capture).catch((second) => {
      throw isDatabaseAway(second) ? error : second;
    });
  }
}
