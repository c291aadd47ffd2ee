import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** Opens a pidfd, as the meter does: an old kernel, or a sandbox, may have none. */
const PROBE = `
import json, os, sys
if sys.version_info < (3, 9): raise SystemExit("python3 is older than 3.9")
os.close(os.pidfd_open(os.getpid()))
os.listdir("/proc/self/task")
print(json.dumps(sys.executable))`

/** The Python that can run the meter here, or why none can. Nothing is thrown: a production job must run anyway. */
export async function findMeterPython(): Promise<{ python: string } | { reason: string }> {
  if (process.platform !== 'linux')
    return { reason: `measuring needs Linux, and this is ${process.platform}` }
  try {
    const { stdout } = await promisify(execFile)('python3', ['-ESs', '-c', PROBE])
    return { python: JSON.parse(stdout) as string }
  } catch (error) {
    const { code, stderr } = error as { code?: string | number; stderr?: string }
    if (code === 'ENOENT') return { reason: 'there is no python3 here, which measures' }
    const detail = stderr?.trim().split('\n').at(-1)
    return { reason: `python3 cannot measure here${detail ? `: ${detail}` : ''}` }
  }
}
