import { documentsOf } from './documents.ts';
import type { Report } from './problems.ts';
import type { ComponentSource } from './types.ts';
import { requireElements } from './xml/check.ts';
import { childOf, childrenOf, textOf } from './xml/document.ts';

/** A file that pages show by name: `@salesforce/contentAssetUrl/Logo`. */
export interface ContentAssetDef {
    readonly name: string;
    /** As it was called where it came from; its ending says what it is. */
    readonly fileName: string;
    readonly body: Uint8Array;
}

/** Asset files: `Logo.asset` with `Logo.asset-meta.xml`. Source: Metadata API Developer Guide, "ContentAsset". */
export const readContentAssets = (components: readonly ComponentSource[], report: Report): ContentAssetDef[] =>
    documentsOf(components, 'ContentAsset', report).flatMap(({ component, name, root }) => {
        const body = [...component.files].find(([file]) => file.endsWith('.asset'))?.[1];
        if (!body) report.add(root, `ContentAsset ${name}: its content is missing`);
        if (!requireElements(root, ['masterLabel', 'versions'], report) || !body) return [];
        const versions = childrenOf(childOf(root, 'versions') ?? root, 'version');
        const last = versions.at(-1);
        return [Object.freeze({ name, fileName: (last && textOf(last, 'pathOnClient')) ?? name, body })];
    });
