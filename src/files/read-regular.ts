import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { ifThere } from './disk.ts'

/** The text of a file; undefined where there is none. Whatever else lies there, such as a FIFO, is not waited for. */
export async function readRegular(path: string): Promise<string | undefined> {
  await using file = await ifThere(open(path, constants.O_RDONLY | constants.O_NONBLOCK))
  return (await file?.stat())?.isFile() ? await file?.readFile('utf8') : undefined
}
