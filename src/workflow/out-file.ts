import { extname } from 'node:path'
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

const PAGES = ['.html', '.htm']

/**
 * The same for a page. Its name says that it is one: a slip of the pen would otherwise replace a configuration or a log.
 *
 * @throws UserError `optionInvalid`
 */
export async function requirePageFile(
  option: string,
  path: string | undefined,
  example: string,
): Promise<void> {
  if (path !== undefined && !PAGES.includes(extname(path).toLowerCase()))
    throw invalidOption(option, path, `a file whose name ends in .html, such as ${example}`)
  await requireOutFile(option, path, example)
}
