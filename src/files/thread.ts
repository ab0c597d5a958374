import { formats } from './formats.ts';
import { serveReading } from './serve-reading.ts';

/** Where a thread that reads a file begins. */
serveReading(formats);
