/**
 * The process runs in UTC, whatever the machine says. Each program imports this first, before anything reads the clock:
 * a local time differs from machine to machine, and where clocks change, it skips an hour or has it twice.
 */
process.env.TZ = 'UTC';
