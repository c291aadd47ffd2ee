import type { State } from '../verdict/forms.ts'

/** How something came out, in every medium that has no colours. */
export const STATE_SIGNS: Record<State, string> = { pass: '✓', fail: '✕', 'not yet': '…' }
