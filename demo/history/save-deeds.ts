import type { Member } from '../../src/domain/members/member.ts';
import { mealPaidBy, type SpendStatement } from '../../src/domain/record/spend.ts';
import type { CaptureContent } from '../../src/domain/touchpoints/capture.ts';
import type { Payer } from '../../src/domain/words.ts';
import type { Database } from '../../src/store/db/database.ts';
import { postpone } from '../../src/store/digest/later-choices.ts';
import { findPlan, heldKey, settlePlan } from '../../src/store/plans.ts';
import { keepPromise } from '../../src/store/promises.ts';
import { saveCapture } from '../../src/store/touchpoints/captures.ts';
import type { Handle } from '../cast/people.ts';
import type { Deed } from './deeds.ts';
import { businessPurposes } from './small-talk.ts';

/** Members and partners, as stored in the database. */
export interface Known {
  members: ReadonlyMap<Handle, Member>;
  /** Ids by name. Names are unique. */
  partners: ReadonlyMap<string, number>;
}

/** Saves one member's deeds in order, each at its time. */
export async function saveDeeds(
  db: Database,
  known: Known,
  by: Handle,
  deeds: readonly Deed[],
): Promise<void> {
  const captures = new Map<Deed, number>();
  const member = known.members.get(by)!;
  for (const [index, deed] of deeds.entries()) {
    const partnerId = known.partners.get(deed.partner)!;
    const today = deed.on;
    // Noon in the East, morning in the West: everyone is at work. Deeds are a minute apart, in order.
    const now = new Date(Date.parse(`${today}T16:00:00Z`) + (index % 60) * 60_000);
    switch (deed.what) {
      case 'quiet':
        await postpone(db, member, [partnerId], { kind: 'quiet', until: deed.until }, today, now);
        break;
      case 'kept': {
        const id = await madeBy(db, 'promise', captures.get(deed.of));
        await keepPromise(db, id, member, today, now);
        break;
      }
      case 'held': {
        const plan = await findPlan(db, await madeBy(db, 'plan', captures.get(deed.of)), member);
        const { kind, word } = deed.of;
        const content: CaptureContent = {
          ...plain,
          what: 'touchpoint',
          kind,
          word,
          on: today,
          today,
          partnerIds: [partnerId],
        };
        await saveCapture(db, { requestKey: heldKey(plan!), source: 'tap', member, content, now });
        await settlePlan(db, plan!.id, member, 'held', today, now);
        break;
      }
      default: {
        const content = contentOf(deed, partnerId, known);
        const meal = deed.what === 'contact' && deed.paid ? mealOf(deed.paid, index) : null;
        const source = content.note === null && content.promises.length === 0 ? 'tap' : 'words';
        const requestKey = `demo:${by}:${index}`;
        const { capture } = await saveCapture(db, { requestKey, source, member, content, meal, now });
        captures.set(deed, capture.id);
      }
    }
  }
}

const plain = {
  newPartners: [],
  alongIds: [],
  alongNames: [],
  note: null,
  promises: [],
  feedback: null,
  growing: null,
} satisfies Partial<CaptureContent>;

function contentOf(
  deed: Extract<Deed, { what: 'contact' | 'attempt' | 'plan' }>,
  partnerId: number,
  { members }: Known,
): CaptureContent {
  const base = { ...plain, note: deed.note, today: deed.on, partnerIds: [partnerId] };
  switch (deed.what) {
    case 'attempt':
      return { ...base, what: 'attempt', kind: null, word: null, on: deed.on };
    case 'plan':
      return { ...base, what: 'plan', kind: deed.kind, word: deed.word, on: deed.plannedOn };
    case 'contact':
      return {
        ...base,
        what: 'touchpoint',
        kind: deed.kind,
        word: deed.word,
        on: deed.on,
        alongIds: deed.along ? [members.get(deed.along)!.id] : [],
        promises: deed.promise ? [deed.promise] : [],
        feedback: deed.feedback ?? null,
        growing: deed.growing ?? null,
      };
  }
}

/** The price of a coffee for two. Only if we paid: the expense record requires an amount only then. */
const mealOf = (payer: Payer, index: number): SpendStatement => ({
  ...mealPaidBy(payer),
  amountCents: payer === 'we did' ? 1_150 + (index % 7) * 85 : null,
  purpose: businessPurposes[index % businessPurposes.length]!,
  ...(payer === 'we did' ? { offeredTo: 'them alone', attested: true } : {}),
});

async function madeBy(
  db: Database,
  table: 'promise' | 'plan',
  captureId: number | undefined,
): Promise<number> {
  const [row] = await db.query<{ id: number }>(`select id from ${table} where capture_id = $1`, [captureId]);
  return row!.id;
}
