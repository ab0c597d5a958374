import { Dialog, DialogDismiss, DialogHeading } from '@ariakit/react';
import { type ReactNode, useState } from 'react';
import type { Element, TextObject } from '../../../blocks/shapes.ts';
import { portals } from '../portals.ts';
import { useKit } from './kit-context.ts';
import { Text } from './mrkdwn.tsx';
import { plain } from './plain.ts';

interface Confirm {
  title?: TextObject;
  text: TextObject;
  confirm?: TextObject;
  deny?: TextObject;
  style?: string;
}

/** Acts at once, or, if the element has a `confirm`, after the person has confirmed. */
export function Confirmed<T = undefined>({
  element,
  act,
  children,
}: {
  element: Element;
  act: (value: T) => void;
  children: (ask: (value: T) => void) => ReactNode;
}) {
  const { scene } = useKit();
  const [asked, setAsked] = useState<{ value: T }>();
  const confirm = element.confirm as Confirm | undefined;
  const close = () => setAsked(undefined);
  return (
    <>
      {children((value) => (confirm ? setAsked({ value }) : act(value)))}
      {confirm && (
        <Dialog
          open={asked !== undefined}
          onClose={close}
          className="confirm"
          backdrop={<div className="backdrop" />}
          portal
          portalElement={portals}
          unmountOnHide
        >
          <DialogHeading className="confirm-title">{plain(confirm.title) || 'Are you sure?'}</DialogHeading>
          <p>
            <Text text={confirm.text} scene={scene} />
          </p>
          <div className="confirm-buttons">
            <DialogDismiss className="kit-button">{plain(confirm.deny) || 'Cancel'}</DialogDismiss>
            <button
              type="button"
              className="kit-button"
              data-style={confirm.style ?? 'primary'}
              onClick={() => {
                close();
                if (asked) act(asked.value);
              }}
            >
              {plain(confirm.confirm) || 'OK'}
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}
