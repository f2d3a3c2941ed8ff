import type { FieldSetDef } from '../../model/index.ts';
import { childrenOf, flagOf, textOf } from '../xml/document.ts';
import type { ObjectSource } from './objectSource.ts';

/** The field sets of an object's files. Source: Metadata API Developer Guide, FieldSet. */
export const readFieldSets = (source: ObjectSource): FieldSetDef[] =>
    source.parts('fieldSets').map((element) => {
        const name = textOf(element, 'fullName') ?? '';
        return Object.freeze({
            name,
            label: textOf(element, 'label') ?? name,
            description: textOf(element, 'description') ?? null,
            fields: Object.freeze(
                childrenOf(element, 'displayedFields').map((field) =>
                    Object.freeze({ path: textOf(field, 'field') ?? '', required: flagOf(field, 'isRequired') })
                )
            )
        });
    });
