import './kit.css';
import { memo, type ReactNode, useEffect, useMemo } from 'react';
import type { Block, Element, TextObject } from '../../../blocks/shapes.ts';
import type { ViewState } from '../../../views/state.ts';
import type { Scene, ShownBlock } from '../../scene.ts';
import type { Acting, Where } from '../api.ts';
import { Interactive } from './elements.tsx';
import { InputBlock } from './input-block.tsx';
import { refocus } from './keep-focus.ts';
import { type Edit, type Edits, KitContext } from './kit-context.ts';
import { Text } from './mrkdwn.tsx';
import { News } from './news.tsx';
import { Picture, Thumbnail, Video } from './pictures.tsx';
import { plain } from './plain.ts';
import { Shown } from './shown.tsx';

const NOTHING = {};

/** The blocks of a message or view. We draw texts and what is pressed or filled in; the library draws the rest. */
export const Blocks = memo(function Blocks({
  blocks,
  where,
  acting,
  scene,
  state = NOTHING,
  edits = NOTHING,
  errors = NOTHING,
  onEdit,
  beforePress,
}: {
  blocks: readonly ShownBlock[];
  where: Where;
  acting: Acting;
  scene: Scene;
  state?: ViewState;
  edits?: Edits;
  errors?: Readonly<Record<string, string>>;
  onEdit?: (key: string, edit: Edit) => void;
  beforePress?: () => Promise<unknown>;
}) {
  const kit = useMemo(
    () => ({ where, acting, scene, state, edits, errors, onEdit, beforePress }),
    [where, acting, scene, state, edits, errors, onEdit, beforePress],
  );
  const key = JSON.stringify(where);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `blocks` isn't read, but each redraw may take the focus away.
  useEffect(() => refocus(key), [key, blocks]);
  return (
    <KitContext value={kit}>
      <div className="kit" data-kit={key}>
        {blocks.map((block) => (
          <BlockView key={block.block_id} block={block} scene={scene} />
        ))}
      </div>
      {/* What is new in a conversation is told by its log. */}
      {'view' in where && <News of={key} blocks={blocks} scene={scene} />}
    </KitContext>
  );
});

function BlockView({ block, scene }: { block: ShownBlock; scene: Scene }) {
  switch (block.type) {
    case 'divider':
      return <hr />;
    case 'input':
      return <InputBlock block={block} />;
    case 'actions':
    case 'context_actions':
      return <Row block={block} elements={block.elements ?? []} />;
    case 'section': {
      const { accessory, text, fields = [] } = block;
      return (
        <div className="kit-section">
          <div>
            {text && <Text text={text} scene={scene} />}
            {fields.length > 0 && (
              <div className="kit-fields">
                {fields.map((field, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: fields have no ids.
                  <Text key={index} text={field} scene={scene} />
                ))}
              </div>
            )}
          </div>
          {accessory && <Accessory key={accessory.action_id} block={block} element={accessory} />}
        </div>
      );
    }
    case 'context':
      return (
        <div className="kit-context">
          {(block.elements ?? []).map((element, index) =>
            element.type === 'image' ? (
              // biome-ignore lint/suspicious/noArrayIndexKey: these elements have no ids.
              <Thumbnail key={index} element={element} />
            ) : (
              // biome-ignore lint/suspicious/noArrayIndexKey: see above.
              <Text key={index} text={element as unknown as TextObject} scene={scene} />
            ),
          )}
        </div>
      );
    case 'alert':
      return (
        <p className="kit-alert" data-level={String(block.level ?? 'default')}>
          {block.text && <Text text={block.text} scene={scene} />}
        </p>
      );
    case 'image':
      return <Picture title={plain(block.title)} alt={String(block.alt_text ?? '')} />;
    case 'video':
      return <Video block={block} />;
    case 'card':
      return <Card block={block} scene={scene} />;
    case 'carousel':
      return (
        <div className="kit-carousel">
          {((block.elements ?? []) as unknown as Block[]).map((card, index) => (
            <Card
              key={card.block_id ?? index}
              block={{ ...card, block_id: card.block_id ?? '' }}
              scene={scene}
            />
          ))}
        </div>
      );
    case 'container':
      return (
        <section className="kit-container">
          {block.title && <h3>{plain(block.title)}</h3>}
          {((block.child_blocks as Block[] | undefined) ?? []).map((child) => (
            <BlockView key={child.block_id} block={child} scene={scene} />
          ))}
        </section>
      );
    default:
      return <Shown block={block} scene={scene} />;
  }
}

function Accessory(placed: { block: Block; element: Element }): ReactNode {
  return placed.element.type === 'image' ? (
    <Thumbnail element={placed.element} />
  ) : (
    <Interactive {...placed} />
  );
}

const CARD_TEXTS = ['title', 'subtitle', 'body', 'subtext'] as const;

function Card({ block, scene }: { block: Block; scene: Scene }) {
  const picture = (block.hero_image ?? block.icon) as Element | undefined;
  return (
    <div className="kit-card">
      {picture && <Picture title="" alt={String(picture.alt_text ?? '')} />}
      {CARD_TEXTS.map((key) => {
        const text = block[key] as TextObject | undefined;
        return (
          text && (
            <p key={key} className={`kit-card-${key}`}>
              <Text text={text} scene={scene} />
            </p>
          )
        );
      })}
      <Row block={block} elements={(block.actions as Element[] | undefined) ?? []} />
    </div>
  );
}

function Row({ block, elements }: { block: Block; elements: readonly Element[] }) {
  if (elements.length === 0) return null;
  return (
    <div className="kit-row">
      {elements.map((element) => (
        <Interactive key={element.action_id} block={block} element={element} />
      ))}
    </div>
  );
}
