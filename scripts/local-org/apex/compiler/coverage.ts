/** How often the lines of one class or trigger ran. */
import type { LineCounts } from '../types.ts';

/** Uses of a property of the form `{ get; set; }`. */
export interface PropertyCounter {
    n: number;
}
interface Covered {
    readonly className: string;
    readonly kind: LineCounts['kind'];
    readonly lines: readonly number[];
}

export class CoverageCounter {
    private readonly of: Covered;
    /** Counted up by compiled code, by line. */
    private readonly cover: Uint32Array;
    private readonly properties: readonly (readonly [line: number, counter: PropertyCounter])[];
    /** Counts up to the last call of `sinceLast`. */
    private readonly before: Uint32Array;
    constructor(of: Covered, cover: Uint32Array, properties: CoverageCounter['properties']) {
        this.of = of;
        this.cover = cover;
        this.properties = properties;
        this.before = new Uint32Array(cover.length);
    }
    total(): LineCounts {
        const cover = this.current();
        return this.counts((line) => cover[line] ?? 0);
    }
    /** What ran since the last call; undefined where nothing did. */
    sinceLast(): LineCounts | undefined {
        const { before } = this;
        const cover = this.current();
        if (!this.of.lines.some((line) => cover[line] !== before[line])) return undefined;
        const counts = this.counts((line) => (cover[line] ?? 0) - (before[line] ?? 0));
        before.set(cover);
        return counts;
    }
    /** The counts with those of properties, which count elsewhere: their class may be linked before or after its users. */
    private current(): Uint32Array {
        if (this.properties.length === 0) return this.cover;
        const sums = this.cover.slice();
        for (const [line, { n }] of this.properties) sums[line] = (sums[line] ?? 0) + n;
        return sums;
    }
    private counts(count: (line: number) => number): LineCounts {
        const { className, kind, lines } = this.of;
        return { className, kind, lines: new Map(lines.map((line) => [line, count(line)])) };
    }
}
