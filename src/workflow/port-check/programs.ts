import { stat } from 'node:fs/promises'
import { UserError } from '../../errors.ts'

/** Longer ones are data, or several programs. */
const MOST_BYTES = 8 * 2 ** 20
const KINDS = /\.(?:py|ipynb|sql)$/

/**
 * Checks that files can be programs before any is read.
 *
 * @throws UserError `programMissing`, `programTooLarge`, `programKindUnknown`
 */
export async function requirePrograms(files: readonly string[]): Promise<void> {
  for (const path of files) {
    const found = await stat(path).catch(() => undefined)
    if (!found?.isFile()) throw new UserError('programMissing', { path })
    if (!KINDS.test(path)) throw new UserError('programKindUnknown', { path })
    if (found.size > MOST_BYTES)
      throw new UserError('programTooLarge', { path, bytes: found.size, most: MOST_BYTES })
  }
}
