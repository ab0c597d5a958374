import { memo, useState } from 'react';
import { isOnlyInThread } from '../../../workspace/threads.ts';
import type { Scene, ShownMessage } from '../../scene.ts';
import { Avatar } from '../avatar.tsx';
import { dayOf, timeOf } from '../days.ts';
import { Icon } from '../icons.tsx';
import { Blocks } from '../kit/blocks.tsx';
import { Mrkdwn, Unmarked } from '../kit/mrkdwn.tsx';
import { useStore } from '../store.ts';
import { Attachments } from './attachments.tsx';
import { EditMessage } from './edit-message.tsx';
import { MessageTools } from './message-tools.tsx';

interface Shown {
  message: ShownMessage;
  scene: Scene;
  zone: string;
  /** Shortly after a message of the same person: drawn without picture and name. */
  isContinued: boolean;
  /** Opens a thread by its first message. Undefined in a thread. */
  onThread?: (thread: string) => void;
}

export const Message = memo(function Message({ message, scene, zone, isContinued, onThread }: Shown) {
  const [isEditing, setEditing] = useState(false);
  const isApp = message.user === scene.app.botUser;
  const name = nameOf(message, scene);
  const thread = message.thread_ts ?? message.ts;
  return (
    <article
      className="message"
      data-continued={isContinued}
      data-ephemeral={message.ephemeral === true}
      aria-label={`${name}, ${timeOf(message.ts, zone)}`}
    >
      {message.ephemeral && (
        <p className="only-you">
          <Icon name="eye" /> Only visible to you
        </p>
      )}
      {/* At the top for the eye, so at the top for Tab. */}
      {!message.ephemeral && (
        <div className="message-tools">
          <MessageTools
            message={message}
            isOwn={message.user === scene.me}
            onThread={onThread && !isOnlyInThread(message) ? () => onThread(thread) : undefined}
            onEdit={() => setEditing(true)}
          />
        </div>
      )}
      <div className="message-picture">
        {isContinued ? (
          <time aria-hidden="true">{timeOf(message.ts, zone).replace(/ [AP]M$/, '')}</time>
        ) : (
          <Avatar name={name} seed={message.user} color={isApp ? scene.app.color : undefined} />
        )}
      </div>
      <div className="message-body">
        {!isContinued && (
          <p className="message-head">
            <b dir="auto">{name}</b>
            {isApp && <span className="tag">APP</span>}
            <time
              dateTime={new Date(Number(message.ts) * 1000).toISOString()}
              title={dayOf(message.ts, zone)}
            >
              {timeOf(message.ts, zone)}
            </time>
          </p>
        )}
        {onThread && message.subtype === 'thread_broadcast' && (
          <button type="button" className="to-thread" onClick={() => onThread(thread)}>
            Replied to a thread
          </button>
        )}
        {isEditing ? (
          <EditMessage message={message} scene={scene} onClose={() => setEditing(false)} />
        ) : (
          <Content message={message} scene={scene} />
        )}
        {onThread && message.reply_count !== undefined && message.reply_count > 0 && (
          <button type="button" className="to-thread" onClick={() => onThread(thread)}>
            {message.reply_count === 1 ? '1 reply' : `${message.reply_count} replies`}
          </button>
        )}
      </div>
    </article>
  );
});

function nameOf({ user, subtype }: ShownMessage, scene: Scene): string {
  if (user === scene.app.botUser) return scene.app.name;
  if (subtype === 'tombstone') return 'Slackbot';
  return scene.people.find((person) => person.id === user)?.realName ?? user;
}

function Content({ message, scene }: { message: ShownMessage; scene: Scene }) {
  const { acting } = useStore();
  const place = { channel: message.channel, ts: message.ts };
  return (
    <>
      {message.blocks && message.blocks.length > 0 ? (
        <Blocks blocks={message.blocks} where={{ message: place }} acting={acting} scene={scene} />
      ) : message.mrkdwn === false ? (
        <Unmarked text={message.text} />
      ) : (
        <div className="kit">
          <Mrkdwn text={message.text} verbatim scene={scene} />
        </div>
      )}
      {message.attachments && <Attachments attachments={message.attachments} scene={scene} />}
      {(message.files ?? []).map((file) => (
        <p key={String(file.id)} className="file">
          <Icon name="file" /> {String(file.title ?? file.name)} <span>{sizeOf(Number(file.size))}</span>
        </p>
      ))}
      {message.edited && <span className="edited">(edited)</span>}
    </>
  );
}

const sizeOf = (bytes: number): string =>
  bytes < 1000
    ? `${bytes} B`
    : bytes < 1e6
      ? `${Math.round(bytes / 1000)} kB`
      : `${(bytes / 1e6).toFixed(1)} MB`;
