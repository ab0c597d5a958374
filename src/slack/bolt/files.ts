import type { Context } from '../../context.ts';
import { FileRefused } from '../../domain/file-refusal.ts';
import type { Member } from '../../domain/members/member.ts';
import { filePolicy } from '../../domain/policy.ts';
import { openDm } from './answers.ts';

/** One upload must not hold a person up. Milliseconds. */
const uploadMs = 20_000;

/**
 * Uploads files to the direct message with a member, and nowhere else, as one message.
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
    if (!url || !id) throw new Error('Slack returned no upload URL');
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

/** For the whole file, body included. Milliseconds. */
const downloadMs = 20_000;

/**
 * Fetches a file that someone put into Slack. The token goes only to Slack's own hosts and never follows a redirect.
 * Reading stops once the file exceeds the size limit, so no more than that is held.
 * @throws FileRefused
 */
export async function downloadFile(context: Context, address: string): Promise<Uint8Array> {
  if (!isSlacks(context, address)) throw new FileRefused({ why: 'not in slack' });
  try {
    const response = await fetch(address, {
      headers: { authorization: `Bearer ${context.config.slack.botToken}` },
      redirect: 'error',
      signal: AbortSignal.timeout(downloadMs),
    });
    if (!response.ok || !response.body) {
      await response.body?.cancel();
      throw new FileRefused({ why: response.status === 404 ? 'gone' : 'forbidden' });
    }
    return await readBody(response.body as unknown as AsyncIterable<Uint8Array>);
  } catch (error) {
    if (error instanceof FileRefused) throw error;
    const why = (error as Error).name === 'TimeoutError' ? 'download too slow' : 'unreachable';
    throw new FileRefused({ why }, { cause: error });
  }
}

/** Leaving the loop ends the download. */
async function readBody(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > filePolicy.bytesMax) throw new FileRefused({ why: 'too many bytes' });
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** Slack's own hosts over https. When another API address is set, as in a trial, that host too. */
function isSlacks(context: Context, address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, host, username, password } = new URL(address);
  if (username || password) return false;
  if (protocol === 'https:' && (hostname === 'slack.com' || hostname.endsWith('.slack.com'))) return true;
  const api = context.config.slack.apiUrl;
  return api !== undefined && !new URL(api).hostname.endsWith('slack.com') && new URL(api).host === host;
}
