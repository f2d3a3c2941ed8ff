/** Components and pages. build/ runs in Node and knows metadata/ only; browser/ knows HTTP only; they share these types and no code. */
import type { ComponentSource, LabelDef } from '../metadata/types.ts';
import type { Problem } from '../model/index.ts';

export interface BuildResult {
    /** Folder of ES modules to serve under `/assets/app/`. */
    readonly dir: string;
    readonly problems: readonly Problem[];
}
export interface ComponentBuild {
    /** Compiles lwc, synthetic shadow, lightning-base-components and the shell once; cached by versions outside of the org's own data. */
    vendor(onProgress: (done: number, of: number) => void): Promise<string>;
    /** Builds the emitted JavaScript of the package's bundles, the same that deploys. */
    build(bundles: readonly ComponentSource[], labels: ReadonlyMap<string, LabelDef>): Promise<BuildResult>;
}
/*
 * Exported by lightning/build/index.ts: createComponentBuild(options: { cacheDir: string; outDir: string }): ComponentBuild
 */
