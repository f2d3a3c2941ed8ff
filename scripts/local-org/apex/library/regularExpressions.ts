import { chargeReadings, type ApexList } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { LimitExceeded } from '../../model/index.ts';
import { JavaPattern, Matching, PatternSyntaxError, PatternTooComplicated } from '../../model/pattern/javaPattern.ts';
import { listOf, need, raise } from './support.ts';

/** @throws LimitExceeded where the platform gives a pattern up, in its words; any other error as it is */
const tooComplicated = (error: unknown): never => {
    throw error instanceof PatternTooComplicated ? new LimitExceeded(error.message) : error;
};
/** @throws StringException for a text that is no regular expression; LimitExceeded */
const compiled = (text: string): JavaPattern => {
    try {
        return JavaPattern.of(text);
    } catch (error) {
        if (error instanceof PatternSyntaxError) {
            return raise('System.StringException', `Invalid regex: ${error.message}`);
        }
        return tooComplicated(error);
    }
};

/** System.Pattern: a compiled Java regular expression. */
export class ApexPattern {
    readonly text: string;
    readonly java: JavaPattern;
    constructor(text: string) {
        this.text = text;
        this.java = compiled(text);
    }
    apexText(): string {
        return this.text;
    }
    /** @throws StringException for a name no group has */
    numberOf(name: string): number {
        return this.java.names.get(name) ?? raise('System.StringException', `No group with name {${name}}`);
    }
}

/** System.Matcher. Indexes are those of the text; what it searches is its region. */
class ApexMatcher {
    private pattern: ApexPattern;
    private text: string;
    private matching: Matching;
    private found = false;
    /** Where the last match begins and ends. */
    private first = -1;
    private last = 0;
    constructor(pattern: ApexPattern, text: string) {
        this.pattern = pattern;
        this.text = text;
        this.matching = new Matching(text);
    }
    get groups(): number {
        return this.pattern.java.groups;
    }
    get region(): readonly [from: number, to: number] {
        return [this.matching.from, this.matching.to];
    }
    get hasAnchoringBounds(): boolean {
        return this.matching.anchoring;
    }
    get hasTransparentBounds(): boolean {
        return this.matching.transparent;
    }
    /** The last search read the end of the text; more text could have changed it. */
    get hitEnd(): boolean {
        return this.matching.hitEnd;
    }
    /** More text could make the last match none. */
    get requireEnd(): boolean {
        return this.matching.requireEnd;
    }
    get usedPattern(): ApexPattern {
        return this.pattern;
    }
    /** With another text begins what may be read of one anew. */
    reset(text?: string): this {
        if (text !== undefined) {
            const { anchoring, transparent } = this.matching;
            this.text = text;
            this.matching = Object.assign(new Matching(text), { anchoring, transparent });
        }
        this.found = false;
        this.first = this.matching.before = -1;
        this.last = this.matching.from = 0;
        this.matching.to = this.text.length;
        return this;
    }
    setRegion(from: number, to: number): this {
        if (from < 0 || to > this.text.length || from > to) {
            raise('System.StringException', `Region out of bounds: ${from}, ${to}`);
        }
        this.reset();
        this.matching.from = from;
        this.matching.to = to;
        return this;
    }
    /** The place in the text stays, what was matched is forgotten. */
    usePattern(pattern: ApexPattern): this {
        this.pattern = pattern;
        this.found = false;
        return this;
    }
    useBounds(bounds: { anchoring?: boolean; transparent?: boolean }): this {
        Object.assign(this.matching, bounds);
        return this;
    }
    find(): boolean {
        const next = Math.max(this.last === this.first ? this.last + 1 : this.last, this.matching.from);
        if (next > this.matching.to) return this.accept(false);
        return this.search((pattern) => pattern.find(this.matching, next));
    }
    findFrom(start: number): boolean {
        if (start < 0 || start > this.text.length) raise('System.StringException', 'Illegal start index');
        this.reset();
        return this.search((pattern) => pattern.find(this.matching, start));
    }
    matches(): boolean {
        return this.search((pattern) => pattern.matchAt(this.matching, this.matching.from, true) >= 0);
    }
    lookingAt(): boolean {
        return this.search((pattern) => pattern.matchAt(this.matching, this.matching.from, false) >= 0);
    }
    /** @throws LimitExceeded where the platform gives a pattern up, in its words */
    private search(by: (pattern: JavaPattern) => boolean): boolean {
        const before = this.matching.readings;
        try {
            return this.accept(by(this.pattern.java));
        } catch (error) {
            return tooComplicated(error);
        } finally {
            chargeReadings(this.matching.readings - before);
        }
    }
    private accept(found: boolean): boolean {
        this.found = found;
        this.first = found ? this.matching.bound(0, 0) : -1;
        if (found) this.last = this.matching.bound(0, 1);
        this.matching.before = this.last;
        return found;
    }
    /** Where a group begins, or ends; -1 where it matched nothing. @throws StringException */
    bound(group: number, end: 0 | 1): number {
        if (!this.found) return raise('System.StringException', 'No match found');
        if (group < 0 || group > this.groups) return raise('System.StringException', `No group ${group}`);
        return this.matching.bound(group, end);
    }
    group(group: number): string | null {
        const start = this.bound(group, 0);
        return start < 0 ? null : this.text.slice(start, this.bound(group, 1));
    }
    /** Java begins anew with the whole text. */
    replace(replacement: string, all: boolean): string {
        this.reset();
        let out = '';
        let from = 0;
        while (this.find()) {
            out += this.text.slice(from, this.first) + expand(replacement, this);
            from = this.last;
            if (!all) break;
        }
        return out + this.text.slice(from);
    }
    /** What stands between the matches. A match of nothing at the beginning splits nothing off; without a limit no empty texts stay at the end. */
    split(limit: number): string[] {
        const pieces: string[] = [];
        let from = 0;
        while ((limit <= 0 || pieces.length < limit - 1) && this.find()) {
            if (this.last === 0) continue;
            pieces.push(this.text.slice(from, this.first));
            from = this.last;
        }
        if (pieces.length === 0) return [this.text];
        pieces.push(this.text.slice(from));
        if (limit === 0) while (pieces.length > 0 && pieces[pieces.length - 1] === '') pieces.pop();
        return pieces;
    }
}

