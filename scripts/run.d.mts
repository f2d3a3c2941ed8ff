/** Bundles one TypeScript entry point and returns the bundle's path. */
export function bundle(entry: string): Promise<string>;
