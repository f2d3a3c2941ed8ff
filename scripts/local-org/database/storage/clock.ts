/** The clock that Apex and stamps read. */

/** More readings in one millisecond than code takes that does anything else. */
const MOST_READINGS = 200;
const sleeper = new Int32Array(new SharedArrayBuffer(4));
let last = 0;
let readings = 0;

/**
 * Milliseconds since 1970. Code that waits by reading the clock without end is slowed down, for here a limit counts its statements: what
 * takes a second of the platform's processor time may take a second here.
 */
export const readClock = (): number => {
    const now = Date.now();
    if (now !== last) {
        last = now;
        readings = 0;
    } else if (++readings > MOST_READINGS) Atomics.wait(sleeper, 0, 0, 1);
    return now;
};
