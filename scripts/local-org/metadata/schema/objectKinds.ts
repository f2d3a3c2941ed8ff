/** Kinds of objects, and what an object of each kind must have in its own file. */
import { fold, type ObjectKind } from '../../model/index.ts';
import type { Report } from '../problems.ts';
import { requireElements } from '../xml/check.ts';
import { textOf } from '../xml/document.ts';
import type { ObjectSource } from './objectSource.ts';

/** What an object is, by its name and by what its files say. */
export const kindOf = (source: ObjectSource): ObjectKind => {
    const baseKind = source.base && textOf(source.base, 'kind');
    if (baseKind === 'share' || baseKind === 'platformEvent') return baseKind;
    if (source.base) return 'standard';
    const name = fold(source.name);
    if (name.endsWith('__mdt')) return 'customMetadata';
    if (name.endsWith('__e')) return 'platformEvent';
    if (name.endsWith('__b')) return 'bigObject';
    return source.text('customSettingsType') === undefined ? 'custom' : 'customSetting';
};

/** Objects of these endings are stored elsewhere than in the org's own tables. */
const UNSUPPORTED_KINDS: Readonly<Record<string, string>> = {
    x: 'external objects',
    kav: 'knowledge articles',
    xo: 'Salesforce-to-Salesforce objects',
    chn: 'change event channels'
};

/** Elements that a custom object's own file must have. */
const OWN_FILE: Readonly<Partial<Record<ObjectKind, readonly string[]>>> = {
    custom: ['label', 'pluralLabel', 'nameField', 'deploymentStatus'],
    bigObject: ['label', 'pluralLabel', 'deploymentStatus']
};

/** Refuses names and files that no object can have. Source: Metadata API Developer Guide, CustomObject. */
export const checkOwnFile = (source: ObjectSource, kind: ObjectKind, report: Report): void => {
    if (source.base) return;
    const [, unsupported] = /__(x|kav|xo|chn)$/.exec(source.name) ?? [];
    if (unsupported !== undefined) {
        report.add(
            source.own ?? source.anyFile,
            `not supported by the local org: ${UNSUPPORTED_KINDS[unsupported] ?? unsupported} (${source.name})`
        );
        return;
    }
    if (!/^[A-Za-z][A-Za-z0-9_]*__(c|mdt|e|b)$/.test(source.name)) {
        report.add(
            source.own ?? source.anyFile,
            `Entity of type 'CustomObject' named '${source.name}' cannot be found`
        );
        return;
    }
    if (!source.own) {
        if (source.hasOwnFile) return;
        report.add(
            source.anyFile,
            `Entity of type 'CustomObject' named '${source.name}' cannot be found: its ${source.name}.object-meta.xml is missing`
        );
        return;
    }
    requireElements(source.own, OWN_FILE[kind] ?? ['label'], report);
    const flags = ['enableSharing', 'enableBulkApi', 'enableStreamingApi']
        .map((name) => source.text(name))
        .filter((text) => text !== undefined);
    if (new Set(flags).size > 1)
        report.add(source.own, 'enableSharing, enableBulkApi and enableStreamingApi must be all true or all false');
};
