import type { Context } from '../../context.ts';
import type { Member } from '../../domain/members/member.ts';
import { openDm } from './answers.ts';

/** One upload must not hold a person up. Milliseconds. */
const uploadMs = 20_000;

/**
 * Puts files into the direct message with a member, and nowhere else, in one message.
 * @throws when Slack does not take them
 */
export async function uploadToDm(
  context: Context,
  member: Member,
  files: readonly { filename: string; content: string | Uint8Array; title: string }[],
  comment: string,
): Promise<void> {
  const channel = member.dmChannelId ?? (await openDm(context, member));
  const uploaded: { id: string; title: string }[] = [];
  for (const { filename, content, title } of files) {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    const { upload_url: url, file_id: id } = await context.slack.files.getUploadURLExternal({
      filename,
      length: bytes.length,
    });
    if (!url || !id) throw new Error('Slack gave no address for an upload');
    const response = await fetch(url, {
      method: 'POST',
      body: new Uint8Array(bytes),
      signal: AbortSignal.timeout(uploadMs),
    });
    if (!response.ok) throw new Error(`Slack did not take a file (${response.status})`);
    uploaded.push({ id, title });
  }
  const [first, ...rest] = uploaded;
  if (!first) return;
  await context.slack.files.completeUploadExternal({
    files: [first, ...rest],
    channel_id: channel,
    initial_comment: comment,
  });
}
