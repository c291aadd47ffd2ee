import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { UserError } from '../../../errors.ts'
import { ask } from '../../../files/ask-python.ts'
import { cacheFolder } from '../../../files/cache.ts'
import type { LakeAccess } from './lakes.ts'

const PROGRAM = fileURLToPath(new URL('./answer.py', import.meta.url))

/** What is asked of the program beside this one; it knows the rest. */
export interface Question {
  task: 'read' | 'inspect' | 'create' | 'remove'
  format: 'iceberg' | 'delta'
  /** What no answer may repeat. */
  secrets: readonly string[]
}

/**
 * Asks the first Python that has the library of a format.
 *
 * @param path what the question is about, as a user would name it
 * @returns the answer, or why there is none: `{ failure, … }`
 * @throws UserError `lakeLibraryMissing`
 */
export async function askLibrary(
  path: string,
  question: Question,
  { pythons, folder, env }: LakeAccess,
  signal?: AbortSignal,
): Promise<unknown> {
  const cache = `pycache_prefix=${join(cacheFolder(), 'python')}`
  const script = { args: ['-X', cache, PROGRAM], cwd: folder, env, signal }
  const tried: { python: string; detail: string }[] = []
  for (const python of pythons) {
    const answer = await ask(python, script, question).catch((error: Error) => {
      signal?.throwIfAborted()
      if ('code' in error) return { failure: 'library', detail: 'it could not be started' }
      return { failure: 'unread', detail: error.message }
    })
    const { failure, detail } = Object(answer)
    if (failure !== 'library') return answer
    tried.push({ python, detail: String(detail) })
  }
  throw new UserError('lakeLibraryMissing', { path, format: question.format, tried })
}
