import { erase } from '../../../../src/store/privacy/erasure.ts';
import { keepMention, redactMention } from '../../../../src/store/privacy/erasure-mentions.ts';
import { findMemberToErase, findPartnerToErase } from '../../../../src/store/privacy/erasure-subject.ts';
import { liftLegalHold, placeLegalHold } from '../../../../src/store/privacy/legal-holds.ts';
import { redact } from '../../../../src/store/privacy/redaction.ts';
import type { Operations } from './operation.ts';
import { now } from './scene.ts';

const reason = 'they asked';

export const privacy: Operations = {
  'place a legal hold': ({ db, ada, dana, lee, branchId }, pick) =>
    placeLegalHold(db, pick([{ partnerId: dana }, { memberId: lee.id }, { branchId }]), 'a claim', ada, now),
  'lift a legal hold': ({ db, ada, rows }, pick) => liftLegalHold(db, pick(rows.holds).id, ada, now),
  'redact a note': ({ db, ada, rows }, pick) => {
    const { id, partnerId } = pick(rows.notes);
    return redact(db, ada, partnerId, { kind: 'note', id, reason }, now);
  },
  'redact a growth goal': ({ db, ada, rows }, pick) => {
    const { id, partnerId } = pick(rows.growing);
    return redact(db, ada, partnerId, { kind: 'growing', id, reason }, now);
  },
  'redact a promise': ({ db, ada, dana, cy, rows }, pick) =>
    redact(db, ada, pick([dana, cy]), { kind: 'promise', id: pick(rows.promises).id, reason }, now),
  'redact feedback': ({ db, ada, dana, cy, rows }, pick) =>
    redact(db, ada, pick([dana, cy]), { kind: 'feedback', id: pick(rows.feedback).id, reason }, now),
  'redact an expense': ({ db, ada, dana, cy, rows }, pick) =>
    redact(db, ada, pick([dana, cy]), { kind: 'record', id: pick(rows.entries).id, reason }, now),
  'redact a change': ({ db, ada, dana, cy, rows }, pick) =>
    redact(db, ada, pick([dana, cy]), { kind: 'change', id: pick(rows.traces).id, reason }, now),
  'redact a mention': ({ db, rows }, pick) => redactMention(db, 'note', pick(rows.mentions).id, now),
  'keep a mention': ({ db, rows }, pick) => keepMention(db, 'note', pick(rows.mentions).id, now),
  'erase a partner': async ({ db, dana, cy }, pick) =>
    erase(db, (await findPartnerToErase(db, pick([dana, cy])))!, { dry: false }, now),
  'erase a member': async ({ db, lee }) => {
    const subject = await findMemberToErase(db, lee.slackUserId);
    return subject && erase(db, subject, { dry: false }, now);
  },
};
