import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { z } from 'zod'
import { UserError } from '../../errors.ts'
import { whyUnable } from './start.ts'

/** It takes a twentieth of a second, but minutes where others keep all cores busy. */
const LONGEST_MS = 120_000
const LOOK = fileURLToPath(new URL('./look.py', import.meta.url))

const pythonSchema = z.strictObject({
  /** Behind any version manager's shim: a shim would cost each trial its own start. */
  path: z.string().min(1),
  version: z.tuple([z.int(), z.int(), z.int()]),
  /** What keeps it from measuring here. */
  obstacle: z.string().nullable(),
})

type Python = z.infer<typeof pythonSchema>

async function lookForPython(): Promise<Python | { reason: string }> {
  try {
    const { stdout } = await promisify(execFile)('python3', ['-ESs', LOOK], { timeout: LONGEST_MS })
    return pythonSchema.parse(JSON.parse(stdout))
  } catch (error) {
    return { reason: whyUnable(error as { code?: string | number; stderr?: string; killed?: boolean }) }
  }
}

/** The Python that can run the meter here, or why none can. Nothing is thrown: a production job must run anyway. */
export async function findMeterPython(): Promise<{ python: string } | { reason: string }> {
  if (process.platform !== 'linux')
    return { reason: `measuring needs Linux, but this is ${process.platform}` }
  const found = await lookForPython()
  if ('reason' in found) return found
  if (found.obstacle !== null) return { reason: whyUnable({ stderr: found.obstacle }) }
  return { python: found.path }
}

/**
 * Path of this machine's Python, of whatever version.
 *
 * @throws UserError `pythonMissing`
 */
export async function findPython(): Promise<string> {
  return (await requirePython()).path
}

/**
 * This machine's Python, new enough for the meter.
 *
 * @throws UserError `processNeedsLinux`, `pythonMissing`, `pythonTooOld`
 */
export async function requireMeterPython(): Promise<{ path: string; version: string }> {
  if (process.platform !== 'linux') throw new UserError('processNeedsLinux', { platform: process.platform })
  const python = await requirePython()
  const found = { path: python.path, version: python.version.join('.') }
  if (isTooOld(python)) throw new UserError('pythonTooOld', found)
  return found
}

async function requirePython(): Promise<Python> {
  const found = await lookForPython()
  if ('reason' in found) throw new UserError('pythonMissing', found)
  return found
}

const isTooOld = ({ version: [major, minor] }: Python): boolean => major < 3 || (major === 3 && minor < 9)
