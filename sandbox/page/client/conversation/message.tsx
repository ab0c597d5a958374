import { memo } from 'react';
import type { Scene, ShownMessage } from '../../scene.ts';
import { Avatar } from '../avatar.tsx';
import { dayOf, timeOf } from '../days.ts';
import { Icon } from '../icons.tsx';
import { Blocks, Mrkdwn } from '../kit/blocks.tsx';
import { useStore } from '../store.ts';
import { ShortcutsMenu } from './shortcuts-menu.tsx';

interface Shown {
  message: ShownMessage;
  scene: Scene;
  zone: string;
  /** Shortly after a message of the same person: drawn without picture and name. */
  isContinued: boolean;
}

export const Message = memo(function Message({ message, scene, zone, isContinued }: Shown) {
  const { acting } = useStore();
  const writer = scene.people.find((person) => person.id === message.user);
  const isApp = message.user === scene.app.botUser;
  const name = isApp ? scene.app.name : (writer?.realName ?? message.user);
  const place = { channel: message.channel, ts: message.ts };
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
            <b>{name}</b>
            {isApp && <span className="tag">APP</span>}
            <time
              dateTime={new Date(Number(message.ts) * 1000).toISOString()}
              title={dayOf(message.ts, zone)}
            >
              {timeOf(message.ts, zone)}
            </time>
          </p>
        )}
        {isReply(message) && <p className="in-thread">↳ in a thread</p>}
        {message.blocks && message.blocks.length > 0 ? (
          <Blocks blocks={message.blocks} where={{ message: place }} acting={acting} scene={scene} />
        ) : (
          <Mrkdwn text={message.text} scene={scene} />
        )}
        {(message.files ?? []).map((file) => (
          <p key={String(file.id)} className="file">
            <Icon name="file" /> {String(file.title ?? file.name)} <span>{sizeOf(Number(file.size))}</span>
          </p>
        ))}
        {message.edited && <span className="edited">(edited)</span>}
      </div>
      {!message.ephemeral && (
        <div className="message-tools">
          <ShortcutsMenu place={message.channel} message={place} />
        </div>
      )}
    </article>
  );
});

const isReply = ({ ts, thread_ts }: ShownMessage): boolean => thread_ts !== undefined && thread_ts !== ts;

const sizeOf = (bytes: number): string =>
  bytes < 1000
    ? `${bytes} B`
    : bytes < 1e6
      ? `${Math.round(bytes / 1000)} kB`
      : `${(bytes / 1e6).toFixed(1)} MB`;
