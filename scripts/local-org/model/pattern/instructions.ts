import type { CharacterTest, PlaceTest, SameCharacter } from './tree.ts';

/** What a step of a compiled pattern does; `matching.ts` carries it out. */
export const Op = {
    Character: 0,
    Set: 1,
    /** A set as often as it goes, given back one by one. */
    SetGreedy: 2,
    SetLazy: 3,
    SetPossessive: 4,
    /** Goes on, and remembers another way. */
    Choice: 5,
    Jump: 6,
    /** Notes where a group begins. */
    Open: 7,
    /** Notes what a group matched. */
    Close: 8,
    LoopEnter: 9,
    LoopAgain: 10,
    LoopMore: 11,
    TimesEnter: 12,
    TimesAgain: 13,
    TimesRound: 14,
    TimesEnd: 15,
    /** Notes how many ways are remembered. */
    Mark: 16,
    /** Forgets all ways that were remembered since. */
    Cut: 17,
    AheadEnter: 18,
    AheadEnd: 19,
    BehindEnter: 20,
    BehindTry: 21,
    BehindEnd: 22,
    /** What must not match did. */
    Denied: 23,
    Reference: 24,
    Place: 25,
    LineBreak: 26,
    Cluster: 27,
    Match: 28
} as const;
export type Op = (typeof Op)[keyof typeof Op];

/** One step. Which of the fields mean something depends on `op`. */
export class Instruction {
    readonly op: Op;
    /** A code point; the least number of times; the shortest look-behind. */
    readonly least: number;
    /** The greatest number of times; the longest look-behind. */
    readonly most: number;
    /** Where a value is kept. */
    readonly slot: number;
    /** A second one: the group's number, where a round began; 1 where a look-behind counts whole characters. */
    readonly other: number;
    /** Less is tried before more; of look-arounds: it must not match; of rounds: what they captured is undone on the way back. */
    readonly flag: boolean;
    readonly test: CharacterTest;
    readonly holds: PlaceTest;
    readonly same: SameCharacter;
    /** Where it goes on otherwise; set when that place is known. */
    to = 0;
    constructor(op: Op, fields: Partial<Instruction> = {}) {
        this.op = op;
        this.least = fields.least ?? 0;
        this.most = fields.most ?? 0;
        this.slot = fields.slot ?? 0;
        this.other = fields.other ?? 0;
        this.flag = fields.flag ?? false;
        this.test = fields.test ?? never;
        this.holds = fields.holds ?? never;
        this.same = fields.same ?? never;
        this.to = fields.to ?? 0;
    }
}
const never = (): boolean => false;

/** Slots that every matching has: the ends of what is searched, and where a look-behind must end. Groups follow. */
export const FROM = 0;
export const TO = 1;
export const BEHIND_TO = 2;
export const GROUPS = 3;
