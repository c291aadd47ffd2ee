import { z } from 'zod'
import { SIDES } from '../../model/record/sides.ts'

/** What of an engine is another than before; `code` where nothing else is known to be. */
export const codeChange = z.strictObject({
  side: z.enum(SIDES),
  what: z.enum(['version', 'setting', 'runner', 'image', 'code']),
  /** Of the package or the setting; null of anything else. */
  name: z.string().nullable(),
  /** Null where there was none, or is none. */
  from: z.string().nullable(),
  to: z.string().nullable(),
})

export type CodeChange = z.infer<typeof codeChange>
