import type { Matching } from './matching.ts';

/** Whether a character, given by its code point, belongs to a set. */
export type CharacterTest = (codePoint: number) => boolean;

/** How often something is repeated. `MANY` is without limit. */
export const MANY = 0x7fffffff;
export type RepeatMode = 'greedy' | 'lazy' | 'possessive';

/** A Java regular expression, read. */
export type PatternNode =
    | { readonly kind: 'character'; readonly codePoint: number }
    | { readonly kind: 'set'; readonly test: CharacterTest }
    | { readonly kind: 'sequence'; readonly nodes: readonly PatternNode[] }
    | { readonly kind: 'alternatives'; readonly branches: readonly PatternNode[] }
    /** Group 0 captures nothing. */
    | { readonly kind: 'group'; readonly group: number; readonly body: PatternNode }
    | { readonly kind: 'atomic'; readonly body: PatternNode }
    | { readonly kind: 'ahead'; readonly denied: boolean; readonly body: PatternNode }
    | {
          readonly kind: 'behind';
          readonly denied: boolean;
          readonly body: PatternNode;
          readonly shortest: number;
          readonly longest: number;
          /** The lengths are of whole characters, not of halves beyond 65,535. */
          readonly inCharacters: boolean;
      }
    | {
          readonly kind: 'repeat';
          readonly body: PatternNode;
          readonly least: number;
          readonly most: number;
          readonly mode: RepeatMode;
          /** Once or not at all, which Java reads as an alternative and not as a loop. */
          readonly optional: boolean;
      }
    | { readonly kind: 'reference'; readonly group: number; readonly same: SameCharacter }
    /** A condition on the place: an anchor or a boundary. */
    | { readonly kind: 'place'; readonly holds: PlaceTest; readonly start?: boolean }
    | { readonly kind: 'lineBreak' }
    | { readonly kind: 'cluster' };

/** Whether two code points are one letter, where a back reference heeds case or does not. */
export type SameCharacter = (left: number, right: number) => boolean;
/** Whether an anchor holds at a place; it notes on the matching whether the end was seen. */
export type PlaceTest = (matching: Matching, at: number) => boolean;

export const sequence = (nodes: readonly PatternNode[]): PatternNode =>
    nodes.length === 1 && nodes[0] ? nodes[0] : { kind: 'sequence', nodes };
