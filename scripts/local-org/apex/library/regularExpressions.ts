import { ApexList, chargeText } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { PatternSyntaxError, translatePattern, type TranslatedPattern } from '../../model/javaPattern.ts';
import { listOf, need, raise } from './support.ts';

/** @throws StringException for a text that is no regular expression; NotSupported */
const translated = (text: string): TranslatedPattern => {
    try {
        const pattern = translatePattern(text);
        new RegExp(pattern.source, 'u');
        return pattern;
    } catch (error) {
        if (error instanceof PatternSyntaxError || error instanceof SyntaxError) {
            return raise('System.StringException', `Invalid regex: ${error.message}`);
        }
        throw error;
    }
};

/** System.Pattern: a compiled Java regular expression. */
export class ApexPattern {
    readonly text: string;
    readonly groups: number;
    /** Sticky and unanchored. */
    readonly expression: RegExp;
    readonly whole: RegExp;
    constructor(text: string) {
        const { source, groups } = translated(text);
        this.text = text;
        this.groups = groups;
        this.expression = new RegExp(source, 'dgu');
        this.whole = new RegExp(`^(?:${source})$`, 'du');
    }
    apexText(): string {
        return this.text;
    }
}
/** Java's replacement text: `$1`, `${name}`, `\$`. */
const expand = (replacement: string, match: RegExpExecArray): string => {
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
            const number = Number(reference[1] ?? -1);
            if (number >= match.length) raise('System.StringException', `No group ${number}`);
            out += (reference[2] === undefined ? match[number] : match.groups?.[reference[2]]) ?? '';
            at += reference[0].length - 1;
        } else out += character;
    }
    return out;
};
/** All matches of a pattern in a text. */
const allMatches = (pattern: ApexPattern, text: string): RegExpExecArray[] => {
    const expression = new RegExp(pattern.expression);
    const found: RegExpExecArray[] = [];
    for (let match = expression.exec(text); match; match = expression.exec(text)) {
        found.push(match);
        if (match[0] === '')
            expression.lastIndex = match.index + ((text.codePointAt(match.index) ?? 0) > 0xffff ? 2 : 1);
    }
    return found;
};

/** `String.replaceAll` and `replaceFirst`. */
export const replaceMatches = (text: string, pattern: ApexPattern, replacement: string, all: boolean): string => {
    let out = '';
    let from = 0;
    for (const match of all ? allMatches(pattern, text) : allMatches(pattern, text).slice(0, 1)) {
        out += text.slice(from, match.index) + expand(replacement, match);
        from = match.index + match[0].length;
    }
    return out + text.slice(from);
};

/** `String.split`: as java.util.regex.Pattern.split; with limit 0, trailing empty texts are dropped. */
export const splitByPattern = (text: string, pattern: ApexPattern, limit = 0): string[] => {
    const pieces: string[] = [];
    let from = 0;
    for (const match of allMatches(pattern, text)) {
        if (limit > 0 && pieces.length === limit - 1) break;
        const end = match.index + match[0].length;
        if (end === 0) continue;
        if (match[0] === '' && match.index >= text.length) continue;
        pieces.push(text.slice(from, match.index));
        from = end;
    }
    if (from === 0 && pieces.length === 0) return [text];
    pieces.push(text.slice(from));
    if (limit === 0) while (pieces.length > 0 && pieces[pieces.length - 1] === '') pieces.pop();
    return pieces;
};

/** System.Matcher. */
export class ApexMatcher {
    readonly pattern: ApexPattern;
    private text: string;
    private match: RegExpExecArray | null = null;
    private next = 0;
    private from = 0;
    private to: number;
    constructor(pattern: ApexPattern, text: string) {
        this.pattern = pattern;
        this.text = text;
        this.to = text.length;
    }
    reset(text = this.text): this {
        this.text = text;
        this.match = null;
        this.next = this.from = 0;
        this.to = text.length;
        return this;
    }
    region(from: number, to: number): this {
        if (from < 0 || to > this.text.length || from > to) {
            raise('System.StringException', `Region out of bounds: ${from}, ${to}`);
        }
        this.reset();
        this.from = this.next = from;
        this.to = to;
        return this;
    }
    get regionStart(): number {
        return this.from;
    }
    get regionEnd(): number {
        return this.to;
    }
    find(): boolean {
        chargeText(this.to - this.next);
        const expression = new RegExp(this.pattern.expression);
        expression.lastIndex = this.next;
        this.match = this.next > this.to ? null : expression.exec(this.text.slice(0, this.to));
        if (this.match) this.next = this.match.index + this.match[0].length + (this.match[0] === '' ? 1 : 0);
        return this.match !== null;
    }
    findFrom(start: number): boolean {
        if (start < 0 || start > this.text.length) raise('System.StringException', 'Illegal start index');
        this.reset();
        this.next = start;
        return this.find();
    }
    matches(): boolean {
        chargeText(this.to - this.from);
        return this.accept(this.pattern.whole.exec(this.text.slice(this.from, this.to)));
    }
    lookingAt(): boolean {
        const found = new RegExp(this.pattern.expression.source, 'duy').exec(this.text.slice(this.from, this.to));
        return this.accept(found);
    }
    private accept(match: RegExpExecArray | null): boolean {
        this.match = match;
        if (match) {
            match.index += this.from;
            this.next = match.index + match[0].length;
            for (const range of match.indices ?? []) {
                if (range) {
                    range[0] += this.from;
                    range[1] += this.from;
                }
            }
        }
        return match !== null;
    }
    private range(group: number): [number, number] | undefined {
        if (!this.match) return raise('System.StringException', 'No match found');
        if (group < 0 || group > this.pattern.groups) {
            return raise('System.StringException', `No group ${group}`);
        }
        return this.match.indices?.[group];
    }
    group(group: number): string | null {
        const range = this.range(group);
        return range ? this.text.slice(range[0], range[1]) : null;
    }
    start(group: number): number {
        return this.range(group)?.[0] ?? -1;
    }
    end(group: number): number {
        return this.range(group)?.[1] ?? -1;
    }
    replace(replacement: string, all: boolean): string {
        return replaceMatches(this.text, this.pattern, replacement, all);
    }
}

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
        'Integer groupCount()': (self: ApexMatcher) => self.pattern.groups,
        'Integer start()': (self: ApexMatcher) => self.start(0),
        'Integer start(Integer group)': (self: ApexMatcher, group: number) => self.start(need(group)),
        'Integer end()': (self: ApexMatcher) => self.end(0),
        'Integer end(Integer group)': (self: ApexMatcher, group: number) => self.end(need(group)),
        'Pattern pattern()': (self: ApexMatcher) => self.pattern,
        'String replaceAll(String replacement)': (self: ApexMatcher, replacement: string) =>
            self.replace(need(replacement), true),
        'String replaceFirst(String replacement)': (self: ApexMatcher, replacement: string) =>
            self.replace(need(replacement), false),
        'Matcher reset()': (self: ApexMatcher) => self.reset(),
        'Matcher reset(String text)': (self: ApexMatcher, text: string) => self.reset(need(text)),
        'Matcher region(Integer start, Integer end)': (self: ApexMatcher, start: number, end: number) =>
            self.region(need(start), need(end)),
        'Integer regionStart()': (self: ApexMatcher) => self.regionStart,
        'Integer regionEnd()': (self: ApexMatcher) => self.regionEnd
    }
};

/** Pattern and Matcher. Source: Apex Reference Guide; java.util.regex. */
export const regularExpressions: readonly LibraryType[] = [pattern, matcher];
