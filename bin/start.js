// Starts the program in a clone: with the cache before its first file of TypeScript, Node need not load what reads those.
import { enableCompileCache } from 'node:module'

enableCompileCache()
await import('../src/cli.ts')
