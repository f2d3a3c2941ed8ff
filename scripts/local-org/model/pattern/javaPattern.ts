import { compileSteps, type Program } from './compile.ts';
import { Op, type Instruction } from './instructions.ts';
import { Matching } from './matching.ts';
import { measured } from './measure.ts';
import { readPattern } from './reader.ts';
import { PatternTooComplicated } from './searchedText.ts';
import type { PatternNode } from './tree.ts';

export { PatternSyntaxError } from './cursor.ts';
export { Matching } from './matching.ts';
export { PatternTooComplicated };

/** From this length on Java looks for a text by its end and reads few of the characters between. */
const LONG_TEXT = 7;

/** Whether it can match at the beginning of a text only: Java then tries no other place. */
const startsAtStart = (node: PatternNode): boolean =>
    node.kind === 'place'
        ? (node.start ?? false)
        : node.kind === 'sequence' && !!node.nodes[0] && startsAtStart(node.nodes[0]);
/** The characters with which each match begins. */
const prefixOf = (steps: readonly Instruction[]): string => {
    const end = steps.findIndex(({ op }) => op !== Op.Character);
    return steps
        .slice(0, end)
        .map(({ least }) => String.fromCodePoint(least))
        .join('');
};

const readable = <Read>(read: () => Read): Read => {
    try {
        return read();
    } catch (error) {
        if (error instanceof RangeError) throw new PatternTooComplicated('Regex too complicated');
        throw error;
    }
};

const REMEMBERED = 500;
const remembered = new Map<string, JavaPattern>();

/** A Java regular expression. It matches as java.util.regex does, for Apex and for REGEX in formulas. */
export class JavaPattern {
    /** The number of capturing groups. */
    readonly groups: number;
    /** Their numbers by name. */
    readonly names: ReadonlyMap<string, number>;
    private readonly program: Program;
    private readonly shortest: number;
    private readonly atStart: boolean;
    private readonly isWide: boolean;
    private readonly prefix: string;

    /**
     * The pattern, read once for many who ask.
     * @throws PatternSyntaxError, in Java's words; PatternTooComplicated for groups within more groups than can be read
     */
    static of(text: string): JavaPattern {
        const known = remembered.get(text);
        if (known) return known;
        const pattern = readable(() => new JavaPattern(text));
        if (remembered.size >= REMEMBERED) remembered.clear();
        remembered.set(text, pattern);
        return pattern;
    }
    private constructor(text: string) {
        const { tree, groups, names, isWide } = readPattern(text);
        this.groups = groups;
        this.names = names;
        this.isWide = isWide;
        this.program = compileSteps(tree, groups);
        this.shortest = Math.max(0, measured(tree).shortest);
        this.atStart = startsAtStart(tree);
        this.prefix = prefixOf(this.program.steps);
    }
    /**
     * Matches at one place.
     * @param whole only up to the end of the region
     * @returns where the match ends; -1 if there is none
     * @throws PatternTooComplicated
     */
    matchAt(matching: Matching, at: number, whole: boolean): number {
        matching.begin(this.program, at);
        return matching.run(this.program, at, whole);
    }
    /**
     * The first match from a place on, which the matching then holds.
     * @returns whether there is one
     * @throws PatternTooComplicated
     */
    find(matching: Matching, from: number): boolean {
        matching.begin(this.program, from);
        if (this.atStart) return matching.run(this.program, from, false) >= 0;
        const last = matching.to - this.shortest;
        for (
            let at = this.next(matching, from);
            at <= last;
            at = this.next(matching, at + this.width(matching.text, at))
        ) {
            if (matching.run(this.program, at, false) >= 0) return true;
        }
        return !(matching.hitEnd = true);
    }
    /** Whether a whole text matches. @throws PatternTooComplicated */
    matches(text: string): boolean {
        return this.matchAt(new Matching(text), 0, true) >= 0;
    }
    /** How far the next place is: a character, of the halves of one both where the pattern may match those. */
    private width(text: string, at: number): number {
        return this.isWide && (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
    }
    /** The next place where a match can begin. */
    private next(matching: Matching, from: number): number {
        const { prefix } = this;
        if (prefix === '') return from;
        const found = matching.text.indexOf(prefix, from);
        const at = found < 0 ? matching.to : found;
        matching.read(Math.ceil(Math.max(0, at - from) / (prefix.length < LONG_TEXT ? 1 : prefix.length)));
        return at;
    }
}
