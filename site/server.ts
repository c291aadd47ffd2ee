import { createApp } from 'astro/app/entrypoint'

/** What the report calls for each page: a route of ours, and the page's data as its locals. */
export const app = createApp({ streaming: false })
