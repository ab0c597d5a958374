import './kit.css';
import { memo, useMemo } from 'react';
import type { Block, Element } from '../../../blocks/shapes.ts';
import type { ViewState } from '../../../views/state.ts';
import type { Scene, ShownBlock } from '../../scene.ts';
import type { Acting, Where } from '../api.ts';
import { Interactive } from './elements.tsx';
import { InputBlock } from './input-block.tsx';
import { type Edit, type Edits, KitContext } from './kit-context.ts';
import { Picture, Video } from './pictures.tsx';
import { plain } from './plain.ts';
import { Shown } from './shown.tsx';

const NOTHING = {};

/** The blocks of a message or view. The library draws what is read; we draw what is pressed or filled in. */
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
  return (
    <KitContext value={kit}>
      <div className="kit">
        {blocks.map((block) => (
          <BlockView key={block.block_id} block={block} scene={scene} />
        ))}
      </div>
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
      const { accessory, ...text } = block;
      if (!accessory || accessory.type === 'image') return <Shown block={block} scene={scene} />;
      return (
        <div className="kit-section">
          <Shown block={text} scene={scene} />
          <Interactive key={accessory.action_id} block={block} element={accessory} />
        </div>
      );
    }
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

function Card({ block, scene }: { block: Block; scene: Scene }) {
  const { actions, ...card } = block;
  return (
    <div className="kit-card">
      <Shown block={card} scene={scene} />
      <Row block={block} elements={(actions as Element[] | undefined) ?? []} />
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

/** The text of a message without blocks. */
export const Mrkdwn = memo(function Mrkdwn({ text, scene }: { text: string; scene: Scene }) {
  const block = useMemo(() => ({ type: 'section', text: { type: 'mrkdwn', text } }), [text]);
  return (
    <div className="kit">
      <Shown block={block} scene={scene} />
    </div>
  );
});
