import { classSet } from './characterSets.ts';
import { setTest } from './setTest.ts';
import type { Flags } from './cursor.ts';
import type { Matching } from './matching.ts';
import type { CharacterTest, PlaceTest } from './tree.ts';

/*
 * Anchors and boundaries. Source: java.util.regex.Pattern, "Boundary matchers"; java.util.regex.Matcher, hitEnd and requireEnd, and
 * useAnchoringBounds and useTransparentBounds for what of the text around a region they see.
 */

const LINE_FEED = 0x0a;
const RETURN = 0x0d;
const isLineEnd = (unit: number): boolean =>
    unit === LINE_FEED || unit === RETURN || unit === 0x85 || (unit | 1) === 0x2029;

const first = (matching: Matching): number => (matching.anchoring ? matching.start : 0);
const last = (matching: Matching): number => (matching.anchoring ? matching.end : matching.text.length);

/** `^` and `\A`. */
export const textStart: PlaceTest = (matching, at) => at === first(matching);
/** `\z`. */
export const textEnd: PlaceTest = (matching, at) => {
    if (at !== last(matching)) return false;
    return (matching.hitEnd = true);
};
/** `\G`. */
export const matchBefore: PlaceTest = (matching, at) => at === matching.before;

/** `^` under the flag `m`: never at the end of the text, not even of an empty one. */
export const lineStart =
    ({ unixLines }: Flags): PlaceTest =>
    (matching, at) => {
        if (at === last(matching)) {
            matching.hitEnd = true;
            return false;
        }
        if (at <= first(matching)) return true;
        const unit = matching.unit(at - 1);
        if (unixLines) return unit === LINE_FEED;
        return isLineEnd(unit) && !(unit === RETURN && matching.unit(at) === LINE_FEED);
    };

const endsHere = (matching: Matching): true => (matching.hitEnd = matching.requireEnd = true);
/** `$` and `\Z`: before what ends a line, or only before what ends the last one; not between its two characters. */
export const lineEnd = ({ unixLines }: Flags, multiline: boolean): PlaceTest =>
    unixLines
        ? (matching, at) => {
              const end = last(matching);
              if (at >= end) return endsHere(matching);
              if (matching.unit(at) !== LINE_FEED) return false;
              if (multiline) return true;
              return at === end - 1 && endsHere(matching);
          }
        : (matching, at) => {
              const end = last(matching);
              if (!multiline) {
                  if (at < end - 2) return false;
                  if (at === end - 2 && !(matching.unit(at) === RETURN && matching.unit(at + 1) === LINE_FEED))
                      return false;
              }
              if (at < end) {
                  const unit = matching.unit(at);
                  if (!isLineEnd(unit)) return false;
                  if (unit === LINE_FEED && at > 0 && matching.unit(at - 1) === RETURN) return false;
                  if (multiline) return true;
              }
              return endsHere(matching);
          };

const letterOrDigit = setTest('\\p{L}\\p{Nd}');
const mark = setTest('\\p{Mn}');
/** A mark belongs to a word when a letter stands before it, marks between them or not. */
const hasLetter = (matching: Matching, at: number, from: number): boolean => {
    for (let i = at; i >= from; i--) {
        const point = matching.point(i);
        if (letterOrDigit(point)) return true;
        if (!mark(point)) return false;
    }
    return false;
};
/** `\b` and `\B`. Words are of letters and digits of all languages, though `\w` is ASCII. */
export const wordBoundary = (flags: Flags, denied: boolean): PlaceTest => {
    const isWord: CharacterTest = flags.unicodeClasses
        ? setTest(classSet('w', flags) ?? '')
        : (point) => point === 0x5f || letterOrDigit(point);
    return (matching, at) => {
        const from = matching.transparent ? 0 : matching.start;
        const to = matching.transparent ? matching.text.length : matching.end;
        let left = false;
        if (at > from) {
            const point = matching.pointBefore(at);
            left = isWord(point) || (mark(point) && hasLetter(matching, at - 1, from));
        }
        let right = false;
        if (at < to) {
            const point = matching.point(at);
            right = isWord(point) || (mark(point) && hasLetter(matching, at, from));
        } else endsHere(matching);
        return (left !== right) !== denied;
    };
};

/** How often Java 17 reads characters to say whether clusters meet. */
const BOUNDARY_READINGS = 4;
/** `\b{g}`: between two of what a reader takes for one character. */
export const clusterBoundary: PlaceTest = (matching, at) => {
    const from = matching.transparent ? 0 : matching.start;
    const to = matching.transparent ? matching.text.length : matching.end;
    if (at === from) return true;
    if (at >= to) return endsHere(matching);
    matching.read(BOUNDARY_READINGS);
    return matching.startsCluster(at, from, to);
};
