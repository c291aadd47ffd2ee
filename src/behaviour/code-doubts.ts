/** What is known of an engine's code. */
interface CodeFacts {
  /** Whether any of it can be seen. */
  isVisible: boolean
  /** Its files that can be seen: where none of its code can, they hold settings. */
  files: readonly string[]
  /** What should be part of it and could not be looked at, each with why. */
  leftOut: readonly string[]
}

/** What its owner says of the code: in a configuration, or by the options of `record` where there is none. */
interface CodeClaims {
  sources?: readonly string[] | undefined
  version?: string | undefined
  isConfigured: boolean
}

const MOST_NAMED = 3
const UNNOTICED = 'Changes to it will not begin a new epoch.'

/** Which changes of an engine's code would begin no new epoch, in sentences; empty where all would. */
export function codeDoubts({ isVisible, files, leftOut }: CodeFacts, claims: CodeClaims): string[] {
  const unseen = isVisible || claims.version !== undefined ? [] : [unseenText(files, claims)]
  return [...unseen, ...leftOut.map((what) => `part of its code was not found: ${what}. ${UNNOTICED}`)]
}

function unseenText(files: readonly string[], { sources, isConfigured }: CodeClaims): string {
  const named =
    files.length > 0 ? `only settings (${files.slice(0, MOST_NAMED).join(', ')})` : 'no local file'
  if (!isConfigured)
    return `its code was not found: the command names ${named}. ${UNNOTICED} Add --engine-version, or sources: in a configuration.`
  return sources
    ? `its code was not found: its sources: match no file. ${UNNOTICED} Fix sources:, or add version: to the engine.`
    : `its code was not found: its command names ${named}. ${UNNOTICED} Add sources: or version: to the engine.`
}
