import { request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { type Bare, bareSandbox } from '../testing/bare.ts';
import { MAX_BODY_BYTES } from './read-request.ts';

let bare: Bare;
afterEach(() => bare?.sandbox.close());

/** Sends a raw call, without the corrections that `fetch` would make. */
function send(
  method: string,
  type: string | undefined,
  body: string | Buffer,
  verb = 'POST',
): Promise<unknown> {
  const { sandbox } = bare;
  return new Promise((resolve, reject) => {
    const call = request(
      sandbox.slackApiUrl + method,
      {
        method: verb,
        headers: {
          authorization: `Bearer ${sandbox.botToken}`,
          'content-length': Buffer.byteLength(body),
          ...(type !== undefined && { 'content-type': type }),
        },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk) => (text += chunk));
        response.on('end', () => resolve(JSON.parse(text)));
      },
    );
    call.on('error', reject).end(body);
  });
}

const JSON_TYPE = 'application/json; charset=utf-8';
const FORM_TYPE = 'application/x-www-form-urlencoded';

describe('a broken call', () => {
  it.each<[string, string, string | undefined, string, string]>([
    ['an unknown method', 'chat.shout', FORM_TYPE, 'text=x', 'unknown_method'],
    ['a method named like a property of every object', 'constructor', FORM_TYPE, '', 'unknown_method'],
    ['broken JSON', 'auth.test', JSON_TYPE, '{"a":', 'invalid_json'],
    ['JSON that is a list', 'auth.test', JSON_TYPE, '[]', 'json_not_object'],
    ['JSON that is null', 'auth.test', JSON_TYPE, 'null', 'json_not_object'],
    ['a body without a content type', 'auth.test', undefined, 'a=1', 'missing_post_type'],
    ['a body of an unsupported content type', 'auth.test', 'application/xml', '<a/>', 'invalid_post_type'],
    ['an unknown charset', 'auth.test', 'application/json; charset=utf-17', '{}', 'invalid_charset'],
    ['a Windows charset', 'auth.test', `${FORM_TYPE}; charset="windows-1252"`, 'a=1', 'invalid_charset'],
    ['a form with a broken escape', 'auth.test', FORM_TYPE, 'text=100%', 'invalid_form_data'],
    ['a multipart form without its parts', 'auth.test', 'multipart/form-data', 'x', 'invalid_form_data'],
    ['an argument with an invalid name', 'auth.test', FORM_TYPE, 'te-xt=1', 'invalid_arg_name'],
    [
      'an argument with a name that is too long',
      'auth.test',
      JSON_TYPE,
      `{"${'a'.repeat(65)}":1}`,
      'invalid_arg_name',
    ],
    ['a list in a form', 'users.info', FORM_TYPE, 'user[]=U1', 'invalid_array_arg'],
    ['a list instead of text', 'users.info', JSON_TYPE, '{"user":["U1"]}', 'invalid_array_arg'],
    ['an object instead of text', 'users.info', JSON_TYPE, '{"user":{}}', 'invalid_arguments'],
    ['a missing argument', 'users.info', JSON_TYPE, '{}', 'invalid_arguments'],
  ])('is refused: %s', async (_name, method, type, body, error) => {
    bare = await bareSandbox();
    expect(await send(method, type, body)).toMatchObject({ ok: false, error });
  });

  it('is refused by a method that does not accept GET', async () => {
    bare = await bareSandbox();
    expect(await send('apps.connections.open', undefined, '', 'GET')).toMatchObject({
      error: 'insecure_request',
    });
    expect(await send('auth.test', undefined, '', 'GET')).toMatchObject({ ok: true });
  });
});

describe('a call', () => {
  it('is read up to 4 MB and no further, and the server survives', async () => {
    bare = await bareSandbox();
    const padded = (length: number) => {
      const empty = JSON.stringify({ text: '' });
      return JSON.stringify({ text: 'x'.repeat(length - empty.length) });
    };
    expect(await send('auth.test', JSON_TYPE, padded(MAX_BODY_BYTES))).toMatchObject({ ok: true });
    expect(await send('auth.test', JSON_TYPE, padded(MAX_BODY_BYTES + 1))).toMatchObject({
      ok: false,
      error: 'request_timeout',
    });
    expect(await send('auth.test', JSON_TYPE, Buffer.alloc(64_000_000, 'x'))).toMatchObject({
      error: 'request_timeout',
    });
    expect(await send('auth.test', JSON_TYPE, '{}')).toMatchObject({ ok: true });
  });

  it('may use either of two charsets; plain text is accepted but has no arguments', async () => {
    bare = await bareSandbox();
    const { id: channel } = bare.sandbox.addChannel({ name: 'general', members: [] });
    const latin = Buffer.from(JSON.stringify({ channel, text: 'Ñandú' }), 'latin1');
    await send('chat.postMessage', 'application/json; charset=ISO-8859-1', latin);
    expect(bare.sandbox.readMessages(channel).at(-1)?.text).toBe('Ñandú');
    expect(await send('auth.test', 'text/plain', 'whatever')).toMatchObject({ ok: true });
  });
});
