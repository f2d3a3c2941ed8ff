import { ApexList, chargeText } from '../runtime/index.ts';
import type { LibraryType } from '../types.ts';
import { NotSupported } from '../../model/index.ts';
import { PatternSyntaxError, translatePattern, type TranslatedPattern } from '../../model/pattern/javaPattern.ts';
import { listOf, need, raise, refused } from './support.ts';

const REMEMBERED = 500;
const remembered = new Map<string, TranslatedPattern>();
/** @throws StringException for a text that is no regular expression; NotSupported */
const translated = (text: string): TranslatedPattern => {
    const known = remembered.get(text);
    if (known) return known;
    try {
        const pattern = translatePattern(text);
        new RegExp(pattern.source, 'v');
        if (remembered.size >= REMEMBERED) remembered.clear();
        remembered.set(text, pattern);
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
    private readonly translation: TranslatedPattern;
    constructor(text: string) {
        this.text = text;
        this.translation = translated(text);
    }
    /** The number of capturing groups. */
    get groups(): number {
        return this.translation.groups;
    }
    apexText(): string {
        return this.text;
    }
    /** An expression that finds matches anywhere, or where the match before ended if the pattern says so. */
    finder(): RegExp {
        return new RegExp(this.translation.source, this.translation.continues ? 'dyv' : 'dgv');
    }
    /** An expression that matches a text's beginning. */
    beginning(): RegExp {
        return new RegExp(this.translation.source, 'dyv');
    }
    /** An expression that matches a text as a whole. */
    whole(): RegExp {
        return new RegExp(`^(?:${this.translation.source})$`, 'dv');
    }
    /** From where to where a group matched; undefined where it did not. */
    range(match: RegExpExecArray, group: number): [number, number] | undefined {
        return match.indices?.[this.translation.places[group] ?? -1];
    }
    /** @throws StringException for a name no group has */
    numberOf(name: string): number {
        return this.translation.names.get(name) ?? raise('System.StringException', `No group with name {${name}}`);
    }
    /** The first match from `from` on, and those after it. */
    *matches(text: string, from = 0): Generator<RegExpExecArray> {
        const expression = this.finder();
        expression.lastIndex = from;
        for (let match = expression.exec(text); match; match = expression.exec(text)) {
            yield match;
            if (match[0] !== '') continue;
            // Behind an empty match the next one begins a character later, so that none follows it at once.
            if (this.translation.continues) return;
            expression.lastIndex = match.index + ((text.codePointAt(match.index) ?? 0) > 0xffff ? 2 : 1);
        }
    }
}
/** Java's replacement text: `$1`, `${name}`, `\$`. A number goes on as long as there are so many groups. */
const expand = (replacement: string, pattern: ApexPattern, match: RegExpExecArray): string => {
    const group = (number: number): string => {
        if (number > pattern.groups) raise('System.StringException', `No group ${number}`);
        const range = pattern.range(match, number);
        return range ? match.input.slice(range[0], range[1]) : '';
    };
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
                out += group(pattern.numberOf(reference[2]));
                continue;
            }
            let number = Number(reference[1]);
            for (; /\d/.test(replacement.charAt(at + 1)); at++) {
                const longer = number * 10 + Number(replacement.charAt(at + 1));
                if (longer > pattern.groups) break;
                number = longer;
            }
            out += group(number);
        } else out += character;
    }
    return out;
};

/** `String.replaceAll` and `replaceFirst`. */
export const replaceMatches = (text: string, pattern: ApexPattern, replacement: string, all: boolean): string => {
    let out = '';
    let from = 0;
    for (const match of pattern.matches(text)) {
        out += text.slice(from, match.index) + expand(replacement, pattern, match);
        from = match.index + match[0].length;
        if (!all) break;
    }
    return out + text.slice(from);
};

