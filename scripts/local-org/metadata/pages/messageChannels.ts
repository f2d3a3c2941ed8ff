import { documentsOf } from '../documents.ts';
import { FoldedSet } from '../folded.ts';
import type { Report } from '../problems.ts';
import type { ComponentSource } from '../types.ts';
import { requireElements } from '../xml/check.ts';
import { childrenOf } from '../xml/document.ts';

/** Names of the message channels, as components import them: `Record_Selected__c`. Source: Metadata API Developer Guide, "LightningMessageChannel". */
export const readMessageChannels = (components: readonly ComponentSource[], report: Report): FoldedSet => {
    const names = new FoldedSet();
    for (const { name, root } of documentsOf(components, 'LightningMessageChannel', report)) {
        requireElements(root, ['masterLabel'], report);
        for (const field of childrenOf(root, 'lightningMessageFields')) requireElements(field, ['fieldName'], report);
        names.add(`${name}__c`);
    }
    return names;
};