/** Java's replacement text: `$1`, `${name}`, `\$`. A number goes on as long as there are so many groups. */
const expand = (replacement: string, matcher: ApexMatcher): string => {
    let out = '';
    for (let at = 0; at < replacement.length; at++) {
        const character = replacement.charAt(at);
        if (character === '\\') {
            at++;
            if (at >= replacement.length) raise('System.StringException', 'character to be escaped is missing');
            out += replacement.charAt(at);
        } else if (character === '$') {
            const reference = /^\$(?:(\d)|\{(\w+)\})/.exec(replacement.slice(at));
            if (!reference) return raise('System.StringException', 'Illegal group reference');
            at += reference[0].length - 1;
            if (reference[2] !== undefined) {
                out += matcher.group(matcher.usedPattern.numberOf(reference[2])) ?? '';
                continue;
            }
            let number = Number(reference[1]);
            for (; /\d/.test(replacement.charAt(at + 1)); at++) {
                const longer = number * 10 + Number(replacement.charAt(at + 1));
                if (longer > matcher.groups) break;
                number = longer;
            }
            out += matcher.group(number) ?? '';
        } else out += character;
    }
    return out;
};

/** `String.replaceAll` and `replaceFirst`. */
export const replaceMatches = (text: string, pattern: ApexPattern, replacement: string, all: boolean): string =>
    new ApexMatcher(pattern, text).replace(replacement, all);

/** `String.split`: as java.util.regex.Pattern.split. */
export const splitByPattern = (text: string, pattern: ApexPattern, limit = 0): string[] =>
    new ApexMatcher(pattern, text).split(limit);

