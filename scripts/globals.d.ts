/** The project's root folder, fixed when a script is bundled (`scripts/run.mjs`). */
declare const PROJECT_ROOT: string;
