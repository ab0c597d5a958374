import { mkdirSync, rmdirSync, writeFileSync } from 'node:fs';

/** Limits a process to half a core, as a container with `cpus: 0.5` is. Says how, for the report. */
export interface Limited {
  how: string;
  /** Ends the limit. Call it before the process is stopped. */
  end(): void;
}

const group = `rapport-bench-${process.pid}`;
/** Microseconds: half of each tenth of a second, the same as Docker's. */
const period = 100_000;
const quota = period / 2;

export function limitToHalfACore(pid: number): Limited {
  return byControlGroup(pid) ?? bySignals(pid);
}

/** The kernel's own limit. Takes root, and control groups that may be written to. */
function byControlGroup(pid: number): Limited | null {
  const versions = [
    { folder: '/sys/fs/cgroup/cpu', limits: { 'cpu.cfs_period_us': period, 'cpu.cfs_quota_us': quota } },
    { folder: '/sys/fs/cgroup', limits: { 'cpu.max': `${quota} ${period}` } },
  ];
  for (const { folder, limits } of versions) {
    const own = `${folder}/${group}-${pid}`;
    try {
      mkdirSync(own);
    } catch {
      continue;
    }
    const end = () => {
      try {
        writeFileSync(`${folder}/cgroup.procs`, String(pid));
      } catch {
        // it has ended
      }
      rmdirSync(own);
    };
    try {
      for (const [file, value] of Object.entries(limits)) writeFileSync(`${own}/${file}`, String(value));
      writeFileSync(`${own}/cgroup.procs`, String(pid));
      return { how: 'a control group', end };
    } catch {
      end();
    }
  }
  return null;
}

/** Stops the process for half of the time. */
function bySignals(pid: number): Limited {
  const halfMs = 10;
  let isStopped = false;
  const timer = setInterval(() => {
    isStopped = !isStopped;
    process.kill(pid, isStopped ? 'SIGSTOP' : 'SIGCONT');
  }, halfMs);
  return {
    how: 'SIGSTOP and SIGCONT',
    end() {
      clearInterval(timer);
      process.kill(pid, 'SIGCONT');
    },
  };
}
