import type { OwnContacts } from '../../src/domain/asking/facts.ts';
import {
  allPromises,
  anytime,
  lastContact,
  nextUp,
  noOneToday,
  notCounted,
  notMet,
  notUnderstood,
  partnerShown,
  promisesTo,
  whichPartner,
} from '../../src/messages/asking.ts';
import { subject } from './catalog.ts';
import { dana, marcus, said, today } from './given.ts';

const never: OwnContacts = { met: null, talked: null, plan: null, lastTouchOn: null };
const met = { kind: 'event', word: 'open house', on: '2026-04-12' } as const;
const talked = { kind: 'call', word: null, on: '2026-05-20' } as const;
const promise = {
  id: 1,
  partnerId: dana.id,
  partnerName: dana.name,
  text: said.promise,
  dueOn: '2026-06-10',
} as const;
const late = { ...promise, id: 2, dueOn: '2026-06-01' } as const;

/** What is asked in words. */
export const asking = subject('Asking', (show) => {
  const plan = { kind: 'meal', word: 'coffee', on: '2026-06-10', at: '10:00' } as const;
  show(
    'met, talked since, planned',
    lastContact,
    marcus,
    { ...never, met, talked, plan: { ...plan, place: 'Oxford Exchange' } },
    today,
  );
  show('met', lastContact, marcus, { ...never, met: { ...met, kind: 'visit', word: null } }, today);
  show('never met', lastContact, marcus, { ...never, talked }, today);
  show('never', lastContact, marcus, never, today);
  show('a colleague’s', lastContact, marcus, { ...never, lastTouchOn: '2026-06-08' }, today);
  show('by name', partnerShown, { ...marcus, company: 'Webb Builders' }, { ...never, met }, today);
  show('one', promisesTo, dana, [promise], today);
  show('six', promisesTo, dana, [late, promise, promise, promise, promise, promise], today);
  show('none', promisesTo, dana, [], today);
  show('of all', allPromises, [late, promise], today);
  show('of all, none', allPromises, [], today);
  show('two', whichPartner, 'dana', [dana, { id: 13, name: 'Dana Reed', company: null }]);
  const many = Array.from({ length: 7 }, (_, at) => ({ id: at + 1, name: `Dana Reed ${at}`, company: null }));
  show('seven', whichPartner, 'dana', many);
  show('an empty list', noOneToday);
  const meet = { partnerId: dana.id, name: dana.name, next: { on: '2026-06-12', meet: true } } as const;
  const talk = { partnerId: marcus.id, name: marcus.name, next: { on: '2026-06-15', meet: false } } as const;
  show('two', nextUp, [meet, talk], today);
  show('no one', nextUp, [], today);
  const missed = Array.from({ length: 6 }, (_, at) => ({
    partnerId: at + 1,
    name: `Dana Reed ${at}`,
    lastFaceOn: at === 0 ? null : ('2026-02-12' as const),
  }));
  show('six', notMet, { close: 22, missed }, 90, today);
  show('one', notMet, { close: 22, missed: missed.slice(1, 2) }, 30, today);
  show('no one', notMet, { close: 22, missed: [] }, 90, today);
  show('one close partner', notMet, { close: 1, missed: [] }, 90, today);
  show('who sends business', notCounted);
  show('thanks', anytime);
  show('another question', notUnderstood);
  show('no close partners', notMet, { close: 0, missed: [] }, 90, today);
});
