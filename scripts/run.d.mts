import type { BuildOptions } from 'esbuild';

/** How every script and test of the project is bundled. */
export const SETTINGS_OF_BUNDLES: BuildOptions;

/** Bundles one TypeScript entry point and returns the bundle's path. */
export function bundle(entry: string): Promise<string>;
