import { invalidOption } from '../errors.ts'
import { statIfThere } from '../files/disk.ts'

/**
 * Before long work: whether a file can take what an option names it for. One that is there is replaced.
 *
 * @throws UserError `optionInvalid` where nothing could be written in the end
 */
export async function requireOutFile(
  option: string,
  path: string | undefined,
  example: string,
): Promise<void> {
  if (path === undefined) return
  const found = path === '' ? undefined : await statIfThere(path)
  if (path === '' || found?.isDirectory()) throw invalidOption(option, path, `a file such as ${example}`)
}
