import type { Context } from '../../context.ts';
import { FileRefused } from '../../domain/file-refusal.ts';
import type { Member } from '../../domain/members/member.ts';
import { filePolicy } from '../../domain/policy.ts';
import { scopesOf } from '../../slack-client.ts';
import { openDm } from './answers.ts';

/** Slow enough for the largest part of an export on a slow line. Milliseconds. */
const uploadMs = 60_000;

/** A file that Slack has, and that nobody can see until it is shared. */
export interface Uploaded {
  id: string;
  title: string;
}

/** Hands Slack the bytes of a file, and returns its id. @throws when Slack does not take them */
export async function uploadFile(context: Context, filename: string, bytes: Uint8Array): Promise<string> {
  const { upload_url: url, file_id: id } = await context.slack.files.getUploadURLExternal({
    filename,
    length: bytes.length,
  });
  if (!url || !id) throw new Error('Slack returned no upload URL');
  const response = await fetch(url, {
    method: 'POST',
    body: bytes as Uint8Array<ArrayBuffer>,
    signal: AbortSignal.timeout(uploadMs),
  });
  if (!response.ok) throw new Error(`Slack did not take a file (${response.status})`);
  return id;
}

/** Shares files in the direct message with a member, and nowhere else, as one message. */
export async function shareInDm(
  context: Context,
  member: Member,
  files: readonly Uploaded[],
  comment: string,
): Promise<void> {
  const [first, ...rest] = files;
  if (!first) return;
  await context.slack.files.completeUploadExternal({
    files: [first, ...rest],
    channel_id: member.dmChannelId ?? (await openDm(context, member)),
    initial_comment: comment,
  });
}

/** Uploads files and shares them in the direct message with a member. @throws when Slack does not take them */
export async function uploadToDm(
  context: Context,
  member: Member,
  files: readonly { filename: string; content: string; title: string }[],
  comment: string,
): Promise<void> {
  const uploaded: Uploaded[] = [];
  for (const { filename, content, title } of files)
    uploaded.push({ id: await uploadFile(context, filename, new TextEncoder().encode(content)), title });
  await shareInDm(context, member, uploaded, comment);
}

/** For the whole file, body included. Milliseconds. */
const downloadMs = 20_000;

/**
 * Fetches a file that someone put into Slack. The token goes only to Slack's own hosts and never follows a redirect.
 * Reading stops once the file exceeds the size limit, so no more than that is held.
 * @throws FileRefused
 */
export async function downloadFile(context: Context, address: string): Promise<Uint8Array> {
  if (!isSlacks(context.config.slack.apiUrl, address)) throw new FileRefused({ why: 'not in slack' });
  try {
    const response = await fetch(address, {
      headers: { authorization: `Bearer ${context.config.slack.botToken}` },
      redirect: 'manual',
      signal: AbortSignal.timeout(downloadMs),
    });
    if (!response.ok || !response.body || isSignInPage(response)) {
      await response.body?.cancel();
      throw new FileRefused({ why: response.status === 404 ? 'gone' : await whyRefused(context) });
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

/** A file of partners is no page, so a page is Slack's own. */
const isSignInPage = ({ headers }: Response): boolean =>
  /^text\/html\b/.test(headers.get('content-type') ?? '');

/** Without the scope, Slack leads to its sign-in page, or sends it with a 200, instead of saying so. */
async function whyRefused({ slack }: Context): Promise<'no scope' | 'forbidden'> {
  const scopes = await slack.auth.test().then(scopesOf, () => null);
  return scopes && !scopes.includes('files:read') ? 'no scope' : 'forbidden';
}

const slacksDomains = ['slack.com', 'slack-gov.com'];
const isOfSlack = (hostname: string): boolean =>
  slacksDomains.some((domain) => hostname === domain || hostname.endsWith(`.${domain}`));

/** Slack's own hosts over https, GovSlack's too. When another API address is set, as in a trial, that host too. */
export function isSlacks(apiUrl: string, address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, host, username, password } = new URL(address);
  if (username || password) return false;
  if (isOfSlack(hostname)) return protocol === 'https:';
  return new URL(apiUrl).host === host;
}
