import { join } from 'node:path'
import { readWhole } from '../../files/excerpt.ts'
import { writeAtomically } from '../../files/write-atomically.ts'
import { type Need, needFile } from '../../need/need.ts'
import { jsonText } from '../../text/text.ts'

/** In the folder of a search: all that it has found so far. */
const NEED_FILE = 'need.json'

/** Puts it on disk after each run, so that nothing is lost when the search is interrupted or killed. */
export const keepNeed = (folder: string, need: Need): Promise<void> =>
  writeAtomically(join(folder, NEED_FILE), `${jsonText(need, 1)}\n`)

/** A search as it was kept; undefined where there is none of ours. */
export async function readNeed(folder: string): Promise<Need | undefined> {
  const text = await readWhole(join(folder, NEED_FILE))
  try {
    return text === undefined ? undefined : needFile.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}
