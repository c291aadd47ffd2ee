import { basename, join } from 'node:path'

/**
 * Interpreters that a command may run its Python with, likeliest first: uv's of its project, the one that it names,
 * Spark's, the one of this machine.
 *
 * @param named the Python that the command names
 */
export function pythonsOf(
  command: readonly string[],
  named: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): string[] {
  const project = command.some((word) => basename(word) === 'uv')
    ? join(uvProject(command), '.venv/bin/python')
    : undefined
  const all = [project, named, env.PYSPARK_DRIVER_PYTHON, env.PYSPARK_PYTHON, 'python3']
  return [...new Set(all.filter((python) => python !== undefined && python !== ''))] as string[]
}

function uvProject(command: readonly string[]): string {
  const option = command.findIndex((word) => word === '--project' || word === '--directory')
  return option === -1 ? '.' : (command[option + 1] ?? '.')
}
