import { feedbackTopics, severities, toldWays } from '../../src/domain/feedback/feedback.ts';
import {
  feedbackGone,
  feedbackMessage,
  feedbackNote,
  feedbackText,
  feedbackWithdrawn,
  movedNote,
  reminderLead,
  severityWords,
  standingText,
  toldWords,
  topicWords,
  wrongPartnerChoices,
} from '../../src/messages/feedback.ts';
import { feedbackHome, summaryText } from '../../src/messages/feedback-home.ts';
import { questionChoices, questionWords } from '../../src/messages/questions.ts';
import { subject } from './catalog.ts';
import { feedback, lead, manager, member, said, stamp, today } from './given.ts';

const reader = { id: 1 };
const about = { isOnIt: false, partnerName: 'Dana Lee' };
const other = { id: 9, name: 'Luis Moreno', slackUserId: 'U9' };
const summary = {
  open: 2,
  toTell: 1,
  medianDays: 4,
  recurring: [{ topic: 'speed', times: 2 }] as const,
  lastHeardOn: '2026-06-08',
} as const;
const sum = { ...summary, recurring: [...summary.recurring] };

export const honestFeedback = subject('Feedback', (show, say) => {
  show('new, with a colleague', feedbackMessage, feedback(), reader, today, stamp);
  show(
    'new, yours, with the lead of a reminder',
    feedbackMessage,
    feedback({ answerer: { id: 1, name: 'Priya Patel', slackUserId: 'U1' } }),
    reader,
    today,
    stamp,
    reminderLead('new', 0, about),
  );
  show(
    'on it, late, about one of us',
    feedbackMessage,
    feedback({ state: 'on it', answerBy: '2026-06-02', about: other }),
    reader,
    today,
    stamp,
    reminderLead('answerer', 1, { ...about, isOnIt: true }),
  );
  show(
    'answered, you tell',
    feedbackMessage,
    feedback({ state: 'answered', answer: said.answer }),
    reader,
    today,
    stamp,
  );
  show(
    'answered, a colleague tells',
    feedbackMessage,
    feedback({ state: 'answered', hearer: other }),
    reader,
    today,
    stamp,
  );
  show(
    'as its manager reads it',
    feedbackMessage,
    feedback({ readerRoles: ['manager'] }),
    { id: 5 },
    today,
    stamp,
  );
  for (const toldHow of toldWays)
    show(
      `told, ${toldHow}`,
      feedbackText,
      feedback({ state: 'loop closed', toldOn: '2026-06-08', toldHow }),
      reader,
      today,
    );
  show(
    'not told',
    feedbackText,
    feedback({ state: 'loop closed', untold: true, untoldReason: said.reason }),
    reader,
    today,
  );
  show(
    'closed',
    feedbackMessage,
    feedback({ state: 'loop closed', toldOn: '2026-06-08', toldHow: 'call' }),
    reader,
    today,
    stamp,
  );
  show('redacted', feedbackText, feedback({ text: null, answerer: null }), reader, today, 'on the card');
  show(
    'asked, nothing to say',
    feedbackMessage,
    feedback({ state: 'nothing to mend', text: null }),
    reader,
    today,
    stamp,
  );
  show('no one is on it', reminderLead, 'answerer', 1, about);
  for (const to of ['manager', 'area lead'] as const) show(`to the ${to}`, reminderLead, to, 6, about);
  say(
    'topics',
    feedbackTopics.map((topic) => topicWords[topic]),
  );
  say(
    'severities',
    severities.map((severity) => severityWords[severity]),
  );
  say(
    'ways to tell',
    toldWays.map((way) => toldWords[way]),
  );
  say('buttons that cannot do what they say', Object.values(feedbackNote));
  const way = { from: 'Dana Lee', to: 'Marcus Webb' };
  show('moved', movedNote, way, null);
  show(
    'moved by a colleague',
    feedbackMessage,
    feedback(),
    reader,
    today,
    stamp,
    movedNote(way, 'Maria Gomez'),
  );
  for (const how of ['moved', 'withdrawn'] as const)
    show(`${how}, in a message`, feedbackGone, 31, how, 'Maria Gomez', stamp);
  show('withdrawn, to its answerer', feedbackWithdrawn, 31, 'Maria Gomez', 'Dana Lee', stamp);
  show('withdrawn by themselves', feedbackGone, 31, 'withdrawn', null, stamp);
  const told = {
    state: 'loop closed',
    toldOn: '2026-06-08',
    toldHow: 'call',
    readerRoles: ['hearer'],
  } as const;
  show(
    'on a card, closed',
    standingText,
    [feedback(told), feedback({ ...told, state: 'nothing to mend', text: null })],
    today,
  );
  show('on a card, none', standingText, [], today);
  show(
    'on a card, all good',
    standingText,
    [feedback({ ...told, state: 'nothing to mend', text: null })],
    today,
  );
  say(
    'on a card, to correct',
    wrongPartnerChoices([feedback(told), feedback({ ...told, text: null })], today).map(({ label }) => label),
    wrongPartnerChoices,
  );
  say('questions', Object.values(questionWords));
  show(
    'one is chosen',
    (chosen: 'one thing') => questionChoices(chosen).map(({ label }) => label),
    'one thing',
  );

  const atHome = { today, stamp, teamId: 'T1' };
  show('in App Home', feedbackHome, {
    ...{ ...atHome, member: manager, summary: sum, asked: { asked: 3, never: 5 }, note: feedbackNote.gone },
    open: [feedback(), feedback({ answerBy: '2026-06-02', answerer: other })],
  });
  const none = { open: 0, toTell: 0, medianDays: null, recurring: [], lastHeardOn: null };
  show('in App Home, none', feedbackHome, {
    ...{ ...atHome, member: member(), asked: { asked: 8, never: 0 }, open: [], summary: none },
  });
  show('in App Home, of several branches', feedbackHome, {
    ...{ ...atHome, member: lead, asked: { asked: 0, never: 1 }, open: [], summary: none },
  });
  show('in App Home, both heard', feedbackHome, {
    ...{ ...atHome, member: member(), asked: { asked: 2, never: 0 }, open: [], summary: none },
  });
  show('answered the same day', summaryText, { ...sum, open: 0, medianDays: 0 }, today);
});