/** `String.split`: as java.util.regex.Pattern.split; with limit 0, trailing empty texts are dropped. */
export const splitByPattern = (text: string, pattern: ApexPattern, limit = 0): string[] => {
    const pieces: string[] = [];
    let from = 0;
    for (const match of pattern.matches(text)) {
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

/** System.Matcher. Indexes are those of the text; what it searches is its region, whose ends are anchors. */
export class ApexMatcher {
    private pattern: ApexPattern;
    private text: string;
    private match: RegExpExecArray | null = null;
    private next = 0;
    private from = 0;
    private to: number;
    private anchoring = true;
    private transparent = false;
    constructor(pattern: ApexPattern, text: string) {
        this.pattern = pattern;
        this.text = text;
        this.to = text.length;
    }
    get groups(): number {
        return this.pattern.groups;
    }
    get regionStart(): number {
        return this.from;
    }
    get regionEnd(): number {
        return this.to;
    }
    get hasAnchoringBounds(): boolean {
        return this.anchoring;
    }
    get hasTransparentBounds(): boolean {
        return this.transparent;
    }
    get usedPattern(): ApexPattern {
        return this.pattern;
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
    /** The place in the text stays, what was matched is forgotten. */
    usePattern(pattern: ApexPattern): this {
        this.pattern = pattern;
        this.match = null;
        return this;
    }
    useBounds(bounds: { anchoring?: boolean; transparent?: boolean }): this {
        this.anchoring = bounds.anchoring ?? this.anchoring;
        this.transparent = bounds.transparent ?? this.transparent;
        return this;
    }
    find(): boolean {
        chargeText(this.to - this.next);
        if (this.next > this.to) return this.accept(null);
        const found = this.pattern.matches(this.searched(), this.next - this.from).next();
        return this.accept(found.done ? null : found.value);
    }
    findFrom(start: number): boolean {
        if (start < 0 || start > this.text.length) raise('System.StringException', 'Illegal start index');
        this.reset();
        this.next = start;
        return this.find();
    }
    matches(): boolean {
        chargeText(this.to - this.from);
        return this.accept(this.pattern.whole().exec(this.searched()));
    }
    lookingAt(): boolean {
        chargeText(this.to - this.from);
        return this.accept(this.pattern.beginning().exec(this.searched()));
    }
    /** The region's text: with the usual bounds nothing around it is seen. */
    private searched(): string {
        const whole = this.from === 0 && this.to === this.text.length;
        if (!whole && (!this.anchoring || this.transparent)) {
            throw new NotSupported(
                'Matcher.useAnchoringBounds(false) and useTransparentBounds(true) on a part of the text'
            );
        }
        return whole ? this.text : this.text.slice(this.from, this.to);
    }
    private accept(match: RegExpExecArray | null): boolean {
        this.match = match;
        if (match) this.next = this.from + match.index + match[0].length + (match[0] === '' ? 1 : 0);
        return match !== null;
    }
    private range(group: number): [number, number] | undefined {
        if (!this.match) return raise('System.StringException', 'No match found');
        if (group < 0 || group > this.pattern.groups) {
            return raise('System.StringException', `No group ${group}`);
        }
        const range = this.pattern.range(this.match, group);
        return range && [range[0] + this.from, range[1] + this.from];
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
    /** Java begins anew with the whole text. */
    replace(replacement: string, all: boolean): string {
        this.reset();
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
        'Integer groupCount()': (self: ApexMatcher) => self.groups,
        'Integer start()': (self: ApexMatcher) => self.start(0),
        'Integer start(Integer group)': (self: ApexMatcher, group: number) => self.start(need(group)),
        'Integer end()': (self: ApexMatcher) => self.end(0),
        'Integer end(Integer group)': (self: ApexMatcher, group: number) => self.end(need(group)),
        'Pattern pattern()': (self: ApexMatcher) => self.usedPattern,
        'String replaceAll(String replacement)': (self: ApexMatcher, replacement: string) =>
            self.replace(need(replacement), true),
        'String replaceFirst(String replacement)': (self: ApexMatcher, replacement: string) =>
            self.replace(need(replacement), false),
        'Matcher reset()': (self: ApexMatcher) => self.reset(),
        'Matcher reset(String text)': (self: ApexMatcher, text: string) => self.reset(need(text)),
        'Matcher region(Integer start, Integer end)': (self: ApexMatcher, start: number, end: number) =>
            self.region(need(start), need(end)),
        'Integer regionStart()': (self: ApexMatcher) => self.regionStart,
        'Integer regionEnd()': (self: ApexMatcher) => self.regionEnd,
        'Matcher usePattern(Pattern pattern)': (self: ApexMatcher, used: ApexPattern) => self.usePattern(need(used)),
        'Boolean hasAnchoringBounds()': (self: ApexMatcher) => self.hasAnchoringBounds,
        'Boolean hasTransparentBounds()': (self: ApexMatcher) => self.hasTransparentBounds,
        'Matcher useAnchoringBounds(Boolean anchoring)': (self: ApexMatcher, anchoring: boolean) =>
            self.useBounds({ anchoring: need(anchoring) }),
        'Matcher useTransparentBounds(Boolean transparent)': (self: ApexMatcher, transparent: boolean) =>
            self.useBounds({ transparent: need(transparent) }),
        'Boolean hitEnd()': refused('Matcher.hitEnd'),
        'Boolean requireEnd()': refused('Matcher.requireEnd')
    }
};

/** Pattern and Matcher. Source: Apex Reference Guide; java.util.regex. */
export const regularExpressions: readonly LibraryType[] = [pattern, matcher];
