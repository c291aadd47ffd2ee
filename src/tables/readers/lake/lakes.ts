import { mkdir, mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cacheFolder } from '../../../files/cache.ts'
import { PythonSession } from '../../../files/python-session.ts'

const PROGRAM = fileURLToPath(new URL('./answer.py', import.meta.url))

/** A Python that may have the libraries, and the program that it runs once it is asked something. */
interface Interpreter {
  python: string
  session: PythonSession
}

/** Libraries take a second to load: one program answers all that is asked in the same surroundings. */
const sessions = new Map<string, PythonSession>()

/** @param folder where the program runs */
export const interpreters = (
  pythons: readonly string[],
  folder: string,
  env: NodeJS.ProcessEnv,
): Interpreter[] =>
  pythons.map((python) => {
    const args = ['-X', `pycache_prefix=${join(cacheFolder(), 'python')}`, PROGRAM]
    const key = JSON.stringify([python, folder, env])
    const session = sessions.get(key) ?? new PythonSession(python, { args, cwd: folder, env })
    sessions.set(key, session)
    return { python, session }
  })

/** What it takes to reach tables of lakehouses. */
export interface LakeAccess {
  /** Catalogs that the configuration declares, by name: each setting may refer to variables, `${NAME}`. */
  catalogs: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Where their relative paths begin. */
  folder: string
  /** Interpreters that may have the libraries, likeliest first. */
  library: readonly Interpreter[]
  env: NodeJS.ProcessEnv
}

/** The same, and what it takes to read them. */
export interface Lakes extends LakeAccess {
  /** Folder for copies of tables, which lasts as long as they are read. */
  copies: string
  /**
   * The snapshot that a table had before it was written, by its name: null where it had none, undefined where nobody looked.
   * Absent where nothing is to be told of writing.
   */
  before?(path: string): string | null | undefined
}

/** A new folder for a copy. */
export async function copyFolder({ copies }: Lakes, name: string): Promise<string> {
  await mkdir(copies, { recursive: true })
  return mkdtemp(join(copies, `${name}-`))
}

/** The same of the tables of one output. */
export interface OutputLakes extends Lakes {
  /** @param table as the job declares it: several may be of one name at several times */
  before?(path: string, table?: string): string | null | undefined
  /** What stands for `{namespace}`; absent where nothing does. */
  namespace?: string
}
