import type { Checks } from '../model/config/checks-schema.ts'
import type { TableFacts, Unknown } from './facts.ts'

/** How a check came out: null where what it judges could not be found out. */
export interface Judgement {
  passes: boolean | null
  /** What was found, or why nothing was, in words. */
  detail: string
}

/** Something that a table must be like once it is loaded. */
export interface Check {
  /** As results name it. */
  name: string
  /** @returns undefined where nobody asks for it */
  judge(facts: TableFacts, asked: Checks): Judgement | undefined
}

export const notKnown = ({ reason }: Unknown): Judgement => ({ passes: null, detail: reason })
