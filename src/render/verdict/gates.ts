import type { GateName, Judged } from '../../verdict/verdict.ts'
import { STATE_SIGNS } from '../state-signs.ts'
import { capacityEvidence, capacityNeeds } from './capacity.ts'
import { costEvidence, costNeeds } from './cost.ts'
import { failuresEvidence, failuresNeeds } from './failures.ts'
import { parityEvidence, parityNeeds } from './parity.ts'
import { speedEvidence, speedNeeds } from './speed.ts'
import { windowEvidence, windowNeeds } from './window.ts'

/** What a gate saw, and what an open or failed one needs, as a noun; null where nothing is missing. */
interface GateWords {
  evidence(verdict: Judged): string
  needs(verdict: Judged): string | null
}

const WORDS: Record<GateName, GateWords> = {
  parity: { evidence: parityEvidence, needs: parityNeeds },
  window: { evidence: windowEvidence, needs: windowNeeds },
  failures: { evidence: failuresEvidence, needs: failuresNeeds },
  speed: { evidence: speedEvidence, needs: speedNeeds },
  cost: { evidence: costEvidence, needs: costNeeds },
  capacity: { evidence: capacityEvidence, needs: capacityNeeds },
}

export const evidenceText = (verdict: Judged, name: GateName): string => WORDS[name].evidence(verdict)

export const needsText = (verdict: Judged, name: GateName): string | null => WORDS[name].needs(verdict)

/** The gates as a checklist, those that decide first: a sign, the name, what was seen and what is needed. */
export function gateRows(verdict: Judged): [sign: string, name: GateName, text: string][] {
  const names = Object.keys(verdict.gates) as GateName[]
  const inOrder = [true, false].flatMap((kind) =>
    names.filter((name) => verdict.gates[name].deciding === kind),
  )
  return inOrder.map((name) => {
    const { state, deciding } = verdict.gates[name]
    const needs = deciding && state !== 'not yet' ? null : needsText(verdict, name)
    const text = `${evidenceText(verdict, name)}${needs === null ? '' : `; needs ${needs}`}`
    return deciding ? [STATE_SIGNS[state], name, text] : ['–', name, `not used: ${text}`]
  })
}
