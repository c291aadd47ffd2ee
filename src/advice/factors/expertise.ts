import type { Side } from '../context.ts'
import { type Factor, leaning } from './factor.ts'

interface ExpertiseFacts {
  skills: { engine: string; text: string }[]
}

/** Who knows which engine. Words are counted, not understood: both sides declared is for people to weigh. */
export const expertise: Factor<'team expertise', ExpertiseFacts> = {
  name: 'team expertise',
  weigh: ({ baseline, candidates }) => {
    const facts = { skills: [baseline, ...candidates].flatMap(skillOf) }
    if (facts.skills.length === 0) return leaning('unknown', facts)
    const [ofBaseline, ofCandidates] = [isKnown(baseline), candidates.some(isKnown)]
    if (ofBaseline === ofCandidates) return leaning('neither', facts)
    return leaning(ofBaseline ? 'baseline' : 'candidate', facts)
  },
}

const skillOf = ({ engine, skill }: Side) => (skill === null ? [] : [{ engine, text: skill }])

const isKnown = ({ skill }: Side): boolean => skill !== null && skill.trim().toLowerCase() !== 'none'
