import { basename, posix } from 'node:path'
import { SHELLS, simpleCommands } from '../text/shell.ts'
import { isPython, isScript } from './file-kind.ts'

/** Something in a command that may name a part of its code. */
export interface Clue {
  /** What it may mean: the first that is there. */
  texts: readonly string[]
  /** The folder that the shell has changed into before, as written; empty where it has not. */
  within: string
  /** Whether it stands in a shell's script, whose words name much besides code: there only scripts are code. */
  isLoose: boolean
}

/** What a command says of where its code is. */
export interface Clues {
  paths: Clue[]
  /** Modules that Python is to run, by `-m`. */
  modules: Clue[]
  /** Python that stands in the command itself, by `-c`. */
  snippets: Clue[]
  /** Whether code stands in the command itself, and so in its hash. */
  hasInline: boolean
  /** The Python that it names. */
  python: string | undefined
}

/** Whether a word is another at each run, as the day or the output is: it names no code. */
export type Varies = (word: string) => boolean

/** `-c`, and `-lc` of a shell, `-Bc` of Python. */
const COMMAND_FLAG = /^-[a-z]*c$/i
/** `--conf=spark.files=a.yml` has two; a longer value that has many holds no path. */
const MOST_EQUAL_SIGNS = 3
const MODULE = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/
/** What only the shell knows, in front of a path: `$HOME/`, `${DIR}/`, `$(dirname "$0")/`. */
const UNKNOWN_FOLDER = /^(?:.*(?:\$\w+|[)}`]))?\//

const nothing = (): Clues => ({ paths: [], modules: [], snippets: [], hasInline: false, python: undefined })

/** What an argument list says of where its code is. */
export function cluesOf(argv: readonly string[], varies: Varies): Clues {
  const clues = nothing()
  for (let index = 0; index < argv.length; index++) {
    const word = argv[index] ?? ''
    const told = optionClues(word, argv[index + 1], argv.slice(0, index), varies)
    if (isPython(word)) clues.python ??= word
    if (told) {
      merge(clues, told)
      index++
    } else if (index > 0 || word.includes('/')) clues.paths.push(...piecesOf(word, varies).map(firm))
  }
  return clues
}

/** Code that an option's value is, or names as no path: `-m MODULE`, `-c CODE`. */
function optionClues(
  flag: string,
  value: string | undefined,
  before: readonly string[],
  varies: Varies,
): Clues | undefined {
  if (value === undefined) return undefined
  const reader = optionsReader(before)
  const isOfPython = reader !== undefined && isPython(reader)
  if (flag === '-m' && MODULE.test(value) && (isOfPython || reader === 'run'))
    return { ...nothing(), modules: [firm(value)] }
  if (isOfPython && COMMAND_FLAG.test(flag)) return { ...nothing(), snippets: [firm(value)], hasInline: true }
  const isShell = reader !== undefined && SHELLS.includes(basename(reader))
  const isInline = isShell ? COMMAND_FLAG.test(flag) : /^-[ce]$/.test(flag) && /\s/.test(value)
  return isInline ? { ...scriptClues(value, varies), hasInline: true } : undefined
}

/** The interpreter whose own options stand here; undefined behind its script, whose options they then are. */
function optionsReader(before: readonly string[]): string | undefined {
  for (let index = before.length - 1; index >= 0; index--) {
    const word = before[index] ?? ''
    if (isPython(word) || SHELLS.includes(basename(word)) || word === 'run') return word
    if (!/^[-+]/.test(word) && !/^[-+][XWoO]$/.test(before[index - 1] ?? '')) return undefined
  }
  return undefined
}

/** The same of a shell's script. */
export function scriptClues(script: string, varies: Varies): Clues {
  const clues = nothing()
  let within = ''
  for (const words of simpleCommands(script)) {
    const [program, folder = ''] = words
    if (program === 'cd') within = /[$`~]/.test(folder) ? '' : posix.join(within, folder)
    else merge(clues, loosened(cluesOf(words, varies), within))
  }
  return clues
}

/** Of what brings a place to its starting state only scripts are code: the rest is state. */
export function loosened(clues: Clues, within = ''): Clues {
  const inside = (clue: Clue): Clue => ({ ...clue, within: posix.join(within, clue.within), isLoose: true })
  return {
    ...clues,
    paths: clues.paths.map(({ texts, ...clue }) =>
      inside({ ...clue, texts: [...texts, ...texts.map((text) => text.replace(UNKNOWN_FOLDER, ''))] }),
    ),
    modules: clues.modules.map(inside),
    snippets: clues.snippets.map(inside),
  }
}

/** Whether a word of a shell's script is code by its name, so that the script alone does not show what runs. */
export const namesScript = ({ isLoose, texts }: Clue): boolean => isLoose && texts.some(isScript)

const firm = (text: string): Clue => ({ texts: [text], within: '', isLoose: false })

function merge(clues: Clues, more: Clues): void {
  clues.paths.push(...more.paths)
  clues.modules.push(...more.modules)
  clues.snippets.push(...more.snippets)
  clues.hasInline ||= more.hasInline
  clues.python ??= more.python
}

/** Paths that an argument may hold: `a.py`, `--config=a.yml`, `a.zip,b.zip`, `lib/a.jar:lib/b.jar`, `file:///a.py`. */
function piecesOf(argument: string, varies: Varies): string[] {
  const equalSigns = [...argument.matchAll(/=/g)].slice(0, MOST_EQUAL_SIGNS)
  const values = [argument, ...equalSigns.map(({ index }) => argument.slice(index + 1))]
  const pieces = values.flatMap((value) => [value, ...value.split(/,|:(?!\/)/)]).map(bare)
  const paths = pieces.filter((text) => text !== '' && !text.startsWith('-') && !text.includes('://'))
  return [...new Set(paths)].filter((text) => !varies(text))
}

/** Without what marks a file: a scheme, an alias of Spark's behind `#`, the `@` of an argument file. */
const bare = (text: string): string =>
  text
    .replace(/^file:(?:\/\/)?(?=\/)/, '')
    .replace(/^@/, '')
    .replace(/(?<=.)#[\w.-]*$/, '')
