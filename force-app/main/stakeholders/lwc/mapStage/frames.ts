/* eslint-disable @lwc/lwc/no-async-operation -- a drawing follows the screen's frames; each is cancelled when its component goes */

/** Runs a task at most once per frame, and another once nothing asked for a frame for a while. */
export interface Frames {
    ask(): void;
    stop(): void;
}

const REST_MS = 90;

export const createFrames = (draw: () => void, atRest: () => void): Frames => {
    let frame: number | undefined;
    let rest: number | undefined;
    return {
        ask() {
            window.clearTimeout(rest);
            rest = window.setTimeout(atRest, REST_MS);
            if (frame !== undefined) return;
            frame = window.requestAnimationFrame(() => {
                frame = undefined;
                draw();
            });
        },
        stop() {
            if (frame !== undefined) window.cancelAnimationFrame(frame);
            window.clearTimeout(rest);
            frame = undefined;
        }
    };
};
