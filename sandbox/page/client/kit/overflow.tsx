import { MenuButton, MenuItem, MenuProvider } from '@ariakit/react';
import type { Option } from '../../../blocks/shapes.ts';
import { PopupMenu } from '../popup-menu.tsx';
import { Confirmed } from './confirm.tsx';
import { plain } from './plain.ts';
import { openSite, type Placed, usePressing } from './pressing.ts';
import { Trouble } from './trouble.tsx';

export function Overflow(placed: Placed) {
  const { element } = placed;
  const pressing = usePressing(placed);
  const choose = (option: Option) => {
    openSite(option.url);
    void pressing.press(option.value ?? option.text.text);
  };
  return (
    <span className="kit-element">
      <Confirmed<Option> element={element} act={choose}>
        {(ask) => (
          <MenuProvider placement="bottom-end">
            <MenuButton className="kit-button" aria-busy={pressing.isBusy} aria-label="More actions">
              <span aria-hidden="true">⋯</span>
            </MenuButton>
            <PopupMenu>
              {(element.options ?? []).map((option) => (
                <MenuItem
                  key={option.value ?? option.text.text}
                  className="menu-item"
                  onClick={() => ask(option)}
                >
                  {plain(option.text)}
                  {option.description && <span>{plain(option.description)}</span>}
                </MenuItem>
              ))}
            </PopupMenu>
          </MenuProvider>
        )}
      </Confirmed>
      <Trouble pressing={pressing} />
    </span>
  );
}