const pattern: LibraryType = {
    name: 'System.Pattern',
    kind: 'class',
    is: (value) => value instanceof ApexPattern,
    members: {
        'static Pattern compile(String regex)': (regex: string) => new ApexPattern(need(regex)),
        'static Boolean matches(String regex, String text)': (regex: string, text: string) =>
            new ApexMatcher(new ApexPattern(need(regex)), need(text)).matches(),
        'static String quote(String text)': (text: string) => `\\Q${need(text).replaceAll('\\E', '\\E\\\\E\\Q')}\\E`,
        'Matcher matcher(String text)': (self: ApexPattern, text: string) => new ApexMatcher(self, need(text)),
        'String pattern()': (self: ApexPattern) => self.text,
        'List<String> split(String text)': (self: ApexPattern, text: string): ApexList =>
            listOf('String', splitByPattern(need(text), self)),
        'List<String> split(String text, Integer limit)': (self: ApexPattern, text: string, limit: number): ApexList =>
            listOf('String', splitByPattern(need(text), self, need(limit)))
    }
};
const matcher: LibraryType = {
    name: 'System.Matcher',
    kind: 'class',
    is: (value) => value instanceof ApexMatcher,
    members: {
        'static String quoteReplacement(String text)': (text: string) => need(text).replace(/[\\$]/g, '\\$&'),
        'Boolean find()': (self: ApexMatcher) => self.find(),
        'Boolean find(Integer start)': (self: ApexMatcher, start: number) => self.findFrom(need(start)),
        'Boolean matches()': (self: ApexMatcher) => self.matches(),
        'Boolean lookingAt()': (self: ApexMatcher) => self.lookingAt(),
        'String group()': (self: ApexMatcher) => self.group(0),
        'String group(Integer group)': (self: ApexMatcher, group: number) => self.group(need(group)),
        'Integer groupCount()': (self: ApexMatcher) => self.groups,
        'Integer start()': (self: ApexMatcher) => self.bound(0, 0),
        'Integer start(Integer group)': (self: ApexMatcher, group: number) => self.bound(need(group), 0),
        'Integer end()': (self: ApexMatcher) => self.bound(0, 1),
        'Integer end(Integer group)': (self: ApexMatcher, group: number) => self.bound(need(group), 1),
        'Pattern pattern()': (self: ApexMatcher) => self.usedPattern,
        'String replaceAll(String replacement)': (self: ApexMatcher, replacement: string) =>
            self.replace(need(replacement), true),
        'String replaceFirst(String replacement)': (self: ApexMatcher, replacement: string) =>
            self.replace(need(replacement), false),
        'Matcher reset()': (self: ApexMatcher) => self.reset(),
        'Matcher reset(String text)': (self: ApexMatcher, text: string) => self.reset(need(text)),
        'Matcher region(Integer start, Integer end)': (self: ApexMatcher, start: number, end: number) =>
            self.setRegion(need(start), need(end)),
        'Integer regionStart()': (self: ApexMatcher) => self.region[0],
        'Integer regionEnd()': (self: ApexMatcher) => self.region[1],
        'Matcher usePattern(Pattern pattern)': (self: ApexMatcher, used: ApexPattern) => self.usePattern(need(used)),
        'Boolean hasAnchoringBounds()': (self: ApexMatcher) => self.hasAnchoringBounds,
        'Boolean hasTransparentBounds()': (self: ApexMatcher) => self.hasTransparentBounds,
        'Matcher useAnchoringBounds(Boolean anchoring)': (self: ApexMatcher, anchoring: boolean) =>
            self.useBounds({ anchoring: need(anchoring) }),
        'Matcher useTransparentBounds(Boolean transparent)': (self: ApexMatcher, transparent: boolean) =>
            self.useBounds({ transparent: need(transparent) }),
        'Boolean hitEnd()': (self: ApexMatcher) => self.hitEnd,
        'Boolean requireEnd()': (self: ApexMatcher) => self.requireEnd
    }
};

/** Pattern and Matcher. Source: Apex Reference Guide; java.util.regex. */
export const regularExpressions: readonly LibraryType[] = [pattern, matcher];
