/** A filter's logic as the sets of items of which one must hold as a whole. */

type Sets = readonly (readonly number[])[];

const both = (left: Sets, right: Sets): Sets => left.flatMap((one) => right.map((other) => [...one, ...other]));

/**
 * `1 AND (2 OR 3)` → `[[0, 1], [0, 2]]`.
 * @param count how many items there are
 * @returns undefined where the logic is none of AND, OR and parentheses over these items
 */
export const alternatives = (logic: string, count: number): Sets | undefined => {
    const tokens = logic.toUpperCase().match(/\(|\)|\d+|\w+/g) ?? [];
    let at = 0;
    const one = (): Sets | undefined => {
        const token = tokens[at++] ?? '';
        if (token === '(') {
            const inner = or();
            return tokens[at++] === ')' ? inner : undefined;
        }
        const item = /^\d+$/.test(token) ? Number(token) : 0;
        return item >= 1 && item <= count ? [[item - 1]] : undefined;
    };
    const chain = (word: string, next: () => Sets | undefined, join: (left: Sets, right: Sets) => Sets) => {
        let left = next();
        while (left && tokens[at] === word) {
            at++;
            const right = next();
            left = right && join(left, right);
        }
        return left;
    };
    const and = (): Sets | undefined => chain('AND', one, both);
    const or = (): Sets | undefined => chain('OR', and, (left, right) => [...left, ...right]);
    const sets = or();
    return at === tokens.length ? sets : undefined;
};
