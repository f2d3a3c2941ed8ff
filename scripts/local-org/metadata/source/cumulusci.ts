/** Projects that are built with CumulusCI: tokens for a namespace, and metadata that is deployed around the package. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

export const CONFIGURATION = 'cumulusci.yml';

/** Whether CumulusCI deploys the project. Source: CumulusCI documentation, "Project Structure", cumulusci.yml. */
export const isCumulusProject = (dir: string): boolean => existsSync(path.join(dir, CONFIGURATION));

/**
 * Folders that are deployed before the package (`pre`) and after it (`post`), each a deployment of its own, in the order of their names.
 * Source: CumulusCI documentation, "Project Structure", `unpackaged/pre` and `unpackaged/post`.
 */
export const bundlesAround = (dir: string, when: 'pre' | 'post'): string[] => {
    const folder = path.posix.join('unpackaged', when);
    if (!isCumulusProject(dir) || !existsSync(path.join(dir, folder))) return [];
    return readdirSync(path.join(dir, folder), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => path.posix.join(folder, entry.name))
        .sort();
};

/**
 * Tokens that CumulusCI puts a namespace in place of when it deploys, here none, in texts and in names of files.
 * Source: CumulusCI documentation, "Namespace Injection".
 */
const TOKENS = /%%%(NAMESPACE\w*)%%%|___(NAMESPACE\w*?)___/g;
const TEXTS = /\.(cls|trigger|xml|object|cmp|page|component|js|html)$/;
const withoutTokens = (text: string): string =>
    text.replace(TOKENS, (_all, inText?: string, inName?: string) =>
        (inText ?? inName ?? '').endsWith('_OR_C') ? 'c' : ''
    );

/** A file of such a project as it is deployed unmanaged. */
export const injected = (file: string, bytes: Uint8Array): [string, Uint8Array] => [
    withoutTokens(file),
    TEXTS.test(file) && Buffer.from(bytes).includes('NAMESPACE')
        ? Buffer.from(withoutTokens(Buffer.from(bytes).toString('utf8')))
        : bytes
];
