import type { Command } from '@commander-js/extra-typings'
import type { Actions } from './actions.ts'
import { config } from './options.ts'

/** What each does, and where it is. */
const COMMANDS = {
  build: {
    description: 'build the images that have a build: in the configuration',
    load: async () => (await import('../commands/images/build.ts')).buildImages,
  },
  pull: {
    description: 'pull all other images from their registries, or update them',
    load: async () => (await import('../commands/images/pull.ts')).pullImages,
  },
  list: {
    description: 'list the images, the engines that use them, and what Docker has of them',
    load: async () => (await import('../commands/images/list.ts')).listImages,
  },
}

/** The commands for containers' images. */
export function addImages(program: Command, { perform }: Actions): void {
  const images = program.command('images').description("build, pull and list the containers' images")
  for (const [name, { description, load }] of Object.entries(COMMANDS))
    images
      .command(name)
      .description(description)
      .argument('[names...]', 'stacks or images; default: all')
      .addOption(config())
      .action(async (names, options) => perform(load, { ...options, names }))
}
