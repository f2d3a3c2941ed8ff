import { fold, urlDecoded, type RecordTypeDef } from '../../model/index.ts';
import type { Report } from '../problems.ts';
import { requireElements } from '../xml/check.ts';
import { childrenOf, flagOf, textOf, type XmlElement } from '../xml/document.ts';
import type { ObjectSource } from './objectSource.ts';

/** Record types with the picklist values that they leave, and those that new records begin with. */
export const readRecordTypes = (source: ObjectSource, report: Report): RecordTypeDef[] =>
    source.parts('recordTypes').map((element) => {
        requireElements(element, ['active', 'label'], report);
        const developerName = textOf(element, 'fullName') ?? '';
        const process = textOf(element, 'businessProcess');
        return Object.freeze({
            developerName,
            label: textOf(element, 'label') ?? developerName,
            active: flagOf(element, 'active'),
            picklists: picklistsOf(element),
            presets: presetsOf(element),
            ...(process === undefined ? {} : { businessProcess: process })
        });
    });

const picklistsOf = (recordType: XmlElement): ReadonlyMap<string, readonly string[]> =>
    new Map(
        childrenOf(recordType, 'picklistValues').map((element) => [
            fold(textOf(element, 'picklist') ?? ''),
            Object.freeze(childrenOf(element, 'values').map((value) => urlDecoded(textOf(value, 'fullName') ?? '')))
        ])
    );
const presetsOf = (recordType: XmlElement): ReadonlyMap<string, string> =>
    new Map(
        childrenOf(recordType, 'picklistValues').flatMap((element) => {
            const preset = childrenOf(element, 'values').find((value) => flagOf(value, 'default'));
            return preset
                ? [[fold(textOf(element, 'picklist') ?? ''), urlDecoded(textOf(preset, 'fullName') ?? '')] as const]
                : [];
        })
    );
