/** A stage that an engine timed itself. */
export interface StageTime {
  name: string
  seconds: number
}

const MOST_STAGES = 50

/**
 * Stages from the lines that an engine appended to its stages file. Lines of another form are left out: the file is
 * the engine's, and may hold anything.
 */
export function parseStages(text: string): StageTime[] {
  return text.split('\n').flatMap(parseLine).slice(0, MOST_STAGES)
}

function parseLine(line: string): StageTime[] {
  try {
    const { stage, seconds } = JSON.parse(line) as { stage?: unknown; seconds?: unknown }
    if (typeof stage !== 'string' || typeof seconds !== 'number' || !(seconds >= 0 && seconds < Infinity))
      return []
    return [{ name: stage.slice(0, 64), seconds }]
  } catch {
    return []
  }
}
