/**
 * The process that started this one. npm puts a shell between itself and a script, and that shell ends on a signal without handing it on:
 * without this an org whose npm was told to stop would run on, and nobody would know of it.
 */

const EVERY_MS = 500;

/** Whether npm runs this process (`npm start`, `npm run local-org`): only then a vanished parent means that it shall end. */
export const isRunByNpm = (environment: NodeJS.ProcessEnv = process.env): boolean =>
    environment.npm_lifecycle_event !== undefined;

/**
 * Calls `end` once, when the parent has gone: its children are then those of another process. Keeps nothing alive.
 * @returns what stops the watch
 */
export const whenParentEnds = (
    end: () => void,
    parentNow: () => number = () => process.ppid,
    everyMs = EVERY_MS
): (() => void) => {
    const parent = parentNow();
    const timer = setInterval(() => {
        if (parentNow() === parent) return;
        clearInterval(timer);
        end();
    }, everyMs);
    timer.unref();
    return () => clearInterval(timer);
};
