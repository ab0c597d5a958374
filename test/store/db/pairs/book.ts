import type { Member } from '../../../../src/domain/members/member.ts';
import type { TierQuestion } from '../../../../src/domain/partners/tier-questions.ts';
import { tiers } from '../../../../src/domain/words.ts';
import { transaction } from '../../../../src/store/db/database.ts';
import { postpone, takeBackLater } from '../../../../src/store/digest/later-choices.ts';
import { noteShowings } from '../../../../src/store/digest/showings.ts';
import { decide, takeBackDecision } from '../../../../src/store/digest/your-call.ts';
import { addOrReactivate, addToBook } from '../../../../src/store/partners/book.ts';
import { handOver, handOverAll, loadOwned } from '../../../../src/store/partners/hand-over.ts';
import { importSet } from '../../../../src/store/partners/import-partners.ts';
import { ImportUndone } from '../../../../src/store/partners/imports.ts';
import { mergePartners } from '../../../../src/store/partners/merge.ts';
import { addPartner, editPartner, setFit } from '../../../../src/store/partners/partner-edit.ts';
import { archive, recommit, setTier, takeOn } from '../../../../src/store/partners/relationship-changes.ts';
import { answerWhoStays, chooseInner, declineInner } from '../../../../src/store/partners/tier-answers.ts';
import { noteTierQuestion } from '../../../../src/store/partners/tier-questions.ts';
import { DraftFinished } from '../../../../src/store/touchpoints/drafts.ts';
import { undoImport } from '../../../../src/store/touchpoints/undo-import.ts';
import { askingOf, bothPartners, type Operation, type Operations, ownerOf } from './operation.ts';
import { newKey, now, type Scene, today, when } from './scene.ts';

const card = {
  company: 'Young & Co',
  kind: 'realtor',
  phone: '555-0100',
  email: null,
  birthday: '03-04',
  anniversary: null,
} as const;

/** The relationship of Priya or Sam with one of the partners they share. */
const shared = ({ rows, dana, cy }: Scene) =>
  rows.relationships.filter(({ partnerId }) => partnerId === dana || partnerId === cy);

const importing: Operation = async ({ db, branchId, rows: { imports } }, pick) => {
  const touch = { on: '2026-05-01', kind: 'meal', word: 'coffee' } as const;
  const owners = pick([
    ['u2@example.com', 'u3@example.com', 'u6@example.com'],
    ['u3@example.com', 'u2@example.com', null],
  ]);
  const names = pick([
    ['Dana Lee', 'Ray Fox', 'Nia Wood'],
    ['Ray Fox', 'Nia Wood', 'Ida Brown', 'Jon Gray'],
  ]);
  const rows = names.map((name, index) => ({
    line: index + 2,
    name,
    company: null,
    kind: 'realtor' as const,
    tier: 'keep' as const,
    ownerEmail: owners[index] ?? null,
    phone: null,
    email: null,
    lastTouch: touch,
    growing: null,
    birthday: null,
    anniversary: null,
  }));
  const people = new Map(
    ['U2', 'U3', 'U6'].map((id) => {
      const email = `${id}@example.com`.toLowerCase();
      return [email, { slackUserId: id, name: id, email, timeZone: 'America/New_York' }];
    }),
  );
  const importId = pick([imports[0]!.id, null]);
  // An undo stops the import that it undoes.
  return importSet(db, {
    ...{ branchId, rows, people, today, now },
    ...(importId && { importId: async () => importId }),
  }).catch((error) => {
    if (!(error instanceof ImportUndone)) throw error;
  });
};

/** As a morning's list does that asks about a tier. */
const ask = (
  { db, rows }: Scene,
  owner: Member,
  about: TierQuestion['about'],
  one: { id: number; partnerId: number },
) =>
  transaction(db, async (tx) => {
    const question = askingOf(about, [one]);
    await noteTierQuestion(tx, owner.id, question, today);
    const nudgeId = rows.nudges.find(({ memberId }) => memberId === owner.id)!.id;
    await noteShowings(tx, owner.id, { nudgeId, shownOn: today, lines: [], more: 0, question });
  });

