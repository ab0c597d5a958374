import { useMemo, useState } from 'react';
import { Virtuoso } from 'react-virtuoso';
import type { Place, ShownMessage } from '../../scene.ts';
import { dayOf } from '../days.ts';
import { type Notice, useStore } from '../store.ts';
import { Message } from './message.tsx';

/** Seconds within which messages of one person are grouped under one name. */
const TOGETHER_S = 300;

interface Listed {
  hasOlder: boolean;
  place: Place;
}
type Item = ShownMessage | Notice;

/** The messages, newest at the bottom. Only the visible ones are drawn, however long the conversation. */
export function MessageList({
  place,
  messages,
  firstIndex,
  hasOlder,
  notices,
  onThread,
}: {
  place: Place;
  messages: readonly ShownMessage[] | undefined;
  firstIndex: number;
  hasOlder: boolean;
  notices: readonly Notice[];
  onThread: (thread: string) => void;
}) {
  const { load, state } = useStore();
  // Fixed when the list appears, because reading reduces the count.
  const [unreadAtFirst] = useState(place.unread);
  const items = useMemo(() => itemsOf(messages ?? [], notices), [messages, notices]);
  const scene = state.scene!;
  const zone = scene.people.find((person) => person.id === scene.me)?.zone ?? 'UTC';
  if (!messages) return <p className="loading">Loading…</p>;
  return (
    <div className="messages">
      <Virtuoso<Item, Listed>
        role="log"
        aria-label="Messages"
        // For scrolling by keyboard. The list would take its ring away.
        tabIndex={0}
        style={{ outline: undefined }}
        data={items}
        context={{ hasOlder, place }}
        firstItemIndex={firstIndex}
        initialTopMostItemIndex={
          unreadAtFirst > 0
            ? { index: Math.max(0, items.length - unreadAtFirst), align: 'start' }
            : { index: 'LAST', align: 'end' }
        }
        alignToBottom
        followOutput="auto"
        atBottomThreshold={80}
        increaseViewportBy={400}
        startReached={() => void load(place.id, true)}
        computeItemKey={(_index, item) => ('ts' in item ? item.ts : item.id)}
        components={{ Header: Beginning, EmptyPlaceholder: Nothing }}
        itemContent={(index, item) => {
          if (!('ts' in item)) return <SlackbotNotice notice={item} />;
          const above = items[index - firstIndex - 1];
          const before = above && 'ts' in above ? above : undefined;
          const isNewDay =
            !above || (before !== undefined && dayOf(before.ts, zone) !== dayOf(item.ts, zone));
          return (
            <>
              {isNewDay && (
                <h2 className="day">
                  <span>{dayOf(item.ts, zone)}</span>
                </h2>
              )}
              <Message
                message={item}
                scene={scene}
                zone={zone}
                onThread={onThread}
                isContinued={before !== undefined && !isNewDay && continues(before, item)}
              />
            </>
          );
        }}
      />
    </div>
  );
}

/** Places each notice below the message that was the last one when the notice appeared. */
function itemsOf(messages: readonly ShownMessage[], notices: readonly Notice[]): Item[] {
  if (notices.length === 0) return messages as Item[];
  const items: Item[] = [...messages];
  for (const notice of notices) {
    const next = items.findIndex((item) => 'ts' in item && item.ts > notice.after);
    items.splice(next < 0 ? items.length : next, 0, notice);
  }
  return items;
}

function continues(before: ShownMessage, message: ShownMessage): boolean {
  return (
    before.user === message.user &&
    !before.ephemeral &&
    !message.ephemeral &&
    Number(message.ts) - Number(before.ts) < TOGETHER_S
  );
}

function Beginning({ context }: { context?: Listed }) {
  return <p className="beginning">{context?.hasOlder ? 'Loading older messages…' : ''}</p>;
}

function Nothing({ context }: { context?: Listed }) {
  const { state } = useStore();
  const name = context?.place.kind === 'im' ? state.scene!.app.name : `#${context?.place.name}`;
  const command = state.scene!.app.commands[0]?.command;
  return (
    <p className="nothing">
      No messages in {name} yet.
      {command !== undefined && (
        <>
          {' '}
          Type <kbd>/</kbd> to see what {state.scene!.app.name} can do, such as {command}.
        </>
      )}
    </p>
  );
}

/** A notice that Slack's own bot shows to this person alone. */
function SlackbotNotice({ notice }: { notice: Notice }) {
  return (
    <p className="notice" role="status">
      <b>Slackbot</b> <span className="only-you">Only visible to you</span>
      <br />
      {notice.text}
    </p>
  );
}
