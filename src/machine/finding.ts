import { UserError } from '../errors.ts'
import { freeBytes } from '../files/disk.ts'
import { formatBytes } from '../model/units/bytes.ts'

/**
 * One thing that was looked at. ✕ keeps a run from being right, ! probably does; – is not here, or not needed by all.
 */
export interface Finding {
  mark: '✓' | '✕' | '!' | '–'
  title: string
  text: string
}

export const fine = (title: string, text: string): Finding => ({ mark: '✓', title, text })
export const wrong = (title: string, text: string): Finding => ({ mark: '✕', title, text })
export const doubtful = (title: string, text: string): Finding => ({ mark: '!', title, text })
export const absent = (title: string, text: string): Finding => ({ mark: '–', title, text })

export const lineOf = ({ mark, title, text }: Finding): string => `${mark} ${title}: ${text}`

/** What a look found, or the user's mistake that it met as a finding. */
export async function findingOf<T>(
  look: () => Promise<T>,
  mistake: (words: string) => Finding,
): Promise<{ found: T } | { finding: Finding }> {
  try {
    return { found: await look() }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { finding: mistake(error.message) }
  }
}

/** What small inputs, their outputs and their spills take. */
const LEAST_DISK = 2e9

/** Whether a folder's disk has room for even a small run. */
export async function disk(title: string, folder: string): Promise<Finding> {
  const free = await freeBytes(folder)
  const text = `${formatBytes(free)} free at ${folder}`
  return free < LEAST_DISK
    ? wrong(title, `${text}. Free some: even small runs need ${formatBytes(LEAST_DISK)}.`)
    : fine(title, text)
}
