/** Programs that read commands. */
export const SHELLS: readonly string[] = ['sh', 'bash', 'dash', 'zsh', 'ksh', 'ash']

const WORD = /"((?:[^"\\]|\\[\s\S])*)"|'([^']*)'|(&&|\|\||[;|&\n(){}])|((?:[^\s"';|&(){}\\]|\\[\s\S])+)/g

/** The words of a script's commands; quotes within a word split it, which is close enough to find a program. */
export function simpleCommands(script: string): string[][] {
  const commands: string[][] = [[]]
  for (const [, double, single, separator, plain] of script.matchAll(WORD)) {
    if (separator === undefined) commands.at(-1)?.push(double ?? single ?? plain ?? '')
    else commands.push([])
  }
  return commands.filter((words) => words.length > 0)
}

/** The script that a shell is given among its arguments: what follows `-c`. */
export function inlineScript(args: readonly string[]): string | undefined {
  const flag = args.findIndex((argument) => /^-[a-z]*c$/i.test(argument))
  return flag === -1 ? undefined : args[flag + 1]
}

/** A text as a shell takes it for one word. */
export const shellWord = (text: string): string =>
  /^[\w.:/=+,@%-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
