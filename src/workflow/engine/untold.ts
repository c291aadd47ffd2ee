import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Job } from '../../model/config/model.ts'
import type { VisibleCode } from './code.ts'

const MOST_BYTES = 1e6

/**
 * Whether an engine may never learn where its input is and where its tables go: neither its command nor any file of its code names
 * them. In sentences with the fix; none where not all of the code can be read: what is not seen, or a jar, may name them.
 *
 * @param folder where the paths of the code's files begin
 */
export async function untoldPlaces(
  job: Job,
  command: readonly string[],
  { files, isVisible }: VisibleCode,
  folder: string,
): Promise<string[]> {
  const texts = await Promise.all(files.map((path) => smallText(resolve(folder, path))))
  if (!isVisible || texts.includes(null)) return []
  const whole = [...command, ...texts].join('\n')
  return placesOf(job).flatMap((place) => {
    const variable = `ETL_${place.toUpperCase()}`
    if (command.some((argument) => argument.includes(`{${place}}`)) || whole.includes(variable)) return []
    return `neither its command nor its code names its ${place}. Add {${place}} to the command, or read ${variable} in the code.`
  })
}

function placesOf({ tables }: Job): string[] {
  const goals = Object.values(tables).map(({ lake }) =>
    lake?.startsWith('iceberg:') ? 'namespace' : 'output',
  )
  return ['input', ...new Set(goals)]
}

async function smallText(path: string): Promise<string | null> {
  const found = await stat(path).catch(() => undefined)
  if (!found || found.size > MOST_BYTES) return null
  const text = await readFile(path, 'utf8')
  return text.includes('\0') ? null : text
}
