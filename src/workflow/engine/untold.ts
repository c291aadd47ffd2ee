import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { inputPlaceholder, inputTemplates, inputVariable } from '../../model/config/job-input.ts'
import type { Job } from '../../model/config/model.ts'
import { ANSWERS } from '../../model/config/service-schema.ts'
import type { VisibleCode } from './code.ts'

const MOST_BYTES = 1e6
/** A program that makes the variable's name of an input's name. */
const NAMES_ANY_INPUT = /ETL_INPUT_(?!\w)/

/**
 * Whether an engine may never learn where its input is and where its tables go: neither its command nor any file of its code names
 * them. In sentences with the fix; none where not all of the code can be read: what is not seen, or a jar, may name them.
 *
 * @param words of its command and of its environment
 * @param folder where the paths of the code's files begin
 */
export async function untoldPlaces(
  job: Job,
  words: readonly string[],
  { files, isVisible }: VisibleCode,
  folder: string,
): Promise<string[]> {
  const texts = await Promise.all(files.map((path) => smallText(resolve(folder, path))))
  if (!isVisible || texts.includes(null)) return []
  const whole = [...words, ...texts].join('\n')
  return [...inputsOf(job), ...goalsOf(job)].flatMap(({ place, inBraces, variable }) =>
    words.some((word) => word.includes(inBraces)) ||
    whole.includes(variable) ||
    (variable.startsWith('ETL_INPUT') && NAMES_ANY_INPUT.test(whole))
      ? []
      : `neither its command nor its code names its ${place}. Add ${inBraces} to the command, or read ${variable} in the code.`,
  )
}

interface Named {
  place: string
  inBraces: string
  variable: string
}

function inputsOf({ input }: Job): Named[] {
  const names = inputTemplates(input).map(({ name }) => name)
  return (names.length > 0 ? names : [null]).map((name) => ({
    place: name === null ? 'input' : `input ${name}`,
    inBraces: `{${inputPlaceholder(name)}}`,
    variable: inputVariable(name),
  }))
}

/** The answers of a service are written for it. */
function goalsOf({ tables, service }: Job): Named[] {
  const goals = Object.entries(tables)
    .filter(([name]) => !service || name !== ANSWERS)
    .map(([, { lake }]) => (lake?.startsWith('iceberg:') ? 'namespace' : 'output'))
  return [...new Set(goals)].map((place) => ({
    place,
    inBraces: `{${place}}`,
    variable: `ETL_${place.toUpperCase()}`,
  }))
}

async function smallText(path: string): Promise<string | null> {
  const found = await stat(path).catch(() => undefined)
  if (!found || found.size > MOST_BYTES) return null
  const text = await readFile(path, 'utf8')
  return text.includes('\0') ? null : text
}
