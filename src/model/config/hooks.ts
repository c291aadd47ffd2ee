import type { Engine } from './model.ts'

/** The commands that run around an engine's steps, where they are set. */
export const hooksOf = ({
  setup,
  maintenance = {},
  teardown,
}: Pick<Engine, 'setup' | 'maintenance' | 'teardown'>): readonly (readonly string[])[] =>
  [setup, ...Object.values(maintenance), teardown].filter((command) => Array.isArray(command))
