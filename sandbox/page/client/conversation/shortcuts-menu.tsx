import { Menu, MenuButton, MenuItem, MenuProvider } from '@ariakit/react';
import { Failed } from '../api.ts';
import { portals } from '../portals.ts';
import { useStore } from '../store.ts';

/**
 * The app's shortcuts: global ones beside the composer, or message shortcuts if `message` is given. Draws nothing if the app has
 * none.
 */
export function ShortcutsMenu({
  place,
  message,
}: {
  place: string;
  message?: { channel: string; ts: string };
}) {
  const { state, acting, note } = useStore();
  const kind = message ? 'message' : 'global';
  const shortcuts = state.scene!.app.shortcuts.filter((each) => each.type === kind);
  if (shortcuts.length === 0) return null;
  const run = async (callbackId: string) => {
    try {
      const { trouble } = await acting.shortcut(callbackId, message);
      if (trouble) note(place, trouble);
    } catch (error) {
      note(place, error instanceof Failed ? error.message : String(error));
    }
  };
  return (
    <MenuProvider placement={message ? 'bottom-end' : 'top-start'}>
      <MenuButton className={message ? 'message-menu' : 'shortcuts-button'}>
        <span aria-hidden="true">{message ? '⋯' : '+'}</span>
        <span className="visually-hidden">{message ? 'More actions for this message' : 'Shortcuts'}</span>
      </MenuButton>
      <Menu className="menu" gutter={4} portal portalElement={portals} unmountOnHide>
        {shortcuts.map(({ callbackId, name, description }) => (
          <MenuItem key={callbackId} className="menu-item" onClick={() => void run(callbackId)}>
            <b>{name}</b>
            <span>{description}</span>
          </MenuItem>
        ))}
      </Menu>
    </MenuProvider>
  );
}
