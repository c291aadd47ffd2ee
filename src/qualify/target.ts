import { parseBytes } from '../model/units/bytes.ts'

/** The one machine that jobs are held against. */
export interface Target {
  cores: number
  memoryBytes: number
}

export const DEFAULT_TARGET = '8cpu,32GB'

/** Of `8cpu,32GB`; undefined of what is no machine. */
export function parseTarget(text: string): Target | undefined {
  const [, cores = '', memory = ''] = /^(\d{1,4})\s*cpu\s*,\s*(\S+)$/i.exec(text.trim()) ?? []
  const memoryBytes = parseBytes(memory)
  return Number(cores) > 0 && memoryBytes ? { cores: Number(cores), memoryBytes } : undefined
}
