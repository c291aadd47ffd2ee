import type { LibraryFormat } from '../../../errors/sources.ts'
import { UserError } from '../../../errors.ts'
import type { LakeAccess } from './lakes.ts'

/** What is asked of the program beside this one; it knows the rest. */
export interface Question {
  task: 'read' | 'version' | 'inspect' | 'everything' | 'names' | 'check' | 'create' | 'remove' | 'labelled'
  format: LibraryFormat
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
  { library }: LakeAccess,
  signal?: AbortSignal,
): Promise<unknown> {
  const tried: { python: string; detail: string }[] = []
  for (const { python, session } of library) {
    const answer = await session.ask(question, signal).catch((error: Error) => {
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
