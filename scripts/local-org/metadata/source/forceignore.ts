/** Turns one gitignore pattern into a test of a path relative to the project. */
const toRegExp = (pattern: string): RegExp => {
    const anchored = pattern.replace(/\/$/, '').includes('/') && !pattern.startsWith('**/');
    const body = pattern
        .replace(/^\//, '')
        .replace(/\/$/, '')
        .replace(/[.+^${}()|[\]\\]/g, '\\$&')
        .replace(/\*\*\/|\/\*\*|\*|\?/g, (token) =>
            token === '**/' ? '(?:.*/)?' : token === '/**' ? '/.*' : token === '*' ? '[^/]*' : '[^/]'
        );
    return new RegExp(`^${anchored ? '' : '(?:.*/)?'}${body}(?:/.*)?$`);
};

/**
 * Reads a `.forceignore`: gitignore patterns, the last that matches decides. Dotfiles are always ignored, as the CLI does.
 * @param text the file's text, empty where there is none
 * @returns whether a path (with `/`, relative to the project) is to be left out
 */
export const readForceIgnore = (text: string): ((path: string) => boolean) => {
    const rules = text
        .split(/\r?\n/)
        .map((line) => line.trim())
        .filter((line) => line !== '' && !line.startsWith('#'))
        .map((line) => ({ negated: line.startsWith('!'), test: toRegExp(line.replace(/^!/, '')) }));
    return (path) => {
        if (path.split('/').some((part) => part.startsWith('.'))) return true;
        let ignored = false;
        for (const rule of rules) if (rule.test.test(path)) ignored = !rule.negated;
        return ignored;
    };
};
