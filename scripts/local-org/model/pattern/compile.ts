import { GROUPS, Instruction, Op } from './instructions.ts';
import { measured } from './measure.ts';
import type { PatternNode } from './tree.ts';

/** A pattern's steps and how many slots its matching needs. */
export interface Program {
    readonly steps: readonly Instruction[];
    readonly slots: number;
    readonly groups: number;
}

/**
 * Writes the steps of a pattern. What Java does with a repetition depends on what is repeated: a single thing (a character, a
 * reference) and a group that matches in one way only are taken whole each time, other groups may be entered again on the way back.
 */
class Compiler {
    readonly steps: Instruction[] = [];
    slots: number;
    constructor(groups: number) {
        this.slots = GROUPS + 2 * (groups + 1);
    }
    private add(op: Op, fields: Partial<Instruction> = {}): Instruction {
        const step = new Instruction(op, fields);
        this.steps.push(step);
        return step;
    }
    private take(slots: number): number {
        this.slots += slots;
        return this.slots - slots;
    }
    private get here(): number {
        return this.steps.length;
    }
    node(node: PatternNode): void {
        switch (node.kind) {
            case 'character':
                this.add(Op.Character, { least: node.codePoint });
                break;
            case 'set':
                this.add(Op.Set, { test: node.test });
                break;
            case 'sequence':
                for (const part of node.nodes) this.node(part);
                break;
            case 'alternatives':
                this.alternatives(node.branches);
                break;
            case 'group':
                this.group(node.group, node.body);
                break;
            case 'atomic':
                this.atomic(() => this.node(node.body));
                break;
            case 'ahead':
                this.ahead(node.body, node.denied);
                break;
            case 'behind':
                this.behind(node);
                break;
            case 'repeat':
                this.repeat(node);
                break;
            case 'reference':
                this.add(Op.Reference, { other: node.group, same: node.same });
                break;
            case 'place':
                this.add(Op.Place, { holds: node.holds });
                break;
            case 'lineBreak':
                this.add(Op.LineBreak);
                break;
            case 'cluster':
                this.add(Op.Cluster);
        }
    }
    private alternatives(branches: readonly PatternNode[]): void {
        const ends: Instruction[] = [];
        branches.forEach((branch, index) => {
            const choice = index < branches.length - 1 ? this.add(Op.Choice) : undefined;
            this.node(branch);
            if (!choice) return;
            ends.push(this.add(Op.Jump));
            choice.to = this.here;
        });
        for (const end of ends) end.to = this.here;
    }
    /** @returns the slot that holds where the group began */
    private group(group: number, body: PatternNode, isRepeated = false): number {
        if (group === 0 && !isRepeated) {
            this.node(body);
            return 0;
        }
        const slot = this.take(1);
        this.add(Op.Open, { slot });
        this.node(body);
        if (group > 0) this.add(Op.Close, { slot, other: group });
        return slot;
    }
    private atomic(body: () => void): void {
        const slot = this.take(2);
        this.add(Op.Mark, { slot });
        body();
        this.add(Op.Cut, { slot });
    }
    private ahead(body: PatternNode, denied: boolean): void {
        const slot = this.take(3);
        const enter = this.add(Op.AheadEnter, { slot, flag: denied });
        this.node(body);
        this.add(denied ? Op.Denied : Op.AheadEnd, { slot });
        enter.to = this.here;
    }
    private behind({ body, denied, shortest, longest, inCharacters }: PatternNode & { kind: 'behind' }): void {
        const other = inCharacters ? 1 : 0;
        const slot = this.take(5);
        const enter = this.add(Op.BehindEnter, { slot, flag: denied, least: shortest, most: longest, other });
        this.add(Op.BehindTry, { slot, other });
        this.node(body);
        this.add(Op.BehindEnd, { slot, flag: denied });
        enter.to = this.here;
    }
    private repeat(node: PatternNode & { kind: 'repeat' }): void {
        const { body, least, most, mode, optional } = node;
        if (body.kind === 'set' || body.kind === 'character') {
            const test = body.kind === 'set' ? body.test : (codePoint: number) => codePoint === body.codePoint;
            const op = { greedy: Op.SetGreedy, lazy: Op.SetLazy, possessive: Op.SetPossessive }[mode];
            this.add(op, { test, least, most });
        } else if (mode === 'possessive') this.atomic(() => this.times(node));
        else if (body.kind !== 'group') this.times(node);
        else if (optional) this.optional(() => this.node(body), mode === 'lazy');
        else if (measured(body).isSettled) this.times(node);
        else this.loop(node, body);
    }
    private optional(body: () => void, lazy: boolean): void {
        const choice = this.add(Op.Choice);
        const skip = lazy ? this.add(Op.Jump) : undefined;
        if (lazy) choice.to = this.here;
        body();
        (skip ?? choice).to = this.here;
    }
    /** Rounds that are each taken as a whole. */
    private times({ body, least, most, mode }: PatternNode & { kind: 'repeat' }): void {
        const slot = this.take(3);
        this.add(Op.TimesEnter, { slot });
        const again = this.here;
        const next = this.add(Op.TimesAgain, { slot, least, most, flag: mode === 'lazy' });
        this.add(Op.TimesRound, { slot });
        this.node(body);
        this.add(Op.TimesEnd, { slot, least, flag: body.kind === 'group' && mode !== 'possessive', to: again });
        next.to = this.here;
    }
    /** Rounds that may be taken otherwise on the way back. */
    private loop({ least, most, mode }: PatternNode & { kind: 'repeat' }, body: PatternNode & { kind: 'group' }): void {
        const slot = this.take(1);
        const lazy = mode === 'lazy';
        const enter = this.add(Op.LoopEnter, { slot, least, most, flag: lazy });
        const start = this.here;
        const other = this.group(body.group, body.body, true);
        this.add(Op.LoopAgain, { slot, other, least, most, flag: lazy, to: start });
        if (lazy) {
            const skip = this.add(Op.Jump);
            this.add(Op.LoopMore, { slot, to: start });
            skip.to = this.here;
        }
        enter.to = this.here;
    }
}

/** The steps of a pattern with so many groups. */
export const compileSteps = (node: PatternNode, groups: number): Program => {
    const compiler = new Compiler(groups);
    compiler.node(node);
    compiler.steps.push(new Instruction(Op.Match));
    return { steps: compiler.steps, slots: compiler.slots, groups };
};
