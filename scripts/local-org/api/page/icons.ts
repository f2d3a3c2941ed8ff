/** Icons of objects and tabs, by the names that `lightning-icon` takes. */
import type { MetadataModel, TabDef } from '../../metadata/types.ts';

/** `Custom53: Bell` → `custom:custom53`. */
export const motifIcon = (motif: string): string => {
    const match = /^(custom\d+)/i.exec(motif);
    return match ? `custom:${(match[1] ?? '').toLowerCase()}` : 'standard:default';
};

/** `OpportunityContactRole` → `standard:opportunity_contact_role`; objects of the package have their tab's icon. */
export const objectIcon = (model: MetadataModel, object: string): string => {
    const tab = model.pages.tabs.find((candidate: TabDef) => candidate.object?.toLowerCase() === object.toLowerCase());
    if (tab) return motifIcon(tab.motif);
    if (object.endsWith('__c')) return 'standard:custom';
    return `standard:${object.replaceAll(/(?<=[a-z])([A-Z])/g, '_$1').toLowerCase()}`;
};
