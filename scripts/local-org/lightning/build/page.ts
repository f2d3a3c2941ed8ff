import { SHELL_URL, sldsUrl, vendorUrl } from './plugins.ts';

export interface PageParts {
    /** Files of the shell → what each imports at once. */
    readonly chunks: ReadonlyMap<string, readonly string[]>;
    /** Files of the vendor build → the vendor files each imports at once. */
    readonly vendorGraph: Readonly<Record<string, readonly string[]>>;
    readonly vendorVersion: string;
    readonly sldsVersion: string;
}

/** Everything that the entry needs before it can run, so that the browser asks for all of it at once and not level by level. */
const preloads = ({ chunks, vendorGraph, vendorVersion }: PageParts): string[] => {
    const vendor = vendorUrl(vendorVersion);
    const seen = new Set<string>();
    const visit = (url: string): void => {
        if (seen.has(url)) return;
        seen.add(url);
        if (url.startsWith(vendor)) {
            for (const next of vendorGraph[url.slice(vendor.length)] ?? []) visit(vendor + next);
        } else if (url.startsWith(SHELL_URL)) {
            for (const next of chunks.get(url.slice(SHELL_URL.length)) ?? []) {
                visit(next.startsWith('/assets/') ? next : SHELL_URL + next);
            }
        }
    };
    visit(`${SHELL_URL}main.js`);
    // synthetic shadow must have patched the document before anything else runs: a script of its own, first
    seen.delete(`${SHELL_URL}main.js`);
    return [...seen];
};

/** The one page of the shell. No inline script or style, so that a strict content security policy holds. */
export const pageHtml = (parts: PageParts): string => `<!doctype html>
<html lang="en">
    <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Local org</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${sldsUrl(parts.sldsVersion)}slds2.cosmos.css" />
        <link rel="stylesheet" href="${SHELL_URL}shell.css" />
        <script type="module" src="${vendorUrl(parts.vendorVersion)}synthetic-shadow.js"></script>
        <script type="module" src="${SHELL_URL}main.js"></script>
${preloads(parts)
    .map((url) => `        <link rel="modulepreload" href="${url}" />`)
    .join('\n')}
    </head>
    <body>
        <noscript>The local org needs JavaScript.</noscript>
    </body>
</html>
`;
