/** The project's root folder, fixed when a script is bundled (`scripts/run.mjs`). */
declare const PROJECT_ROOT: string;

/** Media types by the ending of a name; the package comes without types. */
declare module 'mime' {
    const mime: { getType(path: string): string | null };
    export default mime;
}
