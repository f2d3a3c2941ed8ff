import { MANY, type PatternNode } from './tree.ts';

/**
 * The length of what a part of a pattern can match, as java.util.regex computes it, with its 32-bit integers and what it forgets:
 * it decides which look-behinds are refused, where a search gives up, and which repeated groups are taken whole.
 */
export interface Measure {
    shortest: number;
    longest: number;
    /** `longest` is a limit. */
    isLimited: boolean;
    /** It matches in one way only. */
    isSettled: boolean;
}
type Rest = (measure: Measure) => void;
const nothing = (): Measure => ({ shortest: 0, longest: 0, isLimited: true, isSettled: true });
const end: Rest = () => undefined;

const add = (measure: Measure, shortest: number, longest: number): void => {
    measure.shortest = (measure.shortest + shortest) | 0;
    measure.longest = (measure.longest + longest) | 0;
};

/** Behind alternatives Java begins anew and adds the two. */
const addBranches = (branches: readonly Measure[], measure: Measure, rest: Rest): void => {
    const behind = nothing();
    rest(behind);
    add(
        measure,
        branches.reduce((least, { shortest }) => Math.min(least, shortest), Infinity),
        branches.reduce((most, { longest }) => Math.max(most, longest), -Infinity)
    );
    add(measure, behind.shortest, behind.longest);
    measure.isLimited &&= behind.isLimited && branches.every(({ isLimited }) => isLimited);
    measure.isSettled = false;
};

const isCharacter = ({ kind }: PatternNode): boolean => kind === 'character' || kind === 'set';

const measureRepeat = (node: PatternNode & { kind: 'repeat' }, measure: Measure, rest: Rest): void => {
    const { body, least, most, mode, optional } = node;
    if (isCharacter(body) && most === MANY && mode === 'greedy') {
        // Here Java does not look whether the sum is too large.
        add(measure, least, MANY);
        measure.isSettled = false;
        return rest(measure);
    }
    const inner = measured(body);
    const isGroup = body.kind === 'group' && mode !== 'possessive';
    if (optional && isGroup) return addBranches([inner, nothing()], measure, rest);
    if (optional) {
        add(measure, 0, inner.longest);
        measure.isLimited &&= inner.isLimited;
        measure.isSettled = false;
        return rest(measure);
    }
    if (isGroup && !inner.isSettled) {
        // A loop, behind which nothing is measured.
        measure.isLimited = measure.isSettled = false;
        return;
    }
    const shortest = (Math.imul(inner.shortest, least) + measure.shortest) | 0;
    const longest = (Math.imul(inner.longest, most) + measure.longest) | 0;
    measure.isLimited = measure.isLimited && inner.isLimited && longest >= measure.longest;
    measure.shortest = shortest < measure.shortest ? 0xfffffff : shortest;
    measure.longest = longest;
    measure.isSettled = measure.isSettled && inner.isSettled && least === most;
    rest(measure);
};

/** Of a sequence what stands from a place on. Only what measures the rest itself goes one call deeper: literals are of any length. */
const measureFrom = (nodes: readonly PatternNode[], from: number, measure: Measure, rest: Rest): void => {
    for (let at = from; at < nodes.length; at++) {
        const part = nodes[at] as PatternNode;
        if (!isCharacter(part)) return measureNode(part, measure, (so) => measureFrom(nodes, at + 1, so, rest));
        add(measure, 1, 1);
    }
    rest(measure);
};

const measureNode = (node: PatternNode, measure: Measure, rest: Rest): void => {
    switch (node.kind) {
        case 'character':
        case 'set':
            add(measure, 1, 1);
            break;
        case 'cluster':
            add(measure, 1, 0);
            measure.isSettled = false;
            break;
        case 'lineBreak':
            add(measure, 1, 2);
            break;
        case 'reference':
            measure.isLimited = false;
            break;
        case 'sequence':
            return measureFrom(node.nodes, 0, measure, rest);
        case 'group':
        case 'atomic':
            return measureNode(node.body, measure, rest);
        case 'alternatives':
            return addBranches(node.branches.map(measured), measure, rest);
        case 'repeat':
            return measureRepeat(node, measure, rest);
        default:
    }
    rest(measure);
};

/** The length of what a node can match. */
export const measured = (node: PatternNode): Measure => {
    const measure = nothing();
    measureNode(node, measure, end);
    return measure;
};
