import type { Context } from '../../context.ts';
import type { Member } from '../../domain/members/member.ts';
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

/** Larger files are for an operator's shell. Bytes. */
export const fileBytesMax = 5 * 1024 * 1024;

const downloadMs = 20_000;

/** A file that could not be read. The message tells the person why. */
export class FileNotRead extends Error {
  override name = 'FileNotRead';
}

/**
 * Fetches a file that someone put into Slack. The token goes only to Slack's own hosts and never follows a redirect.
 * Reading stops once the file exceeds the size limit.
 * @throws FileNotRead
 */
export async function downloadFile(context: Context, address: string): Promise<Uint8Array> {
  if (!isSlacks(context, address))
    throw new FileNotRead('That file isn’t stored in Slack. Upload it here from your computer.');
  const response = await fetch(address, {
    headers: { authorization: `Bearer ${context.config.slack.botToken}` },
    redirect: 'error',
    signal: AbortSignal.timeout(downloadMs),
  }).catch((error) => {
    context.log.warn({ error }, 'a file could not be fetched');
    throw new FileNotRead('I couldn’t get the file from Slack. Try again in a minute.');
  });
  if (!response.ok || !response.body)
    throw new FileNotRead(
      response.status === 404
        ? 'That file isn’t in Slack anymore. Upload it again.'
        : 'Slack didn’t let me read the file. Upload it again.',
    );
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > fileBytesMax) throw new FileNotRead(tooLarge);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export const tooLarge =
  'Files can be up to 5 MB here, about 40,000 rows. Split it, or ask your administrator to run rapport import, which takes any size.';

/** Slack's own hosts over https. When another API address is set, as in a trial, that host too. */
function isSlacks(context: Context, address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, host, username, password } = new URL(address);
  if (username || password) return false;
  if (protocol === 'https:' && (hostname === 'slack.com' || hostname.endsWith('.slack.com'))) return true;
  const api = context.config.slack.apiUrl;
  return api !== undefined && !new URL(api).hostname.endsWith('slack.com') && new URL(api).host === host;
}
