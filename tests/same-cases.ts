/** Properties are tried on the same cases each time; `PROPERTIES_SEED` chooses others. */
import fc from 'fast-check'

fc.configureGlobal({ seed: Number(process.env.PROPERTIES_SEED ?? 1) })
