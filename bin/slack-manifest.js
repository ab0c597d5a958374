#!/usr/bin/env node
// What `slack run` creates its app from: manifest.json over a socket, without the addresses, which nothing serves then.
import { readFileSync } from 'node:fs';
import { getProtocol } from '@slack/cli-hooks/src/protocols.js';

const addresses = ['url', 'request_url', 'message_menu_options_url'];

const manifest = JSON.parse(
  readFileSync(new URL('../manifest.json', import.meta.url), 'utf8'),
  (key, value) => (addresses.includes(key) ? undefined : value),
);
manifest.settings.socket_mode_enabled = true;
getProtocol(process.argv).respond(JSON.stringify(manifest));
