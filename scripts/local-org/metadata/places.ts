import { fold } from '../model/index.ts';
import { Report } from './problems.ts';
import { ACTIVITY, sharesActivityFields } from './schema/activityFields.ts';
import { readObjectSource, type ObjectSource } from './schema/objectSource.ts';
import type { MetadataModel } from './types.ts';
import { childOf, textOf, type XmlElement } from './xml/document.ts';

/**
 * Where a part of an object stands in its file: for problems that are found after the metadata was compiled.
 * @param part folder name in source format: `fields`, `validationRules` …
 * @param child element of the part, `formula` for instance
 */
export const placeOf = (
    model: MetadataModel,
    object: string,
    part: string,
    name: string,
    child?: string
): { file: string; line: number; column: number } => {
    const sourceOf = (owner: string): ObjectSource => {
        const components = [...model.components('CustomObject')].filter(
            (component) => fold(component.fullName) === fold(owner)
        );
        return readObjectSource(
            owner,
            components.sort((left) => (left.origin === 'base' ? -1 : 1)),
            new Report()
        );
    };
    const partOf = (source: ObjectSource): XmlElement | undefined =>
        source.parts(part).findLast((candidate) => fold(textOf(candidate, 'fullName') ?? '') === fold(name));
    const source = sourceOf(object);
    const element =
        partOf(source) ?? (sharesActivityFields(object) && part === 'fields' ? partOf(sourceOf(ACTIVITY)) : undefined);
    const { file, line, column } = (element && child !== undefined ? childOf(element, child) : undefined) ??
        element ?? { file: source.anyFile, line: 1, column: 1 };
    return { file, line, column };
};
