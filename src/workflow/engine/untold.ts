import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { inputPlaceholder, inputVariable } from '../../model/config/job-input.ts'
import type { VisibleCode } from './code.ts'

const MOST_BYTES = 1e6
/** A program that makes the variable's name of an input's name. */
const NAMES_ANY_INPUT = /ETL_INPUT_(?!\w)/

/**
 * Whether an engine may never learn where its input and output are: neither its command nor any file of its code names
 * them. In sentences with the fix; none where not all of the code can be read: what is not seen, or a jar, may name them.
 *
 * @param words of its command and of its environment
 * @param inputs names of the job's inputs; null where it has one
 * @param folder where the paths of the code's files begin
 */
export async function untoldPlaces(
  words: readonly string[],
  inputs: readonly (string | null)[],
  { files, isVisible }: VisibleCode,
  folder: string,
): Promise<string[]> {
  const texts = await Promise.all(files.map((path) => smallText(resolve(folder, path))))
  if (!isVisible || texts.includes(null)) return []
  const whole = [...words, ...texts].join('\n')
  const places = inputs.map((name) => ({
    place: name === null ? 'input' : `input ${name}`,
    inBraces: `{${inputPlaceholder(name)}}`,
    variable: inputVariable(name),
  }))
  return [...places, { place: 'output', inBraces: '{output}', variable: 'ETL_OUTPUT' }].flatMap(
    ({ place, inBraces, variable }) =>
      words.some((word) => word.includes(inBraces)) || whole.includes(variable) || NAMES_ANY_INPUT.test(whole)
        ? []
        : `neither its command nor its code names its ${place}. Add ${inBraces} to the command, or read ${variable} in the code.`,
  )
}

async function smallText(path: string): Promise<string | null> {
  const found = await stat(path).catch(() => undefined)
  if (!found || found.size > MOST_BYTES) return null
  const text = await readFile(path, 'utf8')
  return text.includes('\0') ? null : text
}
