import { MenuButton, MenuItem, MenuProvider } from '@ariakit/react';
import { Failed, type Ref } from '../api.ts';
import { PopupMenu } from '../popup-menu.tsx';
import { useStore } from '../store.ts';
import { useShortcuts } from './shortcuts-menu.tsx';

/** What a person can do with a message: reply, change it if it is theirs, and the app's message shortcuts. */
export function MessageTools({
  message,
  isOwn,
  onThread,
  onEdit,
}: {
  message: Ref;
  isOwn: boolean;
  /** Undefined in a thread. */
  onThread: (() => void) | undefined;
  onEdit: () => void;
}) {
  const { acting, note } = useStore();
  const { shortcuts, run } = useShortcuts(message.channel, message);
  if (!isOwn && !onThread && shortcuts.length === 0) return null;
  const remove = () =>
    acting
      .delete(message)
      .catch((error) => note(message.channel, error instanceof Failed ? error.message : String(error)));
  return (
    <MenuProvider placement="bottom-end">
      <MenuButton className="message-menu">
        <span aria-hidden="true">⋯</span>
        <span className="visually-hidden">More actions for this message</span>
      </MenuButton>
      <PopupMenu>
        {onThread && (
          <MenuItem className="menu-item" onClick={onThread}>
            <b>Reply in thread</b>
          </MenuItem>
        )}
        {isOwn && (
          <>
            <MenuItem className="menu-item" onClick={onEdit}>
              <b>Edit message</b>
            </MenuItem>
            <MenuItem className="menu-item" onClick={() => void remove()}>
              <b>Delete message</b>
            </MenuItem>
          </>
        )}
        {shortcuts.map(({ callbackId, name, description }) => (
          <MenuItem key={callbackId} className="menu-item" onClick={() => void run(callbackId)}>
            <b>{name}</b>
            <span>{description}</span>
          </MenuItem>
        ))}
      </PopupMenu>
    </MenuProvider>
  );
}
