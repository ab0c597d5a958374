import { Menu, useMenuContext } from '@ariakit/react';
import type { ReactNode } from 'react';
import { portals } from './portals.ts';

/** What a menu button opens. Tab closes it, as Esc does: the next Tab goes on from the button. */
export function PopupMenu({ children }: { children: ReactNode }) {
  const menu = useMenuContext();
  return (
    <Menu
      className="menu"
      gutter={4}
      portal
      portalElement={portals}
      // The library's guards of the order would be stops that say nothing.
      preserveTabOrder={false}
      unmountOnHide
      onKeyDown={(event) => {
        if (event.key !== 'Tab') return;
        event.preventDefault();
        menu?.hide();
      }}
    >
      {children}
    </Menu>
  );
}
