import type { Surroundings } from './runner.ts'

/** @param folder where the configuration's relative paths begin */
export const surroundings = (folder: string, env: NodeJS.ProcessEnv): Surroundings => ({
  folder,
  env: Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  ),
})
