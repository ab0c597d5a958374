import { workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

// In a checkout there is no build. A thread does not inherit what makes its process read TypeScript, and Node 20 reads none
// by itself. JavaScript, so that it stays out of the build, which needs none of this.
register();
await import(workerData.module);