export const book: Operations = {
  'postpone a partner': ({ db, priya, sam, dana, cy }, pick) => {
    const later = { kind: pick(['later', 'deal', 'quiet']), until: '2026-06-12' } as const;
    return postpone(db, pick([priya, sam]), pick([[dana], [cy], [cy, dana]]), later, today, now);
  },
  'take back a postponement': async (scene, pick) => {
    const { id, partnerId, ...row } = pick(scene.rows.postponements);
    return takeBackLater(scene.db, await ownerOf(scene, row), partnerId, id, now);
  },
  'decide a your-call': ({ db, priya, sam, dana, cy, bo }, pick) => {
    const decision = pick([
      { what: 'recommit' as const },
      { what: 'archive' as const },
      { what: 'tier' as const, tier: 'keep' as const },
    ]);
    return decide(db, pick([priya, sam]), pick([dana, cy, bo]), decision, { ...when, nudgeId: null });
  },
  'take back a decision': async (scene, pick) => {
    const decision = pick(scene.rows.decisions);
    return takeBackDecision(scene.db, await ownerOf(scene, decision), decision.id, today, now);
  },
  'change a tier': (scene, pick) => {
    const { id, partnerId } = pick(shared(scene));
    const change = { partnerId, relationshipId: id, tier: pick(tiers) };
    return setTier(scene.db, scene.ada, { ...change, reason: 'a big year' }, when);
  },
  'change a tier and make room': async (scene, pick) => {
    const { id, partnerId } = pick(shared(scene).filter(({ memberId }) => memberId === scene.priya.id));
    const asked = { partnerId, relationshipId: id, tier: 'inner' as const };
    const full = await setTier(scene.db, scene.priya, asked, when);
    if (full.how !== 'full') return full;
    return setTier(scene.db, scene.priya, { ...asked, moveDown: pick(full.holders).relationshipId }, when);
  },
  recommit: (scene, pick) => recommit(scene.db, scene.ada, pick(shared(scene)).id, when),
  'answer who stays close': async (scene, pick) => {
    const one = pick(shared(scene));
    const owner = await ownerOf(scene, one);
    await ask(scene, owner, 'close partners', one);
    const what = pick(['keep' as const, 'move down' as const]);
    return answerWhoStays(scene.db, owner, { relationshipId: one.id, askedOn: today, what }, when);
  },
  'choose an inner circle, or not now': async (scene, pick) => {
    const one = pick(shared(scene));
    const owner = await ownerOf(scene, one);
    await ask(scene, owner, 'inner circle', one);
    const choose = () => chooseInner(scene.db, owner, { relationshipIds: [one.id], askedOn: today }, when);
    await pick([choose, () => declineInner(scene.db, owner, today)])();
  },
  'archive a relationship': (scene, pick) => archive(scene.db, scene.ada, pick(shared(scene)).id, when),
  'take on a partner': ({ db, branchId, priya, sam, lee, ray, dana }, pick) =>
    takeOn(db, pick([priya, sam, lee]), { id: pick([ray, dana]), branchId }, 'core', when),
  'hand over a partner': (scene, pick) => {
    const { partnerId, memberId } = pick(shared(scene));
    const toId = pick([scene.priya, scene.sam, scene.lee]).id;
    return handOver(scene.db, scene.ada, { partnerId, fromId: memberId, toId, note: 'please' }, when);
  },
  'hand over a whole book': async ({ db, ada, priya, sam, lee }, pick) => {
    const from = pick([priya, sam]);
    const toId = pick([priya, sam, lee].filter((member) => member !== from)).id;
    const gifts = (await loadOwned(db, from.id)).slice(0, 3).map((owned) => ({ ...owned, toId }));
    return handOverAll(db, ada, from.id, gifts, { note: null, batch: newKey() }, when);
  },
  'merge partners': (scene, pick) => {
    const [keptId, goneId] = bothPartners(scene, pick);
    return mergePartners(scene.db, scene.ada, { keptId: keptId!, goneId: goneId! }, when);
  },
  'edit a partner': async ({ db, priya, dana, cy }, pick) => {
    const id = pick([dana, cy]);
    const [row] = await db.query<{ version: number }>('select version from partner where id = $1', [id]);
    const fields = { ...card, name: pick(['Dana Lee', 'Cy Young']), growing: pick([null, 'a second crew']) };
    return editPartner(db, priya, id, { version: row!.version, fields }, now);
  },
  'set the fit': ({ db, priya, dana, cy }, pick) =>
    setFit(db, priya, pick([dana, cy]), pick([['buyers'], ['family', 'useful']]), when),
  'add a partner': ({ db, priya, sam, rows }, pick) => {
    const member = pick([priya, sam]);
    const fields = { ...card, name: pick(['Nia Wood', 'Ray Fox']), growing: null };
    const moveDown = pick(rows.relationships).id;
    return addPartner(db, member, { fields, tier: 'inner', requestKey: newKey(), moveDown }, when);
  },
  'add a list of names': ({ db, priya, sam }, pick) => {
    const names = pick([
      ['Nia Wood', 'Ray Fox'],
      ['Ray Fox', 'Nia Wood', 'Ann Hill'],
    ]);
    const add = pick([addToBook, addOrReactivate]);
    return add(
      db,
      pick([priya, sam]),
      names.map((name) => ({ name, company: null })),
      when,
    );
  },
  'answer about a name': ({ db, priya, dana, cy, rows }, pick) => {
    const partner = { name: 'Dana Lee', company: null, is: pick([dana, cy, 'new' as const]) };
    const draftId = pick(rows.drafts).id;
    return addOrReactivate(db, priya, [partner], { ...when, draftId }).catch((error) => {
      if (!(error instanceof DraftFinished)) throw error;
    });
  },
  'import a set': importing,
  'undo an import': ({ db, ada, rows }, pick) => undoImport(db, pick(rows.imports).id, ada, now),
};
