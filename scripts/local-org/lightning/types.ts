/** Components and pages. build/ runs in Node and knows metadata/ only; browser/ knows HTTP only; they share these types and no code. */
import type { ComponentSource, LabelDef } from '../metadata/types.ts';
import type { Problem } from '../model/index.ts';

export interface BuildResult {
    /** Folder of ES modules to serve under `/assets/app/`. With problems it still holds the last build that had none. */
    readonly dir: string;
    readonly problems: readonly Problem[];
    /** What a tolerant build left out, component by component. */
    readonly lost?: ReadonlyMap<string, Problem>;
}
/** A folder of static files: every file below it may be served under the URL prefix, nothing else. */
export interface AssetFolder {
    /** `/assets/vendor/` … */
    readonly prefix: string;
    readonly dir: string;
    /** The address contains the content's version: browsers may keep it for ever. Otherwise revalidate each time. */
    readonly immutable: boolean;
}
export interface ComponentBuild {
    /** Compiles lwc, synthetic shadow, lightning-base-components and the shell once; cached by versions outside of the org's own data. */
    vendor(onProgress: (done: number, of: number) => void): Promise<string>;
    /** Builds the emitted JavaScript of the package's bundles, the same that deploys. */
    build(bundles: readonly ComponentSource[], labels: ReadonlyMap<string, LabelDef>): Promise<BuildResult>;
    /** Makes the next build a quick one: compiles every module once where this process has not yet. */
    warm(bundles: readonly ComponentSource[], labels: ReadonlyMap<string, LabelDef>): Promise<void>;
    /** Folders to serve, the first that fits an address; complete once `vendor` has resolved. */
    assets(): readonly AssetFolder[];
    /** The HTML to answer for `/` and everything below `/lightning/`; once `vendor` has resolved. */
    page(): string;
}
/** What the shell needs to know about a component of the package before it loads it: `/assets/app/manifest.json`. */
export interface ComponentManifest {
    readonly components: Readonly<Record<string, ManifestEntry>>;
    /** Components that could not be built, with the reason: of a foreign project only. */
    readonly lost: Readonly<Record<string, string>>;
}
export interface ManifestEntry {
    /** Address of its module. */
    readonly url: string;
    /** Design properties of the js-meta.xml, name → type (`String`, `Integer`, `Boolean`, `Color`). */
    readonly properties: Readonly<Record<string, { readonly type: string; readonly default?: string }>>;
    /** `ScreenAction` or `Action` (headless) for a quick action. */
    readonly actionType?: 'ScreenAction' | 'Action';
    /** Has a page of its own: the target `lightning__UrlAddressable`. */
    readonly isAddressable?: true;
}
/*
 * Exported by lightning/build/index.ts:
 *   createComponentBuild(options: { cacheDir: string; outDir: string; tolerant?: boolean }): ComponentBuild
 *   emitComponents(projectDir: string): Promise<Problem[]>      TypeScript → JavaScript beside it, for the build above and for deploys
 */
