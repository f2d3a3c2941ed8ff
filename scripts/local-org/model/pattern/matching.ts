import type { Program } from './compile.ts';
import { PatternTooComplicated, SearchedText } from './searchedText.ts';
import { BEHIND_TO, FROM, GROUPS, Op, TO, type Instruction } from './instructions.ts';

/** Steps that read nothing are limited too, so that no pattern goes round without end. */
const MOST_STEPS = 20_000_000;

/** What the stack remembers: another way; what a slot held; a set that can give back or take more. */
const Kept = { Choice: 0, Slot: 1, Shorter: 2, Longer: 3 } as const;
type Kept = (typeof Kept)[keyof typeof Kept];
const KINDS = 4;
const ENTRY = 3;

/**
 * One text and what is searched of it; what a pattern's steps found there. The steps are carried out with a stack of their own, so
 * that no text is too long for it. A group keeps what it matched in earlier rounds, and what a look-around or an atomic group
 * captured stays when the search goes back beyond it, both as in java.util.regex.
 */
export class Matching extends SearchedText {
    private groups = 0;
    private slots = new Int32Array(0);
    private stack = new Int32Array(64 * ENTRY);
    private height = 0;
    private steps = 0;

    /** The end of what is searched, which a look-ahead with transparent bounds moves. */
    get end(): number {
        return this.slots[TO] ?? 0;
    }
    get start(): number {
        return this.slots[FROM] ?? 0;
    }
    /** Of the last match: where a group begins and ends; -1 where it matched nothing. */
    bound(group: number, end: 0 | 1): number {
        return this.slots[GROUPS + 2 * group + end] ?? -1;
    }
    /**
     * Begins a search: groups have matched nothing yet. What they match where the search fails stays until it ends, as in Java.
     */
    begin({ slots, groups }: Program, from: number): void {
        if (this.slots.length === slots) this.slots.fill(-1);
        else this.slots = new Int32Array(slots).fill(-1);
        this.groups = groups;
        this.slots[FROM] = this.from;
        this.slots[TO] = this.to;
        this.hitEnd = this.requireEnd = false;
        if (this.before < 0) this.before = from;
    }
    /**
     * Tries to match at a place.
     * @param whole only a match that ends where the region ends counts
     * @returns where the match ends; -1 if there is none
     * @throws PatternTooComplicated
     */
    run({ steps }: Program, at: number, whole: boolean): number {
        const { slots } = this;
        this.height = this.steps = 0;
        let pc = 0;
        let i = at;
        for (;;) {
            const step = steps[pc] as Instruction;
            let ok = true;
            if (++this.steps > MOST_STEPS) throw new PatternTooComplicated('Regex too complicated');
            switch (step.op) {
                case Op.Character:
                case Op.Set: {
                    if (i >= (slots[TO] as number)) {
                        this.hitEnd = true;
                        ok = false;
                        break;
                    }
                    const point = this.point(i);
                    ok = step.op === Op.Character ? point === step.least : step.test(point);
                    if (point > 0xffff && i + 1 >= (slots[TO] as number)) {
                        this.hitEnd = true;
                        ok = false;
                    }
                    i += point > 0xffff ? 2 : 1;
                    break;
                }
                case Op.SetGreedy:
                case Op.SetPossessive: {
                    const start = this.many(step, i, step.least);
                    if (start < 0) {
                        ok = false;
                        break;
                    }
                    i = this.many(step, start, step.most - step.least, true);
                    if (i > start && step.op === Op.SetGreedy) this.keep(Kept.Shorter, pc, i, start);
                    break;
                }
                case Op.SetLazy:
                    i = this.many(step, i, step.least);
                    ok = i >= 0;
                    if (ok && step.most > step.least) this.keep(Kept.Longer, pc, i, step.most - step.least);
                    break;
                case Op.Choice:
                    this.keep(Kept.Choice, step.to, i);
                    break;
                case Op.Jump:
                    pc = step.to;
                    continue;
                case Op.Open:
                    this.set(step.slot, i);
                    break;
                case Op.Close:
                    this.set(GROUPS + 2 * step.other, slots[step.slot] as number);
                    this.set(GROUPS + 2 * step.other + 1, i);
                    break;
                case Op.LoopEnter:
                    this.set(step.slot, 1);
                    if (step.least === 0) {
                        if (step.most === 0) {
                            pc = step.to;
                            continue;
                        }
                        this.keep(Kept.Choice, step.flag ? pc + 1 : step.to, i);
                        if (step.flag) {
                            pc = step.to;
                            continue;
                        }
                    }
                    break;
                case Op.LoopAgain: {
                    const count = slots[step.slot] as number;
                    if (i <= (slots[step.other] as number) || (count >= step.least && count >= step.most)) break;
                    if (count >= step.least) {
                        this.keep(Kept.Choice, step.flag ? pc + 2 : pc + 1, i);
                        if (step.flag) break;
                    }
                    this.set(step.slot, count + 1);
                    pc = step.to;
                    continue;
                }
                case Op.LoopMore:
                    this.set(step.slot, (slots[step.slot] as number) + 1);
                    pc = step.to;
                    continue;
                case Op.TimesEnter:
                    this.set(step.slot, 0);
                    break;
                case Op.TimesAgain: {
                    const count = slots[step.slot] as number;
                    if (count < step.least) break;
                    if (count >= step.most) {
                        pc = step.to;
                        continue;
                    }
                    this.keep(Kept.Choice, step.flag ? pc + 1 : step.to, i);
                    if (step.flag) {
                        pc = step.to;
                        continue;
                    }
                    break;
                }
                case Op.TimesRound:
                    slots[step.slot + 1] = this.height;
                    slots[step.slot + 2] = i;
                    break;
                case Op.TimesEnd: {
                    this.cut(slots[step.slot + 1] as number, step.flag);
                    const count = slots[step.slot] as number;
                    if (i === slots[step.slot + 2] && count >= step.least) {
                        // A round of nothing ends them; it captures nothing either where captures are undone.
                        ok = !step.flag;
                        break;
                    }
                    this.set(step.slot, count + 1);
                    pc = step.to;
                    continue;
                }
                case Op.Mark:
                    slots[step.slot] = this.height;
                    break;
                case Op.Cut:
                    this.height = slots[step.slot] as number;
                    break;
                case Op.AheadEnter:
                    slots[step.slot] = this.height;
                    slots[step.slot + 1] = i;
                    slots[step.slot + 2] = slots[TO] as number;
                    if (step.flag) this.keep(Kept.Choice, step.to, i);
                    if (this.transparent) this.set(TO, this.text.length);
                    // More text could make what is denied match.
                    if (step.flag && i >= (slots[TO] as number)) this.requireEnd = true;
                    break;
                case Op.AheadEnd:
                case Op.Denied:
                    this.height = slots[step.slot] as number;
                    slots[TO] = slots[step.slot + 2] as number;
                    i = slots[step.slot + 1] as number;
                    ok = step.op === Op.AheadEnd;
                    break;
                case Op.BehindEnter: {
                    slots[step.slot] = this.height;
                    slots[step.slot + 1] = i;
                    slots[step.slot + 3] = slots[FROM] as number;
                    slots[step.slot + 4] = slots[BEHIND_TO] as number;
                    if (step.flag) this.keep(Kept.Choice, step.to, i);
                    const start = this.transparent ? 0 : (slots[FROM] as number);
                    const longest = step.other ? this.charactersBack(i, step.most) : (i - step.most) | 0;
                    slots[step.slot + 2] = Math.max(longest, start);
                    this.set(BEHIND_TO, i);
                    if (this.transparent) this.set(FROM, 0);
                    i = step.other ? this.charactersBack(i, step.least) : i - step.least;
                    break;
                }
                case Op.BehindTry:
                    ok = i >= (slots[step.slot + 2] as number);
                    if (ok) {
                        const isFirst = i <= (slots[step.slot + 2] as number);
                        this.keep(Kept.Choice, pc, step.other && !isFirst ? this.charactersBack(i, 1) : i - 1);
                    }
                    break;
                case Op.BehindEnd:
                    ok = i === slots[BEHIND_TO];
                    if (!ok) break;
                    this.height = slots[step.slot] as number;
                    i = slots[step.slot + 1] as number;
                    slots[FROM] = slots[step.slot + 3] as number;
                    slots[BEHIND_TO] = slots[step.slot + 4] as number;
                    ok = !step.flag;
                    break;
                case Op.Reference:
                    i = this.reference(step, i);
                    ok = i >= 0;
                    break;
                case Op.Place:
                    ok = step.holds(this, i);
                    break;
                case Op.LineBreak: {
                    const length = this.lineBreak(i);
                    if (length === 2) this.keep(Kept.Choice, pc + 1, i + 1);
                    ok = length > 0;
                    i += length;
                    break;
                }
                case Op.Cluster:
                    if (i >= (slots[TO] as number)) {
                        this.hitEnd = true;
                        ok = false;
                    } else i = this.clusterEnd(i);
                    break;
                case Op.Match:
                    if (!whole || i === this.to) {
                        slots[GROUPS] = at;
                        slots[GROUPS + 1] = i;
                        return i;
                    }
                    ok = false;
            }
            if (ok) {
                pc++;
                continue;
            }
            if (!this.back(steps)) return -1;
            pc = this.backTo;
            i = this.backAt;
        }
    }
    private backTo = 0;
    private backAt = 0;
    /** Takes up the last way that was remembered. */
    private back(steps: readonly Instruction[]): boolean {
        const { stack, slots } = this;
        while (this.height > 0) {
            this.height -= ENTRY;
            const tag = stack[this.height] as number;
            const first = stack[this.height + 1] as number;
            const second = stack[this.height + 2] as number;
            const place = (tag / KINDS) | 0;
            switch (tag % KINDS) {
                case Kept.Slot:
                    slots[place] = first;
                    continue;
                case Kept.Choice:
                    this.backTo = place;
                    this.backAt = first;
                    return true;
                case Kept.Shorter: {
                    const at = first - (this.pointBefore(first) > 0xffff ? 2 : 1);
                    if (at > second) this.keep(Kept.Shorter, place, at, second);
                    this.backTo = place + 1;
                    this.backAt = at;
                    return true;
                }
                default: {
                    const at = this.many(steps[place] as Instruction, first, 1);
                    if (at < 0) continue;
                    if (second > 1) this.keep(Kept.Longer, place, at, second - 1);
                    this.backTo = place + 1;
                    this.backAt = at;
                    return true;
                }
            }
        }
        return false;
    }
    private keep(kind: Kept, place: number, first: number, second = 0): void {
        if (this.height + ENTRY > this.stack.length) {
            const longer = new Int32Array(this.stack.length * 2);
            longer.set(this.stack);
            this.stack = longer;
        }
        const { stack, height } = this;
        stack[height] = place * KINDS + kind;
        stack[height + 1] = first;
        stack[height + 2] = second;
        this.height = height + ENTRY;
    }
    private set(slot: number, value: number): void {
        this.keep(Kept.Slot, slot, this.slots[slot] as number);
        this.slots[slot] = value;
    }
    /** Forgets the ways remembered since a height; with `undo` what slots held is still given back. */
    private cut(height: number, undo: boolean): void {
        let kept = height;
        if (undo) {
            const { stack } = this;
            for (let entry = height; entry < this.height; entry += ENTRY) {
                if ((stack[entry] as number) % KINDS !== Kept.Slot) continue;
                if (kept !== entry) stack.copyWithin(kept, entry, entry + ENTRY);
                kept += ENTRY;
            }
        }
        this.height = kept;
    }
    /** So many characters of a set, or as many as there are. @returns where they end; -1 where there are too few */
    private many({ test }: Instruction, at: number, times: number, orFewer = false): number {
        const end = this.slots[TO] as number;
        let i = at;
        for (let count = 0; count < times; count++) {
            if (i >= end) {
                this.hitEnd = true;
                return orFewer ? i : -1;
            }
            const point = this.point(i);
            const length = point > 0xffff ? 2 : 1;
            if (i + length > end || !test(point)) return orFewer ? i : -1;
            i += length;
        }
        return i;
    }
    /** @returns where what a group matched ends when it stands here too; -1 where it does not, or the group matched nothing */
    private reference({ other, same }: Instruction, at: number): number {
        if (other > this.groups) return -1;
        const from = this.bound(other, 0);
        const size = this.bound(other, 1) - from;
        if (from < 0) return -1;
        if (at + size > this.end) {
            this.hitEnd = true;
            return -1;
        }
        for (let index = 0; index < size;) {
            const left = this.point(at + index);
            const right = this.point(from + index);
            if (!same(left, right)) return -1;
            index += left > 0xffff ? 2 : 1;
        }
        return at + size;
    }
    /** So many characters before a place, or the beginning. */
    private charactersBack(at: number, times: number): number {
        let i = at;
        for (let count = 0; count < times && i > 0; count++) {
            i -= this.pointBefore(i) > 0xffff ? 2 : 1;
        }
        return i;
    }
    /** How long the line break here is. */
    private lineBreak(at: number): number {
        if (at >= this.end) {
            this.hitEnd = true;
            return 0;
        }
        const unit = this.unit(at);
        if (unit !== 0x0d) return (unit >= 0x0a && unit <= 0x0c) || unit === 0x85 || (unit | 1) === 0x2029 ? 1 : 0;
        if (at + 1 >= this.end) {
            this.hitEnd = true;
            return 1;
        }
        return this.unit(at + 1) === 0x0a ? 2 : 1;
    }
    /** Whether a cluster begins at a place inside of a part of the text. The parts of a search are few, so the last one stays divided. */
    startsCluster(at: number, from: number, to: number): boolean {
        if (!this.divided || this.divided.from !== from || this.divided.to !== to) {
            this.divided = { from, to, clusters: segmenter().segment(this.text.slice(from, to)) };
        }
        return this.divided.clusters.containing(at - from)?.index === at - from;
    }
    private divided: { readonly from: number; readonly to: number; readonly clusters: Intl.Segments } | undefined;
    /** Where the cluster of characters that a reader takes for one ends. */
    private clusterEnd(at: number): number {
        this.read();
        return Math.min(this.end, at + firstCluster(this.text.slice(at, at + LONGEST_CLUSTER)));
    }
}

/** Code units that are looked at to find the end of one cluster. */
const LONGEST_CLUSTER = 100;
let clusters: Intl.Segmenter | undefined;
const segmenter = (): Intl.Segmenter => (clusters ??= new Intl.Segmenter('en', { granularity: 'grapheme' }));
/** How long the first cluster of a text is. */
const firstCluster = (text: string): number => {
    for (const { segment } of segmenter().segment(text)) return segment.length;
    return 0;
};
