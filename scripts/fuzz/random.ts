/** Random choices that a seed decides: the same seed makes the same inputs on every machine. */
export class Random {
    private state: number;

    constructor(seed: number) {
        this.state = seed >>> 0;
    }
    /** mulberry32: from 0 up to and without 1. */
    next(): number {
        this.state = (this.state + 0x6d2b79f5) >>> 0;
        let mixed = this.state;
        mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
        mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    }
    /** A whole number from 0 up to and without `below`. */
    below(below: number): number {
        return Math.floor(this.next() * below);
    }
    pick<T>(from: readonly T[]): T {
        const chosen = from[this.below(from.length)];
        if (chosen === undefined) throw new Error('nothing to pick from');
        return chosen;
    }
    chance(probability: number): boolean {
        return this.next() < probability;
    }
    /** Small numbers mostly, large ones sometimes, never more than `most`. */
    size(most: number): number {
        return Math.floor(most ** this.next());
    }
    bytes(length: number): Uint8Array {
        return Uint8Array.from({ length }, () => this.below(256));
    }
}
