/** A matching went on for longer than the platform allows. */
export class PatternTooComplicated extends Error {}

/**
 * How often the characters of one text may be read. Source: Apex Developer Guide, "Using Patterns and Matchers": "Salesforce limits
 * the number of times an input sequence for a regular expression can be accessed to 1,000,000 times."
 */
const MOST_READINGS = 1_000_000;
/** A text, what of it is searched and how; how often it was read, and whether its end was. */
export class SearchedText {
    readonly text: string;
    from = 0;
    to: number;
    anchoring = true;
    transparent = false;
    /** Where the match before ended, for `\G`. */
    before = -1;
    hitEnd = false;
    requireEnd = false;
    /** How often characters were read so far. */
    readings = 0;

    constructor(text: string) {
        this.text = text;
        this.to = text.length;
    }
    /** A code unit. */
    unit(at: number): number {
        this.read();
        return this.text.charCodeAt(at);
    }
    /** A code point. */
    point(at: number): number {
        this.read();
        const unit = this.text.charCodeAt(at);
        return unit >= 0xd800 && unit < 0xdc00 ? (this.text.codePointAt(at) ?? unit) : unit;
    }
    /** The code point that ends here. */
    pointBefore(at: number): number {
        this.read();
        const unit = this.text.charCodeAt(at - 1);
        if (unit < 0xdc00 || unit > 0xdfff || at < 2) return unit;
        const point = this.text.codePointAt(at - 2) ?? unit;
        return point > 0xffff ? point : unit;
    }
    /** @throws PatternTooComplicated */
    read(times = 1): void {
        this.readings += times;
        if (this.readings > MOST_READINGS) throw new PatternTooComplicated('Regex too complicated');
    }
}
