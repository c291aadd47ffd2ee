import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'

const MIB = 2 ** 20

/** Starts a child with `code`, and returns the most memory that the tree is seen to have. */
async function memoryOfTreeWith(code: string): Promise<number> {
  const program = `
import subprocess, sys, time
from process_tree import anon_bytes, descendants
child = subprocess.Popen([sys.executable, "-c", sys.argv[1]])
most, begun = 0, time.monotonic()
while child.poll() is None and time.monotonic() < begun + 20:
    most = max(most, anon_bytes(descendants()))
    time.sleep(0.02)
child.kill()
print(most)
`
  const { stdout } = await promisify(execFile)('python3', ['-c', program, code], { cwd: import.meta.dirname })
  return Number(stdout)
}

const HOLD = `held = bytearray(${60 * MIB})\n`
// As vfork does: the child is its parent's memory, and the parent waits for it.
const CLONE = `
import ctypes
libc = ctypes.CDLL(None)
stack = ctypes.create_string_buffer(65536)
CLONE_VM, CLONE_VFORK, SIGCHLD = 0x100, 0x4000, 17
libc.clone(libc.usleep, ctypes.c_void_p(ctypes.addressof(stack) + 65536), CLONE_VM | CLONE_VFORK | SIGCHLD, ctypes.c_void_p(900000))
`

describe('the memory of a process tree', () => {
  it('counts what a child shares with its parent between vfork and exec once', async () => {
    const bytes = await memoryOfTreeWith(HOLD + CLONE)
    expect(bytes).toBeGreaterThan(60 * MIB)
    expect(bytes).toBeLessThan(90 * MIB)
  })

  it('counts two processes that hold the same amount each', async () => {
    const both = `import subprocess, sys, time\n${HOLD}subprocess.Popen([sys.executable, "-c", ${JSON.stringify(`${HOLD}import time; time.sleep(1)`)}])\ntime.sleep(1)`
    expect(await memoryOfTreeWith(both)).toBeGreaterThan(120 * MIB)
  })
})
