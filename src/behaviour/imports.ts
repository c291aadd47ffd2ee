import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { askPython } from '../files/ask-python.ts'

/** It takes a tenth of a second, far longer where others keep all cores busy. Without an answer, an engine's code seems to change. */
const LONGEST_MS = 60_000
const READER = fileURLToPath(new URL('./imports.py', import.meta.url))

/** Code that Python starts with: a file, or the argument of `-m` or `-c` in a folder. */
export type Start = { file: string } | { module: string; folder: string } | { code: string; folder: string }

export interface Search {
  starts: readonly Start[]
  /** Folders and archives where modules lie besides. */
  roots: readonly string[]
  most: number
}

const importsSchema = z.strictObject({
  /** Number of the start that loads a module first, the module's name and its file, or the archive that it lies in. */
  modules: z.array(z.tuple([z.int(), z.string(), z.string()])),
  /** Files whose imports could not be read. */
  unparsed: z.array(z.string()),
  /** Files that name `sys.path`, each with the modules that it imports and that were found nowhere. */
  hidden: z.array(z.tuple([z.string(), z.array(z.string())])),
  /** Whether there are no more than were asked for. */
  isWhole: z.boolean(),
})

export type Imports = z.infer<typeof importsSchema>

/**
 * Local modules that Python code imports, by the rules of the first of some interpreters that works. Neither the code
 * nor what it imports is run.
 *
 * @returns undefined where none works
 */
export async function localImports(
  pythons: readonly string[],
  search: Search,
  place: { cwd: string; env: NodeJS.ProcessEnv },
): Promise<Imports | undefined> {
  const answer = await askPython(pythons, { args: ['-B', READER], limitMs: LONGEST_MS, ...place }, search)
  const { data } = importsSchema.safeParse(answer)
  return data
}
