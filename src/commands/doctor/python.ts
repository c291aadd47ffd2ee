import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { findPython } from '../../adapters/meter/meter.ts'
import { UserError } from '../../errors.ts'

const VERSION = 'import sys; print("%d %d %d" % sys.version_info[:3])'

/**
 * This machine's Python, which runs the meter.
 *
 * @throws UserError `pythonMissing`, `pythonTooOld`, `processNeedsLinux`
 */
export async function pythonHere(): Promise<{ path: string; version: string }> {
  if (process.platform !== 'linux') throw new UserError('processNeedsLinux', { platform: process.platform })
  const path = await findPython()
  const { stdout } = await promisify(execFile)(path, ['-c', VERSION])
  const [major = 0, minor = 0, micro = 0] = stdout.trim().split(' ').map(Number)
  const version = `${major}.${minor}.${micro}`
  if (major < 3 || (major === 3 && minor < 9)) throw new UserError('pythonTooOld', { path, version })
  return { path, version }
}
