export type CommandLine = { argv: string[] } | { problem: string }

const UNQUOTED = /^[^\s'"\\|&;<>`$()#]+|^#/
const SINGLE = /^'([^']*)'/
const DOUBLE = /^"((?:[^"\\`$]|\\[\s\S])*)"/
const ESCAPED = /^\\([\s\S])/
const SPACE = /^\s+/

/**
 * Splits a command line into its arguments by the rules of a POSIX shell for quotes and backslashes. What only a
 * shell could do (pipes, redirections, variables, several commands) is a problem, said as what it must be instead.
 */
export function splitCommandLine(line: string): CommandLine {
  const argv: string[] = []
  let argument: string | undefined
  for (let rest = line; rest !== ''; ) {
    const space = SPACE.exec(rest)?.[0]
    if (space !== undefined) {
      if (argument !== undefined) argv.push(argument)
      argument = undefined
      rest = rest.slice(space.length)
      continue
    }
    const part = nextPart(rest)
    if ('problem' in part) return part
    argument = (argument ?? '') + part.text
    rest = rest.slice(part.length)
  }
  if (argument !== undefined) argv.push(argument)
  return problemOf(argv) ?? { argv }
}

type Part = { text: string; length: number } | { problem: string }

function nextPart(rest: string): Part {
  const quoted = SINGLE.exec(rest) ?? ESCAPED.exec(rest)
  if (quoted) return { text: quoted[1] ?? '', length: quoted[0].length }
  const double = DOUBLE.exec(rest)
  if (double) return { text: (double[1] ?? '').replace(/\\(["\\$`])/g, '$1'), length: double[0].length }
  const plain = UNQUOTED.exec(rest)?.[0]
  if (plain !== undefined) return { text: plain, length: plain.length }
  return { problem: unsplittable(rest) }
}

function unsplittable(rest: string): string {
  const [character = ''] = rest
  if (character === "'") return "a command with a closing '"
  if (character === '"')
    return /^"(?:[^"\\]|\\[\s\S])*"/.test(rest)
      ? 'a command without variables in double quotes, because no shell expands them. Use single quotes to pass them unchanged'
      : 'a command with a closing "'
  if (character === '\\') return 'a command that does not end with a backslash'
  return `one command without ${character}, which only a shell understands. Quote it to pass it unchanged, or put the line into a script`
}

function problemOf([program]: string[]): { problem: string } | undefined {
  if (program === undefined) return { problem: 'a command, such as python job.py {input} {output}' }
  if (/^[A-Za-z_]\w*=/.test(program))
    return { problem: `a command that begins with a program: write env ${program} …` }
  return undefined
}
