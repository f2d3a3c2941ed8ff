import type { BuildOptions } from 'esbuild';

/** How every script and test of the project is bundled. */
export const SETTINGS_OF_BUNDLES: BuildOptions;

/** Bundles one TypeScript entry point and returns the bundle's path. */
export function bundle(entry: string): Promise<string>;

/** Bundles a large program that is started often and does not wait at its top level, and returns the path of what starts it. */
export function bundleProgram(entry: string): Promise<string>;
