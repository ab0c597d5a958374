import { request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { type Bare, bareSandbox } from '../testing/bare.ts';
import { MAX_BODY_BYTES } from './read-request.ts';

let bare: Bare;
afterEach(() => bare?.sandbox.close());

/** A call as raw as can be: what `fetch` would put right by itself stays wrong. */
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

describe('a call that is broken', () => {
  it.each<[string, string, string | undefined, string, string]>([
    ['a method that is not there', 'chat.shout', FORM_TYPE, 'text=x', 'unknown_method'],
    ['a method that every object has', 'constructor', FORM_TYPE, '', 'unknown_method'],
    ['broken JSON', 'auth.test', JSON_TYPE, '{"a":', 'invalid_json'],
    ['JSON that is a list', 'auth.test', JSON_TYPE, '[]', 'json_not_object'],
    ['JSON that is nothing', 'auth.test', JSON_TYPE, 'null', 'json_not_object'],
    ['a body of no type', 'auth.test', undefined, 'a=1', 'missing_post_type'],
    [
      'a body of a type that Slack does not read',
      'auth.test',
      'application/xml',
      '<a/>',
      'invalid_post_type',
    ],
    ['a charset that nobody has', 'auth.test', 'application/json; charset=utf-17', '{}', 'invalid_charset'],
    ['a charset of Windows', 'auth.test', `${FORM_TYPE}; charset="windows-1252"`, 'a=1', 'invalid_charset'],
    ['a form with a broken escape', 'auth.test', FORM_TYPE, 'text=100%', 'invalid_form_data'],
    ['a multipart form without its parts', 'auth.test', 'multipart/form-data', 'x', 'invalid_form_data'],
    ['an argument with a name like no other', 'auth.test', FORM_TYPE, 'te-xt=1', 'invalid_arg_name'],
    [
      'an argument with an endless name',
      'auth.test',
      JSON_TYPE,
      `{"${'a'.repeat(65)}":1}`,
      'invalid_arg_name',
    ],
    ['a list spelled in a form', 'users.info', FORM_TYPE, 'user[]=U1', 'invalid_array_arg'],
    ['a list for a word', 'users.info', JSON_TYPE, '{"user":["U1"]}', 'invalid_array_arg'],
    ['an object for a word', 'users.info', JSON_TYPE, '{"user":{}}', 'invalid_arguments'],
    ['an argument that is missing', 'users.info', JSON_TYPE, '{}', 'invalid_arguments'],
  ])('is told so: %s', async (_name, method, type, body, error) => {
    bare = await bareSandbox();
    expect(await send(method, type, body)).toMatchObject({ ok: false, error });
  });

  it('is told so by the method that takes no GET', async () => {
    bare = await bareSandbox();
    expect(await send('apps.connections.open', undefined, '', 'GET')).toMatchObject({
      error: 'insecure_request',
    });
    expect(await send('auth.test', undefined, '', 'GET')).toMatchObject({ ok: true });
  });
});

describe('a call', () => {
  it('is read up to 4 MB and no further, and the server lives on', async () => {
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

  it('is read in either of two charsets; plain text is let through and brings nothing', async () => {
    bare = await bareSandbox();
    const { id: channel } = bare.sandbox.addChannel({ name: 'general', members: [] });
    const latin = Buffer.from(JSON.stringify({ channel, text: 'Ñandú' }), 'latin1');
    await send('chat.postMessage', 'application/json; charset=ISO-8859-1', latin);
    expect(bare.sandbox.readMessages(channel).at(-1)?.text).toBe('Ñandú');
    expect(await send('auth.test', 'text/plain', 'whatever')).toMatchObject({ ok: true });
  });
});
