import { defineConfig } from 'prisma/config';

// The generator options that make one client work under tsx, vitest, tsc, and the build, with nothing else needed:
//
//   generator client {
//     provider            = "prisma-client"
//     output              = "../src/store/generated"
//     runtime             = "nodejs"
//     moduleFormat        = "esm"
//     importFileExtension = "ts"     // tsc rewrites it to .js in dist/
//   }
//
// The datasource names only its provider. The client is imported with `import { PrismaClient } from './generated/client.ts'`.

// No update check: generating must not use the network.
process.env.CHECKPOINT_DISABLE = '1';

// `generate` insists on a native schema engine, downloads it if it is missing, and never runs it.
// Any existing file satisfies it. Other commands (`migrate deploy`) do need the real engine.
if (process.argv.includes('generate')) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL },
});
