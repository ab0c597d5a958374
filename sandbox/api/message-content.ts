import { charactersIn, checkMessageBlocks } from '../blocks/check.ts';
import { LIMITS } from '../blocks/limits.ts';
import { isObject } from '../blocks/schema.ts';
import type { Block } from '../blocks/shapes.ts';
import type { Content, Message } from '../workspace/messages.ts';
import type { Arguments } from './arguments.ts';
import { Refusal, refusalWith } from './refusal.ts';

/** The cap on the JSON of message metadata, in bytes. Slack does not publish its cap; this is a round number. */
const METADATA_BYTES = 16_000;

/**
 * Reads and checks the content of a message that the app sent.
 * @param tooLong the error for too much text in the blocks, which differs by method
 * @throws Refusal `no_text`, `invalid_blocks`, `invalid_blocks_format`, `msg_too_long`, …
 */
export function readContent(args: Arguments, tooLong: 'msg_blocks_too_long' | 'msg_too_long'): Content {
  const content = readBody(args, tooLong);
  if (content.text === undefined && !content.blocks && !content.attachments) throw new Refusal('no_text');
  return {
    ...content,
    text: (content.text ?? '').slice(0, LIMITS.message.text),
    metadata: readMetadata(args.json('metadata', 'invalid_metadata_format')),
    threadTs: args.text('thread_ts'),
    replyBroadcast: args.flag('reply_broadcast'),
  };
}

/** The visible parts of a message. A part is undefined if the call did not have it. */
export interface Body {
  text: string | undefined;
  blocks: Block[] | undefined;
  attachments: unknown[] | undefined;
}

/** @throws Refusal as `readContent` does, except for bad metadata and for an empty message */
export function readBody(args: Arguments, tooLong: 'msg_blocks_too_long' | 'msg_too_long'): Body {
  const text = args.text('text');
  const markdown = args.text('markdown_text');
  const blocks = readBlocks(args.json('blocks', 'invalid_blocks_format'), tooLong);
  const attachments = readAttachments(args.json('attachments', 'invalid_attachments'));
  if (markdown === undefined) return { text, blocks, attachments };
  if (text !== undefined || blocks !== undefined) throw new Refusal('markdown_text_conflict');
  if (markdown.length > LIMITS.markdown.text) throw new Refusal('msg_too_long');
  return { text: markdown, blocks: [{ type: 'markdown', text: markdown } as unknown as Block], attachments };
}

/** @returns undefined if there are none; an empty list is the same as no list */
export function readBlocks(raw: unknown, tooLong: string): Block[] | undefined {
  if (raw === undefined) return undefined;
  if (!Array.isArray(raw)) throw new Refusal('invalid_blocks_format');
  if (raw.length === 0) return undefined;
  const found = checkMessageBlocks(raw);
  if (found.length > 0) throw refusalWith('invalid_blocks', found);
  if (charactersIn(raw) > LIMITS.message.allBlocks) throw new Refusal(tooLong);
  return raw as Block[];
}

function readAttachments(raw: unknown): unknown[] | undefined {
  if (raw === undefined) return undefined;
  if (!Array.isArray(raw) || !raw.every(isObject)) throw new Refusal('invalid_attachments');
  if (raw.length > LIMITS.message.attachments) throw new Refusal('too_many_attachments');
  const found = raw.flatMap(({ blocks }, index) =>
    blocks === undefined ? [] : checkMessageBlocks(blocks, `/attachments/${index}/blocks`),
  );
  if (found.length > 0) throw refusalWith('invalid_attachments', found);
  return raw.length > 0 ? raw : undefined;
}

/** @returns null for an empty object, which removes the metadata of the updated message */
export function readMetadataChange(args: Arguments): Message['metadata'] | null {
  const raw = args.json('metadata', 'invalid_metadata_format');
  return isObject(raw) && Object.keys(raw).length === 0 ? null : readMetadata(raw);
}

function readMetadata(raw: unknown): Message['metadata'] {
  if (raw === undefined) return undefined;
  if (!isObject(raw)) throw new Refusal('invalid_metadata_format');
  if (typeof raw.event_type !== 'string' || raw.event_type === '' || !isObject(raw.event_payload)) {
    throw new Refusal('invalid_metadata_schema');
  }
  if (JSON.stringify(raw).length > METADATA_BYTES) throw new Refusal('metadata_too_large');
  return { event_type: raw.event_type, event_payload: raw.event_payload };
}
