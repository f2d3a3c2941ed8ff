/**
 * How much memory a transaction holds: the growth of the JavaScript heap since it began, after a collection of garbage where the
 * growth alone looks large. JavaScript's values take about three times the room of the platform's, and what the local org itself
 * keeps grows too: only large heaps show, and only roughly.
 */
import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { cell } from './execution.ts';

/** Bytes of the JavaScript heap for one of the platform's. */
const RATIO = 3;
/** What the local org's own caches may grow by meanwhile. */
const OWN_BYTES = 64_000_000;
/** Collections take at most one part in so many of the time, unless the heap has grown by so much since the last. */
const RARITY = 20;
const GROWTH = 64_000_000;

const used = (): number => getHeapStatistics().used_heap_size;
const asApex = (bytes: number): number => Math.max(0, Math.round((bytes - cell.heapBase - OWN_BYTES) / RATIO));

/** Notes what is in use when a transaction begins. */
export const heapBase = (): number => used();

const collect = (): void => {
    setFlagsFromString('--expose-gc');
    const started = performance.now();
    (runInNewContext('gc') as () => void)();
    const ended = performance.now();
    cell.heapAfter = used();
    cell.heapHeld = asApex(cell.heapAfter);
    cell.heapAgainAt = ended + (ended - started) * RARITY;
};

/**
 * Bytes that the transaction holds, roughly.
 * @param worthKnowing below this size garbage need not be told from what is held
 */
export const heapSize = (worthKnowing: number): number => {
    const now = used();
    const size = asApex(now);
    if (size <= worthKnowing) return size;
    if (performance.now() >= cell.heapAgainAt || now > cell.heapAfter + GROWTH) collect();
    return Math.min(size, cell.heapHeld);
};
